/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where data lies when nobody says otherwise; all owned by the caller. The folder is made by the store. */
char      *rapport_data_files_database  (void);
char      *rapport_data_files_sample    (void);
/* The mail account, and its password where there is no keyring. */
char      *rapport_data_files_account   (void);
char      *rapport_data_files_passwords (void);
/* (element-type filename): what stands beside a database that is a copy of it: damaged ones that were put aside, and what was
 * left half-made by a process that was killed. */
GPtrArray *rapport_data_files_beside    (const char *database);

G_END_DECLS
