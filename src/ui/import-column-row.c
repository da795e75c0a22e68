/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import-column-row.h"

#include <glib/gi18n.h>

#include "model/sentence.h"
#include "ui/drop-down-name.h"

#define LEFT_OUT 0 /* the first two choices of the menu; the targets follow */
#define CUSTOM 1
#define FIRST_TARGET 2

struct _RapportImportColumnRow
{
  GtkListBoxRow parent_instance;

  /* Template widgets */
  GtkBox *box;
  GtkWidget *heading_box;
  GtkImage *mark;
  GtkLabel *heading;
  GtkLabel *recognition;
  GtkLabel *examples;
  GtkWidget *arrow;
  GtkWidget *choice_box;
  GtkDropDown *target;
  GtkDropDown *order;
  GtkCheckButton *sensitive;

  /* Borrowed */
  RapportImportMapping *mapping;
  guint column;
  gboolean refreshing; /* what is shown changes, not what is meant */
};

G_DEFINE_FINAL_TYPE (RapportImportColumnRow, rapport_import_column_row, GTK_TYPE_LIST_BOX_ROW)

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static RapportImportColumn *
get_column (RapportImportColumnRow *self)
{
  return rapport_import_mapping_column (self->mapping, self->column);
}

static gboolean
is_date (const RapportImportColumn *column)
{
  return column->target != NULL && column->target->field != NULL && column->target->field->type == RAPPORT_FIELD_DATE;
}

static void
target_selected (RapportImportColumnRow *self)
{
  guint selected = gtk_drop_down_get_selected (self->target);

  if (self->refreshing || self->mapping == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (selected == CUSTOM)
    rapport_import_mapping_set_custom (self->mapping, self->column,
                                       rapport_heading_sounds_sensitive (get_column (self)->facts->heading));
  else
    rapport_import_mapping_set_target (self->mapping, self->column,
                                       selected == LEFT_OUT ? NULL
                                       : g_ptr_array_index (rapport_import_targets (), selected - FIRST_TARGET));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
order_selected (RapportImportColumnRow *self)
{
  if (self->refreshing || self->mapping == NULL)
    return;
  get_column (self)->date_order = (RapportDateOrder) gtk_drop_down_get_selected (self->order);
  get_column (self)->date_ambiguous = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
sensitive_toggled (RapportImportColumnRow *self)
{
  if (self->refreshing || self->mapping == NULL)
    return;
  get_column (self)->sensitive = gtk_check_button_get_active (self->sensitive);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GListModel *
target_model (void)
{
  const GPtrArray *targets = rapport_import_targets ();
  GtkStringList *model = gtk_string_list_new (NULL);

  gtk_string_list_append (model, _("Leave out"));
  gtk_string_list_append (model, _("Field of the programme"));
  for (guint i = 0; i < targets->len; i++)
    {
      const RapportImportTarget *target = g_ptr_array_index (targets, i);

      gtk_string_list_append (model, target->label);
    }
  return G_LIST_MODEL (model);
}

static guint
selected_of (const RapportImportColumn *column)
{
  guint index;

  if (column->target != NULL && g_ptr_array_find ((GPtrArray *) rapport_import_targets (), column->target, &index))
    return index + FIRST_TARGET;
  return column->custom ? CUSTOM : LEFT_OUT;
}

/* A field of the heading's name, by its values, or not at all: mark and words. */
static void
show_recognition (RapportImportColumnRow    *self,
                  const RapportImportColumn *column)
{
  gboolean meant = column->target != NULL || column->custom;
  gboolean open = meant && is_date (column) && column->date_ambiguous;
  const char *icon = !meant ? "list-remove-symbolic"
                     : column->recognition == RAPPORT_RECOGNITION_HEADING && !open ? "object-select-symbolic"
                                                                                   : "dialog-question-symbolic";
  const char *words = !meant ? _("left out")
                      : open ? _("dates can be read in two ways")
                      : column->custom ? _("field of the programme")
                      : column->recognition == RAPPORT_RECOGNITION_HEADING ? _("by its heading")
                                                                           : _("guessed from its values");
  gboolean sure = meant && column->recognition == RAPPORT_RECOGNITION_HEADING && !open;

  gtk_image_set_from_icon_name (self->mark, icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->mark),
                              (const char *[]) { !meant ? "dim-label" : sure ? "state-active" : "state-attention", NULL });
  gtk_label_set_text (self->recognition, words);
  gtk_widget_set_css_classes (GTK_WIDGET (self->target), (const char *[]) { meant ? "meant" : "left-out", NULL });
}

static void
name_row (RapportImportColumnRow *self)
{
  g_autofree char *name = g_strdup_printf ("%s, %s: %s", gtk_label_get_text (self->heading),
                                           gtk_label_get_text (self->recognition), gtk_label_get_text (self->examples));
  /* Translators: the menu that says what a column of a file becomes */
  g_autofree char *menu = rapport_sentence_new (_("What “%s” becomes"), gtk_label_get_text (self->heading));
  g_autofree char *order = rapport_sentence_new (_("Order of the dates of “%s”"), gtk_label_get_text (self->heading));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  rapport_drop_down_set_name (self->target, menu);
  rapport_drop_down_set_name (self->order, order);
}

/**
 * rapport_import_column_row_refresh:
 * @self: a row
 *
 * Shows what the mapping says now.
 */
void
rapport_import_column_row_refresh (RapportImportColumnRow *self)
{
  const RapportImportColumn *column = get_column (self);

  self->refreshing = TRUE;
  gtk_drop_down_set_selected (self->target, selected_of (column));
  gtk_drop_down_set_selected (self->order, column->date_order);
  gtk_check_button_set_active (self->sensitive, column->sensitive);
  self->refreshing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->order), is_date (column));
  gtk_widget_set_visible (GTK_WIDGET (self->sensitive), column->custom);
  show_recognition (self, column);
  name_row (self);
}

/**
 * rapport_import_column_row_set_narrow:
 * @self: a row
 * @narrow: whether the row is to be a card, its parts below one another
 */
void
rapport_import_column_row_set_narrow (RapportImportColumnRow *self,
                                      gboolean                narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->box, narrow ? 6 : 12);
  gtk_widget_set_visible (self->arrow, !narrow);
  gtk_widget_set_size_request (self->choice_box, narrow ? -1 : 264, -1);
}

