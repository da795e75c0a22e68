/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/partnerships.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "store/erase.h"
#include "store/partnership-contacts.h"
#include "store/programmes.h"
#include "store/request-rows.h"
#include "store/sql.h"

#define COLUMNS \
  "SELECT p.no, p.programme, coalesce (p.request, 0), p.mentee, p.mentor, coalesce (e.display_name, '')," \
  " coalesce (m.display_name, ''), coalesce (e.photo, ''), coalesce (m.photo, ''), p.areas, p.term, p.starts_on," \
  " p.ends_on, p.ended_on, p.end_reason, p.end_note, p.legacy, p.starred"
#define TABLES " FROM partnership p LEFT JOIN member e ON e.no = p.mentee LEFT JOIN member m ON m.no = p.mentor"

/* ?1 programme, ?2 now, ?3 member or 0, ?4 today */
#define HAS_ENDED "(p.ended_on <> '' OR (p.ends_at <> 0 AND p.ends_at <= ?2))"
#define OF_MEMBER " AND (?3 = 0 OR p.mentee = ?3 OR p.mentor = ?3)"

RAPPORT_SQL (select_one, COLUMNS TABLES " WHERE p.no = ?1")
RAPPORT_SQL (select_between,
             "SELECT p.no FROM partnership p WHERE p.programme = ?1 AND p.mentee = ?3 AND p.mentor = ?4 AND NOT " HAS_ENDED
             " ORDER BY p.no LIMIT 1")
RAPPORT_SQL (select_partners,
             "SELECT 1 FROM partnership p WHERE ((p.mentee = ?1 AND p.mentor = ?3) OR (p.mentor = ?1 AND p.mentee = ?3))"
             " AND NOT " HAS_ENDED " LIMIT 1")
RAPPORT_SQL (select_requested,
             "SELECT 1 FROM request r WHERE ((r.mentee = ?1 AND r.mentor = ?3) OR (r.mentor = ?1 AND r.mentee = ?3))"
             " AND r.answer = '' AND r.withdrawn_at = 0 AND r.contested = 0 AND r.expires_at > ?2 LIMIT 1")

RAPPORT_SQL (select_run_out,
             "SELECT no FROM partnership WHERE programme = ?1 AND ended_on = '' AND legacy = 0 AND ends_at > ?3 AND ends_at <= ?2"
             " ORDER BY no")
RAPPORT_SQL (select_of_member,
             "SELECT no FROM partnership WHERE mentee = ?1 UNION SELECT no FROM partnership WHERE mentor = ?1 ORDER BY no")

static const char * const groups[] = {
  [RAPPORT_PARTNERSHIPS_PENDING] = " AND p.starts_on > ?4 AND NOT " HAS_ENDED,
  [RAPPORT_PARTNERSHIPS_ACTIVE] = " AND p.starts_on <= ?4 AND NOT " HAS_ENDED,
  [RAPPORT_PARTNERSHIPS_ENDED] = " AND " HAS_ENDED,
  [RAPPORT_PARTNERSHIPS_ALL] = "",
};

void
rapport_partnerships_query_free (RapportPartnershipsQuery *self)
{
  g_free (self->text);
  g_free (self);
}

void
rapport_partnership_row_free (RapportPartnershipRow *self)
{
  g_free (self->mentee_name);
  g_free (self->mentor_name);
  g_free (self->mentee_photo);
  g_free (self->mentor_photo);
  g_strfreev (self->areas);
  g_free (self->starts_on);
  g_free (self->ends_on);
  g_free (self->ended_on);
  g_free (self->end_reason);
  g_free (self->end_note);
  g_free (self->unsigned_on);
  g_free (self->last_met);
  g_clear_pointer (&self->contacts, g_array_unref);
  g_free (self);
}

/**
 * rapport_partnership_row_facts:
 * @self: a row
 * @facts: (out): what its state follows from; borrows from @self
 */
void
rapport_partnership_row_facts (const RapportPartnershipRow *self,
                               RapportPartnershipFacts     *facts)
{
  *facts = (RapportPartnershipFacts) { self->starts_on, self->ends_on, self->ended_on, self->legacy };
}

static RapportPartnershipRow *
read_row (sqlite3_stmt *statement)
{
  RapportPartnershipRow *row = g_new0 (RapportPartnershipRow, 1);
  int at = 0;

  row->no = rapport_column_int (statement, at++);
  row->programme = rapport_column_int (statement, at++);
  row->request = rapport_column_int (statement, at++);
  row->mentee = rapport_column_int (statement, at++);
  row->mentor = rapport_column_int (statement, at++);
  row->mentee_name = rapport_column_dup (statement, at++);
  row->mentor_name = rapport_column_dup (statement, at++);
  row->mentee_photo = rapport_column_dup (statement, at++);
  row->mentor_photo = rapport_column_dup (statement, at++);
  row->areas = rapport_column_strv (statement, at++);
  row->term = rapport_column_int (statement, at++);
  row->starts_on = rapport_column_dup (statement, at++);
  row->ends_on = rapport_column_dup (statement, at++);
  row->ended_on = rapport_column_dup (statement, at++);
  row->end_reason = rapport_column_dup (statement, at++);
  row->end_note = rapport_column_dup (statement, at++);
  row->legacy = rapport_column_int (statement, at++) != 0;
  row->starred = rapport_column_int (statement, at++) != 0;
  return row;
}

