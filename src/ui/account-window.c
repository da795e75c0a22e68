/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/account-window.h"

#include <glib/gi18n.h>

#include "net/keyring.h"
#include "services/account-try.h"
#include "ui/form-window.h"
#include "ui/online-choice.h"

enum { HOST, PORT, USER, PASSWORD, NAME, ADDRESS, N_ENTRIES };

/** The form; lives as long as the window. */
typedef struct {
  GtkWidget *window;               /* Borrowed */
  GtkEditable *entries[N_ENTRIES]; /* Borrowed */
  GtkSwitch *starttls;             /* Borrowed */
  GtkSwitch *in_file;              /* Borrowed */
  GtkLabel *status;                /* Borrowed */
  GtkWidget *oauth;                /* Borrowed: what to do where the provider takes no passwords */
  GtkLabel *oauth_words;           /* Borrowed */
  GtkWidget *try_button;           /* Borrowed */
  RapportMailAccount *before;      /* Owned; NULL: there was none */
  RapportMailAccount *kept;        /* Owned: what is being saved */
  char *online;                    /* Owned: path of an Online Account; NULL: name and password */
  GCancellable *cancellable;       /* Owned */
} Form;

static void
form_free (Form *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->before, rapport_mail_account_free);
  g_clear_pointer (&self->kept, rapport_mail_account_free);
  g_free (self->online);
  g_free (self);
}

/* A trial that nobody waits for any more asks for no keyring, and who cancels keeps nothing. */
static void
closed_cb (Form *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
say (Form       *self,
     const char *words)
{
  gtk_label_set_label (self->status, words);
  gtk_widget_set_visible (GTK_WIDGET (self->status), *words != '\0');
}

static const char *
text_of (Form *self,
         int   entry)
{
  return gtk_editable_get_text (self->entries[entry]);
}

static RapportMailAccount *
make_account (Form *self)
{
  RapportMailAccount *account = rapport_mail_account_new ();

  account->server.host = g_strdup (text_of (self, HOST));
  account->server.port = (guint16) CLAMP (g_ascii_strtoll (text_of (self, PORT), NULL, 10), 0, 65535);
  account->server.user = g_strdup (text_of (self, USER));
  account->server.starttls = gtk_switch_get_active (self->starttls);
  account->from_name = g_strdup (text_of (self, NAME));
  account->from_address = g_strdup (text_of (self, ADDRESS));
  account->in_file = gtk_switch_get_active (self->in_file);
  account->online = g_strdup (self->online);
  account->server.token = self->online != NULL;
  if (self->before != NULL)
    account->server.ca_file = g_strdup (self->before->server.ca_file);
  return account;
}

/* Trying ---------------------------------------------------------------------------------------------------------- */

static void
on_tried (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GtkWidget) window = data;
  Form *self = g_object_get_data (G_OBJECT (window), "form");
  g_autoptr (GError) error = NULL;

  if (rapport_account_try_finish (result, &error))
    say (self, self->online != NULL ? _("The server can be reached and takes the Online Account. Nothing was sent.")
                                    : _("The server can be reached and takes name and password. Nothing was sent."));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, error->message);
  gtk_widget_set_sensitive (self->try_button, TRUE);
}

static void
try_with (Form               *self,
          RapportMailAccount *account,
          char               *password)
{
  say (self, _("Trying…"));
  gtk_widget_set_sensitive (self->try_button, FALSE);
  rapport_account_try_async (account, password, self->cancellable, on_tried, g_object_ref (self->window));
}

/* The password that is kept already, or a token. */
static void
on_found (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GtkWidget) window = data;
  Form *self = g_object_get_data (G_OBJECT (window), "form");
  g_autoptr (GError) error = NULL;
  char *password = rapport_mail_account_credential_finish (result, &error);

  if (password != NULL)
    try_with (self, make_account (self), password);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, error->message);
}

static void
try_cb (GtkWidget *button,
        Form      *self)
{
  g_autoptr (RapportMailAccount) account = make_account (self);
  const RapportMailAccount *whose = account->online != NULL ? account : self->before;
  g_autoptr (GError) error = NULL;

  if (!rapport_mail_account_check (account, &error))
    say (self, error->message);
  else if (*text_of (self, PASSWORD) != '\0' || *text_of (self, USER) == '\0' || whose == NULL)
    try_with (self, g_steal_pointer (&account), g_strdup (text_of (self, PASSWORD)));
  else
    rapport_mail_account_credential_async (whose, TRUE, self->cancellable, on_found, g_object_ref (self->window));
}

/* Keeping --------------------------------------------------------------------------------------------------------- */

/* Whether passwords that are kept for the account are kept elsewhere than before. */
static gboolean
moves (const Form *self)
{
  return self->before != NULL && self->before->online == NULL && self->kept->in_file != self->before->in_file;
}

