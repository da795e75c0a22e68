/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/sort-button.h"

#include <glib/gi18n.h>

struct _RapportSortButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;

  /* Owned */
  GSimpleActionGroup *actions;
  GMenu *switches;             /* below the orders */

  /* Borrowed */
  const RapportSortItem *items;

  guint n_items;
  guint chosen;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (RapportSortButton, rapport_sort_button, ADW_TYPE_BIN)

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_sort (RapportSortButton *self)
{
  const char *label = _(self->items[self->chosen].label);
  g_autofree char *name = g_strdup_printf (_("Order of the list: %s"), label);
  GtkWidget *toggle = gtk_widget_get_first_child (GTK_WIDGET (self->button));

  if (self->narrow)
    gtk_menu_button_set_icon_name (self->button, "view-sort-descending-symbolic");
  else
    gtk_menu_button_set_label (self->button, label);
  gtk_menu_button_set_always_show_arrow (self->button, !self->narrow);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_RELATION_LABELLED_BY); /* or the order is said twice */
}

static void
sort_action (GSimpleAction *action,
             GVariant      *state,
             gpointer       user_data)
{
  RapportSortButton *self = user_data;

  for (guint i = 0; i < self->n_items; i++)
    if (g_str_equal (self->items[i].id, g_variant_get_string (state, NULL)))
      self->chosen = i;
  g_simple_action_set_state (action, state);
  show_sort (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
rapport_sort_button_dispose (GObject *object)
{
  RapportSortButton *self = RAPPORT_SORT_BUTTON (object);

  g_clear_object (&self->actions);
  g_clear_object (&self->switches);

  G_OBJECT_CLASS (rapport_sort_button_parent_class)->dispose (object);
}

static void
rapport_sort_button_class_init (RapportSortButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_sort_button_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_sort_button_init (RapportSortButton *self)
{
  self->actions = g_simple_action_group_new ();
  self->switches = g_menu_new ();
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _("Order of the list"));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "order", G_ACTION_GROUP (self->actions));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

static GMenuModel *
new_menu (RapportSortButton *self)
{
  g_autoptr (GMenu) orders = g_menu_new ();
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < self->n_items; i++)
    {
      g_autofree char *action = g_strdup_printf ("order.sort::%s", self->items[i].id);

      g_menu_append (orders, _(self->items[i].label), action);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (orders));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (self->switches));
  return G_MENU_MODEL (menu);
}

/**
 * rapport_sort_button_set_items:
 * @items: (array length=n_items): the orders, kept as they are
 *
 * What was chosen stays where it is among them, else the first is; "changed" is not told.
 */
void
rapport_sort_button_set_items (RapportSortButton     *self,
                               const RapportSortItem *items,
                               guint                  n_items)
{
  const GActionEntry entry = { .name = "sort", .parameter_type = "s", .state = "''", .change_state = sort_action };
  const char *before = self->items != NULL ? self->items[self->chosen].id : NULL;
  g_autoptr (GMenuModel) menu = NULL;

  g_return_if_fail (RAPPORT_IS_SORT_BUTTON (self));

  if (self->items == items)
    return;
  if (self->items == NULL)
    g_action_map_add_action_entries (G_ACTION_MAP (self->actions), &entry, 1, self);
  self->items = items;
  self->n_items = n_items;
  self->chosen = 0;
  for (guint i = 0; i < n_items; i++)
    if (g_strcmp0 (items[i].id, before) == 0)
      self->chosen = i;
  menu = new_menu (self);
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "sort")),
                             g_variant_new_string (items[self->chosen].id));
  gtk_menu_button_set_menu_model (self->button, menu);
  show_sort (self);
}

/** Adds what can be switched on and off below the orders; @action is somebody else's. */
void
rapport_sort_button_add_switch (RapportSortButton *self,
                                const char        *label,
                                const char        *action)
{
  g_menu_append (self->switches, label, action);
}

int
rapport_sort_button_get_sort (RapportSortButton *self)
{
  return self->items[self->chosen].sort;
}

void
rapport_sort_button_set_narrow (RapportSortButton *self,
                                gboolean           narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  show_sort (self);
}
