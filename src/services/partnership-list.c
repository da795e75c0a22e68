/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/partnership-list.h"

#include "model/date.h"
#include "store/programmes.h"
#include "store/requests.h"

typedef struct {
  RapportPartnershipsQuery partnerships;
  RapportViewer viewer;
} Question;

typedef struct {
  GPtrArray *pairs;   /* of RapportListedPair */
  RapportPartnershipCounts counts;
} Answer;

struct _RapportPartnershipList
{
  GObject parent_instance;

  /* Owned */
  RapportSession *session;
  GCancellable *cancellable;
  GPtrArray *pairs;
  GArray *ids;
  GHashTable *by_id;     /* gint64 in pairs → RapportListedPair */
  char *text;

  RapportPartnershipsGroup group;
  RapportPartnershipAlerts alerts;
  RapportPartnershipsSort sort;
  RapportPartnershipCounts counts;
  gboolean loaded;
};

enum {
  LOADED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void source_init (RapportRowSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportPartnershipList, rapport_partnership_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RAPPORT_TYPE_ROW_SOURCE, source_init))

/* --- Reading, on a reader's thread --------------------------------------------------------------------------- */

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
answer_free (gpointer data)
{
  Answer *answer = data;

  g_ptr_array_unref (answer->pairs);
  g_free (answer);
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
               Answer              *answer,
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
    g_ptr_array_add (answer->pairs, new_pair_of_request (rows->pdata[i], policy, today));
  return rows != NULL;
}

static gboolean
read_partnerships (RapportReading      *reading,
                   Question            *question,
                   const RapportPolicy *policy,
                   const char          *today,
                   Answer              *answer,
                   GCancellable        *cancellable,
                   GError             **error)
{
  GPtrArray *rows = rapport_partnerships_list (reading, &question->partnerships, cancellable, error);

  if (rows == NULL)
    return FALSE;
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (answer->pairs, new_pair (rows->pdata[i], policy, today));
  g_ptr_array_unref (rows);
  return TRUE;
}

static gboolean
read_counts (RapportReading *reading,
             Question       *question,
             Answer         *answer,
             GCancellable   *cancellable,
             GError        **error)
{
  RapportRequestsQuery query = { .programme = question->partnerships.programme, .member = question->viewer.member };
  g_autofree RapportPartnershipCounts *counts = rapport_partnerships_counts (reading, &question->partnerships, cancellable, error);
  g_autofree RapportRequestCounts *requests = counts != NULL ? rapport_requests_counts (reading, &query, cancellable, error) : NULL;

  if (requests == NULL)
    return FALSE;
  answer->counts = *counts;
  answer->counts.pending += requests->open;
  return TRUE;
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
  Answer *answer = g_new0 (Answer, 1);

  answer->pairs = g_ptr_array_new_with_free_func (pair_free);
  if (read_requests (reading, question, policy, today, answer, cancellable, error)
      && read_partnerships (reading, question, policy, today, answer, cancellable, error)
      && read_counts (reading, question, answer, cancellable, error))
    return answer;
  answer_free (answer);
  return NULL;
}

/* --- The list ------------------------------------------------------------------------------------------------ */

