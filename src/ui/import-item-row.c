/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import-item-row.h"

#include <glib/gi18n.h>

#include "model/sentence.h"

struct _RapportImportItemRow
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkBox *box;
  GtkLabel *number;
  GtkLabel *name;
  GtkLabel *detail;
  GtkWidget *difference_box;
  GtkLabel *field;
  GtkLabel *old;
  GtkLabel *new;
  GtkMenuButton *more;
  GtkLabel *all;
  GtkWidget *other_box;
  GtkLabel *other_name;
  GtkLabel *other_detail;
  GtkLabel *value;
  GtkMenuButton *correct;
  GtkPopover *correct_popover;
  GtkEditable *correct_entry;
  GtkWidget *answer_box;
  GtkToggleButton *first;  /* Same, Keep Mine */
  GtkToggleButton *second; /* Different, Take File */

  /* Owned */
  RapportImportEntry *entry;
  gboolean refreshing;
};

G_DEFINE_FINAL_TYPE (RapportImportItemRow, rapport_import_item_row, ADW_TYPE_BIN)

enum {
  DECIDED,
  CORRECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
rapport_import_item_row_dispose (GObject *object)
{
  RapportImportItemRow *self = RAPPORT_IMPORT_ITEM_ROW (object);

  g_clear_object (&self->entry);

  G_OBJECT_CLASS (rapport_import_item_row_parent_class)->dispose (object);
}

static void
answered (RapportImportItemRow *self)
{
  const RapportImportItem *item;
  RapportImportJob *job;

  if (self->refreshing || self->entry == NULL)
    return;
  item = rapport_import_entry_get_item (self->entry);
  job = rapport_import_entry_get_job (self->entry);
  rapport_import_rows_set (item->kind == RAPPORT_IMPORT_DOUBLE ? job->same : job->keep, item->row,
                           gtk_toggle_button_get_active (self->first));
  g_signal_emit (self, signals[DECIDED], 0);
}

static void
correct_activated (RapportImportItemRow *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (self->correct_entry));
  const RapportImportItem *item = rapport_import_entry_get_item (self->entry);

  gtk_popover_popdown (self->correct_popover);
  g_signal_emit (self, signals[CORRECTED], 0, item->row, (guint) item->column, text);
}

