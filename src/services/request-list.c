/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/request-list.h"

struct _RapportRequestList
{
  GObject parent_instance;

  /* Owned */
  RapportSession *session;
  RapportRequestsQuery *query;   /* NULL until asked */
  GPtrArray *rows;
  GHashTable *by_number;         /* number → row, borrowed */
  GArray *ids;
  GCancellable *asking;

  RapportRequestCounts counts;
};

enum
{
  LOADED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void row_source_init (RapportRowSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportRequestList, rapport_request_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RAPPORT_TYPE_ROW_SOURCE, row_source_init))

/** Rows and counts of one reading. */
typedef struct {
  GPtrArray *rows;
  RapportRequestCounts *counts;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->rows, g_ptr_array_unref);
  g_free (answer->counts);
  g_free (answer);
}

static gpointer
read_answer (RapportReading  *reading,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->rows = rapport_requests_list (reading, data, cancellable, error);
  if (answer->rows != NULL)
    answer->counts = rapport_requests_counts (reading, data, cancellable, error);
  if (answer->counts != NULL)
    return answer;
  answer_free (answer);
  return NULL;
}

typedef struct {
  RapportRequestList *list;
  GCancellable *cancellable;
} Question;

static void
question_free (Question *self)
{
  g_object_unref (self->list);
  g_object_unref (self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
take_answer (RapportRequestList *self,
             Answer             *answer)
{
  g_autoptr (GArray) before = g_steal_pointer (&self->ids);
  g_autoptr (GPtrArray) old_rows = g_steal_pointer (&self->rows);

  self->rows = g_steal_pointer (&answer->rows);
  self->counts = *answer->counts;
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_hash_table_remove_all (self->by_number);
  for (guint i = 0; i < self->rows->len; i++)
    {
      RapportRequestRow *row = self->rows->pdata[i];

      g_array_append_val (self->ids, row->no);
      g_hash_table_insert (self->by_number, GSIZE_TO_POINTER (row->no), row);
    }
  rapport_row_source_emit_ids (RAPPORT_ROW_SOURCE (self), (const gint64 *) (gpointer) before->data, before->len,
                               (const gint64 *) (gpointer) self->ids->data, self->ids->len);
  rapport_row_source_emit_rows (RAPPORT_ROW_SOURCE (self), 0, G_MAXUINT);
  g_signal_emit (self, signals[LOADED], 0);
}

static void
on_answer (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Question) question = data;
  RapportRequestList *self = question->list;
  g_autoptr (GError) error = NULL;
  Answer *answer = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);

  if (answer != NULL && question->cancellable == self->asking)
    take_answer (self, answer);
  else if (answer == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
  g_clear_pointer (&answer, answer_free);
}

static RapportRequestsQuery *
copy_query (const RapportRequestsQuery *query)
{
  RapportRequestsQuery *copy = g_memdup2 (query, sizeof *query);

  copy->text = g_strdup (query->text);
  return copy;
}

static void
ask (RapportRequestList *self)
{
  Question *question = g_new0 (Question, 1);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  question->list = g_object_ref (self);
  question->cancellable = g_object_ref (self->asking);
  self->query->programme = rapport_session_get_programme (self->session);
  rapport_store_read_async (rapport_session_get_store (self->session), read_answer, copy_query (self->query),
                            (GDestroyNotify) rapport_requests_query_free, answer_free, self->asking, on_answer, question);
}

static void
on_changed (RapportSession     *session,
            gboolean            everything,
            RapportRequestList *self)
{
  if (self->query != NULL)
    ask (self);
}

static const gint64 *
get_ids (RapportRowSource *source,
         guint            *n_ids)
{
  RapportRequestList *self = RAPPORT_REQUEST_LIST (source);

  *n_ids = self->ids->len;
  return (const gint64 *) (gpointer) self->ids->data;
}

static gpointer
peek_row (RapportRowSource *source,
          gint64            id)
{
  return g_hash_table_lookup (RAPPORT_REQUEST_LIST (source)->by_number, GSIZE_TO_POINTER (id));
}

static void
request_page (RapportRowSource *source,
              guint             page)
{
  /* every row is at hand */
}

static void
row_source_init (RapportRowSourceInterface *iface)
{
  iface->get_ids = get_ids;
  iface->peek_row = peek_row;
  iface->request_page = request_page;
}

static void
rapport_request_list_dispose (GObject *object)
{
  RapportRequestList *self = RAPPORT_REQUEST_LIST (object);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->session);
  g_clear_pointer (&self->query, rapport_requests_query_free);
  G_OBJECT_CLASS (rapport_request_list_parent_class)->dispose (object);
}

static void
rapport_request_list_finalize (GObject *object)
{
  RapportRequestList *self = RAPPORT_REQUEST_LIST (object);

  g_hash_table_unref (self->by_number);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->ids);
  G_OBJECT_CLASS (rapport_request_list_parent_class)->finalize (object);
}

static void
rapport_request_list_class_init (RapportRequestListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rapport_request_list_dispose;
  object_class->finalize = rapport_request_list_finalize;
  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
rapport_request_list_init (RapportRequestList *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_request_row_free);
  self->by_number = g_hash_table_new (NULL, NULL);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/** Returns: (transfer full): a list that asks nothing yet */
RapportRequestList *
rapport_request_list_new (RapportSession *session)
{
  RapportRequestList *self = g_object_new (RAPPORT_TYPE_REQUEST_LIST, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, 0);
  return self;
}

void
rapport_request_list_set_query (RapportRequestList         *self,
                                const RapportRequestsQuery *query)
{
  RapportRequestsQuery *copy = copy_query (query);

  g_clear_pointer (&self->query, rapport_requests_query_free);
  self->query = copy;
  ask (self);
}

/** How many there are in each group, of the newest answer. */
const RapportRequestCounts *
rapport_request_list_get_counts (RapportRequestList *self)
{
  return &self->counts;
}

guint
rapport_request_list_get_n_rows (RapportRequestList *self)
{
  return self->rows->len;
}

/** (transfer none) (nullable): a row of the list, good until "loaded" */
const RapportRequestRow *
rapport_request_list_get_row (RapportRequestList *self,
                              gint64              request)
{
  return g_hash_table_lookup (self->by_number, GSIZE_TO_POINTER (request));
}
