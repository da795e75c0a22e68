/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/files-actions.h"

#include <glib/gi18n.h>

#include "model/sentence.h"
#include "services/backups.h"
#include "ui/compat.h"
#include "ui/restore-window.h"
#include "ui/stored-window.h"

/* Seconds: there is time to read it and to reach it by keys. */
#define TOAST_SECONDS 20
#define HOUR 3600

static RapportStore *
store_of (RapportWindow *window)
{
  return rapport_session_get_store (rapport_window_get_session (window));
}

static void
open_path (RapportWindow *window,
           const char    *path)
{
  g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (window))), "open-database",
                                  g_variant_new_bytestring (path));
}

/* A toast with a button that does something with a file. */
typedef struct {
  RapportWindow *window;    /* Owned */
  char *path;               /* Owned */
} Offer;

static void
offer_free (gpointer  data,
            GClosure *closure)
{
  Offer *offer = data;

  g_object_unref (offer->window);
  g_free (offer->path);
  g_free (offer);
}

/* What was offered before is no longer what one would get. */
static void
withdraw (RapportWindow *window)
{
  AdwToast *toast = g_object_get_data (G_OBJECT (window), "rapport-offer");

  if (toast != NULL)
    adw_toast_dismiss (toast);
}

static void
dismissed_cb (AdwToast *toast,
              gpointer  window)
{
  if (g_object_get_data (G_OBJECT (window), "rapport-offer") == toast)
    g_object_set_data (G_OBJECT (window), "rapport-offer", NULL);
}

static void
offer (RapportWindow *window,
       const char    *text,
       const char    *label,
       const char    *path,
       GCallback      clicked)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);
  Offer *data = g_new0 (Offer, 1);

  data->window = g_object_ref (window);
  data->path = g_strdup (path);
  adw_toast_set_button_label (toast, label);
  adw_toast_set_timeout (toast, TOAST_SECONDS);
  g_signal_connect_data (toast, "button-clicked", clicked, data, offer_free, 0);
  withdraw (window);
  g_object_set_data (G_OBJECT (window), "rapport-offer", toast);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), window, 0);
  rapport_window_add_toast (window, toast);
}

/* Open and Save a Copy -------------------------------------------------------------------------------------------- */

static void
opened_cb (GFile    *file,
           gpointer  data)
{
  g_autoptr (RapportWindow) window = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    open_path (window, path);
}

void
rapport_files_open (RapportWindow *window)
{
  const RapportFileFilter filters[] = {
    { _("Rapport Databases"), "*.db" },
    { _("All Files"), "*" },
  };

  rapport_choose_file_to_open (GTK_WINDOW (window), _("Open a Database"), filters, G_N_ELEMENTS (filters), opened_cb,
                               g_object_ref (window));
}

static void
open_copy_cb (AdwToast *toast,
              Offer    *data)
{
  open_path (data->window, data->path);
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RapportWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rapport_backups_work_finish (RAPPORT_STORE (source), result, &error);
  g_autofree char *base = path != NULL ? g_path_get_basename (path) : NULL;
  g_autofree char *shown = base != NULL ? g_filename_display_name (base) : NULL;
  g_autofree char *text = NULL;

  rapport_window_set_notice (window, NULL);
  if (path == NULL)
    {
      rapport_window_show_error (window, _("No copy was saved"), error);
      return;
    }
  text = rapport_sentence_new (_("Copied to “%s”"), shown);
  offer (window, text, _("Open"), path, G_CALLBACK (open_copy_cb));
}

static void
save_copy (RapportWindow *window,
           const char    *path)
{
  rapport_window_set_notice (window, _("A copy is being saved"));
  rapport_backups_work_async (store_of (window), RAPPORT_BACKUP_WORK_COPY, path, NULL, NULL, copied_cb, g_object_ref (window));
}

/* The dialog has asked already whether a file is to be replaced. */
static void
save_chosen_cb (GFile    *file,
                gpointer  data)
{
  g_autoptr (RapportWindow) window = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    save_copy (window, path);
}

static void
replace_answered_cb (gboolean answer,
                     gpointer data)
{
  Offer *copy = data;

  if (answer)
    save_copy (copy->window, copy->path);
  offer_free (copy, NULL);
}