static void
rapport_import_item_row_class_init (RapportImportItemRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_import_item_row_dispose;
  signals[DECIDED] = g_signal_new ("decided", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[CORRECTED] = g_signal_new ("corrected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_UINT, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/import-item-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportImportItemRow, box);
  gtk_widget_class_bind_template_child (widget_class, RapportImportItemRow, number);
  gtk_widget_class_bind_template_child (widget_class, RapportImportItemRow, name);
  gtk_widget_class_bind_template_child (widget_class, RapportImportItemRow, detail);
  gtk_widget_class_bind_template_child (widget_class, RapportImportItemRow, difference_box);
  gtk_widget_class_bind_template_child (widget_class, RapportImportItemRow, field);
  gtk_widget_class_bind_template_child (widget_class, RapportImportItemRow, old);
  gtk_widget_class_bind_template_child (widget_class, RapportImportItemRow, new);
  gtk_widget_class_bind_template_child (widget_class, RapportImportItemRow, more);
  gtk_widget_class_bind_template_child (widget_class, RapportImportItemRow, all);
  gtk_widget_class_bind_template_child (widget_class, RapportImportItemRow, other_box);
  gtk_widget_class_bind_template_child (widget_class, RapportImportItemRow, other_name);
  gtk_widget_class_bind_template_child (widget_class, RapportImportItemRow, other_detail);
  gtk_widget_class_bind_template_child (widget_class, RapportImportItemRow, value);
  gtk_widget_class_bind_template_child (widget_class, RapportImportItemRow, correct);
  gtk_widget_class_bind_template_child (widget_class, RapportImportItemRow, correct_popover);
  gtk_widget_class_bind_template_child (widget_class, RapportImportItemRow, correct_entry);
  gtk_widget_class_bind_template_child (widget_class, RapportImportItemRow, answer_box);
  gtk_widget_class_bind_template_child (widget_class, RapportImportItemRow, first);
  gtk_widget_class_bind_template_child (widget_class, RapportImportItemRow, second);
  gtk_widget_class_bind_template_callback (widget_class, answered);
  gtk_widget_class_bind_template_callback (widget_class, correct_activated);
}

static void
rapport_import_item_row_init (RapportImportItemRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rapport_import_item_row_new (void)
{
  return g_object_new (RAPPORT_TYPE_IMPORT_ITEM_ROW, NULL);
}

/**
 * rapport_import_item_row_set_narrow:
 * @self: a row
 * @narrow: whether its parts stand below one another
 */
void
rapport_import_item_row_set_narrow (RapportImportItemRow *self,
                                    gboolean              narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->box, narrow ? 6 : 12);
  gtk_label_set_xalign (self->value, narrow ? 0 : 1);
  gtk_widget_set_halign (GTK_WIDGET (self->correct), narrow ? GTK_ALIGN_END : GTK_ALIGN_FILL);
}

static char *
one_line (const char *text)
{
  return g_strdelimit (g_strdup (*text != '\0' ? text : "–"), "\n\r\t", ' ');
}

static char *
all_differences (const GPtrArray *differences)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++)
    {
      const RapportImportDifference *difference = g_ptr_array_index (differences, i);
      g_autofree char *old = one_line (difference->old);
      g_autofree char *new = one_line (difference->new);

      g_autofree char *line = rapport_sentence_new ("%s: %s › %s%s", difference->label, old, new,
                                                    difference->contested ? _(" (changed here, too)") : "");

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  return g_string_free (text, FALSE);
}

static void
show_difference (RapportImportItemRow    *self,
                 const RapportImportItem *item)
{
  const RapportImportDifference *difference = g_ptr_array_index (item->differences, 0);
  g_autofree char *old = one_line (difference->old);
  g_autofree char *new = one_line (difference->new);
  g_autofree char *all = all_differences (item->differences);
  guint more = item->differences->len - 1;
  g_autofree char *count = g_strdup_printf (ngettext ("and %u more", "and %u more", more), more);

  gtk_label_set_text (self->field, difference->label);
  gtk_label_set_text (self->old, old);
  gtk_label_set_text (self->new, new);
  gtk_label_set_text (self->all, all);
  gtk_menu_button_set_label (self->more, count);
  gtk_widget_set_visible (GTK_WIDGET (self->more), more > 0);
}

static char *
edited_words (const char *date)
{
  g_autofree char *instant = g_strconcat (date, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (instant, NULL);

  /* Translators: a day on which somebody edited by hand what the file would overwrite: "changed by hand on 2 November" */
  return g_date_time_format (day, _("changed by hand on %-e %B"));
}

static void
show_answer (RapportImportItemRow    *self,
             const RapportImportItem *item)
{
  RapportImportJob *job = rapport_import_entry_get_job (self->entry);
  gboolean doubtful = item->kind == RAPPORT_IMPORT_DOUBLE;
  gboolean first = rapport_import_rows_contain (doubtful ? job->same : job->keep, item->row);

  gtk_button_set_label (GTK_BUTTON (self->first), doubtful ? _("Same") : _("Keep Mine"));
  gtk_button_set_label (GTK_BUTTON (self->second), doubtful ? _("Different") : _("Take File"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->first), !doubtful && item->edited != NULL
    ? _("Keep what was changed here, too, and take the rest from the file") : NULL);
  gtk_toggle_button_set_active (first ? self->first : self->second, TRUE);
}

static void
show_correction (RapportImportItemRow    *self,
                 const RapportImportItem *item)
{
  /* Translators: a command that puts right one cell of a file: "Correct E-mail of Jean Petit" */
  g_autofree char *label = rapport_sentence_new (_("Correct %s of %s"), item->column_label != NULL ? item->column_label : "",
                                                 *item->name != '\0' ? item->name : gtk_label_get_text (self->number));

  gtk_widget_set_visible (GTK_WIDGET (self->correct), item->column >= 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->correct), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->correct_entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_editable_set_text (self->correct_entry, item->value);
}

static void
show_value (RapportImportItemRow    *self,
            const RapportImportItem *item)
{
  g_autofree char *text = item->kind == RAPPORT_IMPORT_REJECTED ? one_line (item->value)
                          : item->edited != NULL ? edited_words (item->edited) : g_strdup ("");

  gtk_label_set_text (self->value, text);
  gtk_label_set_max_width_chars (self->value, 32);
  gtk_widget_set_visible (GTK_WIDGET (self->value), *text != '\0');
  if (item->edited != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->value), "state-attention");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->value), "state-attention");
}

