/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In how many files below @folder, and in how many forms, the bytes of @mark stand: as they are, in small letters (full
 * text), without its beginning (terms share theirs), as UTF-16, in hex and in base64. */
guint rapport_marks_count (const char *folder,
                           const char *mark);

G_END_DECLS
