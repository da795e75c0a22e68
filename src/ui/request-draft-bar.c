/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "services/drafts.h"
#include "store/members.h"
#include "ui/draft-bar.h"
#include "ui/page.h"
#include "ui/request-form.h"

struct _RapportRequestDraftBar
{
  RapportDraftBar parent_instance;

  /* Owned */
  GCancellable *cancellable;  /* of the look under way */

  gint64 mentee;              /* of what is offered; 0: nothing is */
  gint64 mentor;
};

G_DEFINE_FINAL_TYPE (RapportRequestDraftBar, rapport_request_draft_bar, RAPPORT_TYPE_DRAFT_BAR)

/** The drafts of a viewer: who asks whom in the first, and how many there are. */
typedef struct {
  gint64 viewer;
  char **drafts;      /* last parts of their keys, of every viewer */
  gint64 mentee;
  gint64 mentor;
  char *mentee_name;
  char *mentor_name;
  guint n;
} Offer;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_strfreev (offer->drafts);
  g_free (offer->mentee_name);
  g_free (offer->mentor_name);
  g_free (offer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Offer, offer_free)

/* One to or from somebody who is not there any more is passed over: a deletion may be undone. */
static void
take_draft (Offer          *offer,
            RapportReading *reading,
            const char     *what)
{
  g_auto (GStrv) numbers = g_strsplit (what, "-", -1);
  gboolean ours = g_strv_length (numbers) == 3 && g_ascii_strtoll (numbers[2], NULL, 10) == offer->viewer;
  g_autoptr (RapportMember) mentee = ours ? rapport_members_load (reading, g_ascii_strtoll (numbers[0], NULL, 10)) : NULL;
  g_autoptr (RapportMember) mentor = ours ? rapport_members_load (reading, g_ascii_strtoll (numbers[1], NULL, 10)) : NULL;

  if (mentee == NULL || mentor == NULL || offer->n++ > 0)
    return;
  offer->mentee = mentee->no;
  offer->mentor = mentor->no;
  offer->mentee_name = g_strdup (mentee->display_name);
  offer->mentor_name = g_strdup (mentor->display_name);
}

static gpointer
read_drafts (RapportReading *reading,
             gpointer        data,
             GCancellable   *cancellable,
             GError        **error)
{
  const Offer *asked = data;
  Offer *offer = g_new0 (Offer, 1);

  offer->viewer = asked->viewer;
  for (guint i = 0; asked->drafts[i] != NULL; i++)
    take_draft (offer, reading, asked->drafts[i]);
  return offer;
}

static char *
dup_words (const Offer *offer)
{
  gboolean mentor_asks = offer->viewer != 0 && offer->viewer == offer->mentor;

  if (offer->n == 0)
    return NULL;
  if (offer->n > 1)
    return g_strdup_printf (ngettext ("%u request was written and not sent.", "%u requests were written and not sent.", offer->n),
                            offer->n);
  /* Translators: who asks, and who is asked */
  return g_strdup_printf (_("The request from %s to %s was not sent."), mentor_asks ? offer->mentor_name : offer->mentee_name,
                          mentor_asks ? offer->mentee_name : offer->mentor_name);
}

static void
on_drafts (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RapportRequestDraftBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Offer) offer = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);
  g_autofree char *words = NULL;

  if (offer == NULL || self->cancellable == NULL)
    return;
  words = dup_words (offer);
  self->mentee = offer->mentee;
  self->mentor = offer->mentor;
  rapport_draft_bar_offer (RAPPORT_DRAFT_BAR (self), words);
}

static void
rapport_request_draft_bar_look (RapportDraftBar *bar)
{
  RapportRequestDraftBar *self = RAPPORT_REQUEST_DRAFT_BAR (bar);
  RapportSession *session = rapport_draft_bar_get_session (bar);
  Offer *offer = g_new0 (Offer, 1);

  offer->viewer = rapport_session_get_viewer (session)->member;
  offer->drafts = rapport_drafts_list ("request", rapport_draft_bar_get_path (bar));
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  rapport_store_read_async (rapport_session_get_store (session), read_drafts, offer, offer_free, offer_free, self->cancellable,
                            on_drafts, g_object_ref (self));
}

static void
form_closed_cb (RapportRequestDraftBar *self)
{
  RapportDraftBar *bar = RAPPORT_DRAFT_BAR (self);

  if (rapport_draft_bar_get_session (bar) != NULL)
    rapport_request_draft_bar_look (bar);
}

static void
rapport_request_draft_bar_go_on (RapportDraftBar *bar)
{
  RapportRequestDraftBar *self = RAPPORT_REQUEST_DRAFT_BAR (bar);
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), RAPPORT_TYPE_PAGE);
  GtkWidget *form;

  if (self->mentee == 0 || page == NULL)
    return;
  form = rapport_request_form_new (RAPPORT_PAGE (page), self->mentee, self->mentor, -1);
  g_signal_connect_object (form, "destroy", G_CALLBACK (form_closed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (form));
}

static void
rapport_request_draft_bar_dispose (GObject *object)
{
  RapportRequestDraftBar *self = RAPPORT_REQUEST_DRAFT_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (rapport_request_draft_bar_parent_class)->dispose (object);
}

static void
rapport_request_draft_bar_class_init (RapportRequestDraftBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_request_draft_bar_dispose;
  RAPPORT_DRAFT_BAR_CLASS (klass)->look = rapport_request_draft_bar_look;
  RAPPORT_DRAFT_BAR_CLASS (klass)->go_on = rapport_request_draft_bar_go_on;
}

static void
rapport_request_draft_bar_init (RapportRequestDraftBar *self)
{
}
