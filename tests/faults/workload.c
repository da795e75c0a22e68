/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faults/workload.h"

#include <sqlite3.h>
#include <string.h>

#include "model/uuid.h"
#include "store/changes.h"
#include "store/connection.h"
#include "store/sql.h"
#include "store/verify.h"
#include "support/support.h"

#define PHOTO_BYTES (1024 * 1024)

typedef enum {
  STEP_WRITE,
  STEP_IMPORT,
  STEP_MERGE,
  STEP_PHOTO,
} StepKind;

static const guint n_members_of_kind[WORKLOAD_KINDS] = { 1, 80, 20, 1 };

/* Writing --------------------------------------------------------------------------------------------------------- */

typedef struct {
  guint step;
  guint n_members;
  gboolean photo;
} Batch;

static void
set_photo (RapportTransaction *transaction,
           gint64              member,
           guint               step)
{
  g_autofree guint8 *bytes = g_malloc (PHOTO_BYTES);
  g_autoptr (GBytes) photo = NULL;
  g_autofree char *hash = NULL;

  for (guint i = 0; i < PHOTO_BYTES; i++)
    bytes[i] = (guint8) (i * 31 + (i >> 8) * 7 + step);
  photo = g_bytes_new_take (g_steal_pointer (&bytes), PHOTO_BYTES);
  hash = rapport_transaction_add_blob (transaction, photo);
  rapport_transaction_set_string (transaction, member, "photo", hash);
}

static gboolean
batch_command (RapportTransaction  *transaction,
               gpointer             data,
               GError             **error)
{
  const Batch *batch = data;
  g_autofree char *name = g_strdup_printf ("step-%05u", batch->step);
  g_autofree char *anchor = rapport_uuid_v5 ("member", "anchor", NULL);
  gint64 entity;

  rapport_transaction_set_operation (transaction, batch->n_members > 1 ? "import-members" : "change-member", NULL);
  for (guint i = 0; i < batch->n_members; i++)
    {
      gint64 member = rapport_transaction_new_entity (transaction, "member");

      rapport_transaction_set_string (transaction, member, "organisation", name);
      rapport_transaction_set_string (transaction, member, "given_name", "Chidi");
      rapport_transaction_set_string (transaction, member, "biography", "Likes long walks and longer bridges.");
      rapport_transaction_set_int (transaction, member, "area/career", 1);
      if (batch->photo)
        set_photo (transaction, member, batch->step);
    }
  /* Something that is there already changes too. */
  entity = rapport_transaction_entity (transaction, "member", anchor);
  rapport_transaction_set_string (transaction, entity, "biography", name);
  return rapport_transaction_flush (transaction, error);
}

/* Merging --------------------------------------------------------------------------------------------------------- */

typedef struct {
  GPtrArray *lines;
  guint at;
  guint end;
} Source;

static gboolean
next_line (gpointer      data,
           const char  **line,
           gsize        *length,
           GError      **error)
{
  Source *self = data;

  *line = self->at < self->end ? g_ptr_array_index (self->lines, self->at++) : NULL;
  *length = *line != NULL ? strlen (*line) : 0;
  return TRUE;
}

static gboolean
keep_line (const char  *line,
           gsize        length,
           gpointer     data,
           GError     **error)
{
  g_ptr_array_add (data, g_strndup (line, length));
  return TRUE;
}

static gpointer
lines_query (RapportReading  *reading,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  rapport_reading_changes_after (reading, NULL, keep_line, data, cancellable, error);
  return NULL;
}

static gboolean
foreign_command (RapportTransaction  *transaction,
                 gpointer             data,
                 GError             **error)
{
  guint n_merges = GPOINTER_TO_UINT (data);

  for (guint i = 0; i < n_merges * n_members_of_kind[STEP_MERGE]; i++)
    {
      guint step = i / n_members_of_kind[STEP_MERGE] * WORKLOAD_KINDS + STEP_MERGE;
      g_autofree char *name = g_strdup_printf ("step-%05u", step);
      gint64 member = rapport_transaction_new_entity (transaction, "member");

      rapport_transaction_set_string (transaction, member, "organisation", name);
      rapport_transaction_set_string (transaction, member, "given_name", "Ngozi");
    }
  return TRUE;
}

GPtrArray *
workload_lines (guint n_steps)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "other.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportStore) store = workload_open (path, &error);
  guint n_merges = n_steps / WORKLOAD_KINDS + 1;

  g_assert_no_error (error);
  rapport_store_write (store, foreign_command, GUINT_TO_POINTER (n_merges), NULL, &error);
  g_assert_no_error (error);
  rapport_store_read (store, lines_query, lines, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, n_merges * n_members_of_kind[STEP_MERGE]);
  return lines;
}

void
workload_save_lines (GPtrArray  *lines,
                     const char *path)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (char *) g_ptr_array_index (lines, i));
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  g_string_free (text, TRUE);
}

GPtrArray *
workload_load_lines (const char *path)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  parts = g_strsplit (text, "\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (lines, g_strdup (parts[i]));
  return lines;
}

