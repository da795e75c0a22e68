/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/paged-list.h"

struct _RapportPagedRow
{
  GObject parent_instance;

  RapportPagedList *list; /* Borrowed; NULL once the list is gone */
  gint64 id;
};

struct _RapportPagedList
{
  GObject parent_instance;

  /* Owned */
  RapportRowSource *source;
  GHashTable *live;        /* id → RapportPagedRow, borrowed: rows take themselves out */
};

enum {
  ROW_CHANGED,
  N_ROW_SIGNALS
};

static guint row_signals[N_ROW_SIGNALS];

/* The row --------------------------------------------------------------------------------------------------------- */

G_DEFINE_FINAL_TYPE (RapportPagedRow, rapport_paged_row, G_TYPE_OBJECT)

static void
rapport_paged_row_dispose (GObject *object)
{
  RapportPagedRow *self = RAPPORT_PAGED_ROW (object);

  if (self->list != NULL)
    g_hash_table_remove (self->list->live, &self->id);
  self->list = NULL;

  G_OBJECT_CLASS (rapport_paged_row_parent_class)->dispose (object);
}

static void
rapport_paged_row_class_init (RapportPagedRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_paged_row_dispose;
  row_signals[ROW_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 0);
}

static void
rapport_paged_row_init (RapportPagedRow *self)
{
}

gint64
rapport_paged_row_get_id (RapportPagedRow *self)
{
  return self->id;
}

gpointer
rapport_paged_row_peek (RapportPagedRow *self)
{
  return self->list != NULL ? rapport_row_source_peek_row (self->list->source, self->id) : NULL;
}

/* The list -------------------------------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return RAPPORT_TYPE_PAGED_ROW;
}

static guint
get_n_items (GListModel *model)
{
  guint n_ids;

  rapport_row_source_get_ids (RAPPORT_PAGED_LIST (model)->source, &n_ids);
  return n_ids;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  RapportPagedList *self = RAPPORT_PAGED_LIST (model);
  guint n_ids;
  const gint64 *ids = rapport_row_source_get_ids (self->source, &n_ids);
  RapportPagedRow *row;

  if (position >= n_ids)
    return NULL;
  if (rapport_row_source_peek_row (self->source, ids[position]) == NULL)
    rapport_row_source_request_page (self->source, position / RAPPORT_ROW_PAGE);
  row = g_hash_table_lookup (self->live, &ids[position]);
  if (row != NULL)
    return g_object_ref (row);
  row = g_object_new (RAPPORT_TYPE_PAGED_ROW, NULL);
  row->list = self;
  row->id = ids[position];
  g_hash_table_insert (self->live, &row->id, row);
  return row;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportPagedList, rapport_paged_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
ids_cb (RapportPagedList *self,
        guint             position,
        guint             removed,
        guint             added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
rows_cb (RapportPagedList *self,
         guint             position,
         guint             n)
{
  guint n_ids;
  const gint64 *ids = rapport_row_source_get_ids (self->source, &n_ids);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  /* Few are live, whatever the number that changed. */
  if (n <= RAPPORT_ROW_PAGE * 4)
    {
      for (guint i = position; i < MIN (n_ids, position + n); i++)
        {
          RapportPagedRow *row = g_hash_table_lookup (self->live, &ids[i]);

          if (row != NULL)
            g_ptr_array_add (rows, g_object_ref (row));
        }
    }
  else
    {
      GHashTableIter iter;
      gpointer row;

      g_hash_table_iter_init (&iter, self->live);
      while (g_hash_table_iter_next (&iter, NULL, &row))
        g_ptr_array_add (rows, g_object_ref (row));
    }
  for (guint i = 0; i < rows->len; i++)
    g_signal_emit (g_ptr_array_index (rows, i), row_signals[ROW_CHANGED], 0);
}

static void
rapport_paged_list_finalize (GObject *object)
{
  RapportPagedList *self = RAPPORT_PAGED_LIST (object);
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    ((RapportPagedRow *) row)->list = NULL;
  g_hash_table_unref (self->live);
  g_object_unref (self->source);

  G_OBJECT_CLASS (rapport_paged_list_parent_class)->finalize (object);
}

static void
rapport_paged_list_class_init (RapportPagedListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_paged_list_finalize;
}

static void
rapport_paged_list_init (RapportPagedList *self)
{
  self->live = g_hash_table_new (g_int64_hash, g_int64_equal);
}

/**
 * rapport_paged_list_new:
 * @source: where the rows come from
 *
 * Returns: (transfer full): a list model over it
 */
RapportPagedList *
rapport_paged_list_new (RapportRowSource *source)
{
  RapportPagedList *self = g_object_new (RAPPORT_TYPE_PAGED_LIST, NULL);

  self->source = g_object_ref (source);
  g_signal_connect_object (source, "ids", G_CALLBACK (ids_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "rows", G_CALLBACK (rows_cb), self, G_CONNECT_SWAPPED);
  return self;
}

RapportRowSource *
rapport_paged_list_get_source (RapportPagedList *self)
{
  return self->source;
}

guint
rapport_paged_list_find (RapportPagedList *self,
                         gint64            id)
{
  guint n_ids;
  const gint64 *ids = rapport_row_source_get_ids (self->source, &n_ids);

  for (guint i = 0; i < n_ids; i++)
    if (ids[i] == id)
      return i;
  return G_MAXUINT;
}

gint64
rapport_paged_list_get_id (RapportPagedList *self,
                           guint             position)
{
  guint n_ids;
  const gint64 *ids = rapport_row_source_get_ids (self->source, &n_ids);

  return position < n_ids ? ids[position] : 0;
}
