/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/letter-ways.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/saved-file.h"
#include "net/compose.h"
#include "services/invitations.h"
#include "services/sender.h"
#include "ui/compat.h"

static RapportStore *
store_of (RapportPage *page)
{
  return rapport_session_get_store (rapport_page_get_session (page));
}

static GtkWindow *
window_of (RapportPage *page)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page)));
}

/** A letter on its way out. */
typedef struct {
  RapportPage *page;            /* Owned */
  RapportMailAccount *account;  /* Owned; NULL: there is none */
  gint64 letter;
  char *address, *subject, *body;
  RapportLetterFile what;       /* to be saved */
  GFile *file;                  /* Owned: where to */
  gboolean has_event;
} Way;

/* Without an account a letter has no sender yet; with one that cannot be read nobody knows: %NULL with @error. */
static Way *
way_new (RapportPage             *page,
         const RapportLetterRow  *row,
         GError                 **error)
{
  g_autoptr (GError) unread = NULL;
  RapportMailAccount *account = rapport_mail_account_load (&unread);
  Way *self;

  if (unread != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&unread));
      return NULL;
    }
  self = g_new0 (Way, 1);
  self->page = g_object_ref (page);
  self->account = account;
  self->letter = row->no;
  self->address = g_strdup (rapport_letter_row_address (row));
  self->subject = g_strdup (row->subject);
  self->body = g_strdup (row->body);
  self->has_event = strcmp (row->kind, "invitation") == 0;
  return self;
}

static void
way_free (Way *self)
{
  g_object_unref (self->page);
  g_clear_pointer (&self->account, rapport_mail_account_free);
  g_clear_object (&self->file);
  g_free (self->address);
  g_free (self->subject);
  g_free (self->body);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Way, way_free)

/* Reads the event that comes with it: a text. */
static void
ask_for_event (Way                 *self,
               GAsyncReadyCallback  callback)
{
  RapportInvitationWhich *which = g_new0 (RapportInvitationWhich, 1);

  *which = (RapportInvitationWhich) { self->letter, self->account != NULL ? self->account->from_address : NULL };
  rapport_store_read_async (store_of (self->page), rapport_invitation_query, which, g_free, g_free, NULL, callback, self);
}

/* The mail program ------------------------------------------------------------------------------------------------ */

/* Whoever is called for such links; they carry no files. */
static void
open_link (Way *self)
{
  g_autofree char *address = g_uri_escape_string (self->address, "@", FALSE);
  g_autofree char *subject = g_uri_escape_string (self->subject, NULL, FALSE);
  g_autofree char *body = g_uri_escape_string (self->body, NULL, FALSE);
  g_autofree char *uri = g_strdup_printf ("mailto:%s?subject=%s&body=%s", address, subject, body);

  gtk_show_uri (window_of (self->page), uri, GDK_CURRENT_TIME);
}

static void
on_composed (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (Way) self = data;
  g_autoptr (GError) error = NULL;

  rapport_compose_finish (result, &error);
  if (g_error_matches (error, RAPPORT_COMPOSE_ERROR, RAPPORT_COMPOSE_ERROR_DECLINED) || window_of (self->page) == NULL)
    return;
  if (error != NULL)
    open_link (self);
  if (error != NULL && self->has_event)
    rapport_page_toast (self->page, _("The event does not come along this way: save it and attach it"), FALSE);
  else
    rapport_page_toast (self->page, _("When you have sent it, choose “I Have Sent It”"), FALSE);
}

/* Takes @self. */
static void
compose (Way        *self,
         const char *event)
{
  const RapportCompose letter = {
    .address = self->address, .subject = self->subject, .body = self->body,
    .attachment = event, .attachment_name = "invitation.ics",
  };

  rapport_compose_async (&letter, NULL, on_composed, self);
}

static void
on_event_to_compose (GObject      *object,
                     GAsyncResult *result,
                     gpointer      data)
{
  g_autofree char *event = rapport_store_read_finish (RAPPORT_STORE (object), result, NULL);

  compose (data, event);
}

/** The user's own mail program; through the portal where there is one, which keeps the letter out of arguments. */
void
rapport_letter_open (RapportPage            *page,
                     const RapportLetterRow *row)
{
  g_autoptr (GError) error = NULL;
  Way *self = way_new (page, row, &error);

  if (self == NULL)
    rapport_page_show_error (page, _("The letter was not opened"), error);
  else if (self->has_event)
    ask_for_event (self, on_event_to_compose);
  else
    compose (self, NULL);
}

/* Files ----------------------------------------------------------------------------------------------------------- */

static void
on_saved (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (Way) self = data;
  g_autoptr (GError) error = NULL;
  gboolean event = self->what == RAPPORT_LETTER_FILE_EVENT;

  if (!g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    rapport_page_show_error (self->page, event ? _("The event was not saved") : _("The letter was not saved"), error);
  else
    rapport_page_toast (self->page, event ? _("Event saved as a file") : _("Letter saved as a file"), FALSE);
}

/* Takes @self, and @bytes; or says @error. */
static void
save (Way          *self,
      GBytes       *bytes,
      const GError *error)
{
  if (bytes == NULL)
    {
      rapport_page_show_error (self->page, _("The letter was not saved"), error);
      way_free (self);
      return;
    }
  g_file_replace_contents_bytes_async (self->file, bytes, NULL, FALSE, RAPPORT_SAVED_FILE_FLAGS, NULL, on_saved, self);
  g_bytes_unref (bytes);
}

static void
on_message (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);

  save (data, bytes, error);
}

static void
on_event (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GError) error = NULL;
  char *text = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);

  save (data, text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL, error);
}

static void
on_file (GFile   *file,
         gpointer data)
{
  g_autoptr (Way) self = data;
  RapportSenderMessage *message;

  if (file == NULL)
    return;
  self->file = g_object_ref (file);
  if (self->what == RAPPORT_LETTER_FILE_EVENT)
    {
      ask_for_event (g_steal_pointer (&self), on_event);
      return;
    }
  message = g_new0 (RapportSenderMessage, 1);
  *message = (RapportSenderMessage) { self->letter, self->account };
  rapport_store_read_async (store_of (self->page), rapport_sender_message_query, message, g_free, (GDestroyNotify) g_bytes_unref,
                            NULL, on_message, self);
  g_steal_pointer (&self);
}

void
rapport_letter_save (RapportPage            *page,
                     const RapportLetterRow *row,
                     RapportLetterFile       what)
{
  const RapportFileFilter filters[] = {
    [RAPPORT_LETTER_FILE_MESSAGE] = { _("Letters"), "*.eml" },
    [RAPPORT_LETTER_FILE_EVENT] = { _("Calendar events"), "*.ics" },
  };
  gboolean event = what == RAPPORT_LETTER_FILE_EVENT;
  g_autoptr (GError) error = NULL;
  Way *self = way_new (page, row, &error);

  if (self == NULL)
    {
      rapport_page_show_error (page, event ? _("The event was not saved") : _("The letter was not saved"), error);
      return;
    }
  self->what = what;
  rapport_choose_file_to_save (window_of (page), event ? _("Save Event") : _("Save Letter"), event ? "invitation.ics" : "letter.eml",
                               &filters[what], 1, on_file, self);
}
