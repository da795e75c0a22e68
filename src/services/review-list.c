/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/review-list.h"

struct _RapportReviewList
{
  GObject parent_instance;

  /* Owned */
  RapportSession *session;
  RapportReview *review;
  GArray *ids;
  GHashTable *by_id;      /* id → RapportReviewItem, borrowed */
  GCancellable *asking;

  gboolean joined;        /* what review holds */
  RapportFindingKind kind;
};

static void source_iface_init (RapportRowSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportReviewList, rapport_review_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RAPPORT_TYPE_ROW_SOURCE, source_iface_init))

enum {
  LOADED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/** A question on its way. */
typedef struct {
  RapportReviewList *list;
  GCancellable *cancellable;
  gboolean joined;
} Question;

static void
question_free (Question *self)
{
  g_object_unref (self->list);
  g_object_unref (self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* Puts into the list what is of the chosen kind. */
static void
choose (RapportReviewList *self)
{
  g_autoptr (GArray) before = g_steal_pointer (&self->ids);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_hash_table_remove_all (self->by_id);
  for (guint i = 0; self->review != NULL && i < self->review->items->len; i++)
    {
      RapportReviewItem *item = g_ptr_array_index (self->review->items, i);

      if (self->kind != RAPPORT_N_FINDINGS && item->finding->kind != self->kind)
        continue;
      g_array_append_val (self->ids, item->finding->id);
      g_hash_table_insert (self->by_id, GSIZE_TO_POINTER (item->finding->id), item);
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
  RapportReviewList *self = question->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportReview) review = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);
  g_autoptr (RapportReview) old = NULL;

  if (review != NULL && question->cancellable == self->asking)
    {
      /* The rows that are shown point into the old one until the new ones are told. */
      old = g_steal_pointer (&self->review);
      self->review = g_steal_pointer (&review);
      self->joined = question->joined;
      choose (self);
    }
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

void
rapport_review_list_ask (RapportReviewList  *self,
                         gboolean            joined,
                         RapportFindingKind  kind)
{
  Question *question = g_new0 (Question, 1);
  RapportReviewAsk *ask = g_new0 (RapportReviewAsk, 1);

  self->kind = kind;
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  question->list = g_object_ref (self);
  question->cancellable = g_object_ref (self->asking);
  question->joined = ask->joined = joined;
  rapport_store_read_async (rapport_session_get_store (self->session), rapport_review_query, ask, g_free,
                            (GDestroyNotify) rapport_review_free, self->asking, on_answer, question);
}

void
rapport_review_list_drop (RapportReviewList *self,
                          gint64             id)
{
  RapportReviewItem *item = g_hash_table_lookup (self->by_id, GSIZE_TO_POINTER (id));
  guint place;

  if (item == NULL || !g_ptr_array_find (self->review->items, item, &place))
    return;
  g_ptr_array_steal_index (self->review->items, place);
  self->review->counts[item->finding->kind]--;
  choose (self);
  rapport_review_item_free (item); /* until now a row pointed at it */
}

const RapportReviewItem *
rapport_review_list_get_item (RapportReviewList *self,
                              gint64             id)
{
  return g_hash_table_lookup (self->by_id, GSIZE_TO_POINTER (id));
}

guint
rapport_review_list_get_count (RapportReviewList  *self,
                               RapportFindingKind  kind)
{
  return self->review != NULL ? self->review->counts[kind] : 0;
}

static const gint64 *
get_ids (RapportRowSource *source,
         guint            *n_ids)
{
  RapportReviewList *self = RAPPORT_REVIEW_LIST (source);

  *n_ids = self->ids->len;
  return (const gint64 *) (gpointer) self->ids->data;
}

static gpointer
peek_row (RapportRowSource *source,
          gint64            id)
{
  return g_hash_table_lookup (RAPPORT_REVIEW_LIST (source)->by_id, GSIZE_TO_POINTER (id));
}

static void
request_page (RapportRowSource *source,
              guint             page)
{
}

static void
source_iface_init (RapportRowSourceInterface *iface)
{
  iface->get_ids = get_ids;
  iface->peek_row = peek_row;
  iface->request_page = request_page;
}

static void
rapport_review_list_finalize (GObject *object)
{
  RapportReviewList *self = RAPPORT_REVIEW_LIST (object);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_hash_table_unref (self->by_id);
  g_array_unref (self->ids);
  g_clear_pointer (&self->review, rapport_review_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (rapport_review_list_parent_class)->finalize (object);
}

static void
rapport_review_list_class_init (RapportReviewListClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_review_list_finalize;
  signals[LOADED] = g_signal_new ("loaded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
rapport_review_list_init (RapportReviewList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->by_id = g_hash_table_new (NULL, NULL);
  self->kind = RAPPORT_N_FINDINGS;
}

/**
 * rapport_review_list_new:
 *
 * Returns: (transfer full): a list that is empty until it is asked
 */
RapportReviewList *
rapport_review_list_new (RapportSession *session)
{
  RapportReviewList *self = g_object_new (RAPPORT_TYPE_REVIEW_LIST, NULL);

  self->session = g_object_ref (session);
  return self;
}
