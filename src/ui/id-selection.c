/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/id-selection.h"

struct _RapportIdSelection
{
  GObject parent_instance;

  /* Owned */
  RapportPagedList *list;
  GHashTable *ids;         /* what is selected while selecting: owned gint64 */

  gint64 current;
  gboolean selecting;
};

enum {
  PROP_0,
  PROP_SELECTING,
  N_PROPS
};

enum {
  CURRENT_CHANGED,
  SELECTED_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
id_is_selected (RapportIdSelection *self,
                gint64              id)
{
  return self->selecting ? g_hash_table_contains (self->ids, &id) : id != 0 && id == self->current;
}

static void
put_id (RapportIdSelection *self,
        gint64              id,
        gboolean            selected)
{
  if (selected)
    g_hash_table_add (self->ids, g_memdup2 (&id, sizeof id));
  else
    g_hash_table_remove (self->ids, &id);
}

static void
tell (RapportIdSelection *self,
      guint               position,
      guint               n)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self));

  if (n > 0 && position < n_items)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, MIN (n, n_items - position));
  if (self->selecting)
    g_signal_emit (self, signals[SELECTED_CHANGED], 0);
}

static void
tell_all (RapportIdSelection *self)
{
  tell (self, 0, g_list_model_get_n_items (G_LIST_MODEL (self)));
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
  return g_list_model_get_n_items (G_LIST_MODEL (RAPPORT_ID_SELECTION (model)->list));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (RAPPORT_ID_SELECTION (model)->list), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* The selection --------------------------------------------------------------------------------------------------- */

static gboolean
is_selected (GtkSelectionModel *model,
             guint              position)
{
  RapportIdSelection *self = RAPPORT_ID_SELECTION (model);
  gint64 id = rapport_paged_list_get_id (self->list, position);

  return id != 0 && id_is_selected (self, id);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model,
                        guint              position,
                        guint              n)
{
  RapportIdSelection *self = RAPPORT_ID_SELECTION (model);
  GtkBitset *bitset = gtk_bitset_new_empty ();
  guint end = MIN (get_n_items (G_LIST_MODEL (model)), n > G_MAXUINT - position ? G_MAXUINT : position + n);

  if (!self->selecting && self->current == 0)
    return bitset;
  for (guint i = position; i < end; i++)
    if (id_is_selected (self, rapport_paged_list_get_id (self->list, i)))
      gtk_bitset_add (bitset, i);
  return bitset;
}

/* While several are selected the arrow keys move without changing what is selected: GTK then asks for
 * @unselect_rest. A click is taken by the row (see RapportDrawnRow), Space comes without. */
static gboolean
select_item (GtkSelectionModel *model,
             guint              position,
             gboolean           unselect_rest)
{
  RapportIdSelection *self = RAPPORT_ID_SELECTION (model);
  gint64 id = rapport_paged_list_get_id (self->list, position);

  if (id == 0)
    return FALSE;
  if (!self->selecting)
    {
      rapport_id_selection_set_current (self, id);
      return TRUE;
    }
  if (unselect_rest)
    return TRUE;
  put_id (self, id, TRUE);
  tell (self, position, 1);
  return TRUE;
}

static gboolean
unselect_item (GtkSelectionModel *model,
               guint              position)
{
  RapportIdSelection *self = RAPPORT_ID_SELECTION (model);

  if (!self->selecting)
    return FALSE;
  put_id (self, rapport_paged_list_get_id (self->list, position), FALSE);
  tell (self, position, 1);
  return TRUE;
}

static gboolean
select_range (GtkSelectionModel *model,
              guint              position,
              guint              n,
              gboolean           unselect_rest)
{
  RapportIdSelection *self = RAPPORT_ID_SELECTION (model);

  if (!self->selecting)
    return select_item (model, position, TRUE);
  for (guint i = position; i < position + n; i++)
    put_id (self, rapport_paged_list_get_id (self->list, i), TRUE);
  tell (self, position, n);
  return TRUE;
}

static gboolean
select_all (GtkSelectionModel *model)
{
  RapportIdSelection *self = RAPPORT_ID_SELECTION (model);

  if (!self->selecting)
    return FALSE;
  rapport_id_selection_all (self);
  return TRUE;
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  RapportIdSelection *self = RAPPORT_ID_SELECTION (model);

  if (!self->selecting)
    return FALSE;
  rapport_id_selection_none (self);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportIdSelection, rapport_id_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static void
items_changed_cb (RapportIdSelection *self,
                  guint               position,
                  guint               removed,
                  guint               added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
rapport_id_selection_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  if (prop_id == PROP_SELECTING)
    g_value_set_boolean (value, RAPPORT_ID_SELECTION (object)->selecting);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
rapport_id_selection_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  if (prop_id == PROP_SELECTING)
    rapport_id_selection_set_selecting (RAPPORT_ID_SELECTION (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
rapport_id_selection_finalize (GObject *object)
{
  RapportIdSelection *self = RAPPORT_ID_SELECTION (object);

  g_hash_table_unref (self->ids);
  g_object_unref (self->list);

  G_OBJECT_CLASS (rapport_id_selection_parent_class)->finalize (object);
}

static void
rapport_id_selection_class_init (RapportIdSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = rapport_id_selection_finalize;
  object_class->get_property = rapport_id_selection_get_property;
  object_class->set_property = rapport_id_selection_set_property;
  properties[PROP_SELECTING] = g_param_spec_boolean ("selecting", NULL, NULL, FALSE,
                                                     G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CURRENT_CHANGED] = g_signal_new ("current-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SELECTED_CHANGED] = g_signal_new ("selected-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_id_selection_init (RapportIdSelection *self)
{
  self->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

RapportIdSelection *
rapport_id_selection_new (RapportPagedList *list)
{
  RapportIdSelection *self = g_object_new (RAPPORT_TYPE_ID_SELECTION, NULL);

  self->list = g_object_ref (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

gint64
rapport_id_selection_get_current (RapportIdSelection *self)
{
  return self->current;
}

void
rapport_id_selection_set_current (RapportIdSelection *self,
                                  gint64              id)
{
  guint before, after;

  if (self->current == id)
    return;
  before = self->current != 0 ? rapport_paged_list_find (self->list, self->current) : G_MAXUINT;
  after = id != 0 ? rapport_paged_list_find (self->list, id) : G_MAXUINT;
  self->current = id;
  if (!self->selecting && before != G_MAXUINT)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), before, 1);
  if (!self->selecting && after != G_MAXUINT)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), after, 1);
  g_signal_emit (self, signals[CURRENT_CHANGED], 0);
}

gboolean
rapport_id_selection_get_selecting (RapportIdSelection *self)
{
  return self->selecting;
}

/**
 * rapport_id_selection_set_selecting:
 * @self: a selection
 * @selecting: several may be selected; begins with none, and leaves the current one alone
 */
void
rapport_id_selection_set_selecting (RapportIdSelection *self,
                                    gboolean            selecting)
{
  if (self->selecting == selecting)
    return;
  self->selecting = selecting;
  g_hash_table_remove_all (self->ids);
  tell_all (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTING]);
}

gboolean
rapport_id_selection_contains (RapportIdSelection *self,
                               gint64              id)
{
  return g_hash_table_contains (self->ids, &id);
}

void
rapport_id_selection_toggle (RapportIdSelection *self,
                             gint64              id)
{
  guint position = rapport_paged_list_find (self->list, id);

  if (!self->selecting)
    return;
  put_id (self, id, !rapport_id_selection_contains (self, id));
  tell (self, position, 1);
}

void
rapport_id_selection_all (RapportIdSelection *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self));

  for (guint i = 0; i < n_items; i++)
    put_id (self, rapport_paged_list_get_id (self->list, i), TRUE);
  tell_all (self);
}

void
rapport_id_selection_none (RapportIdSelection *self)
{
  g_hash_table_remove_all (self->ids);
  tell_all (self);
}

void
rapport_id_selection_invert (RapportIdSelection *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self));

  for (guint i = 0; i < n_items; i++)
    {
      gint64 id = rapport_paged_list_get_id (self->list, i);

      put_id (self, id, !rapport_id_selection_contains (self, id));
    }
  tell_all (self);
}

guint
rapport_id_selection_get_n_selected (RapportIdSelection *self)
{
  return g_hash_table_size (self->ids);
}

GArray *
rapport_id_selection_dup_ids (RapportIdSelection *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) rest = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->ids);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (rest, key);
  for (guint i = 0; i < n_items && g_hash_table_size (rest) > 0; i++)
    {
      gint64 id = rapport_paged_list_get_id (self->list, i);

      if (g_hash_table_remove (rest, &id))
        g_array_append_val (ids, id);
    }
  g_hash_table_iter_init (&iter, rest);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_val (ids, *(gint64 *) key);
  return ids;
}

GArray *
rapport_id_selection_dup_chosen (RapportIdSelection *self)
{
  gint64 current = rapport_id_selection_get_current (self);
  GArray *ids;

  if (rapport_id_selection_get_selecting (self))
    return rapport_id_selection_dup_ids (self);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (current != 0)
    g_array_append_val (ids, current);
  return ids;
}