/* One of the two may have been erased: the other's partnership stays. */
static void
name_erased (RapportReading  *reading,
             gint64           member,
             char           **name)
{
  char *erased = **name == '\0' ? rapport_erased_name (reading, member) : NULL;

  if (erased == NULL)
    return;
  g_free (*name);
  *name = erased;
}

/* What follows from meetings, dates and the rules. */
static gboolean
complete_row (RapportReading         *reading,
              RapportPartnershipRow  *row,
              const RapportPolicy    *policy,
              const char             *today,
              GError                **error)
{
  RapportPartnershipFacts facts;
  RapportPartnershipContact contact;

  name_erased (reading, row->mentee, &row->mentee_name);
  name_erased (reading, row->mentor, &row->mentor_name);
  rapport_partnership_row_facts (row, &facts);
  row->state = rapport_partnership_state (&facts, today);
  row->early = rapport_partnership_ended_early (&facts);
  if (!rapport_partnership_contacts_read (reading, row, error))
    return FALSE;
  contact = (RapportPartnershipContact) { row->last_met, row->meetings + row->check_ins, row->unsigned_meetings };
  row->alerts = rapport_partnership_alerts (&facts, &contact, policy, today);
  return TRUE;
}

/* The most urgent first; the bits of alerts stand in that order. */
static int
urgency (const RapportPartnershipRow *row)
{
  RapportPartnershipAlerts urgent = rapport_partnership_urgent (row->alerts & ~RAPPORT_ALERT_LEGACY);

  if (urgent != 0)
    return g_bit_nth_lsf (urgent, -1);
  return RAPPORT_N_ALERTS + row->legacy;
}

/* Dates in order, those without one last. */
static int
compare_dates (const char *a,
               const char *b)
{
  if ((*a == '\0') != (*b == '\0'))
    return *a == '\0' ? 1 : -1;
  return strcmp (a, b);
}

static int
compare_rows (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  const RapportPartnershipRow *one = *(RapportPartnershipRow **) a, *other = *(RapportPartnershipRow **) b;
  const RapportPartnershipsQuery *query = data;
  int order = 0;

  switch (query->sort)
    {
    case RAPPORT_PARTNERSHIPS_MOST_URGENT:
      order = urgency (one) - urgency (other);
      break;
    case RAPPORT_PARTNERSHIPS_LONGEST_QUIET:
      order = strcmp (*one->last_met != '\0' ? one->last_met : one->starts_on,
                      *other->last_met != '\0' ? other->last_met : other->starts_on);
      break;
    case RAPPORT_PARTNERSHIPS_NAME:
      order = g_utf8_collate (one->mentee_name, other->mentee_name);
      break;
    case RAPPORT_PARTNERSHIPS_NEWEST:
      order = strcmp (other->starts_on, one->starts_on);
      break;
    case RAPPORT_PARTNERSHIPS_ENDS_FIRST:
    default:
      break;
    }
  if (order == 0)
    order = compare_dates (one->ends_on, other->ends_on);
  if (order == 0)
    order = one->no < other->no ? -1 : one->no > other->no;
  return order;
}

static gboolean
is_wanted (const RapportPartnershipRow    *row,
           const RapportPartnershipsQuery *query)
{
  return (query->alerts == 0 || (row->alerts & query->alerts) != 0) && (!query->starred || row->starred);
}

static char *
today_of (RapportReading      *reading,
          const RapportPolicy *policy)
{
  return rapport_date_of_instant (rapport_reading_now (reading), policy->time_zone);
}

gpointer
rapport_partnerships_list (RapportReading  *reading,
                           gpointer         data,
                           GCancellable    *cancellable,
                           GError         **error)
{
  const RapportPartnershipsQuery *query = data;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_partnership_row_free);
  g_autoptr (RapportPolicy) policy = rapport_programmes_policy (reading, query->programme);
  g_autofree char *today = today_of (reading, policy);
  g_autofree char *sql = g_strconcat (COLUMNS TABLES " WHERE p.programme = ?1" OF_MEMBER, groups[query->group], NULL);
  sqlite3_stmt *statement = rapport_reading_statement_composed (reading, sql);
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, query->programme);
  sqlite3_bind_int64 (statement, 2, rapport_reading_now (reading));
  sqlite3_bind_int64 (statement, 3, query->member);
  if (sqlite3_bind_parameter_count (statement) >= 4)
    rapport_bind_borrowed (statement, 4, today);
  while (rapport_reading_next (reading, statement, &failure))
    {
      g_autoptr (RapportPartnershipRow) row = read_row (statement);

      if (rapport_names_match (query->text, row->mentee_name, row->mentor_name))
        g_ptr_array_add (rows, g_steal_pointer (&row));
    }
  for (guint i = 0; failure == NULL && i < rows->len; i++)
    complete_row (reading, rows->pdata[i], policy, today, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  for (guint i = rows->len; i > 0; i--)
    if (!is_wanted (rows->pdata[i - 1], query))
      g_ptr_array_remove_index (rows, i - 1);
  g_ptr_array_sort_with_data (rows, compare_rows, (gpointer) query);
  if (query->most > 0 && rows->len > query->most)
    g_ptr_array_set_size (rows, query->most);
  return g_steal_pointer (&rows);
}