/* Doing ----------------------------------------------------------------------------------------------------------- */

RapportStore *
workload_open (const char  *path,
               GError     **error)
{
  g_autoptr (RapportClock) clock = rapport_clock_new_at (1800000000);
  RapportStore *store = rapport_store_open (path, clock, error);

  if (store != NULL)
    rapport_store_set_author (store, "Ada");
  return store;
}

gboolean
workload_do (RapportStore  *store,
             GPtrArray     *lines,
             guint          step,
             GError       **error)
{
  StepKind kind = step % WORKLOAD_KINDS;
  guint first = step / WORKLOAD_KINDS * n_members_of_kind[STEP_MERGE];
  Batch batch = { step, n_members_of_kind[kind], kind == STEP_PHOTO };
  Source source = { lines, first, first + n_members_of_kind[STEP_MERGE] };
  RapportMerge merge = { .source = next_line, .data = &source };

  if (kind != STEP_MERGE)
    return rapport_store_write (store, batch_command, &batch, NULL, error);
  g_assert_cmpuint (source.end, <=, lines->len);
  return rapport_store_write (store, rapport_changes_merge_command, &merge, NULL, error);
}

/* Looking --------------------------------------------------------------------------------------------------------- */

typedef struct {
  guint n_steps;
  gboolean wrong; /* one in part, or one left out before others */
} Count;

static gpointer
count_query (RapportReading  *reading,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  static const char sql[] = "SELECT organisation, count(*) FROM member WHERE organisation LIKE 'step-%' GROUP BY 1 ORDER BY 1";
  sqlite3_stmt *statement = rapport_reading_statement (reading, sql);
  Count *count = data;

  while (rapport_reading_next (reading, statement, error))
    {
      guint step = (guint) g_ascii_strtoull (rapport_column_text (statement, 0) + strlen ("step-"), NULL, 10);

      count->wrong |= step != count->n_steps;
      count->wrong |= rapport_column_int (statement, 1) != n_members_of_kind[step % WORKLOAD_KINDS];
      count->n_steps++;
    }
  return NULL;
}

guint
workload_count (RapportStore *store)
{
  Count count = { 0 };
  g_autoptr (GError) error = NULL;

  rapport_store_read (store, count_query, &count, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (count.wrong);
  return count.n_steps;
}

static gpointer
members_query (RapportReading  *reading,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  static const char sql[] = "SELECT EXISTS (SELECT 1 FROM member AS m WHERE m.no = e.no) "
                            "FROM entity AS e JOIN kind AS k ON k.no = e.kind WHERE k.name = 'member' ORDER BY e.no";
  sqlite3_stmt *statement = rapport_reading_statement (reading, sql);
  GArray *there = g_array_new (FALSE, FALSE, sizeof (gboolean));

  while (rapport_reading_next (reading, statement, error))
    {
      gboolean is_there = (gboolean) rapport_column_int (statement, 0);

      g_array_append_val (there, is_there);
    }
  return there;
}

guint
workload_count_members (RapportStore *store)
{
  g_autoptr (GArray) there = rapport_store_read (store, members_query, NULL, NULL, NULL);

  return there->len;
}

GArray *
workload_members_left (RapportStore *store)
{
  g_autoptr (GArray) there = rapport_store_read (store, members_query, NULL, NULL, NULL);
  GArray *left = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < there->len; i++)
    if (g_array_index (there, gboolean, i))
      g_array_append_val (left, i);
  return left;
}

guint
workload_check (const char *path,
                guint       acknowledged,
                guint       n_begun)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportStore) store = workload_open (path, &error);
  guint n;

  g_assert_no_error (error);
  workload_verify (store);
  n = workload_count (store);
  g_assert_cmpuint (n, >=, acknowledged);
  g_assert_cmpuint (n, <=, acknowledged + n_begun);
  return n;
}

void
workload_verify (RapportStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = rapport_store_verify (store, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (findings, i));
  g_assert_cmpuint (findings->len, ==, 0);
}

gboolean
workload_is_whole (const char *path,
                   guint       acknowledged)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportStore) store = workload_open (path, &error);
  g_autoptr (GPtrArray) findings = store != NULL ? rapport_store_verify (store, NULL, &error) : NULL;
  Count count = { 0 };

  if (findings == NULL || findings->len > 0)
    return FALSE;
  rapport_store_read (store, count_query, &count, NULL, &error);
  return error == NULL && !count.wrong && count.n_steps >= acknowledged && count.n_steps <= acknowledged + 1;
}

void
workload_assert_sentence (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_cmpuint (strlen (error->message), >, 20);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  /* SQLite's own words do not stand alone. */
  g_assert_false (g_str_has_prefix (error->message, "disk I/O"));
  /* Nor what it was told to open. */
  g_assert_null (strstr (error->message, "file://"));
  g_assert_null (strstr (error->message, ":memory:"));
  g_assert_null (strstr (error->message, ".partial"));
}
