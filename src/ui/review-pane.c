/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/review-pane.h"

#include <glib/gi18n.h>

#include "ui/form-window.h"
#include "ui/stack-truth.h"
#include "ui/widgets.h"

/* Of a long text so much is shown here. */
#define MOST_LINES 12

struct _RapportReviewPane
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *explanation;
  GtkGrid *grid;
  GtkWidget *separator;
  GtkBox *remedies;

  /* Owned */
  RapportReviewDetail *detail;

  /* Borrowed */
  GtkWidget *suggested;
};

G_DEFINE_FINAL_TYPE (RapportReviewPane, rapport_review_pane, ADW_TYPE_BIN)

enum {
  SETTLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Side by side ---------------------------------------------------------------------------------------------------- */

static GtkWidget *
new_label (const char *text,
           const char *css_class,
           gboolean    dim)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0f, "yalign", 0.0f, "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR, "ellipsize", PANGO_ELLIPSIZE_END,
                                   "lines", MOST_LINES, "selectable", FALSE, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  if (dim)
    gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static int
add_sides (RapportReviewPane *self,
           int                row)
{
  gboolean sources = FALSE;

  for (guint i = 0; i < self->detail->sides->len; i++)
    {
      const RapportReviewSide *side = g_ptr_array_index (self->detail->sides, i);

      gtk_grid_attach (self->grid, new_label (side->title, "heading", FALSE), (int) i, row, 1, 1);
      if (*side->subtitle == '\0')
        continue;
      gtk_grid_attach (self->grid, new_label (side->subtitle, "caption", TRUE), (int) i, row + 1, 1, 1);
      sources = TRUE;
    }
  return row + 1 + sources;
}

/* The label over its cells; where they differ it says so by more than colour. */
static int
add_line (RapportReviewPane       *self,
          const RapportReviewLine *line,
          int                      row)
{
  int n_sides = (int) MAX (self->detail->sides->len, 1);
  g_autofree char *title = line->differs ? g_strdup_printf (_("%s · differs"), line->label) : g_strdup (line->label);
  GtkWidget *label = new_label (title, "caption", !line->differs);

  if (line->differs)
    gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_set_margin_top (label, 6);
  gtk_grid_attach (self->grid, label, 0, row, n_sides, 1);
  for (int i = 0; i < n_sides && line->cells[i] != NULL; i++)
    gtk_grid_attach (self->grid, new_label (*line->cells[i] != '\0' ? line->cells[i] : "–", NULL, *line->cells[i] == '\0'),
                     i, row + 1, 1, 1);
  return row + 2;
}

/* First what differs: that is what one looks for. */
static void
fill_grid (RapportReviewPane *self)
{
  int row = add_sides (self, 0);

  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->detail->lines->len; i++)
      {
        const RapportReviewLine *line = g_ptr_array_index (self->detail->lines, i);

        if (line->differs == (pass == 0))
          row = add_line (self, line, row);
      }
}

/* Settling -------------------------------------------------------------------------------------------------------- */

static void
written_cb (RapportReviewPane *self,
            GtkWindow         *window)
{
  GtkEditable *entry = g_object_get_data (G_OBJECT (window), "entry");

  g_signal_emit (self, signals[SETTLE], 0, "write", gtk_editable_get_text (entry));
  gtk_window_destroy (window);
}

/* What cannot be taken is said while it stands there. */
static void
typed_cb (GtkEditable *entry,
          GtkWindow   *window)
{
  AdwPreferencesGroup *group = g_object_get_data (G_OBJECT (window), "group");
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = NULL;
  gboolean taken = rapport_review_read_text (g_object_get_data (G_OBJECT (window), "kind"),
                                             g_object_get_data (G_OBJECT (window), "field"), gtk_editable_get_text (entry),
                                             &value, &error);
  g_autofree char *problem = error != NULL ? g_markup_escape_text (error->message, -1) : NULL;

  adw_preferences_group_set_description (group, problem);
  rapport_form_window_set_ready (RAPPORT_FORM_WINDOW (window), taken);
}

