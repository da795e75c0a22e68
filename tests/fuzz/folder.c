/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz/fuzz.h"

#include <glib/gstdio.h>

static char *folder;

static void
remove_folder (void)
{
  const char *argv[] = { "rm", "-rf", "--", folder, NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_clear_pointer (&folder, g_free);
}

const char *
fuzz_folder (void)
{
  if (folder == NULL)
    {
      folder = g_dir_make_tmp ("rapport-fuzz-XXXXXX", NULL);
      g_assert_nonnull (folder);
      g_setenv ("XDG_STATE_HOME", folder, TRUE);
      g_setenv ("XDG_DATA_HOME", folder, TRUE);
      atexit (remove_folder);
    }
  return folder;
}
