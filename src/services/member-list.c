/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/member-list.h"

/* Fewer members than this are asked for in one go; more come with the first page first. */
#define FEW 5000
/* What is kept of rows that were shown, in pages. */
#define MOST_PAGES 64
/* What is loaded anew at once when the database has changed, in pages. */
#define RECENT_PAGES 4

struct _RapportMemberList
{
  GObject parent_instance;

  /* Owned */
  RapportSession *session;
  RapportMemberIndex *index;
  RapportMemberQuery *query;    /* NULL until asked */
  RapportMemberResult *result;  /* the newest complete one */
  GArray *ids;
  GHashTable *rows;             /* id → RapportMemberRow */
  GQueue pages;                 /* GArray of ids, latest first: what is in rows */
  GHashTable *awaited;          /* numbers of pages under way */
  GCancellable *finding;        /* of the question under way; whose answer has another is stale */
  GCancellable *loading;        /* of the rows under way */

  guint total;
  guint everybody;
  gboolean busy;
};

enum {
  PROP_0,
  PROP_TOTAL,
  PROP_EVERYBODY,
  PROP_BUSY,
  N_PROPS
};

enum {
  SIGNAL_COUNTS,
  SIGNAL_FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void ask (RapportMemberList *self,
                 gboolean           first_page);

/* Which question an answer is to. */
typedef struct {
  RapportMemberList *list;   /* Owned: a list lives until its answers are home */
  GCancellable *cancellable; /* Owned */
  GArray *ids;               /* Owned; of rows */
  gint page;                 /* of rows, -1: several */
} Question;

static Question *
question_new (RapportMemberList *list,
              GCancellable      *cancellable)
{
  Question *self = g_new0 (Question, 1);

  self->list = g_object_ref (list);
  self->cancellable = g_object_ref (cancellable);
  return self;
}

static void
question_free (Question *self)
{
  g_object_unref (self->list);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
fail (RapportMemberList *self,
      const GError      *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
set_busy (RapportMemberList *self,
          gboolean           busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
set_totals (RapportMemberList *self,
            guint              total,
            guint              everybody)
{
  gboolean total_changed = self->total != total;
  gboolean everybody_changed = self->everybody != everybody;

  self->total = total;
  self->everybody = everybody;
  if (total_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
  if (everybody_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EVERYBODY]);
}

/* Rows ------------------------------------------------------------------------------------------------------------ */

static void
drop_oldest_page (RapportMemberList *self)
{
  g_autoptr (GArray) ids = g_queue_pop_tail (&self->pages);

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_remove (self->rows, &g_array_index (ids, gint64, i));
}

/* Who has gone since the ids were read has no row, until the list is read anew without them. */
static void
keep_rows (RapportMemberList *self,
           GArray            *ids,
           GPtrArray         *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      RapportMemberRow *row = g_ptr_array_index (rows, i);

      if (row->no == 0)
        {
          g_hash_table_remove (self->rows, &g_array_index (ids, gint64, i));
          continue;
        }
      g_hash_table_replace (self->rows, g_memdup2 (&g_array_index (ids, gint64, i), sizeof (gint64)), row);
      rows->pdata[i] = NULL;
    }
  g_queue_push_head (&self->pages, g_array_ref (ids));
  while (self->pages.length > MOST_PAGES)
    drop_oldest_page (self);
}

static void
rows_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  RapportMemberList *self = question->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);

  if (question->cancellable != self->loading)
    return;
  if (question->page >= 0)
    g_hash_table_remove (self->awaited, GINT_TO_POINTER (question->page));
  if (rows == NULL)
    {
      fail (self, error);
      return;
    }
  keep_rows (self, question->ids, rows);
  if (question->page >= 0)
    rapport_row_source_emit_rows (RAPPORT_ROW_SOURCE (self), (guint) question->page * RAPPORT_ROW_PAGE, question->ids->len);
  else
    rapport_row_source_emit_rows (RAPPORT_ROW_SOURCE (self), 0, G_MAXUINT);
}

static void
load_rows (RapportMemberList *self,
           GArray            *ids,
           int                page)
{
  RapportMembersRows *data = rapport_members_rows_data_new (rapport_session_get_programme (self->session),
                                                            rapport_session_get_policy (self->session)->open_takes_place,
                                                            (const gint64 *) (gpointer) ids->data, ids->len);
  Question *question = question_new (self, self->loading);

  data->viewer = rapport_session_get_viewer (self->session)->member;
  question->ids = g_array_ref (ids);
  question->page = page;
  rapport_store_read_async (rapport_session_get_store (self->session), rapport_members_rows, data, g_free,
                            (GDestroyNotify) g_ptr_array_unref, self->loading, rows_cb, question);
}

/* The positions are others now: what is under way for them is asked for again when it shows. */
static void
forget_awaited (RapportMemberList *self)
{
  g_hash_table_remove_all (self->awaited);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
}

/* Everything kept may be of before: the pages shown last are loaded anew, and until then shown as they were. */
static void
refresh_rows (RapportMemberList *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (self->pages.length > RECENT_PAGES)
    drop_oldest_page (self);
  while (self->pages.length > 0)
    {
      g_autoptr (GArray) page = g_queue_pop_head (&self->pages);

      g_array_append_vals (ids, page->data, page->len);
    }
  if (ids->len > RECENT_PAGES * RAPPORT_ROW_PAGE)
    g_array_set_size (ids, RECENT_PAGES * RAPPORT_ROW_PAGE);
  if (ids->len > 0)
    load_rows (self, ids, -1);
}

/* Finding --------------------------------------------------------------------------------------------------------- */

static void
take_ids (RapportMemberList   *self,
          RapportMemberResult *result)
{
  g_autoptr (GArray) before = g_steal_pointer (&self->ids);

  self->ids = g_array_ref (result->ids);
  if (before->len == self->ids->len
      && (before->len == 0 || memcmp (before->data, self->ids->data, before->len * sizeof (gint64)) == 0))
    return;
  forget_awaited (self);
  rapport_row_source_emit_ids (RAPPORT_ROW_SOURCE (self), (const gint64 *) (gpointer) before->data, before->len,
                               (const gint64 *) (gpointer) self->ids->data, self->ids->len);
  /* What stayed in its place may have lost the page that it waited for. */
  rapport_row_source_emit_rows (RAPPORT_ROW_SOURCE (self), 0, G_MAXUINT);
}

static void
find_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  RapportMemberList *self = question->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportMemberResult) found = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);
  gboolean complete = found != NULL && found->areas != NULL;

  if (question->cancellable != self->finding)
    return;
  if (found == NULL)
    {
      set_busy (self, FALSE);
      fail (self, error);
      return;
    }
  take_ids (self, found);
  set_totals (self, found->total, found->everybody);
  if (!complete)
    {
      ask (self, FALSE);
      return;
    }
  g_clear_pointer (&self->result, rapport_member_result_free);
  self->result = g_steal_pointer (&found);
  set_busy (self, FALSE);
  g_signal_emit (self, signals[SIGNAL_COUNTS], 0);
}

