/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nobody.h"

#include <glib/gi18n.h>

#include "store/members.h"

struct _RapportNobody
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwStatusPage *status;
  GtkButton *without;

  /* Owned */
  GCancellable *cancellable;
  RapportMemberFilter *blamed; /* the filter that alone keeps everybody away */
};

G_DEFINE_FINAL_TYPE (RapportNobody, rapport_nobody, ADW_TYPE_BIN)

enum {
  SIGNAL_CLEAR,
  SIGNAL_LEAVE_OUT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What one question less would find, and which. */
typedef struct {
  RapportNobody *page;
  RapportMemberFilter *filter;
} Blame;

static void
offer_without (RapportNobody       *self,
               RapportMemberFilter *filter,
               guint                total)
{
  g_autofree char *words = g_strdup_printf (_("Without ‘%s’: %'u"), filter->label, total);

  g_clear_pointer (&self->blamed, rapport_member_filter_free);
  self->blamed = filter;
  gtk_button_set_label (self->without, words);
  gtk_widget_set_visible (GTK_WIDGET (self->without), TRUE);
}

static void
blame_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Blame *blame = user_data;
  RapportMemberResult *found = rapport_store_read_finish (RAPPORT_STORE (source), result, NULL);

  if (found != NULL && found->total > 0 && !gtk_widget_get_visible (GTK_WIDGET (blame->page->without)))
    offer_without (blame->page, g_steal_pointer (&blame->filter), found->total);
  g_clear_pointer (&found, rapport_member_result_free);
  g_clear_pointer (&blame->filter, rapport_member_filter_free);
  g_object_unref (blame->page);
  g_free (blame);
}

static void
ask_without (RapportNobody            *self,
             RapportSession           *session,
             const RapportMemberQuery *query,
             RapportMemberFilter      *filter)
{
  g_autoptr (RapportMemberQuery) less = rapport_member_query_copy (query);
  Blame *blame = g_new0 (Blame, 1);

  blame->page = g_object_ref (self);
  blame->filter = filter;
  rapport_member_query_leave_out (less, filter);
  rapport_store_read_async (rapport_session_get_store (session), rapport_members_find, rapport_members_find_data_new (less, NULL),
                            rapport_members_find_data_free, (GDestroyNotify) rapport_member_result_free, self->cancellable,
                            blame_read_cb, blame);
}

/** Nobody is found by @query: if one filter alone is to blame, leaving it out is offered with what that would find. */
void
rapport_nobody_show (RapportNobody            *self,
                     RapportSession           *session,
                     const RapportMemberQuery *query)
{
  gboolean typed = query->text != NULL && *query->text != '\0';
  g_autofree char *words = typed ? g_strdup_printf (_("Nobody matches “%s”"), query->text) : g_strdup (_("Nobody matches"));
  g_autofree char *escaped = g_markup_escape_text (words, -1);
  g_autoptr (GPtrArray) filters = rapport_member_filters_list (query, rapport_session_get_policy (session));

  g_return_if_fail (RAPPORT_IS_NOBODY (self));

  adw_status_page_set_title (self->status, escaped);
  gtk_widget_set_visible (GTK_WIDGET (self->without), FALSE);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (filters->len > 1)
    while (filters->len > 0)
      ask_without (self, session, query, g_ptr_array_steal_index (filters, 0));
}

static void
clear_cb (RapportNobody *self)
{
  g_signal_emit (self, signals[SIGNAL_CLEAR], 0);
}

static void
without_cb (RapportNobody *self)
{
  if (self->blamed != NULL)
    g_signal_emit (self, signals[SIGNAL_LEAVE_OUT], 0, self->blamed);
}

static void
rapport_nobody_dispose (GObject *object)
{
  RapportNobody *self = RAPPORT_NOBODY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->blamed, rapport_member_filter_free);

  G_OBJECT_CLASS (rapport_nobody_parent_class)->dispose (object);
}

static void
rapport_nobody_class_init (RapportNobodyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_nobody_dispose;
  signals[SIGNAL_CLEAR] = g_signal_new ("clear", RAPPORT_TYPE_NOBODY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LEAVE_OUT] = g_signal_new ("leave-out", RAPPORT_TYPE_NOBODY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                            1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/nobody.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportNobody, status);
  gtk_widget_class_bind_template_child (widget_class, RapportNobody, without);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, without_cb);
}

static void
rapport_nobody_init (RapportNobody *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
