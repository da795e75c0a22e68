/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/sidebar.h"

#include <glib/gi18n.h>

struct _RapportSidebar
{
  AdwBin parent_instance;

  /* Borrowed */
  GtkListBox *list;

  gboolean office;
};

G_DEFINE_FINAL_TYPE (RapportSidebar, rapport_sidebar, ADW_TYPE_BIN)

enum {
  GO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const RapportPageInfo *
row_info (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "page");
}

static GtkListBoxRow *
find_row (RapportSidebar *self,
          const char     *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_str_equal (row_info (row)->name, name))
      return row;
  return NULL;
}

static GtkWidget *
new_row (const RapportPageInfo *info)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", info->icon,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", _(info->title), "xalign", 0.0f, "hexpand", TRUE,
                                   "ellipsize", PANGO_ELLIPSIZE_END,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *count = g_object_new (GTK_TYPE_LABEL, "visible", FALSE, "valign", GTK_ALIGN_CENTER,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (count, "count");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "page", (gpointer) info);
  g_object_set_data (G_OBJECT (row), "count", count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _(info->title), -1);
  return row;
}

static gboolean
filter_row (GtkListBoxRow *row,
            gpointer       user_data)
{
  RapportSidebar *self = user_data;

  return self->office || !row_info (row)->office_only;
}

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       user_data)
{
  const char *group = row_info (row)->group;
  GtkWidget *label;

  if (*group == '\0' || (before != NULL && g_str_equal (row_info (before)->group, group)))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = g_object_new (GTK_TYPE_LABEL, "label", _(group), "xalign", 0.0f, NULL);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "sidebar-heading");
  gtk_list_box_row_set_header (row, label);
}

static void
row_activated_cb (RapportSidebar *self,
                  GtkListBoxRow  *row)
{
  g_signal_emit (self, signals[GO], 0, row_info (row)->name);
}

static void
rapport_sidebar_class_init (RapportSidebarClass *klass)
{
  signals[GO] = g_signal_new ("go", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rapport_sidebar_init (RapportSidebar *self)
{
  const RapportPageInfo *pages;
  guint n_pages;

  self->office = TRUE;
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pages"), -1);
  gtk_list_box_set_filter_func (self->list, filter_row, self, NULL);
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);

  pages = rapport_page_table_all (&n_pages);
  for (guint i = 0; i < n_pages; i++)
    if (pages[i].parent == NULL)
      gtk_list_box_append (self->list, new_row (&pages[i]));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}

/**
 * rapport_sidebar_set_office:
 * @self: the sidebar
 * @office: whether the office looks, not a member
 *
 * Hides what is the office's alone from members.
 */
void
rapport_sidebar_set_office (RapportSidebar *self,
                            gboolean        office)
{
  if (self->office == office)
    return;
  self->office = office;
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_invalidate_headers (self->list);
}

void
rapport_sidebar_select (RapportSidebar *self,
                        const char     *name)
{
  GtkListBoxRow *row = find_row (self, name);

  if (row != gtk_list_box_get_selected_row (self->list))
    gtk_list_box_select_row (self->list, row);
}

/**
 * rapport_sidebar_set_count:
 * @self: the sidebar
 * @name: a page
 * @count: how many; 0 shows nothing
 * @attention: the person must act
 *
 * Shows a pill at the end of the page's row; it is part of the row's accessible name.
 */
void
rapport_sidebar_set_count (RapportSidebar *self,
                           const char     *name,
                           guint           count,
                           gboolean        attention)
{
  GtkListBoxRow *row = find_row (self, name);
  g_autofree char *text = g_strdup_printf ("%u", count);
  g_autofree char *spoken = NULL;
  GtkWidget *label;

  if (row == NULL)
    return;
  label = g_object_get_data (G_OBJECT (row), "count");
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, count > 0);
  if (attention)
    gtk_widget_add_css_class (label, "attention");
  else
    gtk_widget_remove_css_class (label, "attention");

  if (count == 0)
    spoken = g_strdup (_(row_info (row)->title));
  else if (attention)
    /* Translators: a page of the sidebar and how many wait, "Requests, 7 wait for you" */
    spoken = g_strdup_printf (ngettext ("%s, %u waits for you", "%s, %u wait for you", count),
                              _(row_info (row)->title), count);
  else
    spoken = g_strdup_printf ("%s, %u", _(row_info (row)->title), count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * rapport_sidebar_get_nth:
 * @self: the sidebar
 * @nth: 1 for the first row that is shown
 *
 * Returns: (transfer none) (nullable): the page's name
 */
const char *
rapport_sidebar_get_nth (RapportSidebar *self,
                         guint           nth)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (filter_row (row, self) && --nth == 0)
      return row_info (row)->name;
  return NULL;
}
