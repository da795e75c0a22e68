/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/verdict.h"
#include "store/store.h"

G_BEGIN_DECLS

/* For commands: whether they may go on. */
gboolean rapport_verdicts_pass (GPtrArray   *verdicts,
                                const char  *exception,
                                GError     **error);

G_END_DECLS
