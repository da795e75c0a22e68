/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/letters.h"

#include <glib/gi18n.h>
#include <string.h>

#include "store/meta.h"
#include "store/request-rows.h"
#include "store/sql.h"
#include "store/store.h"

#define COLUMNS \
  "SELECT l.no, l.programme, l.cause, l.kind, l.number, l.member, l.other, coalesce (m.display_name, '')," \
  " coalesce (o.display_name, ''), coalesce (m.photo, ''), l.address, coalesce (m.email, ''), l.subject, l.body," \
  " l.drafted_at, l.state, l.state_at, l.owner, l.attempts, l.next_try, l.sent_to, l.words"
#define TABLES " FROM letter l LEFT JOIN member m ON m.no = l.member LEFT JOIN member o ON o.no = l.other"
#define RESTRICTED " AND (?3 = '' OR +l.state = ?3) AND (?4 = '' OR l.kind = ?4)"
#define NEWEST " ORDER BY l.drafted_at DESC, l.no DESC"
#define OF_MEMBER " AND (?2 = 0 OR l.member = ?2 OR l.other = ?2)"

RAPPORT_SQL (select_one, COLUMNS TABLES " WHERE l.no = ?1")
RAPPORT_SQL (select_all,
             COLUMNS TABLES " WHERE l.programme = ?1" RESTRICTED NEWEST)
RAPPORT_SQL (select_of_member,
             COLUMNS TABLES " WHERE (l.member = ?2 OR l.other = ?2) AND (?1 = 0 OR +l.programme = ?1)" RESTRICTED NEWEST)
RAPPORT_SQL (select_of_cause,
             COLUMNS TABLES " WHERE l.cause IN (?1, ?2)" NEWEST)
RAPPORT_SQL (count_states,
             "SELECT CASE WHEN l.state = 'sending' AND l.owner <> ?3 AND l.state_at < ?4 THEN 'unsure' ELSE l.state END AS stage,"
             " count (*) FROM letter l WHERE l.programme = ?1" OF_MEMBER " GROUP BY stage")
RAPPORT_SQL (select_next,
             "SELECT no FROM letter WHERE state = 'queued' AND owner = ?1 AND next_try <= ?2 ORDER BY next_try, no LIMIT 1")
RAPPORT_SQL (select_claimed, "SELECT no FROM letter WHERE state = 'sending' AND owner = ?1 ORDER BY no")
RAPPORT_SQL (select_number, "SELECT coalesce (max (number), 0) FROM letter WHERE cause = ?1 AND kind = ?2")

RapportLettersQuery *
rapport_letters_query_new (gint64 programme)
{
  RapportLettersQuery *self = g_new0 (RapportLettersQuery, 1);

  self->programme = programme;
  self->stage = -1;
  return self;
}

void
rapport_letters_query_free (RapportLettersQuery *self)
{
  g_free (self->kind);
  g_free (self->text);
  g_free (self);
}

void
rapport_letter_row_free (RapportLetterRow *self)
{
  g_free (self->kind);
  g_free (self->member_name);
  g_free (self->other_name);
  g_free (self->member_photo);
  g_free (self->address);
  g_free (self->email);
  g_free (self->subject);
  g_free (self->body);
  rapport_letter_state_clear (&self->state);
  g_free (self);
}

const char *
rapport_letter_row_address (const RapportLetterRow *self)
{
  return *self->address != '\0' ? self->address : self->email;
}

/* What another computer began to send before this instant has been lost with it, as far as can be known here. */
static gint64
lost_before (RapportReading *reading)
{
  return rapport_reading_now (reading) - RAPPORT_LETTER_LOST_AFTER;
}

static RapportLetterRow *
read_row (RapportReading *reading,
          sqlite3_stmt   *statement,
          const char     *own_name)
{
  RapportLetterRow *row = g_new0 (RapportLetterRow, 1);
  int at = 0;

  row->no = rapport_column_int (statement, at++);
  row->programme = rapport_column_int (statement, at++);
  row->cause = rapport_column_int (statement, at++);
  row->kind = rapport_column_dup (statement, at++);
  row->number = (int) rapport_column_int (statement, at++);
  row->member = rapport_column_int (statement, at++);
  row->other = rapport_column_int (statement, at++);
  row->member_name = rapport_column_dup (statement, at++);
  row->other_name = rapport_column_dup (statement, at++);
  row->member_photo = rapport_column_dup (statement, at++);
  row->address = rapport_column_dup (statement, at++);
  row->email = rapport_column_dup (statement, at++);
  row->subject = rapport_column_dup (statement, at++);
  row->body = rapport_column_dup (statement, at++);
  row->drafted_at = rapport_column_int (statement, at++);
  rapport_letter_stage_from_id (rapport_column_text (statement, at++), &row->state.stage);
  row->state.at = rapport_column_int (statement, at++);
  row->state.owner = rapport_column_dup (statement, at++);
  row->state.attempts = (int) rapport_column_int (statement, at++);
  row->state.next_try = rapport_column_int (statement, at++);
  row->state.sent_to = rapport_column_dup (statement, at++);
  row->state.words = rapport_column_dup (statement, at++);
  row->ours = g_strcmp0 (own_name, row->state.owner) == 0;
  if (row->state.stage == RAPPORT_LETTER_SENDING && !row->ours && row->state.at < lost_before (reading))
    {
      row->state.stage = RAPPORT_LETTER_UNSURE;
      g_free (row->state.words);
      row->state.words = g_strdup (_("Another computer began to send it and has not been heard of since."));
    }
  return row;
}

