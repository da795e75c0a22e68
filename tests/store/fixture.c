/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/fixture.h"

#include <string.h>

#include "store/sql.h"
#include "store/verify.h"
#include "support/support.h"

void
fixture_open (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->store = rapport_store_open (self->path, self->clock, &error);
  g_assert_no_error (error);
  rapport_store_set_author (self->store, "Ada");
}

void
fixture_set_up (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *folder = rapport_test_folder ();

  self->path = g_build_filename (folder, "deep", "rapport.db", NULL);
  self->clock = rapport_clock_new_at (1800000000);
  fixture_open (self);
}

void
fixture_tear_down (Fixture       *self,
                   gconstpointer  data)
{
  g_assert_finalize_object (self->store);
  g_object_unref (self->clock);
  g_free (self->path);
}

void
fixture_close (Fixture *self)
{
  g_assert_finalize_object (g_steal_pointer (&self->store));
}

void
fixture_reopen (Fixture *self)
{
  fixture_close (self);
  fixture_open (self);
}

void
fixture_assert_sound (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = rapport_store_verify (self->store, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (findings, i));
  g_assert_cmpuint (findings->len, ==, 0);
}

void
fixture_write (Fixture        *self,
               RapportCommand  command,
               gpointer        data)
{
  g_autoptr (GError) error = NULL;

  rapport_store_write (self->store, command, data, NULL, &error);
  g_assert_no_error (error);
}

char *
fixture_refuse (Fixture        *self,
                RapportCommand  command,
                gpointer        data,
                int             code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rapport_store_write (self->store, command, data, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, code);
  return g_strdup (error->message);
}

static gpointer
value_query (RapportReading  *reading,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  const Edit *edit = data;
  g_autoptr (GVariant) value = rapport_reading_get (reading, edit->entity, edit->field);

  if (value == NULL)
    return g_strdup ("");
  return g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ? g_variant_dup_string (value, NULL)
                                                             : g_variant_print (value, FALSE);
}

char *
fixture_value (Fixture    *self,
               gint64      entity,
               const char *field)
{
  g_autoptr (GError) error = NULL;
  Edit edit = { .entity = entity, .field = field };
  char *value = rapport_store_read (self->store, value_query, &edit, NULL, &error);

  g_assert_no_error (error);
  return value;
}

static gpointer
count_query (RapportReading  *reading,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  sqlite3_stmt *statement = rapport_reading_statement_composed (reading, data);

  if (!rapport_reading_next (reading, statement, error))
    return NULL;
  return g_memdup2 (&(gint64) { sqlite3_column_int64 (statement, 0) }, sizeof (gint64));
}

gint64
fixture_count (Fixture    *self,
               const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *count = rapport_store_read (self->store, count_query, (gpointer) sql, NULL, &error);

  g_assert_no_error (error);
  return *count;
}

static gpointer
find_query (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  gint64 entity = rapport_reading_find (reading, data);

  return g_memdup2 (&entity, sizeof entity);
}

gint64
fixture_find (Fixture    *self,
              const char *uuid)
{
  g_autofree gint64 *entity = rapport_store_read (self->store, find_query, (gpointer) uuid, NULL, NULL);

  return *entity;
}

/* Bundles ----------------------------------------------------------------------------------------------------------- */

typedef struct {
  GHashTable *vector;
  GPtrArray *lines;
  guint next;
} Sent;

static gboolean
add_sent (const char  *line,
          gsize        length,
          gpointer     data,
          GError     **error)
{
  g_ptr_array_add (data, g_strdup (line));
  return TRUE;
}

static gpointer
sent_query (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  Sent *sent = data;

  g_assert_true (rapport_reading_changes_after (reading, sent->vector, add_sent, sent->lines, cancellable, error));
  return sent;
}

static gpointer
sent_vector_query (RapportReading  *reading,
                   gpointer         data,
                   GCancellable    *cancellable,
                   GError         **error)
{
  return rapport_reading_vector (reading, error);
}

static gboolean
next_sent (gpointer      data,
           const char  **line,
           gsize        *length,
           GError      **error)
{
  Sent *sent = data;

  *line = sent->next < sent->lines->len ? g_ptr_array_index (sent->lines, sent->next) : NULL;
  *length = *line != NULL ? strlen (*line) : 0;
  sent->next++;
  return TRUE;
}

static RapportMerge
send_after (Fixture    *from,
            Fixture    *to,
            GHashTable *vector)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  Sent sent = { vector, lines, 0 };
  RapportMerge merge = { next_sent, &sent };

  rapport_store_read (from->store, sent_query, &sent, NULL, NULL);
  fixture_write (to, rapport_changes_merge_command, &merge);
  return merge;
}

void
fixture_send (Fixture *from,
              Fixture *to)
{
  g_autoptr (GHashTable) vector = rapport_store_read (to->store, sent_vector_query, NULL, NULL, NULL);

  send_after (from, to, vector);
}

RapportMerge
fixture_send_all (Fixture *from,
                  Fixture *to)
{
  return send_after (from, to, NULL);
}

static char *
refuse_after (Fixture    *from,
              Fixture    *to,
              GHashTable *vector,
              int         code)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  Sent sent = { vector, lines, 0 };
  RapportMerge merge = { next_sent, &sent };
  char *words;

  rapport_store_read (from->store, sent_query, &sent, NULL, NULL);
  words = fixture_refuse (to, rapport_changes_merge_command, &merge, code);
  g_free (merge.forked);
  return words;
}

char *
fixture_refuse_all (Fixture *from,
                    Fixture *to,
                    int      code)
{
  return refuse_after (from, to, NULL, code);
}

char *
fixture_refuse_new (Fixture *from,
                    Fixture *to,
                    int      code)
{
  g_autoptr (GHashTable) vector = rapport_store_read (to->store, sent_vector_query, NULL, NULL, NULL);

  return refuse_after (from, to, vector, code);
}

gboolean
edit_command (RapportTransaction  *transaction,
              gpointer             data,
              GError             **error)
{
  Edit *edit = data;
  const char *args[] = { edit->value, NULL };

  rapport_transaction_set_operation (transaction, "change-member", args);
  if (edit->entity == 0)
    edit->entity = rapport_transaction_new_entity (transaction, edit->kind);
  rapport_transaction_set_string (transaction, edit->entity, edit->field, edit->value);
  return TRUE;
}

gboolean
delete_command (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  gint64 *entity = data;

  rapport_transaction_set_operation (transaction, "delete-member", NULL);
  rapport_transaction_delete (transaction, *entity);
  return TRUE;
}
