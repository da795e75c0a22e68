/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/chooser.h"

#include <glib/gi18n.h>

#include "model/fold.h"
#include "model/strip.h"
#include "ui/stack-truth.h"

/* A popover with a search and a list: for lists that are too long for a drop-down. */
struct _RapportChooser
{
  GtkPopover parent_instance;

  /* Template widgets */
  GtkEditable *search;
  GtkListView *list;
  GtkWidget *own;
  GtkLabel *own_label;
  GtkStack *stack;

  /* Owned */
  GtkFilterListModel *shown;
  GtkSorter *sorter;
  GtkSingleSelection *selection;
  char *needle;
  char *own_format;
};

enum {
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportChooser, rapport_chooser, GTK_TYPE_POPOVER)

/* How well a choice matches what was typed: 0 is the code itself or the beginning of the label, 1 the beginning of
 * another word, 2 any other place, 3 none. */
static int
rank_choice (RapportChooser *self,
             gpointer        item)
{
  g_autofree char *label = NULL;
  const char *place;

  if (self->needle == NULL || *self->needle == '\0')
    return 0;
  label = rapport_fold (rapport_choice_get_label (item));
  place = strstr (label, self->needle);
  if (place == label || g_ascii_strcasecmp (rapport_choice_get_code (item), self->needle) == 0)
    return 0;
  if (place == NULL)
    return 3;
  return place[-1] == ' ' ? 1 : 2;
}

static gboolean
match_choice (gpointer item,
              gpointer user_data)
{
  return rank_choice (user_data, item) < 3;
}

/* "portug" is Portuguese before it is a Creole based on it; equals stay as they stood. */
static int
compare_choices (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  return rank_choice (user_data, (gpointer) a) - rank_choice (user_data, (gpointer) b);
}

static const char *
typed_text (RapportChooser *self)
{
  return gtk_editable_get_text (self->search);
}

static void
update_own (RapportChooser *self)
{
  g_autofree char *typed = rapport_strip (g_strdup (typed_text (self)));
  gboolean nothing = g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 0;
  gboolean own = self->own_format != NULL && *typed != '\0';

  gtk_stack_set_visible_child_name (self->stack, nothing ? "nothing" : "list");
  gtk_widget_set_visible (GTK_WIDGET (self->stack), !nothing || !own);
  gtk_widget_set_visible (self->own, own);
  if (own)
    {
      g_autofree char *words = NULL;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      words = g_strdup_printf (self->own_format, typed);
#pragma GCC diagnostic pop
      gtk_label_set_text (self->own_label, words);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->own), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
    }
}

static void
search_changed_cb (RapportChooser *self)
{
  GtkFilter *filter = gtk_filter_list_model_get_filter (self->shown);

  g_free (self->needle);
  self->needle = rapport_fold (typed_text (self));
  rapport_strip (self->needle);
  gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
  gtk_single_selection_set_selected (self->selection, 0);
  update_own (self);
}

static void
choose (RapportChooser *self,
        const char     *code,
        const char     *label)
{
  g_autofree char *kept_code = g_strdup (code);
  g_autofree char *kept_label = g_strdup (label);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, kept_code, kept_label);
}

static void
choose_own (RapportChooser *self)
{
  g_autofree char *typed = rapport_strip (g_strdup (typed_text (self)));

  if (*typed != '\0')
    choose (self, NULL, typed);
}

static void
row_activated_cb (RapportChooser *self,
                  guint           position)
{
  g_autoptr (RapportChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (choice != NULL)
    choose (self, rapport_choice_get_code (choice), rapport_choice_get_label (choice));
}

/* Enter takes the first that matches; a text of one's own when nothing does. */
static void
search_activate_cb (RapportChooser *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION)
    row_activated_cb (self, position);
  else if (self->own_format != NULL)
    choose_own (self);
}

static gboolean
key_cb (RapportChooser *self,
        guint           keyval)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint position = gtk_single_selection_get_selected (self->selection);

  if ((keyval != GDK_KEY_Down && keyval != GDK_KEY_Up) || n == 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Down && position + 1 < n)
    position++;
  else if (keyval == GDK_KEY_Up && position > 0)
    position--;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  return GDK_EVENT_STOP;
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_add_css_class (detail, "numeric");
  gtk_box_append (GTK_BOX (columns), label);
  gtk_box_append (GTK_BOX (columns), detail);
  gtk_list_item_set_child (item, columns);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item)
{
  GtkWidget *columns = gtk_list_item_get_child (item);
  GtkWidget *label = gtk_widget_get_first_child (columns);
  RapportChoice *choice = gtk_list_item_get_item (item);
  const char *detail = rapport_choice_get_detail (choice);

  gtk_label_set_text (GTK_LABEL (label), rapport_choice_get_label (choice));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (label)), detail != NULL ? detail : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (columns)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rapport_choice_get_label (choice), -1);
}

static void
rapport_chooser_map (GtkWidget *widget)
{
  RapportChooser *self = RAPPORT_CHOOSER (widget);

  gtk_editable_set_text (self->search, "");
  search_changed_cb (self);
  GTK_WIDGET_CLASS (rapport_chooser_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
rapport_chooser_dispose (GObject *object)
{
  RapportChooser *self = RAPPORT_CHOOSER (object);

  g_clear_object (&self->shown);
  g_clear_object (&self->sorter);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->needle, g_free);
  g_clear_pointer (&self->own_format, g_free);

  G_OBJECT_CLASS (rapport_chooser_parent_class)->dispose (object);
}

static void
rapport_chooser_class_init (RapportChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_chooser_dispose;
  widget_class->map = rapport_chooser_map;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportChooser, search);
  gtk_widget_class_bind_template_child (widget_class, RapportChooser, list);
  gtk_widget_class_bind_template_child (widget_class, RapportChooser, own);
  gtk_widget_class_bind_template_child (widget_class, RapportChooser, own_label);
  gtk_widget_class_bind_template_child (widget_class, RapportChooser, stack);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_own);
}

static void
rapport_chooser_init (RapportChooser *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkCustomFilter *filter;
  GtkSortListModel *sorted;
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->stack);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  filter = gtk_custom_filter_new (match_choice, self, NULL);
  self->shown = gtk_filter_list_model_new (NULL, GTK_FILTER (filter));
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_choices, self, NULL));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->shown)), g_object_ref (self->sorter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
}

/**
 * rapport_chooser_new:
 * @name: what is chosen, for who cannot see it: "Country"
 */
GtkWidget *
rapport_chooser_new (const char *name)
{
  RapportChooser *self = g_object_new (RAPPORT_TYPE_CHOOSER, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

/** @choices: (transfer none): a model of #RapportChoice. */
void
rapport_chooser_set_choices (RapportChooser *self,
                             GListModel     *choices)
{
  gtk_filter_list_model_set_model (self->shown, choices);
}

/** Lets people type what is not in the list; @format has one "%s": "Add “%s”". */
void
rapport_chooser_set_free (RapportChooser *self,
                          const char     *format)
{
  g_free (self->own_format);
  self->own_format = g_strdup (format);
}
