/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/personal-export.h"

#include <glib/gi18n.h>

#include "services/personal-data.h"
#include "ui/compat.h"
#include "ui/window.h"

/** Of the reader's thread while it writes. */
typedef struct {
  GWeakRef parent;
  RapportStore *store;   /* Owned */
  gint64 member;
  GFile *file;           /* Owned */
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_weak_ref_clear (&export->parent);
  g_clear_object (&export->store);
  g_clear_object (&export->file);
  g_free (export);
}

static gpointer
write_query (RapportReading  *reading,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  Export *export = data;
  g_autoptr (RapportDossier) dossier = rapport_personal_data_query (reading, &export->member, cancellable, error);

  return dossier != NULL && rapport_dossier_write (dossier, export->file, RAPPORT_PAPER_A4, error) ? export : NULL;
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Export *export = user_data;
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&export->parent);
  g_autoptr (GError) error = NULL;
  gboolean done = rapport_store_read_finish (RAPPORT_STORE (source), result, &error) != NULL;

  if (parent != NULL && !done)
    rapport_ask (parent, _("The personal data are not exported"), error->message, NULL, FALSE, NULL, NULL);
  else if (parent != NULL && RAPPORT_IS_WINDOW (parent))
    rapport_window_toast (RAPPORT_WINDOW (parent), _("Personal data exported"), FALSE);
  export_free (export);
}

static void
chosen_cb (GFile    *file,
           gpointer  data)
{
  Export *export = data;

  if (file == NULL)
    {
      export_free (export);
      return;
    }
  export->file = g_object_ref (file);
  rapport_store_read_async (export->store, write_query, export, NULL, NULL, NULL, written_cb, export);
}

void
rapport_personal_export_ask (GtkWindow      *parent,
                             RapportSession *session,
                             gint64          member)
{
  static const RapportFileFilter filters[] = { { N_("PDF to read"), "*.pdf" }, { N_("JSON for programs"), "*.json" } };
  Export *export = g_new0 (Export, 1);

  g_weak_ref_init (&export->parent, parent);
  export->store = g_object_ref (rapport_session_get_store (session));
  export->member = member;
  rapport_choose_file_to_save (parent, _("Export Personal Data"), _("personal-data.pdf"), filters, G_N_ELEMENTS (filters), chosen_cb,
                               export);
}