static void
take_answer (RapportPartnershipList *self,
             Answer                 *answer)
{
  g_autoptr (GArray) before = g_steal_pointer (&self->ids);
  g_autoptr (GPtrArray) pairs_before = g_steal_pointer (&self->pairs);

  g_hash_table_remove_all (self->by_id);
  self->pairs = g_ptr_array_ref (answer->pairs);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->pairs->len; i++)
    {
      RapportListedPair *pair = self->pairs->pdata[i];

      g_array_append_val (self->ids, pair->no);
      g_hash_table_insert (self->by_id, &pair->no, pair);
    }
  self->counts = answer->counts;
  self->loaded = TRUE;
  rapport_row_source_emit_ids (RAPPORT_ROW_SOURCE (self), (const gint64 *) (gpointer) before->data, before->len,
                               (const gint64 *) (gpointer) self->ids->data, self->ids->len);
  rapport_row_source_emit_rows (RAPPORT_ROW_SOURCE (self), 0, self->ids->len);
  g_signal_emit (self, signals[LOADED], 0);
}

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RapportPartnershipList) self = user_data;
  g_autoptr (GError) error = NULL;
  Answer *answer = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);

  if (answer != NULL)
    {
      take_answer (self, answer);
      answer_free (answer);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
ask (RapportPartnershipList *self)
{
  Question *question = g_new0 (Question, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  question->viewer = *rapport_session_get_viewer (self->session);
  question->partnerships.programme = rapport_session_get_programme (self->session);
  question->partnerships.group = self->group;
  question->partnerships.member = question->viewer.member;
  question->partnerships.text = g_strdup (self->text);
  question->partnerships.alerts = self->alerts;
  question->partnerships.sort = self->sort;
  rapport_store_read_async (rapport_session_get_store (self->session), read_answer, question, question_free, answer_free,
                            self->cancellable, answer_cb, g_object_ref (self));
}

static const gint64 *
get_ids (RapportRowSource *source,
         guint            *n_ids)
{
  RapportPartnershipList *self = RAPPORT_PARTNERSHIP_LIST (source);

  *n_ids = self->ids->len;
  return (const gint64 *) (gpointer) self->ids->data;
}

static gpointer
peek_row (RapportRowSource *source,
          gint64            id)
{
  return g_hash_table_lookup (RAPPORT_PARTNERSHIP_LIST (source)->by_id, &id);
}

/* Every row is at hand. */
static void
request_page (RapportRowSource *source,
              guint             page)
{
}

static void
source_init (RapportRowSourceInterface *iface)
{
  iface->get_ids = get_ids;
  iface->peek_row = peek_row;
  iface->request_page = request_page;
}

static void
rapport_partnership_list_dispose (GObject *object)
{
  RapportPartnershipList *self = RAPPORT_PARTNERSHIP_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rapport_partnership_list_parent_class)->dispose (object);
}

static void
rapport_partnership_list_finalize (GObject *object)
{
  RapportPartnershipList *self = RAPPORT_PARTNERSHIP_LIST (object);

  g_hash_table_unref (self->by_id);
  g_array_unref (self->ids);
  g_ptr_array_unref (self->pairs);
  g_free (self->text);

  G_OBJECT_CLASS (rapport_partnership_list_parent_class)->finalize (object);
}

static void
rapport_partnership_list_class_init (RapportPartnershipListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rapport_partnership_list_dispose;
  object_class->finalize = rapport_partnership_list_finalize;

  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
rapport_partnership_list_init (RapportPartnershipList *self)
{
  self->pairs = g_ptr_array_new_with_free_func (pair_free);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->group = RAPPORT_PARTNERSHIPS_ACTIVE;
}

static void
changed_cb (RapportPartnershipList *self)
{
  if (self->loaded || self->cancellable != NULL)
    ask (self);
}

RapportPartnershipList *
rapport_partnership_list_new (RapportSession *session)
{
  RapportPartnershipList *self = g_object_new (RAPPORT_TYPE_PARTNERSHIP_LIST, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "viewer-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
rapport_partnership_list_set_query (RapportPartnershipList   *self,
                                    RapportPartnershipsGroup  group,
                                    const char               *text,
                                    RapportPartnershipAlerts  alerts,
                                    RapportPartnershipsSort   sort)
{
  g_free (self->text);
  self->text = g_strdup (text);
  self->group = group;
  self->alerts = alerts;
  self->sort = sort;
  ask (self);
}

gboolean
rapport_partnership_list_is_loaded (RapportPartnershipList *self)
{
  return self->loaded;
}

const RapportPartnershipCounts *
rapport_partnership_list_get_counts (RapportPartnershipList *self)
{
  return &self->counts;
}

guint
rapport_partnership_list_get_n (RapportPartnershipList *self)
{
  return self->ids->len;
}

/** Returns: (transfer none) (nullable): good until the list changes */
const RapportListedPair *
rapport_partnership_list_find (RapportPartnershipList *self,
                               gint64                  no)
{
  return g_hash_table_lookup (self->by_id, &no);
}
