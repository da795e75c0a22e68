/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/data-files.h"

#include <string.h>

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

char *
rapport_data_files_account (void)
{
  return g_build_filename (g_get_user_config_dir (), "rapport", "account.ini", NULL);
}

char *
rapport_data_files_passwords (void)
{
  return g_build_filename (g_get_user_data_dir (), "rapport", "passwords", NULL);
}

static gboolean
is_copy (const char *tail)
{
  return g_str_has_prefix (tail, ".damaged-") || g_str_has_prefix (tail, "-restore-") || g_str_has_prefix (tail, ".new")
         || g_str_has_suffix (tail, ".partial");
}

GPtrArray *
rapport_data_files_beside (const char *database)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = g_path_get_dirname (database);
  g_autofree char *base = g_path_get_basename (database);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, base) && is_copy (name + strlen (base)))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  return paths;
}
