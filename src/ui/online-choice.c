/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/online-choice.h"

#include <glib/gi18n.h>

#include "ui/form-window.h"

/** Lives as long as the list. */
typedef struct {
  GtkWidget *list;             /* Borrowed */
  GtkCheckButton *password;    /* Borrowed: the first of the group */
  char *path;                  /* Owned: chosen before; NULL: none */
  GPtrArray *accounts;         /* Owned; NULL: not known yet */
  GCancellable *cancellable;   /* Owned */
  RapportOnlineChosen chosen;
  gpointer data;
} Choice;

static void
choice_free (Choice *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_free (self->path);
  g_free (self);
}

static void
toggled_cb (GtkCheckButton *button,
            Choice         *self)
{
  if (gtk_check_button_get_active (button))
    self->chosen (g_object_get_data (G_OBJECT (button), "account"), self->data);
}

static GtkCheckButton *
add_row (Choice                     *self,
         const char                 *title,
         const char                 *subtitle,
         const RapportOnlineAccount *account,
         gboolean                    active)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle, NULL);
  GtkWidget *button = gtk_check_button_new ();

  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), self->password);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), active);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data (G_OBJECT (button), "account", (gpointer) account);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  return GTK_CHECK_BUTTON (button);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GtkWidget) list = data;
  Choice *self = g_object_get_data (G_OBJECT (list), "choice");
  g_autoptr (GError) error = NULL;
  gboolean found = FALSE;

  self->accounts = rapport_online_accounts_list_finish (result, &error);
  for (guint i = 0; self->accounts != NULL && i < self->accounts->len; i++)
    {
      const RapportOnlineAccount *account = g_ptr_array_index (self->accounts, i);
      gboolean active = g_strcmp0 (account->path, self->path) == 0;
      /* Translators: of whom the account is: "Google, by Online Accounts" */
      g_autofree char *provider = g_strdup_printf (_("%s, by Online Accounts"), account->provider);

      add_row (self, account->address, provider, account, active);
      found |= active;
    }
  /* What was chosen is not there now: it stays until another way is chosen. */
  if (self->path != NULL && !found)
    add_row (self, _("Online Account"), error != NULL ? error->message : _("It is not among the Online Accounts now"), NULL, TRUE);
  gtk_widget_set_visible (list, self->path != NULL || (self->accounts != NULL && self->accounts->len > 0));
}

GtkWidget *
rapport_online_choice_new (const char          *path,
                           RapportOnlineChosen  chosen,
                           gpointer             data)
{
  Choice *self = g_new0 (Choice, 1);

  self->list = rapport_form_list_new ();
  self->path = g_strdup (path);
  self->chosen = chosen;
  self->data = data;
  self->cancellable = g_cancellable_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("How to sign in"), -1);
  gtk_widget_set_visible (self->list, path != NULL);
  self->password = add_row (self, _("Name and Password"), NULL, NULL, path == NULL);
  g_object_set_data_full (G_OBJECT (self->list), "choice", self, (GDestroyNotify) choice_free);
  rapport_online_accounts_list_async (self->cancellable, listed_cb, g_object_ref (self->list));
  return self->list;
}
