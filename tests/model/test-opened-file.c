/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "model/opened-file.h"

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("rapport-opened-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "letter.txt", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_remove (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
write_bytes (Fixture    *fixture,
             const char *bytes,
             gssize      size)
{
  g_assert_true (g_file_set_contents (fixture->path, bytes, size, NULL));
}

static void
assert_refused (const char *path,
                const char *sentence)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rapport_opened_file_text (path, &error));
  g_assert_cmpstr (error->message, ==, sentence);
}

static void
test_text (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *empty = NULL;
  g_autofree char *text = NULL;

  write_bytes (fixture, "", 0);
  empty = rapport_opened_file_text (fixture->path, NULL);
  g_assert_cmpstr (empty, ==, "");
  write_bytes (fixture, "Dzień dobry\n", -1);
  text = rapport_opened_file_text (fixture->path, NULL);
  g_assert_cmpstr (text, ==, "Dzień dobry\n");
}

static void
test_not_there (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *beyond = g_build_filename (fixture->path, "beyond", NULL);
  g_autofree char *name = g_strnfill (1024 * 1024, 'n');

  assert_refused (fixture->path, "“letter.txt” cannot be read: there is no such file.");
  write_bytes (fixture, "a file is no folder", -1);
  assert_refused (beyond, "“beyond” cannot be read: there is no such file.");
  /* The beginning of its name is enough. */
  assert_refused (name, "“nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn…” cannot be read: there is no such file.");
}

static void
test_folder (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *name = g_path_get_basename (fixture->folder);
  g_autofree char *sentence = g_strdup_printf ("“%s” is a folder, not a file.", name);

  assert_refused (fixture->folder, sentence);
}

static void
test_no_text (Fixture       *fixture,
              gconstpointer  data)
{
  write_bytes (fixture, "caf\xe9", -1);
  assert_refused (fixture->path, "“letter.txt” is not text in UTF-8.");
  write_bytes (fixture, "a\0b", 3);
  assert_refused (fixture->path, "“letter.txt” is not text in UTF-8.");
}

/* What has no end is read no further than it may go. */
static void
test_endless (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GFile) zero = g_file_new_for_path ("/dev/zero");
  g_autoptr (GError) error = NULL;

  assert_refused ("/dev/zero", "“zero” is too large.");
  g_assert_null (rapport_opened_file_bytes (zero, 10, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
}

static void
test_most (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);
  g_autoptr (GBytes) bytes = NULL;

  write_bytes (fixture, "0123456789", -1);
  bytes = rapport_opened_file_bytes (file, 10, NULL, NULL);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 10);
  g_assert_null (rapport_opened_file_bytes (file, 9, NULL, NULL));
}

/* A name can turn nothing round in the sentence that quotes it. */
static void
test_direction (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "cod.\u202efdp", NULL);

  assert_refused (path, "“\u2068cod.\u202efdp\u202c\u2069” cannot be read: there is no such file.");
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  write_bytes (fixture, "text", -1);
  g_cancellable_cancel (cancellable);
  g_assert_null (rapport_opened_file_bytes (file, 10, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(name, function) g_test_add ("/model/opened-file/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("text", test_text);
  ADD ("not-there", test_not_there);
  ADD ("folder", test_folder);
  ADD ("no-text", test_no_text);
  ADD ("endless", test_endless);
  ADD ("most", test_most);
  ADD ("direction", test_direction);
  ADD ("cancelled", test_cancelled);
  return g_test_run ();
}