/* Who goes by an Online Account from now on, or from the file to the keyring or back, leaves no password behind. */
static void
drop_password (Form *self)
{
  g_autoptr (RapportKeyring) keyring = NULL;

  if (self->before == NULL || self->before->online != NULL || (self->kept->online == NULL && !moves (self)))
    return;
  keyring = rapport_mail_account_keyring (self->before);
  rapport_keyring_remove_async (keyring, self->before->id, NULL, NULL, NULL);
}

static void
save (Form *self)
{
  g_autoptr (GError) error = NULL;

  if (!rapport_mail_account_save (self->kept, &error))
    {
      say (self, error->message);
      return;
    }
  drop_password (self);
  gtk_window_destroy (GTK_WINDOW (self->window));
}

static void
on_stored (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GtkWidget) window = data;
  Form *self = g_object_get_data (G_OBJECT (window), "form");
  g_autoptr (GError) error = NULL;

  if (rapport_keyring_store_finish (RAPPORT_KEYRING (object), result, &error))
    save (self);
  else if (g_error_matches (error, RAPPORT_KEYRING_ERROR, RAPPORT_KEYRING_ERROR_ABSENT))
    say (self, _("There is no keyring on this computer. You can keep the password in a file that only you can read instead."));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, error->message);
}

/* Without a new password the earlier one stays, under its name. */
static void
accepted_cb (GtkWidget *window,
             Form      *self)
{
  g_autoptr (RapportKeyring) keyring = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->kept, rapport_mail_account_free);
  self->kept = make_account (self);
  if (self->before != NULL)
    {
      g_free (self->kept->id);
      self->kept->id = g_strdup (self->before->id);
    }
  if (!rapport_mail_account_check (self->kept, &error))
    say (self, error->message);
  else if (*text_of (self, PASSWORD) == '\0' && self->kept->online == NULL && moves (self) && rapport_mail_account_logs_in (self->kept))
    say (self, _("The password is to be kept in another place now: type it once more."));
  else if (*text_of (self, PASSWORD) == '\0')
    save (self);
  else
    {
      keyring = rapport_mail_account_keyring (self->kept);
      rapport_keyring_store_async (keyring, self->kept->id, _("Rapport: letters"), text_of (self, PASSWORD), self->cancellable,
                                   on_stored, g_object_ref (self->window));
    }
}

static void
on_removed (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GtkWidget) window = data;
  Form *self = g_object_get_data (G_OBJECT (window), "form");
  g_autoptr (GError) error = NULL;

  if (rapport_keyring_remove_finish (RAPPORT_KEYRING (object), result, &error)
      || g_error_matches (error, RAPPORT_KEYRING_ERROR, RAPPORT_KEYRING_ERROR_ABSENT))
    gtk_window_destroy (GTK_WINDOW (window));
  else
    rapport_form_window_fail (RAPPORT_FORM_WINDOW (window), self->status, _("The password of the mail account was not removed"), error);
}

static void
remove_cb (GtkWidget *button,
           Form      *self)
{
  g_autoptr (RapportKeyring) keyring = rapport_mail_account_keyring (self->before);
  g_autoptr (GError) error = NULL;

  if (!rapport_mail_account_forget (&error))
    {
      say (self, error->message);
      return;
    }
  /* The account is gone already: who closes the window now does not want its password to stay. */
  rapport_keyring_remove_async (keyring, self->before->id, NULL, on_removed, g_object_ref (self->window));
}

/* The form -------------------------------------------------------------------------------------------------------- */

static GtkWidget *
new_list (GtkWidget *lines)
{
  GtkWidget *list = rapport_form_list_new ();

  gtk_box_append (GTK_BOX (lines), list);
  return list;
}

static void
add_entry (Form       *self,
           GtkWidget  *list,
           int         entry,
           const char *title,
           const char *text)
{
  GtkWidget *row = entry == PASSWORD ? adw_password_entry_row_new () : adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  self->entries[entry] = GTK_EDITABLE (row);
}

static GtkSwitch *
add_switch (GtkWidget  *list,
            const char *title,
            const char *subtitle,
            gboolean    active)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_switch_set_active (GTK_SWITCH (toggle), active);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return GTK_SWITCH (toggle);
}

static void
show_password (Form *self)
{
  GtkWidget *in_file = gtk_widget_get_ancestor (GTK_WIDGET (self->in_file), ADW_TYPE_ACTION_ROW);

  gtk_widget_set_visible (GTK_WIDGET (self->entries[PASSWORD]), self->online == NULL);
  gtk_widget_set_visible (in_file, self->online == NULL);
  if (self->online != NULL)
    gtk_editable_set_text (self->entries[PASSWORD], "");
}

