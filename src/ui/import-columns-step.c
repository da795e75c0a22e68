/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import-columns-step.h"

#include <glib/gi18n.h>

#include "model/strip.h"
#include "ui/drop-down-name.h"
#include "ui/import-column-row.h"

static const char separators[] = { ',', ';', '\t' };

struct _RapportImportColumnsStep
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkBox *bar;
  GtkBox *format_box;
  GtkLabel *rows;
  GtkDropDown *separator;
  GtkDropDown *encoding;
  GtkDropDown *headings;
  GtkLabel *remembered;
  GtkWidget *content;
  GtkListBox *list;
  AdwComboRow *key;
  GtkEditable *issuer;
  AdwComboRow *role;
  GtkWidget *capacity_row;
  GtkSpinButton *capacity;

  /* Borrowed */
  RapportImportJob *job;
  gboolean narrow;
  gboolean refreshing; /* what is shown changes, not what is meant */
};

G_DEFINE_FINAL_TYPE (RapportImportColumnsStep, rapport_import_columns_step, ADW_TYPE_BIN)

enum {
  CHANGED,
  FORMAT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
format_selected (RapportImportColumnsStep *self)
{
  RapportImportMapping *mapping;

  if (self->refreshing || self->job == NULL)
    return;
  mapping = self->job->mapping;
  mapping->format.separator = separators[MIN (gtk_drop_down_get_selected (self->separator), G_N_ELEMENTS (separators) - 1)];
  mapping->format.encoding = (RapportEncoding) MIN (gtk_drop_down_get_selected (self->encoding), RAPPORT_N_ENCODINGS - 1);
  mapping->has_headings = gtk_drop_down_get_selected (self->headings) == 0;
  self->job->format_chosen = TRUE;
  g_signal_emit (self, signals[FORMAT_CHANGED], 0);
}

static void
update_capacity (RapportImportColumnsStep *self)
{
  gtk_widget_set_visible (self->capacity_row, self->job->mapping->mentor
                                              || rapport_import_mapping_has (self->job->mapping, "role")
                                              || rapport_import_mapping_has (self->job->mapping, "both"));
}

/* Which of its own roles a file's people have: 0 none, 1 mentors, 2 mentees, 3 both. */
static guint
selected_role (const RapportImportMapping *mapping)
{
  return (mapping->mentor ? 1 : 0) + (mapping->mentee ? 2 : 0);
}

static void
whole_changed (RapportImportColumnsStep *self)
{
  RapportImportMapping *mapping;
  guint role;

  if (self->refreshing || self->job == NULL)
    return;
  mapping = self->job->mapping;
  role = adw_combo_row_get_selected (self->role);
  mapping->key = adw_combo_row_get_selected (self->key) == 1 ? RAPPORT_IMPORT_KEY_EMAIL : RAPPORT_IMPORT_KEY_NUMBER;
  g_free (mapping->issuer);
  mapping->issuer = rapport_strip (g_strdup (gtk_editable_get_text (self->issuer)));
  mapping->mentor = role == 1 || role == 3;
  mapping->mentee = role == 2 || role == 3;
  update_capacity (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Only a number that somebody has chosen replaces what is known of members who are there. */
static void
capacity_changed (RapportImportColumnsStep *self)
{
  if (self->refreshing || self->job == NULL)
    return;
  self->job->mapping->capacity = gtk_spin_button_get_value_as_int (self->capacity);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
row_at (RapportImportColumnsStep *self,
        guint                     index)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) index));
}

static void
refresh_whole (RapportImportColumnsStep *self)
{
  const RapportImportMapping *mapping = self->job->mapping;
  int capacity = mapping->capacity >= 0 ? mapping->capacity : self->job->policy->default_capacity;

  self->refreshing = TRUE;
  adw_combo_row_set_selected (self->key, mapping->key == RAPPORT_IMPORT_KEY_EMAIL ? 1 : 0);
  gtk_editable_set_text (self->issuer, mapping->issuer);
  adw_combo_row_set_selected (self->role, selected_role (mapping));
  gtk_spin_button_set_range (self->capacity, 0, MAX (self->job->policy->capacity_ceiling, 1));
  gtk_spin_button_set_value (self->capacity, capacity);
  self->refreshing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->issuer), rapport_import_mapping_has (mapping, "number")
                                                     && !rapport_import_mapping_has (mapping, "issuer"));
  update_capacity (self);
}

