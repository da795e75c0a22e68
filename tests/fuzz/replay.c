/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz/fuzz.h"

/* Gives each file of a corpus to the fuzzer, once, as a case. */

static void
test_input (gconstpointer path)
{
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  /* Exactly as long as it is, so that one byte too far is found. */
  g_autofree guint8 *copy = g_memdup2 (data, size);
  LLVMFuzzerTestOneInput (copy != NULL ? copy : (const guint8 *) "", size);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = NULL;
  g_autofree char *base = NULL;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  base = g_path_get_basename (argv[1]);
  dir = g_dir_open (argv[1], 0, NULL);
  g_assert_nonnull (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *title = g_strdup_printf ("/fuzz/%s/%s", base, name);
      char *path = g_build_filename (argv[1], name, NULL);

      g_ptr_array_add (paths, path);
      g_test_add_data_func (title, path, test_input);
    }
  g_assert_cmpuint (paths->len, >, 0);
  return g_test_run ();
}