/* An Online Account says where its server is. */
static void
chosen_cb (const RapportOnlineAccount *account,
           gpointer                    data)
{
  Form *self = data;
  g_autofree char *port = account != NULL ? g_strdup_printf ("%u", account->port) : NULL;

  g_free (self->online);
  self->online = account != NULL ? g_strdup (account->path) : NULL;
  show_password (self);
  if (account == NULL)
    return;
  gtk_editable_set_text (self->entries[HOST], account->host);
  gtk_editable_set_text (self->entries[PORT], port);
  gtk_editable_set_text (self->entries[USER], account->user);
  gtk_switch_set_active (self->starttls, account->starttls);
  if (*text_of (self, ADDRESS) == '\0')
    gtk_editable_set_text (self->entries[ADDRESS], account->address);
}

static void
add_rows (Form      *self,
          GtkWidget *lines)
{
  const RapportMailAccount *account = self->before;
  GtkWidget *list = new_list (lines);
  g_autofree char *port = g_strdup_printf ("%u", account != NULL ? account->server.port : 587);

  add_entry (self, list, NAME, _("Your Name"), account != NULL ? account->from_name : NULL);
  add_entry (self, list, ADDRESS, _("Your E-Mail Address"), account != NULL ? account->from_address : NULL);
  gtk_box_append (GTK_BOX (lines), rapport_online_choice_new (self->online, chosen_cb, self));
  list = new_list (lines);
  add_entry (self, list, HOST, _("Server"), account != NULL ? account->server.host : NULL);
  add_entry (self, list, PORT, _("Port"), port);
  self->starttls = add_switch (list, _("Begin by STARTTLS"), _("Otherwise TLS from the first byte; without either nothing is sent"),
                               account == NULL || account->server.starttls);
  add_entry (self, list, USER, _("Name for the Login"), account != NULL ? account->server.user : NULL);
  add_entry (self, list, PASSWORD, account != NULL ? _("Password (empty: as it is)") : _("Password"), NULL);
  self->in_file = add_switch (list, _("Keep the Password in a File"), _("Only where this computer has no keyring; only you can read it"),
                              account != NULL && account->in_file);
  show_password (self);
}

/* Said as soon as the server is known, and not after the password has been typed in vain. */
static void
host_changed_cb (Form *self)
{
  const char *words = rapport_mail_account_oauth_words (text_of (self, HOST));

  gtk_widget_set_visible (self->oauth, words != NULL);
  gtk_label_set_label (self->oauth_words, words != NULL ? words : "");
}

static void
add_oauth (Form      *self,
           GtkWidget *lines)
{
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic", "valign", GTK_ALIGN_START,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *way = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "label",
                                 _("Without an account here every letter can still go out: “Open in Mail Program” in its menu hands it to the one that you use."),
                                 NULL);

  self->oauth = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->oauth_words = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  gtk_widget_add_css_class (way, "dim-label");
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->oauth_words));
  gtk_box_append (GTK_BOX (texts), way);
  gtk_box_append (GTK_BOX (self->oauth), icon);
  gtk_box_append (GTK_BOX (self->oauth), texts);
  gtk_box_append (GTK_BOX (lines), self->oauth);
  g_signal_connect_swapped (self->entries[HOST], "changed", G_CALLBACK (host_changed_cb), self);
  host_changed_cb (self);
}

static void
add_buttons (Form      *self,
             GtkWidget *lines)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *forget = gtk_button_new_with_label (_("Remove Account"));

  self->status = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "visible", FALSE, "selectable", TRUE,
                               "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  self->try_button = gtk_button_new_with_label (_("Test"));
  g_signal_connect (self->try_button, "clicked", G_CALLBACK (try_cb), self);
  g_signal_connect (forget, "clicked", G_CALLBACK (remove_cb), self);
  gtk_widget_add_css_class (forget, "destructive-action");
  gtk_widget_set_visible (forget, self->before != NULL);
  gtk_box_append (GTK_BOX (box), self->try_button);
  gtk_box_append (GTK_BOX (box), forget);
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->status));
  gtk_box_append (GTK_BOX (lines), box);
}

GtkWidget *
rapport_account_window_new (GtkWindow *parent)
{
  Form *self = g_new0 (Form, 1);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  g_autoptr (GError) unread = NULL;

  rapport_password_guard (); /* before one is typed */
  self->cancellable = g_cancellable_new ();
  self->before = rapport_mail_account_load (&unread);
  self->online = self->before != NULL ? g_strdup (self->before->online) : NULL;
  add_rows (self, lines);
  add_oauth (self, lines);
  add_buttons (self, lines);
  self->window = rapport_form_window_new (parent, _("Mail Account"), _("Save"),
                                          _("Letters go out from here. The account is yours alone, on this computer; it is not part of the data."),
                                          lines);
  if (unread != NULL)
    say (self, unread->message);
  g_object_set_data_full (G_OBJECT (self->window), "form", self, (GDestroyNotify) form_free);
  g_signal_connect (self->window, "accepted", G_CALLBACK (accepted_cb), self);
  g_signal_connect_swapped (self->window, "unmap", G_CALLBACK (closed_cb), self);
  return self->window;
}
