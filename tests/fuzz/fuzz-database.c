/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "store/backup.h"
#include "store/transaction.h"
#include "store/verify.h"

/* A file that somebody offers for restoring. What passes the check is verified, restored and opened; whatever it is,
 * nothing worse than a sentence comes of it.
 *
 * An input is a file as it stands if it begins like one. If not, it is a list of changes to a good one: three bytes of where,
 * one of how many, and those, which reach much deeper. */

#define MAGIC "SQLite format 3"

static char *good;
static gsize good_size;
static RapportStore *live;

static gboolean
some_people (RapportTransaction  *transaction,
             gpointer             data,
             GError             **error)
{
  gint64 programme = rapport_transaction_new_entity (transaction, "programme");

  rapport_transaction_set_string (transaction, programme, "name", "Bridges");
  for (guint i = 0; i < 12; i++)
    {
      gint64 member = rapport_transaction_new_entity (transaction, "member");

      rapport_transaction_set_string (transaction, member, "given_name", "Chidi");
      rapport_transaction_set_string (transaction, member, "biography", "Likes long walks and longer bridges.");
      rapport_transaction_set_int (transaction, member, "area/career", 1);
    }
  return TRUE;
}

static RapportStore *
open_store (const char  *path,
            GError     **error)
{
  g_autoptr (RapportClock) clock = rapport_clock_new_at (1800000000);

  return rapport_store_open (path, clock, error);
}

static void
set_up (void)
{
  g_autofree char *path = g_build_filename (fuzz_folder (), "good.db", NULL);
  g_autofree char *live_path = g_build_filename (fuzz_folder (), "live.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportStore) store = open_store (path, &error);

  g_assert_no_error (error);
  rapport_store_write (store, some_people, NULL, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&store);
  g_assert_true (g_file_get_contents (path, &good, &good_size, NULL));
  live = open_store (live_path, &error);
  g_assert_no_error (error);
}

static GByteArray *
file_of (const guint8 *data,
         gsize         size)
{
  GByteArray *file = g_byte_array_new ();

  if (size >= sizeof MAGIC && memcmp (data, MAGIC, sizeof MAGIC) == 0)
    return g_byte_array_append (file, data, (guint) size);
  g_byte_array_append (file, (const guint8 *) good, (guint) good_size);
  for (gsize at = 0; at + 4 < size;)
    {
      gsize where = ((gsize) data[at] << 16 | (gsize) data[at + 1] << 8 | data[at + 2]) % good_size;
      gsize n = MIN (data[at + 3], size - at - 4);

      memcpy (file->data + where, data + at + 4, MIN (n, good_size - where));
      at += 4 + n;
    }
  return file;
}

static void
restore (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = rapport_backup_verify (path, NULL, &error);

  if (findings == NULL || findings->len > 0)
    return;
  rapport_backup_restore (live, path, NULL, NULL, NULL, NULL, NULL, &error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GByteArray) file = NULL;
  g_autoptr (RapportBackupFacts) facts = NULL;
  g_autoptr (RapportStore) store = NULL;
  g_autofree char *path = NULL;
  g_autofree char *wal = NULL;
  g_autoptr (GError) error = NULL;

  if (live == NULL)
    set_up ();
  path = g_build_filename (fuzz_folder (), "offered.db", NULL);
  wal = g_strconcat (path, "-wal", NULL);
  g_unlink (wal);
  file = file_of (data, size);
  g_assert_true (g_file_set_contents_full (path, (const char *) file->data, file->len, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  facts = rapport_backup_check (path, NULL, &error);
  if (facts != NULL)
    restore (path);
  else
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_clear_error (&error);
  store = open_store (path, &error);
  if (store != NULL)
    {
      g_autoptr (GPtrArray) findings = rapport_store_verify (store, NULL, NULL);
    }
  return 0;
}
