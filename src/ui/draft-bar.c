/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/draft-bar.h"

#include <glib/gi18n.h>

#include "services/drafts.h"

struct _RapportDraftBar
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkRevealer *revealer;
  GtkLabel *words;

  /* Owned */
  RapportSession *session;
  char *draft;             /* what is drafted: a uuid, or "new" */
};

G_DEFINE_FINAL_TYPE (RapportDraftBar, rapport_draft_bar, ADW_TYPE_BIN)

static const char *
get_path (RapportDraftBar *self)
{
  return rapport_store_get_path (rapport_session_get_store (self->session));
}

static void
offer (RapportDraftBar *self)
{
  g_auto (GStrv) drafts = rapport_drafts_list ("member", get_path (self));
  guint n = g_strv_length (drafts);

  g_clear_pointer (&self->draft, g_free);
  if (n > 0 && rapport_viewer_is_office (rapport_session_get_viewer (self->session)))
    {
      g_autofree char *words = g_strdup_printf (ngettext ("%u profile was edited and not saved.",
                                                          "%u profiles were edited and not saved.", n), n);

      self->draft = g_strdup (drafts[0]);
      gtk_label_set_text (self->words, words);
    }
  gtk_revealer_set_reveal_child (self->revealer, self->draft != NULL);
}

/** Looks whether there are drafts now. */
void
rapport_draft_bar_look (RapportDraftBar *self,
                        RapportSession  *session)
{
  g_return_if_fail (RAPPORT_IS_DRAFT_BAR (self));

  g_set_object (&self->session, session);
  offer (self);
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
  g_autoptr (RapportDraftBar) self = user_data;
  g_autofree gint64 *no = rapport_store_read_finish (RAPPORT_STORE (source), result, NULL);

  if (no != NULL && *no != 0)
    {
      g_autofree char *target = g_strdup_printf ("profile/%" G_GINT64_FORMAT, *no);

      gtk_widget_activate_action (GTK_WIDGET (self), "win.go", "s", target);
    }
  else if (no != NULL && self->draft != NULL)
    {
      g_autofree char *key = rapport_drafts_key ("member", get_path (self), self->draft);

      rapport_drafts_remove (key); /* of somebody who is not there any more */
      offer (self);
    }
}

static void
go_on_cb (RapportDraftBar *self)
{
  if (self->draft == NULL)
    return;
  if (g_str_equal (self->draft, "new"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.go", "s", "profile/new");
  else
    rapport_store_read_async (rapport_session_get_store (self->session), find_member, g_strdup (self->draft), g_free, g_free,
                              NULL, found_cb, g_object_ref (self));
}

static void
rapport_draft_bar_dispose (GObject *object)
{
  RapportDraftBar *self = RAPPORT_DRAFT_BAR (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->draft, g_free);

  G_OBJECT_CLASS (rapport_draft_bar_parent_class)->dispose (object);
}

static void
rapport_draft_bar_class_init (RapportDraftBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_draft_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/draft-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportDraftBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, RapportDraftBar, words);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
}

static void
rapport_draft_bar_init (RapportDraftBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
