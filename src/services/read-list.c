/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/read-list.h"

struct _RapportReadList
{
  GObject parent_instance;

  /* Owned */
  RapportStore *store;
  RapportReadRows *answer;   /* NULL until the first has come */
  GHashTable *by_number;     /* number → row, borrowed */
  GArray *ids;
  GCancellable *asking;
};

enum
{
  LOADED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void row_source_init (RapportRowSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportReadList, rapport_read_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RAPPORT_TYPE_ROW_SOURCE, row_source_init))

void
rapport_read_rows_free (RapportReadRows *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self->beside);
  g_free (self);
}

typedef struct {
  RapportReadList *list;
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
take_answer (RapportReadList *self,
             RapportReadRows *answer)
{
  g_autoptr (GArray) before = g_steal_pointer (&self->ids);
  RapportReadRows *old = self->answer;

  self->answer = answer;
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_hash_table_remove_all (self->by_number);
  for (guint i = 0; i < answer->rows->len; i++)
    {
      const gint64 *number = answer->rows->pdata[i];

      g_array_append_val (self->ids, *number);
      g_hash_table_insert (self->by_number, GSIZE_TO_POINTER (*number), answer->rows->pdata[i]);
    }
  rapport_row_source_emit_ids (RAPPORT_ROW_SOURCE (self), (const gint64 *) (gpointer) before->data, before->len,
                               (const gint64 *) (gpointer) self->ids->data, self->ids->len);
  rapport_row_source_emit_rows (RAPPORT_ROW_SOURCE (self), 0, G_MAXUINT);
  g_signal_emit (self, signals[LOADED], 0);
  g_clear_pointer (&old, rapport_read_rows_free);
}

static void
on_answer (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Question) question = data;
  RapportReadList *self = question->list;
  g_autoptr (GError) error = NULL;
  RapportReadRows *answer = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);

  if (answer != NULL && question->cancellable == self->asking)
    take_answer (self, g_steal_pointer (&answer));
  else if (answer == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
  g_clear_pointer (&answer, rapport_read_rows_free);
}

static const gint64 *
get_ids (RapportRowSource *source,
         guint            *n_ids)
{
  RapportReadList *self = RAPPORT_READ_LIST (source);

  *n_ids = self->ids->len;
  return (const gint64 *) (gpointer) self->ids->data;
}

static gpointer
peek_row (RapportRowSource *source,
          gint64            id)
{
  return g_hash_table_lookup (RAPPORT_READ_LIST (source)->by_number, GSIZE_TO_POINTER (id));
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
rapport_read_list_dispose (GObject *object)
{
  RapportReadList *self = RAPPORT_READ_LIST (object);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rapport_read_list_parent_class)->dispose (object);
}

static void
rapport_read_list_finalize (GObject *object)
{
  RapportReadList *self = RAPPORT_READ_LIST (object);

  g_hash_table_unref (self->by_number);
  g_clear_pointer (&self->answer, rapport_read_rows_free);
  g_array_unref (self->ids);
  G_OBJECT_CLASS (rapport_read_list_parent_class)->finalize (object);
}

static void
rapport_read_list_class_init (RapportReadListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rapport_read_list_dispose;
  object_class->finalize = rapport_read_list_finalize;
  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
rapport_read_list_init (RapportReadList *self)
{
  self->by_number = g_hash_table_new (NULL, NULL);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/** Returns: (transfer full): a list that asks nothing yet */
RapportReadList *
rapport_read_list_new (RapportStore *store)
{
  RapportReadList *self = g_object_new (RAPPORT_TYPE_READ_LIST, NULL);

  self->store = g_object_ref (store);
  return self;
}

void
rapport_read_list_ask (RapportReadList *self,
                       RapportQuery     query,
                       gpointer         data,
                       GDestroyNotify   data_free)
{
  Question *question = g_new0 (Question, 1);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  question->list = g_object_ref (self);
  question->cancellable = g_object_ref (self->asking);
  rapport_store_read_async (self->store, query, data, data_free, (GDestroyNotify) rapport_read_rows_free, self->asking,
                            on_answer, question);
}

gconstpointer
rapport_read_list_get_row (RapportReadList *self,
                           gint64           number)
{
  return g_hash_table_lookup (self->by_number, GSIZE_TO_POINTER (number));
}

/** (nullable): what the query told beside the rows. */
gconstpointer
rapport_read_list_get_beside (RapportReadList *self)
{
  return self->answer != NULL ? self->answer->beside : NULL;
}

/** (nullable): the rows in their order. */
const GPtrArray *
rapport_read_list_get_rows (RapportReadList *self)
{
  return self->answer != NULL ? self->answer->rows : NULL;
}

/** 0 while nothing has come. */
guint
rapport_read_list_get_n_rows (RapportReadList *self)
{
  return self->ids->len;
}
