/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import-check-step.h"

#include <glib/gi18n.h>

#include "ui/import-item-row.h"
#include "ui/stack-truth.h"
#include "ui/widgets.h"

/* Rows of a kind that stand on the overview of all kinds. */
#define MOST_SHOWN 4

/* A kind of rows: its tile, and its section where it asks for a look. */
static const struct {
  const char *tile;
  const char *icon;
  const char *tone;
  const char *section; /* %NULL: shown only when its tile is chosen */
  const char *caption;
} kinds[RAPPORT_N_IMPORT_KINDS] = {
  [RAPPORT_IMPORT_NEW] = { N_("New"), "list-add-symbolic", "state-active", NULL, NULL },
  [RAPPORT_IMPORT_CHANGED] = { N_("Changed"), "document-edit-symbolic", "state-info", N_("Changed"), N_("only what differs") },
  [RAPPORT_IMPORT_SAME] = { N_("The same"), "object-select-symbolic", "dim-label", NULL, NULL },
  [RAPPORT_IMPORT_DOUBLE] = { N_("Possible doubles"), "view-dual-symbolic", "state-attention", N_("Possible Doubles"),
                              N_("treated as different people until you say otherwise") },
  [RAPPORT_IMPORT_REJECTED] = { N_("Rejected"), "action-unavailable-symbolic", "state-overdue", N_("Rejected"),
                                N_("with the row of the file, and why") },
};

static const RapportImportKind section_order[] = { RAPPORT_IMPORT_REJECTED, RAPPORT_IMPORT_DOUBLE, RAPPORT_IMPORT_CHANGED };

struct _RapportImportCheckStep
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkWidget *content;
  GtkFlowBox *tiles;
  GtkStack *stack;
  GtkBox *sections;
  GtkLabel *list_title;
  GtkListView *list;

  /* Borrowed */
  GtkToggleButton *buttons[RAPPORT_N_IMPORT_KINDS];
  GtkLabel *figures[RAPPORT_N_IMPORT_KINDS];
  RapportImportJob *job;

  /* Owned */
  GListStore *entries; /* RapportImportEntry of the tile chosen */
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (RapportImportCheckStep, rapport_import_check_step, ADW_TYPE_BIN)

enum {
  DECIDED,
  CORRECTED,
  SAVE_REJECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
decided (RapportImportCheckStep *self)
{
  g_signal_emit (self, signals[DECIDED], 0);
}

static void
corrected (RapportImportCheckStep *self,
           gint64                  row,
           guint                   column,
           const char             *text)
{
  g_signal_emit (self, signals[CORRECTED], 0, row, column, text);
}

static void
save_clicked (RapportImportCheckStep *self)
{
  g_signal_emit (self, signals[SAVE_REJECTED], 0);
}

static GtkWidget *
new_row (RapportImportCheckStep *self)
{
  GtkWidget *row = rapport_import_item_row_new ();

  rapport_import_item_row_set_narrow (RAPPORT_IMPORT_ITEM_ROW (row), self->narrow);
  g_signal_connect_object (row, "decided", G_CALLBACK (decided), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "corrected", G_CALLBACK (corrected), self, G_CONNECT_SWAPPED);
  return row;
}

static void
show_all_clicked (RapportImportCheckStep *self,
                  GtkWidget              *button)
{
  RapportImportKind kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "kind"));

  gtk_toggle_button_set_active (self->buttons[kind], TRUE);
}

