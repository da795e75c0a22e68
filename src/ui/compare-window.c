/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/compare-window.h"

#include <glib/gi18n.h>

#include "ui/badge.h"
#include "ui/criterion-bar.h"
#include "ui/find-row.h"
#include "ui/wrap-box.h"

#define COLUMN 228
#define GAP 6
#define MARGIN 18
#define SLACK 18 /* for the border of a window without a shadow */

/* People are columns, criteria the lines of each in the same order; where there is no room beside one another, the columns
 * stand below one another. */
struct _RapportCompareWindow
{
  AdwWindow parent_instance;

  RapportWrapBox *columns;
};

G_DEFINE_FINAL_TYPE (RapportCompareWindow, rapport_compare_window, ADW_TYPE_WINDOW)

enum
{
  CHOSEN,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The best there is among those compared. */
typedef struct {
  int score;
  int points[RAPPORT_N_CRITERIA];
} Best;

static gint64
member_of (GtkWidget *button)
{
  return *(const gint64 *) g_object_get_data (G_OBJECT (button), "member");
}

static void
choose_cb (GtkWidget            *button,
           RapportCompareWindow *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, member_of (button));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
remove_cb (GtkWidget            *button,
           RapportCompareWindow *self)
{
  GtkWidget *card = gtk_widget_get_ancestor (button, GTK_TYPE_FRAME);

  g_signal_emit (self, signals[REMOVED], 0, member_of (button));
  gtk_widget_unparent (card);
  if (gtk_widget_get_first_child (GTK_WIDGET (self->columns)) == NULL)
    gtk_window_destroy (GTK_WINDOW (self));
}

static GtkWidget *
new_button (RapportCompareWindow *self,
            GtkWidget            *button,
            const RapportFindRow *row,
            const char           *words,
            GCallback             clicked)
{
  g_object_set_data_full (G_OBJECT (button), "member", g_memdup2 (&row->member, sizeof row->member), g_free);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect (button, "clicked", clicked, self);
  return button;
}

static GtkWidget *
new_line (const char *text,
          const char *style)
{
  GtkWidget *label = gtk_label_new (*text != '\0' ? text : " "); /* a line each, so that lines stand beside their like */

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, *text != '\0' ? text : NULL);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
new_head (RapportCompareWindow *self,
          const RapportFindRow *row)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *avatar = g_object_new (ADW_TYPE_AVATAR, "size", 40, "text", row->name, "show-initials", TRUE,
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  g_autofree char *without = g_strdup_printf (_("Leave Out %s"), row->name);
  GtkWidget *leave = new_button (self, gtk_button_new_from_icon_name ("window-close-symbolic"), row, without,
                                 G_CALLBACK (remove_cb));
  GtkWidget *second = new_line (row->second_line, "caption");

  gtk_widget_add_css_class (second, "dim-label");
  gtk_box_append (GTK_BOX (lines), new_line (row->name, "heading"));
  gtk_box_append (GTK_BOX (lines), second);
  gtk_widget_add_css_class (leave, "flat");
  gtk_widget_add_css_class (leave, "circular");
  gtk_widget_set_valign (leave, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (head), avatar);
  gtk_box_append (GTK_BOX (head), lines);
  gtk_box_append (GTK_BOX (head), leave);
  return head;
}

/* What is best among them is bold. */
static GtkWidget *
new_criterion (const RapportFindRow *row,
               RapportCriterionId    id,
               const Best           *best)
{
  gboolean is_best = row->criteria[id].points == best->points[id] && best->points[id] > 0;
  GtkWidget *bar = rapport_criterion_bar_new (id, &row->criteria[id], row->whats[id]);

  gtk_widget_add_css_class (bar, is_best ? "best" : "not-best");
  return bar;
}

static void
add_score (GtkWidget            *lines,
           const RapportFindRow *row,
           const Best           *best)
{
  g_autofree char *percent = g_strdup_printf (_("%d %%"), row->score);
  GtkWidget *score = gtk_label_new (percent);

  gtk_label_set_xalign (GTK_LABEL (score), 0);
  gtk_widget_add_css_class (score, "title-1");
  gtk_widget_add_css_class (score, "numeric");
  if (row->score < best->score)
    gtk_widget_add_css_class (score, "not-best");
  gtk_box_append (GTK_BOX (lines), score);
  for (guint i = 0; i < RAPPORT_N_CRITERIA; i++)
    if (row->criteria[i].applies)
      gtk_box_append (GTK_BOX (lines), new_criterion (row, i, best));
}

static GtkWidget *
new_column (RapportCompareWindow *self,
            const RapportFindRow *row,
            const Best           *best)
{
  GtkWidget *frame = gtk_frame_new (NULL), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *badge = rapport_badge_new (rapport_find_badge_tone (row->badge), rapport_find_badge_icon (row->badge), row->badge_label);
  g_autofree char *look_at = g_strdup_printf (_("Look at %s"), row->name);
  GtkWidget *choose = new_button (self, gtk_button_new_with_label (_("Look at")), row, look_at, G_CALLBACK (choose_cb));

  gtk_widget_set_halign (badge, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (lines), new_head (self, row));
  gtk_box_append (GTK_BOX (lines), badge);
  add_score (lines, row, best);
  gtk_box_append (GTK_BOX (lines), choose);
  gtk_widget_set_size_request (lines, COLUMN - 26, -1);
  gtk_widget_add_css_class (frame, "compared");
  gtk_frame_set_child (GTK_FRAME (frame), lines);
  gtk_accessible_update_property (GTK_ACCESSIBLE (frame), GTK_ACCESSIBLE_PROPERTY_LABEL, row->name, -1);
  return frame;
}

static void
rapport_compare_window_class_init (RapportCompareWindowClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rapport_compare_window_init (RapportCompareWindow *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroller = gtk_scrolled_window_new ();
  GtkWidget *columns = rapport_wrap_box_new ();

  self->columns = RAPPORT_WRAP_BOX (columns);
  gtk_widget_set_margin_top (columns, MARGIN);
  gtk_widget_set_margin_bottom (columns, MARGIN);
  gtk_widget_set_margin_start (columns, MARGIN);
  gtk_widget_set_margin_end (columns, MARGIN);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), columns);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (lines), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (lines), scroller);
  adw_window_set_content (ADW_WINDOW (self), lines);
}

/**
 * rapport_compare_window_new:
 * @parent: the window that it belongs to
 * @rows: (element-type RapportFindRow): whom, in the order in which they stand; not kept
 */
GtkWidget *
rapport_compare_window_new (GtkWindow *parent,
                            GPtrArray *rows)
{
  RapportCompareWindow *self = g_object_new (RAPPORT_TYPE_COMPARE_WINDOW, "transient-for", parent, "modal", TRUE,
                                             "destroy-with-parent", TRUE, "title", _("Compare"),
                                             "width-request", 300, NULL);
  Best best = { 0 };

  gtk_window_set_default_size (GTK_WINDOW (self), (int) rows->len * (COLUMN + GAP) + 2 * MARGIN + SLACK, 520);
  for (guint i = 0; i < rows->len; i++)
    {
      const RapportFindRow *row = rows->pdata[i];

      best.score = MAX (best.score, row->score);
      for (guint j = 0; j < RAPPORT_N_CRITERIA; j++)
        best.points[j] = MAX (best.points[j], row->criteria[j].points);
    }
  for (guint i = 0; i < rows->len; i++)
    rapport_wrap_box_append (self->columns, new_column (self, rows->pdata[i], &best));
  return GTK_WIDGET (self);
}
