/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

/* Asks for whom and where to, then writes the changes of this copy into a file. */
void rapport_changes_export_choose (RapportWindow *window);
/* @replica: (nullable): only what that copy does not have */
void rapport_changes_export_to     (RapportWindow *window,
                                    GFile         *file,
                                    const char    *replica);

G_END_DECLS
