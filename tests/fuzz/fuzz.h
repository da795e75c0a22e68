/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A fuzzer is a file with LLVMFuzzerTestOneInput(). Linked with libFuzzer it looks for inputs that break something; linked with
 * replay.c, as in every build, it goes through those of its corpus. */

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

/* A folder of this process, removed at its end; the same at every call. */
const char *fuzz_folder    (void);

G_END_DECLS
