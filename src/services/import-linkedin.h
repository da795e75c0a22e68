/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What LinkedIn gives a person who asks for a copy of their data, "Basic_LinkedInDataExport", unpacked: several tables that
 * are about one person (B19). %NULL without @error when @file is none of them. */
char *rapport_import_linkedin_table (GFile   *file,
                                     GError **error);

G_END_DECLS