static GtkWidget *
section_heading (RapportImportCheckStep *self,
                 RapportImportKind       kind)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *title = gtk_label_new (_(kinds[kind].section));
  GtkWidget *caption = gtk_label_new (_(kinds[kind].caption));
  guint count = self->job->report->counts[kind];

  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_ellipsize (GTK_LABEL (caption), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (caption, TRUE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), caption);
  if (count > MOST_SHOWN)
    {
      g_autofree char *label = g_strdup_printf (_("Show All %'u"), count);
      GtkWidget *button = gtk_button_new_with_label (label);

      gtk_widget_add_css_class (button, "flat");
      g_object_set_data (G_OBJECT (button), "kind", GUINT_TO_POINTER (kind));
      g_signal_connect_object (button, "clicked", G_CALLBACK (show_all_clicked), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), button);
    }
  if (kind == RAPPORT_IMPORT_REJECTED)
    {
      GtkWidget *button = gtk_button_new_with_label (_("Save as File…"));

      gtk_widget_add_css_class (button, "flat");
      g_signal_connect_object (button, "clicked", G_CALLBACK (save_clicked), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static void
add_section (RapportImportCheckStep *self,
             RapportImportKind       kind)
{
  const GPtrArray *items = self->job->report->items[kind];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _(kinds[kind].section), -1);
  for (guint i = 0; i < MIN (items->len, MOST_SHOWN); i++)
    {
      g_autoptr (RapportImportEntry) entry = rapport_import_entry_new (self->job, g_ptr_array_index (items, i));
      g_autofree char *name = rapport_import_item_describe (g_ptr_array_index (items, i));
      GtkWidget *row = gtk_list_box_row_new ();
      GtkWidget *child = new_row (self);

      rapport_import_item_row_set_entry (RAPPORT_IMPORT_ITEM_ROW (child), entry);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  gtk_box_append (GTK_BOX (box), section_heading (self, kind));
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (self->sections, box);
}

static void
add_all_well (RapportImportCheckStep *self)
{
  const guint *counts = self->job->report->counts;
  GtkWidget *page = adw_status_page_new ();
  gboolean news = counts[RAPPORT_IMPORT_NEW] > 0;

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "object-select-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), news ? _("Nothing to Look At") : _("Nothing New"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   news ? _("Every row can be imported as it is.")
                                        : _("Everybody in this file is there already, with all that it says."));
  gtk_widget_add_css_class (page, "compact");
  gtk_box_append (self->sections, page);
}

static void
fill_sections (RapportImportCheckStep *self)
{
  rapport_remove_children (self->sections);
  if (self->job == NULL || self->job->report == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (section_order); i++)
    if (self->job->report->counts[section_order[i]] > 0)
      add_section (self, section_order[i]);
  if (gtk_widget_get_first_child (GTK_WIDGET (self->sections)) == NULL)
    add_all_well (self);
}

static void
show_kind (RapportImportCheckStep *self,
           RapportImportKind       kind)
{
  const GPtrArray *items = self->job->report->items[kind];
  guint count = self->job->report->counts[kind];
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *title = count > items->len
    ? g_strdup_printf (_("The first %'u of %'u"), items->len, count) : g_strdup (kinds[kind].caption != NULL ? _(kinds[kind].caption) : "");

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (entries, rapport_import_entry_new (self->job, g_ptr_array_index (items, i)));
  g_list_store_splice (self->entries, 0, g_list_model_get_n_items (G_LIST_MODEL (self->entries)), entries->pdata,
                       entries->len);
  gtk_label_set_text (self->list_title, title);
  gtk_widget_set_visible (GTK_WIDGET (self->list_title), *title != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _(kinds[kind].tile), -1);
  gtk_stack_set_visible_child_name (self->stack, "list");
}

/* The tiles are filters; none chosen shows what wants a look of every kind. */
static void
tile_toggled (RapportImportCheckStep *self,
              GtkToggleButton        *tile)
{
  gboolean any = FALSE;

  for (RapportImportKind kind = 0; kind < RAPPORT_N_IMPORT_KINDS; kind++)
    if (self->buttons[kind] == tile && gtk_toggle_button_get_active (tile))
      {
        for (RapportImportKind other = 0; other < RAPPORT_N_IMPORT_KINDS; other++)
          if (other != kind)
            gtk_toggle_button_set_active (self->buttons[other], FALSE);
        if (self->job != NULL && self->job->report != NULL)
          show_kind (self, kind);
      }
  for (RapportImportKind kind = 0; kind < RAPPORT_N_IMPORT_KINDS; kind++)
    any |= gtk_toggle_button_get_active (self->buttons[kind]);
  if (any)
    return;
  /* answers given in the list show on the overview too */
  fill_sections (self);
  gtk_stack_set_visible_child_name (self->stack, "overview");
}

static void
add_tile (RapportImportCheckStep *self,
          RapportImportKind       kind)
{
  GtkWidget *tile = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *figure = gtk_label_new ("0"), *label = gtk_label_new (_(kinds[kind].tile));
  GtkWidget *icon = gtk_image_new_from_icon_name (kinds[kind].icon);

  gtk_widget_add_css_class (tile, "card");
  gtk_widget_add_css_class (tile, "check-tile");
  gtk_widget_add_css_class (figure, "figure");
  gtk_widget_add_css_class (figure, "numeric");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (icon, kinds[kind].tone);
  gtk_label_set_xalign (GTK_LABEL (figure), 0);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (words), figure);
  gtk_box_append (GTK_BOX (words), label);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_button_set_child (GTK_BUTTON (tile), box);
  g_signal_connect_object (tile, "toggled", G_CALLBACK (tile_toggled), self, G_CONNECT_SWAPPED);
  gtk_flow_box_append (self->tiles, tile);
  gtk_widget_set_focusable (gtk_widget_get_parent (tile), FALSE);
  self->buttons[kind] = GTK_TOGGLE_BUTTON (tile);
  self->figures[kind] = GTK_LABEL (figure);
}