static void
column_changed (RapportImportColumnsStep *self)
{
  for (guint i = 0; i < self->job->mapping->columns->len; i++)
    rapport_import_column_row_refresh (RAPPORT_IMPORT_COLUMN_ROW (row_at (self, i)));
  refresh_whole (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
refresh_format (RapportImportColumnsStep *self)
{
  const RapportImportMapping *mapping = self->job->mapping;
  g_autofree char *rows = g_strdup_printf (ngettext ("%'u row", "%'u rows", mapping->n_rows), mapping->n_rows);
  guint position = 0;

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    if (separators[i] == mapping->format.separator)
      position = i;
  self->refreshing = TRUE;
  gtk_drop_down_set_selected (self->separator, position);
  gtk_drop_down_set_selected (self->encoding, mapping->format.encoding);
  gtk_drop_down_set_selected (self->headings, mapping->has_headings ? 0 : 1);
  self->refreshing = FALSE;
  gtk_label_set_text (self->rows, rows);
  gtk_label_set_text (self->remembered, "");
  if (mapping->remembered != 0)
    {
      g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (mapping->remembered);
      /* Translators: the day of an earlier import whose choices are taken again, "4 October" */
      g_autofree char *text = g_date_time_format (when, _("Choices remembered from %-e %B"));

      gtk_label_set_text (self->remembered, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->remembered), mapping->remembered != 0);
}

/* The roles go by the programme's own words. */
static void
fill_roles (RapportImportColumnsStep *self)
{
  const RapportPolicy *policy = self->job->policy;
  g_autofree char *both = g_strdup_printf ("%s, %s", policy->mentors_word, policy->mentees_word);
  const char *labels[] = { _("None: they are not enrolled"), policy->mentors_word, policy->mentees_word, both, NULL };
  g_autoptr (GtkStringList) roles = gtk_string_list_new (labels);

  self->refreshing = TRUE;
  adw_combo_row_set_model (self->role, G_LIST_MODEL (roles));
  self->refreshing = FALSE;
}

/**
 * rapport_import_columns_step_set_job:
 * @self: the step
 * @job: (nullable): borrowed; a file that has been scanned
 */
void
rapport_import_columns_step_set_job (RapportImportColumnsStep *self,
                                     RapportImportJob         *job)
{
  GtkListBoxRow *old;

  while ((old = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (old));
  self->job = job;
  if (job == NULL)
    return;
  for (guint i = 0; i < job->mapping->columns->len; i++)
    {
      GtkWidget *row = rapport_import_column_row_new (job->mapping, i);

      rapport_import_column_row_set_narrow (RAPPORT_IMPORT_COLUMN_ROW (row), self->narrow);
      g_signal_connect_swapped (row, "changed", G_CALLBACK (column_changed), self);
      gtk_list_box_append (self->list, row);
    }
  refresh_format (self);
  fill_roles (self);
  refresh_whole (self);
}

/**
 * rapport_import_columns_step_set_narrow:
 * @self: the step
 * @narrow: whether columns are to be cards
 */
void
rapport_import_columns_step_set_narrow (RapportImportColumnsStep *self,
                                        gboolean                  narrow)
{
  GtkOrientation orientation = narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
  int margin = narrow ? 12 : 24;

  self->narrow = narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->bar), orientation);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->format_box), orientation);
  gtk_label_set_xalign (self->remembered, narrow ? 0 : 1);
  gtk_widget_set_margin_start (self->content, margin);
  gtk_widget_set_margin_end (self->content, margin);
  gtk_widget_set_margin_start (GTK_WIDGET (self->bar), margin);
  gtk_widget_set_margin_end (GTK_WIDGET (self->bar), margin);
  for (guint i = 0; row_at (self, i) != NULL; i++)
    rapport_import_column_row_set_narrow (RAPPORT_IMPORT_COLUMN_ROW (row_at (self, i)), narrow);
}

static void
rapport_import_columns_step_class_init (RapportImportColumnsStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[FORMAT_CHANGED] = g_signal_new ("format-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapport_mentoring/Rapport/ui/import-columns-step.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnsStep, bar);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnsStep, format_box);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnsStep, rows);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnsStep, separator);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnsStep, encoding);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnsStep, headings);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnsStep, remembered);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnsStep, content);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnsStep, list);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnsStep, key);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnsStep, issuer);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnsStep, role);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnsStep, capacity_row);
  gtk_widget_class_bind_template_child (widget_class, RapportImportColumnsStep, capacity);
  gtk_widget_class_bind_template_callback (widget_class, format_selected);
  gtk_widget_class_bind_template_callback (widget_class, whole_changed);
  gtk_widget_class_bind_template_callback (widget_class, capacity_changed);
}

static GListModel *
string_model (const char * const *strings)
{
  return G_LIST_MODEL (gtk_string_list_new (strings));
}

static void
fill_menus (RapportImportColumnsStep *self)
{
  const char *separator_labels[] = { rapport_separator_label (','), rapport_separator_label (';'),
                                     rapport_separator_label ('\t'), NULL };
  const char *heading_labels[] = { _("First row has headings"), _("First row is a person"), NULL };
  const char *keys[] = { _("Number and issuer, else e-mail"), _("E-mail"), NULL };
  const char *encoding_labels[RAPPORT_N_ENCODINGS + 1] = { NULL };
  g_autoptr (GListModel) separator = string_model (separator_labels);
  g_autoptr (GListModel) headings = string_model (heading_labels);
  g_autoptr (GListModel) key = string_model (keys);

  for (guint i = 0; i < RAPPORT_N_ENCODINGS; i++)
    encoding_labels[i] = rapport_encoding_label ((RapportEncoding) i);
  g_autoptr (GListModel) encoding = string_model (encoding_labels);
  gtk_drop_down_set_model (self->separator, separator);
  gtk_drop_down_set_model (self->encoding, encoding);
  gtk_drop_down_set_model (self->headings, headings);
  adw_combo_row_set_model (self->key, key);
}

static void
rapport_import_columns_step_init (RapportImportColumnsStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->refreshing = TRUE;
  fill_menus (self);
  self->refreshing = FALSE;
  rapport_drop_down_set_name (self->separator, _("Separator"));
  rapport_drop_down_set_name (self->encoding, _("Encoding"));
  rapport_drop_down_set_name (self->headings, _("Headings"));
}