static void
ask (RapportMemberList *self,
     gboolean           first_page)
{
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  self->finding = g_cancellable_new ();
  self->query->programme = rapport_session_get_programme (self->session);
  self->query->request_takes_place = rapport_session_get_policy (self->session)->open_takes_place;
  self->query->viewer = rapport_session_get_viewer (self->session)->member;
  self->query->first = first_page ? RAPPORT_ROW_PAGE : 0;
  rapport_store_read_async (rapport_session_get_store (self->session), rapport_members_find,
                            rapport_members_find_data_new (self->query, self->index), rapport_members_find_data_free,
                            (GDestroyNotify) rapport_member_result_free, self->finding, find_cb,
                            question_new (self, self->finding));
  self->query->first = 0;
  set_busy (self, TRUE);
}

static void
changed_cb (RapportMemberList *self)
{
  if (self->query == NULL)
    return;
  refresh_rows (self);
  ask (self, FALSE);
}

/* Nothing that one viewer saw is shown to the next. */
static void
viewer_changed_cb (RapportMemberList *self)
{
  g_hash_table_remove_all (self->rows);
  g_queue_clear_full (&self->pages, (GDestroyNotify) g_array_unref);
  forget_awaited (self);
  if (self->query != NULL)
    ask (self, FALSE);
  rapport_row_source_emit_rows (RAPPORT_ROW_SOURCE (self), 0, G_MAXUINT);
}

/* The source of rows ---------------------------------------------------------------------------------------------- */

static const gint64 *
get_ids (RapportRowSource *source,
         guint            *n_ids)
{
  RapportMemberList *self = RAPPORT_MEMBER_LIST (source);

  *n_ids = self->ids->len;
  return (const gint64 *) (gpointer) self->ids->data;
}

