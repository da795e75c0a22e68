/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/finder.h"

#include <string.h>

struct _RapportFinder
{
  GObject parent_instance;

  /* Owned */
  RapportSession *session;
  RapportFindQuery *query;      /* NULL until asked */
  RapportFindResult *result;    /* the newest */
  RapportFindPool *pool;        /* of the query's role, NULL when the database has changed since */
  char *pool_role;
  GHashTable *rows;             /* id → RapportFindRow, of the result */
  GCancellable *asking;         /* of the question under way */

  gboolean busy;
};

enum
{
  PROP_0,
  PROP_BUSY,
  N_PROPS
};

enum
{
  COUNTS,
  FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void row_source_init (RapportRowSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportFinder, rapport_finder, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RAPPORT_TYPE_ROW_SOURCE, row_source_init))

/* Which question an answer is to. */
typedef struct {
  RapportFinder *finder;
  GCancellable *cancellable;
} Question;

static void
question_free (Question *self)
{
  g_object_unref (self->finder);
  g_object_unref (self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
set_busy (RapportFinder *self,
          gboolean       busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
take_result (RapportFinder     *self,
             RapportFindResult *result)
{
  RapportFindResult *before = g_steal_pointer (&self->result);

  self->result = result;
  g_hash_table_remove_all (self->rows);
  g_clear_pointer (&self->pool, rapport_find_pool_unref);
  self->pool = rapport_find_pool_ref (result->pool);
  g_free (self->pool_role);
  self->pool_role = g_strdup (result->query->role);
  rapport_row_source_emit_ids (RAPPORT_ROW_SOURCE (self),
                               before != NULL ? (const gint64 *) (gpointer) before->ids->data : NULL,
                               before != NULL ? before->ids->len : 0,
                               (const gint64 *) (gpointer) result->ids->data, result->ids->len);
  rapport_row_source_emit_rows (RAPPORT_ROW_SOURCE (self), 0, G_MAXUINT);
  g_clear_pointer (&before, rapport_find_result_free);
  g_signal_emit (self, signals[COUNTS], 0);
}

static void
on_found (GObject      *object,
          GAsyncResult *async,
          gpointer      data)
{
  g_autoptr (Question) question = data;
  RapportFinder *self = question->finder;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportFindResult) result = rapport_store_read_finish (RAPPORT_STORE (object), async, &error);

  if (question->cancellable != self->asking)
    return;
  set_busy (self, FALSE);
  if (result != NULL)
    take_result (self, g_steal_pointer (&result));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
ask (RapportFinder *self)
{
  Question *question = g_new0 (Question, 1);
  gboolean is_good = self->pool != NULL && strcmp (self->pool_role, self->query->role) == 0;

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  question->finder = g_object_ref (self);
  question->cancellable = g_object_ref (self->asking);
  self->query->programme = rapport_session_get_programme (self->session);
  set_busy (self, TRUE);
  rapport_store_read_async (rapport_session_get_store (self->session), rapport_find,
                            rapport_find_job_new (self->query, is_good ? self->pool : NULL), rapport_find_job_free,
                            (GDestroyNotify) rapport_find_result_free, self->asking, on_found, question);
}

static void
on_changed (RapportSession *session,
            gboolean        everything,
            RapportFinder  *self)
{
  g_clear_pointer (&self->pool, rapport_find_pool_unref);
  if (self->query != NULL)
    ask (self);
}

static const gint64 *
get_ids (RapportRowSource *source,
         guint            *n_ids)
{
  RapportFinder *self = RAPPORT_FINDER (source);

  *n_ids = self->result != NULL ? self->result->ids->len : 0;
  return self->result != NULL ? (const gint64 *) (gpointer) self->result->ids->data : NULL;
}

static gpointer
peek_row (RapportRowSource *source,
          gint64            id)
{
  return (gpointer) rapport_finder_get_row (RAPPORT_FINDER (source), id);
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
rapport_finder_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  if (id == PROP_BUSY)
    g_value_set_boolean (value, RAPPORT_FINDER (object)->busy);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rapport_finder_dispose (GObject *object)
{
  RapportFinder *self = RAPPORT_FINDER (object);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->session);
  g_clear_pointer (&self->query, rapport_find_query_free);
  g_clear_pointer (&self->result, rapport_find_result_free);
  g_clear_pointer (&self->pool, rapport_find_pool_unref);
  g_clear_pointer (&self->pool_role, g_free);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  G_OBJECT_CLASS (rapport_finder_parent_class)->dispose (object);
}

static void
rapport_finder_class_init (RapportFinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rapport_finder_get_property;
  object_class->dispose = rapport_finder_dispose;

  /** RapportFinder:busy: an answer is awaited */
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[COUNTS] = g_signal_new ("counts", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
rapport_finder_init (RapportFinder *self)
{
  self->rows = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) rapport_find_row_free);
}

/** Returns: (transfer full): a search that asks nothing yet */
RapportFinder *
rapport_finder_new (RapportSession *session)
{
  RapportFinder *self = g_object_new (RAPPORT_TYPE_FINDER, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, 0);
  return self;
}

/**
 * rapport_finder_set_query:
 * @self: a finder
 * @query: what is looked for; copied. The programme is filled in
 */
void
rapport_finder_set_query (RapportFinder          *self,
                          const RapportFindQuery *query)
{
  RapportFindQuery *copy = rapport_find_query_copy (query);

  g_clear_pointer (&self->query, rapport_find_query_free);
  self->query = copy;
  ask (self);
}

/** What was asked last, or %NULL. */
const RapportFindQuery *
rapport_finder_get_query (RapportFinder *self)
{
  return self->query;
}

/** The newest answer, or %NULL. Good until "counts". */
const RapportFindResult *
rapport_finder_get_result (RapportFinder *self)
{
  return self->result;
}

/**
 * rapport_finder_get_row:
 * @self: a finder
 * @member: anybody enrolled in the role that is looked for
 *
 * Returns: (transfer none) (nullable): how a card shows them, good until "counts"
 */
const RapportFindRow *
rapport_finder_get_row (RapportFinder *self,
                        gint64         member)
{
  RapportFindRow *row = g_hash_table_lookup (self->rows, GSIZE_TO_POINTER (member));

  if (row == NULL && self->result != NULL)
    {
      row = rapport_find_result_row (self->result, member);
      if (row != NULL)
        g_hash_table_insert (self->rows, GSIZE_TO_POINTER (member), row);
    }
  return row;
}
