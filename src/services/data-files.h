/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where data lies when nobody says otherwise; both owned by the caller. The folder is made by the store. */
char *rapport_data_files_database (void);
char *rapport_data_files_sample   (void);

G_END_DECLS
