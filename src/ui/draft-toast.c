/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/draft-toast.h"

#include <glib/gi18n.h>

#include "services/drafts.h"

/* Seconds: nothing but this toast brings it back, so there is time to read it and to reach it by keys. */
#define TIMEOUT 20

/* What Undo in the toast after Cancel needs to bring everything back. */
typedef struct {
  RapportPage *page;
  char *key;
  char *target;
  GHashTable *values;
  GHashTable *blobs;
} ThrownAway;

static void
thrown_away_free (gpointer  data,
                  GClosure *closure)
{
  ThrownAway *thrown = data;

  g_object_unref (thrown->page);
  g_free (thrown->key);
  g_free (thrown->target);
  g_hash_table_unref (thrown->values);
  g_hash_table_unref (thrown->blobs);
  g_free (thrown);
}

static void
bring_back_cb (AdwToast   *toast,
               ThrownAway *thrown)
{
  RapportClock *clock = rapport_session_get_clock (rapport_page_get_session (thrown->page));
  g_autoptr (GError) error = NULL;

  if (rapport_drafts_save (thrown->key, thrown->values, thrown->blobs, rapport_clock_now (clock), &error))
    rapport_page_go (thrown->page, thrown->target);
  else
    rapport_page_show_error (thrown->page, _("What was typed cannot be brought back"), error);
}

/**
 * rapport_draft_toast_show:
 * @page: that the form was on
 * @form: what was typed and is not kept
 * @key: of its draft
 * @target: where it is edited
 *
 * Says that nothing was kept, and offers to bring it back as a draft.
 */
void
rapport_draft_toast_show (RapportPage       *page,
                          RapportMemberForm *form,
                          const char        *key,
                          const char        *target)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (page), ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast;
  ThrownAway *thrown;

  if (overlay == NULL)
    return;
  thrown = g_new0 (ThrownAway, 1);
  thrown->page = g_object_ref (page);
  thrown->key = g_strdup (key);
  thrown->target = g_strdup (target);
  thrown->values = g_hash_table_ref (rapport_member_form_get_changes (form));
  thrown->blobs = g_hash_table_ref (rapport_member_form_get_blobs (form));
  toast = adw_toast_new (_("Nothing was kept"));
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_timeout (toast, TIMEOUT);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (bring_back_cb), thrown, thrown_away_free, 0);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}
