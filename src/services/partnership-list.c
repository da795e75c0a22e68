/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/partnership-list.h"

#include "model/date.h"
#include "store/programmes.h"
#include "store/requests.h"

typedef struct {
  RapportPartnershipsQuery partnerships;
  RapportViewer viewer;
} Question;

static void
pair_free (gpointer data)
{
  RapportListedPair *pair = data;

  g_clear_pointer (&pair->row, rapport_partnership_row_free);
  g_clear_pointer (&pair->months, g_array_unref);
  g_free (pair->last_day);
  g_free (pair->elapsed);
  g_free (pair->today);
  g_free (pair);
}

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->partnerships.text);
  g_free (question);
}

/* Takes @row. */
static RapportListedPair *
new_pair (RapportPartnershipRow *row,
          const RapportPolicy   *policy,
          const char            *today)
{
  RapportListedPair *pair = g_new0 (RapportListedPair, 1);
  const RapportTermDates term = { row->starts_on, row->ends_on, row->ended_on, row->term };

  pair->no = row->no;
  pair->row = row;
  pair->today = g_strdup (today);
  pair->elapsed = rapport_term_elapsed_words (&term, today);
  pair->share = rapport_term_elapsed_share (&term, today);
  pair->months = rapport_term_months_new (&term, today, policy->monthly,
                                          row->contacts != NULL ? (const RapportMonthContact *) (gpointer) row->contacts->data : NULL,
                                          row->contacts != NULL ? row->contacts->len : 0);
  return pair;
}

static RapportListedPair *
new_pair_of_request (const RapportRequestRow *request,
                     const RapportPolicy     *policy,
                     const char              *today)
{
  RapportPartnershipRow *row = g_new0 (RapportPartnershipRow, 1);
  RapportListedPair *pair;

  row->no = row->request = request->no;
  row->programme = request->programme;
  row->mentee = request->mentee;
  row->mentor = request->mentor;
  row->mentee_name = g_strdup (request->mentee_name);
  row->mentor_name = g_strdup (request->mentor_name);
  row->mentee_photo = g_strdup (request->mentee_photo);
  row->mentor_photo = g_strdup (request->mentor_photo);
  row->areas = g_strdupv (request->areas);
  row->term = request->term;
  row->state = RAPPORT_PARTNERSHIP_PENDING;
  row->starts_on = g_strdup ("");
  row->ends_on = g_strdup ("");
  row->ended_on = g_strdup ("");
  row->end_reason = g_strdup ("");
  row->end_note = g_strdup ("");
  row->unsigned_on = g_strdup ("");
  row->last_met = g_strdup ("");
  row->contacts = g_array_new (FALSE, FALSE, sizeof (RapportMonthContact));
  pair = new_pair (row, policy, today);
  pair->is_request = TRUE;
  pair->last_day = rapport_date_of_instant (request->expires_at - 1, policy->time_zone);
  return pair;
}

static gboolean
read_requests (RapportReading      *reading,
               const Question      *question,
               const RapportPolicy *policy,
               const char          *today,
               GPtrArray           *pairs,
               GCancellable        *cancellable,
               GError             **error)
{
  RapportRequestsQuery query = { .programme = question->partnerships.programme, .group = RAPPORT_REQUESTS_OPEN,
                                 .member = question->viewer.member, .text = question->partnerships.text,
                                 .sort = RAPPORT_REQUESTS_EXPIRES_SOONEST };
  g_autoptr (GPtrArray) rows = NULL;

  if (question->partnerships.group != RAPPORT_PARTNERSHIPS_PENDING || question->partnerships.alerts != 0)
    return TRUE;
  rows = rapport_requests_list (reading, &query, cancellable, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    g_ptr_array_add (pairs, new_pair_of_request (rows->pdata[i], policy, today));
  return rows != NULL;
}

static gboolean
read_partnerships (RapportReading      *reading,
                   Question            *question,
                   const RapportPolicy *policy,
                   const char          *today,
                   GPtrArray           *pairs,
                   GCancellable        *cancellable,
                   GError             **error)
{
  GPtrArray *rows = rapport_partnerships_list (reading, &question->partnerships, cancellable, error);

  if (rows == NULL)
    return FALSE;
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (pairs, new_pair (rows->pdata[i], policy, today));
  g_ptr_array_unref (rows);
  return TRUE;
}

/* Returns: (transfer full) (nullable): all of the programme, or of the viewer */
static RapportPartnershipCounts *
read_counts (RapportReading *reading,
             Question       *question,
             GCancellable   *cancellable,
             GError        **error)
{
  RapportRequestsQuery query = { .programme = question->partnerships.programme, .member = question->viewer.member };
  g_autofree RapportPartnershipCounts *counts = rapport_partnerships_counts (reading, &question->partnerships, cancellable, error);
  g_autofree RapportRequestCounts *requests = counts != NULL ? rapport_requests_counts (reading, &query, cancellable, error) : NULL;

  if (requests == NULL)
    return NULL;
  counts->pending += requests->open;
  return g_steal_pointer (&counts);
}

static gpointer
read_answer (RapportReading  *reading,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  Question *question = data;
  g_autoptr (RapportPolicy) policy = rapport_programmes_policy (reading, question->partnerships.programme);
  g_autofree char *today = rapport_date_of_instant (rapport_reading_now (reading), policy->time_zone);
  RapportReadRows *answer = g_new0 (RapportReadRows, 1);

  answer->rows = g_ptr_array_new_with_free_func (pair_free);
  if (read_requests (reading, question, policy, today, answer->rows, cancellable, error)
      && read_partnerships (reading, question, policy, today, answer->rows, cancellable, error))
    answer->beside = read_counts (reading, question, cancellable, error);
  if (answer->beside != NULL)
    return answer;
  rapport_read_rows_free (answer);
  return NULL;
}

void
rapport_partnership_list_ask (RapportReadList          *list,
                              RapportSession           *session,
                              RapportPartnershipsGroup  group,
                              const char               *text,
                              RapportPartnershipAlerts  alerts,
                              RapportPartnershipsSort   sort)
{
  Question *question = g_new0 (Question, 1);

  question->viewer = *rapport_session_get_viewer (session);
  question->partnerships.programme = rapport_session_get_programme (session);
  question->partnerships.group = group;
  question->partnerships.member = question->viewer.member;
  question->partnerships.text = g_strdup (text);
  question->partnerships.alerts = alerts;
  question->partnerships.sort = sort;
  rapport_read_list_ask (list, read_answer, question, question_free);
}
