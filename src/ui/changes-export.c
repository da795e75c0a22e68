/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/changes-export.h"

#include <glib/gi18n.h>

#include "model/sentence.h"
#include "services/changes.h"
#include "ui/compat.h"
#include "ui/form-window.h"

static RapportStore *
store_of (RapportWindow *window)
{
  return rapport_session_get_store (rapport_window_get_session (window));
}

static void
on_written (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (RapportWindow) window = data;
  g_autoptr (GError) error = NULL;
  const RapportChangesExport *export = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);
  g_autofree char *toast = NULL;

  if (export == NULL)
    {
      rapport_window_show_error (window, _("The changes were not exported"), error);
      return;
    }
  toast = g_strdup_printf (ngettext ("%u change exported", "%u changes exported", export->n_changes), export->n_changes);
  rapport_window_toast (window, toast, FALSE);
}

/** What is to be written, where. */
typedef struct {
  RapportWindow *window;         /* Owned */
  RapportChangesExport *export;  /* Owned, until it is read */
} Exporting;

static void
on_shared (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autofree Exporting *exporting = data;
  g_autoptr (RapportWindow) window = exporting->window;
  g_autoptr (GError) error = NULL;

  if (rapport_store_write_finish (RAPPORT_STORE (object), result, NULL, &error))
    rapport_store_read_async (RAPPORT_STORE (object), rapport_changes_export_query, exporting->export,
                              rapport_changes_export_free, NULL, NULL, on_written, g_object_ref (window));
  else
    {
      rapport_window_show_error (window, _("The changes were not exported"), error);
      rapport_changes_export_free (exporting->export);
    }
}

void
rapport_changes_export_to (RapportWindow *window,
                           GFile         *file,
                           const char    *replica)
{
  g_autofree char *path = g_file_get_path (file);
  RapportChangesExport *export = path != NULL ? rapport_changes_export_new (path) : NULL;
  Exporting *exporting;

  if (export == NULL)
    return;
  export->replica = g_strdup (replica);
  exporting = g_new0 (Exporting, 1);
  exporting->window = g_object_ref (window);
  exporting->export = export;
  rapport_store_write_async (store_of (window), rapport_changes_share_command, NULL, NULL, NULL, on_shared, exporting);
}

/* Asking ---------------------------------------------------------------------------------------------------------- */

/** For whom the file is to be. */
typedef struct {
  RapportWindow *window;  /* Owned */
  char *replica;          /* Owned; NULL: everything */
} Choosing;

static void
on_file (GFile    *file,
         gpointer  data)
{
  Choosing *choosing = data;

  if (file != NULL)
    rapport_changes_export_to (choosing->window, file, choosing->replica);
  g_object_unref (choosing->window);
  g_free (choosing->replica);
  g_free (choosing);
}

static void
choose_file (RapportWindow *window,
             const char    *replica)
{
  static const RapportFileFilter filter = { N_("Changes"), "*.rapport-changes" };
  RapportFileFilter filters[] = { { _(filter.name), filter.patterns } };
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->window = g_object_ref (window);
  choosing->replica = g_strdup (replica);
  rapport_choose_file_to_save (GTK_WINDOW (window), _("Export Changes"), _("Changes.rapport-changes"), filters,
                               G_N_ELEMENTS (filters), on_file, choosing);
}

static void
accepted_cb (RapportWindow *window,
             GtkWindow     *form)
{
  AdwComboRow *row = g_object_get_data (G_OBJECT (form), "row");
  GPtrArray *peers = g_object_get_data (G_OBJECT (form), "peers");
  guint selected = adw_combo_row_get_selected (row);

  choose_file (window, selected == 0 ? NULL
                                     : ((const RapportChangesPeer *) g_ptr_array_index (peers, selected - 1))->replica);
  gtk_window_destroy (form);
}

/* Takes @peers. */
static void
ask_for_whom (RapportWindow *window,
              GPtrArray     *peers)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkWidget *form;

  gtk_string_list_append (words, _("Anybody: everything"));
  for (guint i = 0; i < peers->len; i++)
    {
      const RapportChangesPeer *peer = g_ptr_array_index (peers, i);
      g_autofree char *name = rapport_sentence_new (_("%s, copy %.8s: what is missing there"),
                                                    *peer->author != '\0' ? peer->author : _("somebody"), peer->replica);

      gtk_string_list_append (words, name);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("For"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  form = rapport_form_window_new (GTK_WINDOW (window), _("Export Changes"), _("Choose File…"),
                                  _("The file holds what this copy knows, private notes too. Give it to whoever works with "
                                    "the same data."), group);
  rapport_form_window_set_ready (RAPPORT_FORM_WINDOW (form), TRUE);
  g_object_set_data (G_OBJECT (form), "row", row);
  g_object_set_data_full (G_OBJECT (form), "peers", peers, (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (form, "accepted", G_CALLBACK (accepted_cb), window, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (form));
}

static void
on_peers (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (RapportWindow) window = data;
  GPtrArray *peers = rapport_store_read_finish (RAPPORT_STORE (object), result, NULL);

  if (peers != NULL)
    ask_for_whom (window, peers);
}

void
rapport_changes_export_choose (RapportWindow *window)
{
  rapport_store_read_async (store_of (window), rapport_changes_peers_query, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                            NULL, on_peers, g_object_ref (window));
}