static void
fill_tiles (RapportImportCheckStep *self)
{
  for (RapportImportKind kind = 0; kind < RAPPORT_N_IMPORT_KINDS; kind++)
    {
      guint count = self->job->report->counts[kind];
      g_autofree char *figure = g_strdup_printf ("%'u", count);
      g_autofree char *name = g_strdup_printf ("%s, %s", _(kinds[kind].tile), figure);

      gtk_label_set_text (self->figures[kind], figure);
      gtk_toggle_button_set_active (self->buttons[kind], FALSE);
      gtk_widget_set_sensitive (GTK_WIDGET (self->buttons[kind]), count > 0);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[kind]), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}

/**
 * rapport_import_check_step_set_job:
 * @self: the step
 * @job: (nullable): borrowed; a job that has been checked
 */
void
rapport_import_check_step_set_job (RapportImportCheckStep *self,
                                   RapportImportJob       *job)
{
  /* entries borrow from the report that was */
  g_list_store_remove_all (self->entries);
  self->job = job;
  if (job != NULL && job->report != NULL)
    fill_tiles (self);
  fill_sections (self);
  gtk_stack_set_visible_child_name (self->stack, "overview");
}

static void
narrow_sections (RapportImportCheckStep *self,
                 GtkWidget              *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (RAPPORT_IS_IMPORT_ITEM_ROW (child))
      rapport_import_item_row_set_narrow (RAPPORT_IMPORT_ITEM_ROW (child), self->narrow);
    else
      narrow_sections (self, child);
}

/**
 * rapport_import_check_step_set_narrow:
 * @self: the step
 * @narrow: whether rows stand below one another, and tiles wrap two a line
 */
void
rapport_import_check_step_set_narrow (RapportImportCheckStep *self,
                                      gboolean                narrow)
{
  self->narrow = narrow;
  gtk_widget_set_margin_start (self->content, narrow ? 12 : 24);
  gtk_widget_set_margin_end (self->content, narrow ? 12 : 24);
  gtk_flow_box_set_max_children_per_line (self->tiles, narrow ? 2 : 5);
  narrow_sections (self, GTK_WIDGET (self->sections));
  narrow_sections (self, GTK_WIDGET (self->list));
}

static void
setup_row (RapportImportCheckStep *self,
           GtkListItem            *item)
{
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, new_row (self));
}

static void
bind_row (RapportImportCheckStep *self,
          GtkListItem            *item)
{
  RapportImportItemRow *row = RAPPORT_IMPORT_ITEM_ROW (gtk_list_item_get_child (item));
  RapportImportEntry *entry = gtk_list_item_get_item (item);
  g_autofree char *name = rapport_import_item_describe (rapport_import_entry_get_item (entry));

  rapport_import_item_row_set_narrow (row, self->narrow);
  rapport_import_item_row_set_entry (row, entry);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (row))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
unbind_row (RapportImportCheckStep *self,
            GtkListItem            *item)
{
  rapport_import_item_row_set_entry (RAPPORT_IMPORT_ITEM_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
rapport_import_check_step_dispose (GObject *object)
{
  RapportImportCheckStep *self = RAPPORT_IMPORT_CHECK_STEP (object);

  g_clear_object (&self->entries);

  G_OBJECT_CLASS (rapport_import_check_step_parent_class)->dispose (object);
}

static void
rapport_import_check_step_class_init (RapportImportCheckStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_import_check_step_dispose;
  signals[DECIDED] = g_signal_new ("decided", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[CORRECTED] = g_signal_new ("corrected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_UINT, G_TYPE_STRING);
  signals[SAVE_REJECTED] = g_signal_new ("save-rejected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/import-check-step.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportImportCheckStep, content);
  gtk_widget_class_bind_template_child (widget_class, RapportImportCheckStep, tiles);
  gtk_widget_class_bind_template_child (widget_class, RapportImportCheckStep, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportImportCheckStep, sections);
  gtk_widget_class_bind_template_child (widget_class, RapportImportCheckStep, list_title);
  gtk_widget_class_bind_template_child (widget_class, RapportImportCheckStep, list);
}

static void
rapport_import_check_step_init (RapportImportCheckStep *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *selection;

  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->stack);
  self->entries = g_list_store_new (RAPPORT_TYPE_IMPORT_ENTRY);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row), self, G_CONNECT_SWAPPED);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->entries)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (selection);
  g_object_unref (factory);
  for (RapportImportKind kind = 0; kind < RAPPORT_N_IMPORT_KINDS; kind++)
    add_tile (self, kind);
}
