/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/viewer-button.h"

#include <glib/gi18n.h>

#include "store/members.h"

#define MOST 30

struct _RapportViewerButton
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkMenuButton *button;
  GtkImage *home;
  AdwAvatar *avatar;
  GtkLabel *label;
  GtkSearchEntry *search;
  GtkListBox *list;

  /* Owned */
  RapportSession *session;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RapportViewerButton, rapport_viewer_button, ADW_TYPE_BIN)

static void
add_row (RapportViewerButton *self,
         gint64               member,
         const char          *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", box, NULL);
  GtkWidget *picture = member == 0 ? gtk_image_new_from_icon_name ("user-home-symbolic") : adw_avatar_new (24, name, TRUE);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", name, "xalign", 0.0f, "ellipsize", PANGO_ELLIPSIZE_END,
                                   "hexpand", TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  g_object_set (picture, "width-request", 24, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), label);
  if (rapport_session_get_viewer (self->session)->member == member)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "member", g_memdup2 (&member, sizeof member), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (self->list, row);
}

/* The names of those who fit a text. */
static gpointer
find_people (RapportReading  *reading,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  RapportMembersFind *find = rapport_members_find_data_new (data, NULL);
  RapportMemberResult *result = rapport_members_find (reading, find, cancellable, error);
  RapportMembersRows *rows;
  GPtrArray *people = NULL;

  rapport_members_find_data_free (find);
  if (result == NULL)
    return NULL;
  rows = rapport_members_rows_data_new (((RapportMemberQuery *) data)->programme, FALSE,
                                        (const gint64 *) (void *) result->ids->data, MIN (result->ids->len, MOST));
  people = rapport_members_rows (reading, rows, cancellable, error);
  g_free (rows);
  rapport_member_result_free (result);
  return people;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (RapportViewerButton) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);
  GtkListBoxRow *row;

  if (people == NULL || self->session == NULL)
    return;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0')
    add_row (self, 0, _("Office"));
  for (guint i = 0; i < people->len; i++)
    {
      const RapportMemberRow *person = g_ptr_array_index (people, i);

      if (person->no != 0)
        add_row (self, person->no, person->display_name);
    }
}

static void
search_cb (RapportViewerButton *self)
{
  RapportMemberQuery *query = rapport_member_query_new ();

  query->programme = rapport_session_get_programme (self->session);
  g_free (query->text);
  query->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  query->first = MOST;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  rapport_store_read_async (rapport_session_get_store (self->session), find_people, query,
                            (GDestroyNotify) rapport_member_query_free, (GDestroyNotify) g_ptr_array_unref,
                            self->cancellable, found_cb, g_object_ref (self));
}

static void
shown_cb (RapportViewerButton *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
row_activated_cb (RapportViewerButton *self,
                  GtkListBoxRow       *row)
{
  const gint64 *member = g_object_get_data (G_OBJECT (row), "member");

  gtk_menu_button_popdown (self->button);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.act-as", "x", *member);
}

static void
rapport_viewer_button_dispose (GObject *object)
{
  RapportViewerButton *self = RAPPORT_VIEWER_BUTTON (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rapport_viewer_button_parent_class)->dispose (object);
}

static void
rapport_viewer_button_class_init (RapportViewerButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_viewer_button_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapport_mentoring/Rapport/ui/viewer-button.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportViewerButton, button);
  gtk_widget_class_bind_template_child (widget_class, RapportViewerButton, home);
  gtk_widget_class_bind_template_child (widget_class, RapportViewerButton, avatar);
  gtk_widget_class_bind_template_child (widget_class, RapportViewerButton, label);
  gtk_widget_class_bind_template_child (widget_class, RapportViewerButton, search);
  gtk_widget_class_bind_template_child (widget_class, RapportViewerButton, list);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
rapport_viewer_button_init (RapportViewerButton *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_viewer_button_set_name (self, NULL);
}

void
rapport_viewer_button_set_session (RapportViewerButton *self,
                                   RapportSession      *session)
{
  g_set_object (&self->session, session);
}

void
rapport_viewer_button_set_name (RapportViewerButton *self,
                                const char          *name)
{
  const char *shown = name != NULL ? name : _("Office");
  g_autofree char *spoken = g_strdup_printf (_("Acting as: %s"), shown);

  gtk_widget_set_visible (GTK_WIDGET (self->home), name == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), name != NULL);
  adw_avatar_set_text (self->avatar, shown);
  gtk_label_set_label (self->label, shown);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

void
rapport_viewer_button_set_narrow (RapportViewerButton *self,
                                  gboolean             narrow)
{
  gtk_widget_set_visible (GTK_WIDGET (self->label), !narrow);
}

void
rapport_viewer_button_popup (RapportViewerButton *self)
{
  gtk_menu_button_popup (self->button);
}