static sqlite3_stmt *
bind_query (RapportReading            *reading,
            const RapportLettersQuery *query)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, query->cause != 0 ? select_of_cause
                                                                : query->member != 0 ? select_of_member : select_all);

  gboolean lost = query->stage == RAPPORT_LETTER_SENDING || query->stage == RAPPORT_LETTER_UNSURE; /* not told by state alone */

  sqlite3_bind_int64 (statement, 1, query->cause != 0 ? query->cause : query->programme);
  sqlite3_bind_int64 (statement, 2, query->cause != 0 ? query->earlier : query->member);
  if (query->cause == 0)
    {
      rapport_bind_borrowed (statement, 3,
                             query->stage >= 0 && !lost ? rapport_letter_stage_id ((RapportLetterStage) query->stage) : "");
      rapport_bind_text (statement, 4, query->kind != NULL ? query->kind : "");
    }
  return statement;
}

gpointer
rapport_letters_list (RapportReading  *reading,
                      gpointer         data,
                      GCancellable    *cancellable,
                      GError         **error)
{
  const RapportLettersQuery *query = data;
  g_autofree char *own_name = rapport_reading_meta (reading, RAPPORT_META_REPLICA, NULL);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_letter_row_free);
  sqlite3_stmt *statement = bind_query (reading, query);
  guint stages = query->stage >= 0 ? 1u << query->stage : query->stages;
  g_autoptr (GError) failure = NULL;

  while (rapport_reading_next (reading, statement, &failure))
    {
      g_autoptr (RapportLetterRow) row = read_row (reading, statement, own_name);
      g_autofree char *words = g_strconcat (row->other_name, " ", row->subject, NULL);

      if ((stages == 0 || (stages & 1u << row->state.stage) != 0)
          && rapport_names_match (query->text, row->member_name, words) && (query->most == 0 || rows->len < query->most))
        g_ptr_array_add (rows, g_steal_pointer (&row));
    }
  if (failure == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gpointer
rapport_letters_counts (RapportReading  *reading,
                        gpointer         data,
                        GCancellable    *cancellable,
                        GError         **error)
{
  const RapportLettersQuery *query = data;
  g_autofree RapportLetterCounts *counts = g_new0 (RapportLetterCounts, 1);
  g_autofree char *own_name = rapport_reading_meta (reading, RAPPORT_META_REPLICA, NULL);
  sqlite3_stmt *statement = rapport_reading_statement (reading, count_states);
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, query->programme);
  sqlite3_bind_int64 (statement, 2, query->member);
  rapport_bind_text (statement, 3, own_name != NULL ? own_name : "");
  sqlite3_bind_int64 (statement, 4, lost_before (reading));
  while (rapport_reading_next (reading, statement, &failure))
    {
      RapportLetterStage stage = RAPPORT_LETTER_DRAFT;

      rapport_letter_stage_from_id (rapport_column_text (statement, 0), &stage);
      counts->stages[stage] += (guint) rapport_column_int (statement, 1);
    }
  if (failure == NULL)
    return g_steal_pointer (&counts);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gpointer
rapport_letters_get (RapportReading  *reading,
                     gpointer         data,
                     GCancellable    *cancellable,
                     GError         **error)
{
  g_autofree char *own_name = rapport_reading_meta (reading, RAPPORT_META_REPLICA, NULL);
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_one);
  RapportLetterRow *row = NULL;
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, *(const gint64 *) data);
  if (rapport_reading_next (reading, statement, &failure))
    {
      row = read_row (reading, statement, own_name);
      sqlite3_reset (statement);
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (row == NULL)
    g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND, "%s", _("This letter is not there any more."));
  return row;
}

gint64
rapport_letters_next_queued (RapportReading *reading,
                             const char     *owner)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_next);
  gint64 letter = 0;

  rapport_bind_text (statement, 1, owner);
  sqlite3_bind_int64 (statement, 2, rapport_reading_now (reading));
  while (rapport_reading_next (reading, statement, NULL))
    letter = rapport_column_int (statement, 0);
  return letter;
}

GArray *
rapport_letters_claimed (RapportReading *reading,
                         const char     *owner)
{
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_claimed);

  rapport_bind_text (statement, 1, owner);
  while (rapport_reading_next (reading, statement, NULL))
    {
      gint64 letter = rapport_column_int (statement, 0);

      g_array_append_val (letters, letter);
    }
  return letters;
}

int
rapport_letters_last_number (RapportReading *reading,
                             gint64          cause,
                             const char     *kind)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_number);
  int number = 0;

  sqlite3_bind_int64 (statement, 1, cause);
  rapport_bind_text (statement, 2, kind);
  while (rapport_reading_next (reading, statement, NULL))
    number = (int) rapport_column_int (statement, 0);
  return number;
}
