/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/member-blame.h"

#include <glib/gi18n.h>

#include "model/sentence.h"
#include "ui/member-filters.h"

/* What one question less would find, and which. */
typedef struct {
  RapportNobody *nobody;
  GCancellable *cancellable;
  RapportMemberFilter *filter;
} Blame;

static void
blame_free (Blame *self)
{
  g_object_unref (self->nobody);
  g_object_unref (self->cancellable);
  rapport_member_filter_free (self->filter);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Blame, blame_free)

static void
blame_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Blame) blame = user_data;
  RapportMemberResult *found = rapport_store_read_finish (RAPPORT_STORE (source), result, NULL);

  if (found != NULL && found->total > 0 && !g_cancellable_is_cancelled (blame->cancellable))
    rapport_nobody_offer (blame->nobody, blame->filter->group, blame->filter->value, blame->filter->label, found->total);
  g_clear_pointer (&found, rapport_member_result_free);
}

/* @filter: (transfer full) */
static void
ask_without (RapportNobody            *nobody,
             RapportSession           *session,
             const RapportMemberQuery *query,
             RapportMemberFilter      *filter)
{
  g_autoptr (RapportMemberQuery) less = rapport_member_query_copy (query);
  Blame *blame = g_new0 (Blame, 1);

  blame->nobody = g_object_ref (nobody);
  blame->cancellable = g_object_ref (rapport_nobody_get_cancellable (nobody));
  blame->filter = filter;
  rapport_member_query_leave_out (less, filter);
  rapport_store_read_async (rapport_session_get_store (session), rapport_members_find, rapport_members_find_data_new (less, NULL),
                            rapport_members_find_data_free, (GDestroyNotify) rapport_member_result_free, blame->cancellable,
                            blame_read_cb, blame);
}

/** Nobody is found by @query: says so, and offers to leave out each filter that alone keeps people away. */
void
rapport_member_blame_show (RapportNobody            *nobody,
                           RapportSession           *session,
                           const RapportMemberQuery *query)
{
  gboolean typed = query->text != NULL && *query->text != '\0';
  g_autofree char *words = typed ? rapport_sentence_new (_("Nobody matches “%s”"), query->text) : g_strdup (_("Nobody matches"));
  g_autoptr (GPtrArray) filters = rapport_member_filters_list (query, rapport_session_get_policy (session));

  rapport_nobody_begin (nobody, words, NULL, TRUE);
  if (filters->len > 1)
    while (filters->len > 0)
      ask_without (nobody, session, query, g_ptr_array_steal_index (filters, 0));
}
