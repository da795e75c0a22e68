/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/overview-parts.h"

#include <glib/gi18n.h>

#include "ui/badge.h"

#define HEADING 28

static RapportTone
tone_of (RapportPressing pressing)
{
  switch (pressing)
    {
    case RAPPORT_PRESSING_NEW:
      return RAPPORT_TONE_INFO;
    case RAPPORT_PRESSING_SOON:
      return RAPPORT_TONE_ATTENTION;
    case RAPPORT_PRESSING_LATE:
      return RAPPORT_TONE_OVERDUE;
    case RAPPORT_PRESSING_QUIET:
      return RAPPORT_TONE_QUIET;
    case RAPPORT_PRESSING_NOT:
    default:
      return RAPPORT_TONE_NEUTRAL;
    }
}

static GtkWidget *
new_label (const char *text,
           const char *first_class,
           const char *second_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0f, "ellipsize", PANGO_ELLIPSIZE_END,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  if (first_class != NULL)
    gtk_widget_add_css_class (label, first_class);
  if (second_class != NULL)
    gtk_widget_add_css_class (label, second_class);
  return label;
}

GtkWidget *
rapport_overview_tile_widget (const RapportOverviewTile *tile)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "child", box, "action-name", "win.go", NULL);
  GtkWidget *figure = new_label (tile->figure, "figure", "numeric");
  GtkWidget *remark = new_label (tile->remark, "caption", tile->attention ? "state-attention" : "dim-label");
  g_autofree char *name = NULL;

  gtk_label_set_ellipsize (GTK_LABEL (figure), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_valign (figure, GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (remark, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (line), figure);
  gtk_box_append (GTK_BOX (line), remark);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), new_label (tile->label, "dim-label", NULL));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", tile->target);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "tile");
  if (*tile->remark != '\0')
    name = g_strdup_printf ("%s: %s, %s", tile->label, tile->figure, tile->remark);
  else
    name = g_strdup_printf ("%s: %s", tile->label, tile->figure);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

/* Title, count, Show All. */
static GtkWidget *
new_heading (const RapportOverviewSection *section,
             gboolean                      with_icon)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = new_label (section->title, "heading", NULL);
  g_autofree char *number = g_strdup_printf ("%u", section->n_items);
  GtkWidget *count = new_label (number, "count", "numeric");
  /* The narrow columns have no room for more than one word. */
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "label", with_icon ? _("All") : _("Show All"), "action-name", "win.go",
                                    "valign", GTK_ALIGN_CENTER, NULL);
  /* Translators: leads to the full list: "Show All: Ending Soon" */
  g_autofree char *name = g_strdup_printf (_("Show All: %s"), section->title);

  if (with_icon)
    {
      GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", section->icon,
                                      "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_add_css_class (icon, rapport_tone_get_css_class (tone_of (section->pressing)));
      gtk_box_append (GTK_BOX (box), icon);
    }
  g_object_set (title, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  gtk_label_set_ellipsize (GTK_LABEL (count), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_valign (count, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (count, TRUE);
  gtk_widget_set_halign (count, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", section->target);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "show-all");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_size_request (box, -1, HEADING); /* as “This Year” beside it */
  return box;
}

static GtkWidget *
new_row (const RapportOverviewItem *item,
         GtkWidget                 *child)
{
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", child, "action-name", "win.go", NULL);
  g_autofree char *name = g_strjoin (", ", item->name, item->what, *item->word != '\0' ? item->word : NULL, NULL);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", item->target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static GtkWidget *
new_list (const RapportOverviewSection *section)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, section->title, -1);
  return list;
}

static GtkWidget *
new_waiting_row (const RapportOverviewItem *item,
                 gboolean                   narrow)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *avatar = adw_avatar_new (36, item->name, TRUE);
  GtkWidget *badge = rapport_badge_new (tone_of (item->pressing), item->icon, item->word);
  GtkWidget *what = new_label (item->what, "caption", "dim-label");
  GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (box, "waiting-row");
  g_object_set (avatar, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign",
                narrow ? GTK_ALIGN_START : GTK_ALIGN_CENTER, NULL);
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), new_label (item->name, "heading", NULL));
  gtk_box_append (GTK_BOX (texts), what);
  gtk_box_append (GTK_BOX (box), texts);
  if (narrow)
    g_object_set (what, "wrap", TRUE, "lines", 2, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  if (*item->word != '\0')
    gtk_box_append (GTK_BOX (narrow ? texts : box), badge);
  else
    g_object_ref_sink (badge), g_object_unref (badge);
  gtk_box_append (GTK_BOX (box), arrow);
  return new_row (item, box);
}

GtkWidget *
rapport_overview_waiting_widget (const RapportOverviewSection *section,
                                 gboolean                      narrow)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = new_list (section);

  for (guint i = 0; i < section->items->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), new_waiting_row (g_ptr_array_index (section->items, i), narrow));
  gtk_box_append (GTK_BOX (box), new_heading (section, FALSE));
  gtk_box_append (GTK_BOX (box), list);
  return box;
}

static GtkWidget *
new_two_lines (const char *text,
               const char *first_class,
               const char *second_class)
{
  GtkWidget *label = new_label (text, first_class, second_class);

  g_object_set (label, "wrap", TRUE, "lines", 2, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  return label;
}

/* Four of these columns are narrow: what has no room in one line has two. */
static GtkWidget *
new_short_row (const RapportOverviewItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_add_css_class (box, "short-row");
  gtk_box_append (GTK_BOX (box), new_two_lines (item->name, NULL, NULL));
  gtk_box_append (GTK_BOX (box), new_two_lines (item->what, "caption", "dim-label"));
  return new_row (item, box);
}

GtkWidget *
rapport_overview_section_widget (const RapportOverviewSection *section)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = new_list (section);

  for (guint i = 0; i < section->items->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), new_short_row (g_ptr_array_index (section->items, i)));
  gtk_box_append (GTK_BOX (box), new_heading (section, TRUE));
  gtk_box_append (GTK_BOX (box), list);
  return box;
}
