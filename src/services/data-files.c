/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/data-files.h"

/* $XDG_DATA_HOME/rapport/rapport.db */
char *
rapport_data_files_database (void)
{
  return g_build_filename (g_get_user_data_dir (), "rapport", "rapport.db", NULL);
}

/* The sample programme stands beside, in a database of its own. */
char *
rapport_data_files_sample (void)
{
  return g_build_filename (g_get_user_data_dir (), "rapport", "sample.db", NULL);
}