static void
rapport_import_column_row_class_init (RapportImportColumnRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/import-column-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnRow, box);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnRow, heading_box);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnRow, mark);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnRow, heading);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnRow, recognition);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnRow, examples);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnRow, arrow);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnRow, choice_box);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnRow, target);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnRow, order);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnRow, sensitive);
  gtk_widget_class_bind_template_callback (widget_class, target_selected);
  gtk_widget_class_bind_template_callback (widget_class, order_selected);
  gtk_widget_class_bind_template_callback (widget_class, sensitive_toggled);
}

static void
rapport_import_column_row_init (RapportImportColumnRow *self)
{
  g_autoptr (GListModel) targets = target_model ();
  g_autoptr (GtkStringList) orders = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression) text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_widget_init_template (GTK_WIDGET (self));
  for (RapportDateOrder order = 0; order < RAPPORT_N_DATE_ORDERS; order++)
    gtk_string_list_append (orders, rapport_date_order_label (order));
  self->refreshing = TRUE;
  gtk_drop_down_set_expression (self->target, text);
  gtk_drop_down_set_model (self->target, targets);
  gtk_drop_down_set_model (self->order, G_LIST_MODEL (orders));
  self->refreshing = FALSE;
}

static char *
join_examples (const RapportColumnFacts *facts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < RAPPORT_N_EXAMPLES; i++)
    {
      g_autofree char *example = g_strdup (facts->examples[i] != NULL ? facts->examples[i] : "–");

      if (facts->examples[i] == NULL && i > 0 && facts->examples[0] != NULL && facts->filled > i)
        break;
      g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", g_strdelimit (example, "\n\r\t", ' '));
    }
  return g_string_free (text, FALSE);
}

/**
 * rapport_import_column_row_new:
 * @mapping: borrowed; it must outlive the row
 * @column: which of its columns
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
rapport_import_column_row_new (RapportImportMapping *mapping,
                               guint                 column)
{
  RapportImportColumnRow *self = g_object_new (RAPPORT_TYPE_IMPORT_COLUMN_ROW, NULL);
  g_autofree char *examples = NULL;

  self->mapping = mapping;
  self->column = column;
  examples = join_examples (get_column (self)->facts);
  gtk_label_set_text (self->heading, get_column (self)->facts->heading);
  gtk_label_set_text (self->examples, examples);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->heading), get_column (self)->facts->heading);
  rapport_import_column_row_refresh (self);
  return GTK_WIDGET (self);
}