void
rapport_files_save_copy_as (RapportWindow *window,
                            const char    *path)
{
  g_autofree char *base = g_filename_display_basename (path);
  g_autofree char *question = rapport_sentence_new (_("Replace “%s”?"), base);
  Offer *copy;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      save_copy (window, path);
      return;
    }
  copy = g_new0 (Offer, 1);
  copy->window = g_object_ref (window);
  copy->path = g_strdup (path);
  rapport_ask (GTK_WINDOW (window), question, _("What is in that file is lost."), _("Replace"), TRUE, replace_answered_cb, copy);
}

void
rapport_files_save_copy (RapportWindow *window)
{
  const RapportFileFilter filters[] = { { _("Rapport Databases"), "*.db" } };
  g_autofree char *today = rapport_session_get_today (rapport_window_get_session (window));
  g_autofree char *name = g_strdup_printf ("rapport-%s.db", today);

  rapport_choose_file_to_save (GTK_WINDOW (window), _("Save a Copy"), name, filters, G_N_ELEMENTS (filters), save_chosen_cb,
                               g_object_ref (window));
}

/* Restore --------------------------------------------------------------------------------------------------------- */

void
rapport_files_restore (RapportWindow *window)
{
  gtk_window_present (GTK_WINDOW (rapport_restore_window_new (window)));
}

static void
taken_back_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (RapportWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *undo = rapport_backups_work_finish (RAPPORT_STORE (source), result, &error);

  rapport_window_set_notice (window, NULL);
  if (undo != NULL)
    rapport_window_toast (window, _("The restore was taken back"), FALSE);
  else
    rapport_window_show_error (window, _("The restore was not taken back"), error);
}

static void
take_back_cb (AdwToast *toast,
              Offer    *data)
{
  rapport_window_set_notice (data->window, _("The restore is being taken back"));
  rapport_backups_work_async (store_of (data->window), RAPPORT_BACKUP_WORK_RESTORE, data->path, NULL, NULL, taken_back_cb,
                              g_object_ref (data->window));
}

void
rapport_files_say_restored (RapportWindow *window,
                            const char    *when,
                            const char    *undo)
{
  g_autofree char *text = g_strdup_printf (_("The backup of %s was restored"), when);

  offer (window, text, _("Undo"), undo, G_CALLBACK (take_back_cb));
}

/* Where ----------------------------------------------------------------------------------------------------------- */

void
rapport_files_stored_where (RapportWindow *window)
{
  gtk_window_present (GTK_WINDOW (rapport_stored_window_new (window)));
}

/* After the start ------------------------------------------------------------------------------------------------- */

static void
daily_made_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (RapportWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rapport_backups_work_finish (RAPPORT_STORE (source), result, &error);

  if (path == NULL && rapport_window_get_session (window) != NULL)
    rapport_window_show_error (window, _("Today’s backup was not made"), error);
}

static void
make_daily (RapportWindow *window)
{
  rapport_backups_work_async (store_of (window), RAPPORT_BACKUP_WORK_DAILY, NULL, NULL, NULL, daily_made_cb,
                              g_object_ref (window));
}

static gboolean
hour_cb (gpointer data)
{
  make_daily (data);
  return G_SOURCE_CONTINUE;
}

static void
stop_hours (gpointer data)
{
  g_source_remove (GPOINTER_TO_UINT (data));
}

static void
looked_at_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (RapportWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *fine = rapport_backups_work_finish (RAPPORT_STORE (source), result, &error);

  if (rapport_window_get_session (window) == NULL || gtk_window_get_application (GTK_WINDOW (window)) == NULL)
    return;
  if (fine != NULL)
    make_daily (window);
  else if (g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_CORRUPT))
    rapport_ask (GTK_WINDOW (window), _("The Data Are Damaged"), error->message, NULL, FALSE, NULL, NULL);
}

void
rapport_files_start (RapportWindow *window)
{
  guint hours = g_timeout_add_seconds (HOUR, hour_cb, window);

  g_object_set_data_full (G_OBJECT (window), "rapport-hours", GUINT_TO_POINTER (hours), stop_hours);
  rapport_backups_work_async (store_of (window), RAPPORT_BACKUP_WORK_LOOK, NULL, NULL, NULL, looked_at_cb,
                              g_object_ref (window));
}
