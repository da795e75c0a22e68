/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "services/drafts.h"
#include "ui/draft-bar.h"

struct _RapportMemberDraftBar
{
  RapportDraftBar parent_instance;

  char *draft;             /* what is drafted: a uuid, or "new" */
};

G_DEFINE_FINAL_TYPE (RapportMemberDraftBar, rapport_member_draft_bar, RAPPORT_TYPE_DRAFT_BAR)

static void
rapport_member_draft_bar_look (RapportDraftBar *bar)
{
  RapportMemberDraftBar *self = RAPPORT_MEMBER_DRAFT_BAR (bar);
  g_auto (GStrv) drafts = rapport_drafts_list ("member", rapport_draft_bar_get_path (bar));
  guint n = g_strv_length (drafts);
  g_autofree char *words = NULL;

  g_clear_pointer (&self->draft, g_free);
  if (n > 0 && rapport_viewer_is_office (rapport_session_get_viewer (rapport_draft_bar_get_session (bar))))
    {
      words = g_strdup_printf (ngettext ("%u profile was edited and not saved.", "%u profiles were edited and not saved.", n), n);
      self->draft = g_strdup (drafts[0]);
    }
  rapport_draft_bar_offer (bar, words);
}

static gpointer
find_member (RapportReading *reading,
             gpointer        data,
             GCancellable   *cancellable,
             GError        **error)
{
  gint64 no = rapport_reading_find (reading, data);

  return g_memdup2 (&no, sizeof no);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (RapportMemberDraftBar) self = user_data;
  RapportDraftBar *bar = RAPPORT_DRAFT_BAR (self);
  g_autofree gint64 *no = rapport_store_read_finish (RAPPORT_STORE (source), result, NULL);

  if (no != NULL && *no != 0)
    {
      g_autofree char *target = g_strdup_printf ("profile/%" G_GINT64_FORMAT, *no);

      gtk_widget_activate_action (GTK_WIDGET (self), "win.go", "s", target);
    }
  else if (no != NULL && self->draft != NULL)
    {
      g_autofree char *key = rapport_drafts_key ("member", rapport_draft_bar_get_path (bar), self->draft);

      rapport_drafts_remove (key); /* of somebody who is not there any more */
      rapport_member_draft_bar_look (bar);
    }
}

static void
rapport_member_draft_bar_go_on (RapportDraftBar *bar)
{
  RapportMemberDraftBar *self = RAPPORT_MEMBER_DRAFT_BAR (bar);

  if (self->draft == NULL)
    return;
  if (g_str_equal (self->draft, "new"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.go", "s", "profile/new");
  else
    rapport_store_read_async (rapport_session_get_store (rapport_draft_bar_get_session (bar)), find_member,
                              g_strdup (self->draft), g_free, g_free, NULL, found_cb, g_object_ref (self));
}

static void
rapport_member_draft_bar_finalize (GObject *object)
{
  g_free (RAPPORT_MEMBER_DRAFT_BAR (object)->draft);

  G_OBJECT_CLASS (rapport_member_draft_bar_parent_class)->finalize (object);
}

static void
rapport_member_draft_bar_class_init (RapportMemberDraftBarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_member_draft_bar_finalize;
  RAPPORT_DRAFT_BAR_CLASS (klass)->look = rapport_member_draft_bar_look;
  RAPPORT_DRAFT_BAR_CLASS (klass)->go_on = rapport_member_draft_bar_go_on;
}

static void
rapport_member_draft_bar_init (RapportMemberDraftBar *self)
{
}