static gpointer
peek_row (RapportRowSource *source,
          gint64            id)
{
  return g_hash_table_lookup (RAPPORT_MEMBER_LIST (source)->rows, &id);
}

static void
request_page (RapportRowSource *source,
              guint             page)
{
  RapportMemberList *self = RAPPORT_MEMBER_LIST (source);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint from = page * RAPPORT_ROW_PAGE;

  if (from >= self->ids->len || !g_hash_table_add (self->awaited, GUINT_TO_POINTER (page)))
    return;
  g_array_append_vals (ids, &g_array_index (self->ids, gint64, from), MIN (RAPPORT_ROW_PAGE, self->ids->len - from));
  load_rows (self, ids, (int) page);
}

static void
row_source_init (RapportRowSourceInterface *iface)
{
  iface->get_ids = get_ids;
  iface->peek_row = peek_row;
  iface->request_page = request_page;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportMemberList, rapport_member_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RAPPORT_TYPE_ROW_SOURCE, row_source_init))

static void
rapport_member_list_dispose (GObject *object)
{
  RapportMemberList *self = RAPPORT_MEMBER_LIST (object);

  g_cancellable_cancel (self->finding);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->finding);
  g_clear_object (&self->loading);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rapport_member_list_parent_class)->dispose (object);
}

static void
rapport_member_list_finalize (GObject *object)
{
  RapportMemberList *self = RAPPORT_MEMBER_LIST (object);

  rapport_member_index_unref (self->index);
  rapport_member_query_free (self->query);
  rapport_member_result_free (self->result);
  g_array_unref (self->ids);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->awaited);
  g_queue_clear_full (&self->pages, (GDestroyNotify) g_array_unref);

  G_OBJECT_CLASS (rapport_member_list_parent_class)->finalize (object);
}

static void
rapport_member_list_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RapportMemberList *self = RAPPORT_MEMBER_LIST (object);

  switch (prop_id)
    {
    case PROP_TOTAL:
      g_value_set_uint (value, self->total);
      break;
    case PROP_EVERYBODY:
      g_value_set_uint (value, self->everybody);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_member_list_class_init (RapportMemberListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = rapport_member_list_dispose;
  object_class->finalize = rapport_member_list_finalize;
  object_class->get_property = rapport_member_list_get_property;
  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_EVERYBODY] = g_param_spec_uint ("everybody", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_COUNTS] = g_signal_new ("counts", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
rapport_member_list_init (RapportMemberList *self)
{
  self->index = rapport_member_index_new ();
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) rapport_member_row_free);
  self->awaited = g_hash_table_new (NULL, NULL);
  self->loading = g_cancellable_new ();
  g_queue_init (&self->pages);
}

/**
 * rapport_member_list_new:
 * @session: whose store, programme and policy
 *
 * Returns: (transfer full): a list that is empty until it is asked for something
 */
RapportMemberList *
rapport_member_list_new (RapportSession *session)
{
  RapportMemberList *self = g_object_new (RAPPORT_TYPE_MEMBER_LIST, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "viewer-changed", G_CALLBACK (viewer_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * rapport_member_list_set_query:
 * @query: what to show; its programme, viewer and request_takes_place are the session's
 *
 * Asks, unless it is what is shown or asked already. The answer to an earlier question is dropped.
 */
void
rapport_member_list_set_query (RapportMemberList        *self,
                               const RapportMemberQuery *query)
{
  RapportMemberQuery *copy = rapport_member_query_copy (query);

  copy->programme = rapport_session_get_programme (self->session);
  copy->request_takes_place = rapport_session_get_policy (self->session)->open_takes_place;
  copy->viewer = rapport_session_get_viewer (self->session)->member;
  copy->first = 0;
  if (self->query != NULL && rapport_member_query_equal (self->query, copy))
    {
      rapport_member_query_free (copy);
      return;
    }
  rapport_member_query_free (self->query);
  self->query = copy;
  ask (self, self->everybody > FEW);
}

const RapportMemberQuery *
rapport_member_list_get_query (RapportMemberList *self)
{
  return self->query;
}

const RapportMemberResult *
rapport_member_list_get_result (RapportMemberList *self)
{
  return self->result;
}

guint
rapport_member_list_get_total (RapportMemberList *self)
{
  return self->total;
}

guint
rapport_member_list_get_everybody (RapportMemberList *self)
{
  return self->everybody;
}
