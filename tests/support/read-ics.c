/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/read-ics.h"

#include "support/support.h"

JsonNode *
rapport_test_read_ics (const char *text)
{
  g_autofree char *script = g_build_filename (g_getenv ("RAPPORT_SOURCE"), "tests", "support", "read-ics.py", NULL);
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "invitation.ics", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/usr/bin/python3", script, path, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_true (g_subprocess_get_successful (process));
  node = json_from_string (out, NULL);
  g_assert_nonnull (node);
  return node;
}