/**
 * rapport_import_item_describe:
 * @item: a row of the check
 *
 * Returns: (transfer full): the row as a sentence in reading order
 */
char *
rapport_import_item_describe (const RapportImportItem *item)
{
  g_autofree char *row = g_strdup_printf (_("Row %" G_GINT64_FORMAT), item->row);
  g_autofree char *changes = item->kind == RAPPORT_IMPORT_CHANGED ? all_differences (item->differences) : NULL;
  const char *name = *item->name != '\0' ? item->name : _("no name");

  if (item->kind == RAPPORT_IMPORT_REJECTED)
    return *item->value != '\0' ? rapport_sentence_new ("%s, %s, %s, %s", row, name, item->reason, item->value)
                                : rapport_sentence_new ("%s, %s, %s", row, name, item->reason);
  if (item->kind == RAPPORT_IMPORT_DOUBLE)
    /* Translators: row of a file, a name in it, the name of a member: "Row 77, Ewa Dudek, may be Ewa Dudek-Lis" */
    return rapport_sentence_new (_("%s, %s, may be %s"), row, name, item->other_name);
  return rapport_sentence_new ("%s, %s, %s", row, name, changes != NULL ? changes : item->detail);
}

/**
 * rapport_import_item_row_set_entry:
 * @self: a row
 * @entry: (nullable): what it shows
 */
void
rapport_import_item_row_set_entry (RapportImportItemRow *self,
                                   RapportImportEntry   *entry)
{
  const RapportImportItem *item;
  g_autofree char *number = NULL;
  gboolean changed, doubtful, rejected;

  if (!g_set_object (&self->entry, entry) || entry == NULL)
    return;
  item = rapport_import_entry_get_item (entry);
  changed = item->kind == RAPPORT_IMPORT_CHANGED;
  doubtful = item->kind == RAPPORT_IMPORT_DOUBLE;
  rejected = item->kind == RAPPORT_IMPORT_REJECTED;
  number = g_strdup_printf (_("Row %" G_GINT64_FORMAT), item->row);
  self->refreshing = TRUE;
  gtk_label_set_text (self->number, number);
  gtk_label_set_text (self->name, *item->name != '\0' ? item->name : _("no name"));
  gtk_label_set_text (self->detail, rejected ? item->reason : item->detail);
  gtk_widget_set_css_classes (GTK_WIDGET (self->detail),
                              (const char *[]) { "caption", rejected ? "state-overdue" : "dim-label", NULL });
  gtk_widget_set_visible (GTK_WIDGET (self->detail), !changed && *gtk_label_get_text (self->detail) != '\0');
  gtk_widget_set_visible (self->difference_box, changed);
  gtk_widget_set_visible (self->other_box, doubtful);
  gtk_widget_set_visible (GTK_WIDGET (self->correct), FALSE);
  gtk_widget_set_visible (self->answer_box, changed || doubtful);
  if (changed)
    show_difference (self, item);
  if (doubtful)
    {
      gtk_label_set_text (self->other_name, item->other_name);
      gtk_label_set_text (self->other_detail, item->other_detail);
    }
  if (changed || doubtful)
    show_answer (self, item);
  if (rejected)
    show_correction (self, item);
  show_value (self, item);
  self->refreshing = FALSE;
}