static void
ask_text (RapportReviewPane   *self,
          const RapportRemedy *remedy)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *window;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Text"));
  gtk_editable_set_text (GTK_EDITABLE (row), remedy->text);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  window = rapport_form_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Write Another"), _("Keep"),
                                    _("It takes the place of both versions."), group);
  rapport_form_window_set_ready (RAPPORT_FORM_WINDOW (window), TRUE);
  g_object_set_data (G_OBJECT (window), "entry", row);
  g_object_set_data (G_OBJECT (window), "group", group);
  g_object_set_data (G_OBJECT (window), "kind", (gpointer) remedy->kind);
  g_object_set_data_full (G_OBJECT (window), "field", g_strdup (remedy->field), g_free);
  g_signal_connect_object (row, "changed", G_CALLBACK (typed_cb), window, 0);
  g_signal_connect_object (window, "accepted", G_CALLBACK (written_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
clicked_cb (RapportReviewPane *self,
            GtkButton         *button)
{
  const RapportRemedy *remedy = g_object_get_data (G_OBJECT (button), "remedy");

  if (remedy->takes_text)
    ask_text (self, remedy);
  else
    g_signal_emit (self, signals[SETTLE], 0, remedy->id, NULL);
}

/* What a file settles is begun from here; "Export Changes…" asks where to. */
static void
fill_way (RapportReviewPane *self)
{
  const char *way = self->detail->way;
  gboolean out = g_strcmp0 (way, "export-changes") == 0;
  GtkWidget *button;

  if (way == NULL)
    return;
  button = gtk_button_new_with_label (out ? _("Export Changes…") : _("Import Changes…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), out ? "win.export-changes" : "win.import-changes");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (self->remedies, button);
  self->suggested = button;
}

/* Where nothing stands side by side the explanation is what is read. */
static void
fill_explanation (RapportReviewPane *self)
{
  static const char *const beside[] = { "caption", "dim-label", NULL };
  static const char *const alone[] = { NULL };
  gboolean compared = self->detail->sides->len > 0 || self->detail->lines->len > 0;

  gtk_widget_set_css_classes (GTK_WIDGET (self->explanation), (const char **) (compared ? beside : alone));
  gtk_label_set_label (self->explanation, self->detail->explanation != NULL ? self->detail->explanation : "");
  gtk_widget_set_visible (GTK_WIDGET (self->grid), compared);
}

static void
fill_remedies (RapportReviewPane *self)
{
  gboolean any = self->detail->remedies->len > 0 || self->detail->way != NULL;

  fill_way (self);
  for (guint i = 0; i < self->detail->remedies->len; i++)
    {
      RapportRemedy *remedy = g_ptr_array_index (self->detail->remedies, i);
      GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", remedy->label, "ellipsize", PANGO_ELLIPSIZE_END, "wrap", TRUE,
                                       "wrap-mode", PANGO_WRAP_WORD_CHAR, "lines", 2, "justify", GTK_JUSTIFY_CENTER, NULL);
      GtkWidget *button = gtk_button_new ();

      gtk_button_set_child (GTK_BUTTON (button), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, remedy->label, -1);
      gtk_widget_set_tooltip_text (button, remedy->label);
      g_object_set_data (G_OBJECT (button), "remedy", remedy);
      g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->remedies, button);
      if (remedy->suggested && self->suggested == NULL)
        {
          gtk_widget_add_css_class (button, "suggested-action");
          self->suggested = button;
        }
    }
  gtk_widget_set_visible (self->separator, any);
  gtk_widget_set_visible (GTK_WIDGET (self->remedies), any);
}

gboolean
rapport_review_pane_suggested (RapportReviewPane *self)
{
  if (self->suggested == NULL)
    return FALSE;
  g_signal_emit_by_name (self->suggested, "clicked");
  return TRUE;
}

void
rapport_review_pane_take (RapportReviewPane   *self,
                          RapportReviewDetail *detail)
{
  self->suggested = NULL;
  rapport_remove_children (GTK_WIDGET (self->grid));
  rapport_remove_children (GTK_WIDGET (self->remedies));
  rapport_review_detail_free (self->detail);
  self->detail = detail;
  gtk_stack_set_visible_child_name (self->stack, detail != NULL ? "finding" : "nothing");
  if (detail == NULL)
    return;
  gtk_label_set_label (self->title, detail->item->title);
  gtk_label_set_label (self->subtitle, detail->item->subtitle);
  fill_explanation (self);
  fill_grid (self);
  fill_remedies (self);
}

static void
rapport_review_pane_finalize (GObject *object)
{
  rapport_review_detail_free (RAPPORT_REVIEW_PANE (object)->detail);
  G_OBJECT_CLASS (rapport_review_pane_parent_class)->finalize (object);
}

static void
rapport_review_pane_class_init (RapportReviewPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_review_pane_finalize;
  signals[SETTLE] = g_signal_new ("settle", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/review-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportReviewPane, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportReviewPane, title);
  gtk_widget_class_bind_template_child (widget_class, RapportReviewPane, subtitle);
  gtk_widget_class_bind_template_child (widget_class, RapportReviewPane, explanation);
  gtk_widget_class_bind_template_child (widget_class, RapportReviewPane, grid);
  gtk_widget_class_bind_template_child (widget_class, RapportReviewPane, separator);
  gtk_widget_class_bind_template_child (widget_class, RapportReviewPane, remedies);
}

static void
rapport_review_pane_init (RapportReviewPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->stack);
}
