/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/window-history.h"

#include <glib/gi18n.h>

#include "model/operations.h"
#include "services/happened.h"

static RapportStore *
get_store (RapportWindow *self)
{
  return rapport_session_get_store (rapport_window_get_session (self));
}

static void
say (RapportWindow           *self,
     const char              *done,
     const RapportUndoResult *result)
{
  g_autofree char *text = NULL;

  if (result->left_alone == 0)
    text = g_strdup (done);
  else
    text = g_strdup_printf (ngettext ("%s; %u value that something later uses was left alone",
                                      "%s; %u values that something later uses were left alone",
                                      result->left_alone),
                            done, result->left_alone);
  rapport_window_toast (self, text, FALSE);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *async,
           gpointer      user_data)
{
  g_autoptr (RapportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer data = NULL;

  if (rapport_store_write_finish (RAPPORT_STORE (source), async, &data, &error))
    {
      RapportUndoResult *result = data;
      g_autofree char *done = rapport_operation_undone (result->title, (const char * const *) result->args);

      say (self, done, result);
    }
  else
    rapport_window_show_error (self, _("Nothing was taken back"), error);
  rapport_undo_result_free (data);
}

static void
redone_cb (GObject      *source,
           GAsyncResult *async,
           gpointer      user_data)
{
  g_autoptr (RapportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer data = NULL;

  if (rapport_store_write_finish (RAPPORT_STORE (source), async, &data, &error))
    {
      RapportUndoResult *result = data;
      g_autofree char *what = rapport_operation_sentence (result->title, (const char * const *) result->args, NULL, NULL);
      /* Translators: what was taken back and is now done again, "Done again: Request accepted" */
      g_autofree char *done = g_strdup_printf (_("Done again: %s"), what);

      say (self, done, result);
    }
  else
    rapport_window_show_error (self, _("Nothing was done again"), error);
  rapport_undo_result_free (data);
}

void
rapport_window_undo (RapportWindow *self)
{
  rapport_store_write_async (get_store (self), rapport_undo_command, g_new0 (RapportUndoResult, 1),
                             (GDestroyNotify) rapport_undo_result_free, NULL, undone_cb, g_object_ref (self));
}

void
rapport_window_redo (RapportWindow *self)
{
  rapport_store_write_async (get_store (self), rapport_redo_command, g_new0 (RapportUndoResult, 1),
                             (GDestroyNotify) rapport_undo_result_free, NULL, redone_cb, g_object_ref (self));
}

static void
next_cb (GObject      *source,
         GAsyncResult *async,
         gpointer      user_data)
{
  g_autoptr (RapportWindow) self = user_data;
  RapportHappenedNext *next = rapport_store_read_finish (RAPPORT_STORE (source), async, NULL);

  if (next == NULL)
    return;
  rapport_window_set_undo_words (self, next->undo, next->redo);
  rapport_happened_next_free (next);
}

void
rapport_window_update_undo (RapportWindow *self)
{
  RapportStore *store = get_store (self);

  rapport_store_read_async (store, rapport_happened_next, g_strdup (rapport_store_get_author (store)), g_free,
                            (GDestroyNotify) rapport_happened_next_free, NULL, next_cb, g_object_ref (self));
}
