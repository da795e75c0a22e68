/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/marks.h"

#include <string.h>

/* As many letters as the shortest prefix index of the full text has. */
#define SHARED_BEGINNING 3

static void
add_form (GPtrArray  *forms,
          const void *bytes,
          gsize       n)
{
  if (n > 0)
    g_ptr_array_add (forms, g_bytes_new (bytes, n));
}

/* What stands in base64 whatever stands before and behind it: without the letters that depend on neighbours. */
static void
add_base64 (GPtrArray  *forms,
            const char *mark)
{
  for (guint shift = 0; shift < 3; shift++)
    {
      g_autofree char *padded = g_strdup_printf ("%.*s%s", (int) shift, "xx", mark);
      g_autofree char *text = g_base64_encode ((const guchar *) padded, strlen (padded));
      gsize first = shift > 0 ? 4 : 0;
      gsize last = strlen (padded) / 3 * 4;

      if (last > first)
        add_form (forms, text + first, last - first);
    }
}

static GPtrArray *
forms_of (const char *mark)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autofree char *small = g_ascii_strdown (mark, -1);
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (mark, -1, NULL, NULL, NULL);
  GString *hex = g_string_new (NULL);

  add_form (forms, mark, strlen (mark));
  add_form (forms, small, strlen (small));
  if (strlen (small) > 2 * SHARED_BEGINNING)
    add_form (forms, small + SHARED_BEGINNING, strlen (small) - SHARED_BEGINNING);
  add_form (forms, wide, g_utf8_strlen (mark, -1) * sizeof *wide);
  for (const char *at = mark; *at != '\0'; at++)
    g_string_append_printf (hex, "%02x", (guint) (guchar) *at);
  add_form (forms, hex->str, hex->len);
  g_string_free (hex, TRUE);
  add_base64 (forms, mark);
  return forms;
}

static guint
count_in_file (const char *path,
               GPtrArray  *forms)
{
  g_autofree char *bytes = NULL;
  gsize n;
  guint found = 0;

  if (!g_file_get_contents (path, &bytes, &n, NULL))
    return 0;
  for (guint i = 0; i < forms->len; i++)
    {
      gsize size;
      gconstpointer form = g_bytes_get_data (g_ptr_array_index (forms, i), &size);

      if (memmem (bytes, n, form, size) == NULL)
        continue;
      found++;
      g_test_message ("form %u in %s", i, path);
    }
  return found;
}

static guint
count_in_folder (const char *folder,
                 GPtrArray  *forms)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint found = 0;

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      found += g_file_test (path, G_FILE_TEST_IS_DIR) ? count_in_folder (path, forms) : count_in_file (path, forms);
    }
  return found;
}

guint
rapport_marks_count (const char *folder,
                     const char *mark)
{
  g_autoptr (GPtrArray) forms = forms_of (mark);

  return count_in_folder (folder, forms);
}