gpointer
rapport_partnerships_counts (RapportReading  *reading,
                             gpointer         data,
                             GCancellable    *cancellable,
                             GError         **error)
{
  const RapportPartnershipsQuery *query = data;
  RapportPartnershipsQuery all = { .programme = query->programme, .group = RAPPORT_PARTNERSHIPS_ALL, .member = query->member };
  g_autoptr (GPtrArray) rows = rapport_partnerships_list (reading, &all, cancellable, error);
  RapportPartnershipCounts *counts;

  if (rows == NULL)
    return NULL;
  counts = g_new0 (RapportPartnershipCounts, 1);
  for (guint i = 0; i < rows->len; i++)
    {
      const RapportPartnershipRow *row = rows->pdata[i];

      counts->pending += row->state == RAPPORT_PARTNERSHIP_PENDING;
      counts->active += row->state == RAPPORT_PARTNERSHIP_ACTIVE;
      counts->ended += row->state == RAPPORT_PARTNERSHIP_ENDED;
      counts->legacy += row->legacy;
      for (guint bit = 0; row->state == RAPPORT_PARTNERSHIP_ACTIVE && bit < RAPPORT_N_ALERTS; bit++)
        counts->alerts[bit] += (row->alerts & (1 << bit)) != 0;
    }
  return counts;
}

gpointer
rapport_partnerships_get (RapportReading  *reading,
                          gpointer         data,
                          GCancellable    *cancellable,
                          GError         **error)
{
  gint64 partnership = *(const gint64 *) data;
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_one);
  g_autoptr (RapportPartnershipRow) row = NULL;
  g_autoptr (RapportPolicy) policy = NULL;
  g_autofree char *today = NULL;
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, partnership);
  while (rapport_reading_next (reading, statement, &failure))
    {
      g_clear_pointer (&row, rapport_partnership_row_free);
      row = read_row (statement);
    }
  if (failure == NULL && row == NULL)
    g_set_error (&failure, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND, "%s",
                 _("This partnership is not there any more."));
  if (failure == NULL)
    {
      policy = rapport_programmes_policy (reading, row->programme);
      today = today_of (reading, policy);
      complete_row (reading, row, policy, today, &failure);
    }
  if (failure == NULL)
    return g_steal_pointer (&row);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/** The partnership of the two that has not ended, or 0. */
gint64
rapport_partnerships_between (RapportReading *reading,
                              gint64          programme,
                              gint64          mentee,
                              gint64          mentor)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_between);
  gint64 found = 0;

  sqlite3_bind_int64 (statement, 1, programme);
  sqlite3_bind_int64 (statement, 2, rapport_reading_now (reading));
  sqlite3_bind_int64 (statement, 3, mentee);
  sqlite3_bind_int64 (statement, 4, mentor);
  while (rapport_reading_next (reading, statement, NULL))
    found = rapport_column_int (statement, 0);
  return found;
}

static gboolean
is_between (RapportReading *reading,
            const char     *sql,
            gint64          one,
            gint64          other)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, sql);
  gboolean found = FALSE;

  sqlite3_bind_int64 (statement, 1, one);
  sqlite3_bind_int64 (statement, 2, rapport_reading_now (reading));
  sqlite3_bind_int64 (statement, 3, other);
  while (rapport_reading_next (reading, statement, NULL))
    found = TRUE;
  return found;
}

RapportRelation
rapport_partnerships_relation (RapportReading      *reading,
                               const RapportViewer *viewer,
                               gint64               member)
{
  return rapport_relation_of (viewer, member, is_between (reading, select_requested, viewer->member, member),
                              is_between (reading, select_partners, viewer->member, member));
}

static GArray *
numbers_of (RapportReading *reading,
            sqlite3_stmt   *statement)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (rapport_reading_next (reading, statement, NULL))
    {
      gint64 no = rapport_column_int (statement, 0);

      g_array_append_val (numbers, no);
    }
  return numbers;
}

/**
 * rapport_partnerships_run_out:
 * @since: unix seconds
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the partnerships that nobody ended and whose term came to
 *   its end after @since
 */
GArray *
rapport_partnerships_run_out (RapportReading *reading,
                              gint64          programme,
                              gint64          since)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_run_out);

  sqlite3_bind_int64 (statement, 1, programme);
  sqlite3_bind_int64 (statement, 2, rapport_reading_now (reading));
  sqlite3_bind_int64 (statement, 3, since);
  return numbers_of (reading, statement);
}

/**
 * rapport_partnerships_of_member:
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the partnerships of a member, whatever the programme
 */
GArray *
rapport_partnerships_of_member (RapportReading *reading,
                                gint64          member)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_of_member);

  sqlite3_bind_int64 (statement, 1, member);
  return numbers_of (reading, statement);
}
