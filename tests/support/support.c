/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/support.h"

#include <glib/gstdio.h>
#include <locale.h>

static GPtrArray *folders; /* of rapport_test_folder(), to remove at the end */

static void
remove_tree (GFile *file)
{
  g_autoptr (GFileEnumerator) children = NULL;
  GFileInfo *info = NULL;
  GFile *child = NULL;

  children = g_file_enumerate_children (file, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  while (children != NULL && g_file_enumerator_iterate (children, &info, &child, NULL, NULL) && child != NULL)
    remove_tree (child);
  g_file_delete (file, NULL, NULL);
}

static void
remove_folders (void)
{
  for (guint i = 0; folders != NULL && i < folders->len; i++)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (g_ptr_array_index (folders, i));

      remove_tree (folder);
    }
  g_clear_pointer (&folders, g_ptr_array_unref);
}

char *
rapport_test_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("rapport-test-XXXXXX", &error);

  g_assert_no_error (error);
  if (folders == NULL)
    {
      folders = g_ptr_array_new_with_free_func (g_free);
      atexit (remove_folders);
    }
  g_ptr_array_add (folders, g_strdup (path));
  return path;
}

void
rapport_test_init (int    *argc,
                   char ***argv)
{
  static const char *const variables[] = { "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME" };
  g_autofree char *folder = rapport_test_folder ();

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      g_autofree char *path = g_build_filename (folder, variables[i], NULL);

      g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
      g_assert_true (g_setenv (variables[i], path, TRUE));
    }
  setlocale (LC_ALL, "");
  g_test_init (argc, argv, NULL);
}

char *
rapport_test_shared (const char *path)
{
  const char *root = g_getenv ("RAPPORT_SHARED_DATA");
  g_autofree char *full = NULL;

  if (root == NULL || !g_file_test (root, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("the folder of shared data is not beside the project");
      return NULL;
    }
  full = g_build_filename (root, path, NULL);
  g_assert_true (g_file_test (full, G_FILE_TEST_IS_REGULAR));
  return g_steal_pointer (&full);
}

char *
rapport_test_population (guint       people,
                         const char *role)
{
  g_autofree char *script = rapport_test_shared ("tools/population.py");
  g_autofree char *number = g_strdup_printf ("%u", people);
  g_autofree char *output = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  gsize length = 0;
  int status = -1;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (script == NULL)
    return NULL;
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/usr/bin/python3", script, number,
                              "--role", role != NULL ? role : "mix", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &bytes, NULL, &error);
  g_assert_no_error (error);
  status = g_subprocess_get_exit_status (process);
  g_assert_cmpint (status, ==, 0);
  folder = rapport_test_folder ();
  path = g_build_filename (folder, "population.csv", NULL);
  output = g_bytes_unref_to_data (g_steal_pointer (&bytes), &length);
  g_file_set_contents (path, output, (gssize) length, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

static gboolean
time_is_up (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
finalized_cb (gpointer  gone,
              GObject  *object)
{
  *(gboolean *) gone = TRUE;
}

void
rapport_test_finalize (gpointer object)
{
  gboolean gone = FALSE;

  g_object_weak_ref (object, finalized_cb, &gone);
  g_object_unref (object);
  g_assert_true (gone || rapport_test_wait (&gone, 30));
}

gboolean
rapport_test_wait (gboolean *done,
                   guint     seconds)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (seconds, time_is_up, &late);

  while (!*done && !late)
    g_main_context_iteration (NULL, TRUE);
  if (!late)
    g_source_remove (source);
  g_assert_true (*done);
  return *done;
}

guint
rapport_test_amount (guint usual,
                     guint all)
{
  return g_strcmp0 (g_getenv ("RAPPORT_LONG"), "1") == 0 ? all : usual;
}
