/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/member-summary.h"

#include <glib/gi18n.h>

#define MOST_LETTERS 100

void
rapport_member_summary_free (RapportMemberSummary *self)
{
  g_clear_pointer (&self->profile, rapport_member_profile_free);
  g_clear_pointer (&self->row, rapport_member_row_free);
  g_clear_pointer (&self->partnerships, g_ptr_array_unref);
  g_clear_pointer (&self->letters, g_ptr_array_unref);
  g_free (self);
}

static gboolean
read_row (RapportReading                *reading,
          const RapportMemberSummaryAsk *ask,
          RapportMemberSummary          *self,
          GCancellable                  *cancellable,
          GError                       **error)
{
  g_autofree RapportMembersRows *data = rapport_members_rows_data_new (ask->programme, ask->request_takes_place, &ask->member, 1);
  g_autoptr (GPtrArray) rows = NULL;

  data->viewer = ask->viewer.member;
  rows = rapport_members_rows (reading, data, cancellable, error);
  if (rows == NULL)
    return FALSE;
  if (rows->len > 0)
    self->row = g_ptr_array_steal_index (rows, 0);
  return TRUE;
}

static gint
active_first (gconstpointer a,
              gconstpointer b)
{
  const RapportPartnershipRow *one = *(const RapportPartnershipRow * const *) a;
  const RapportPartnershipRow *other = *(const RapportPartnershipRow * const *) b;
  gboolean one_ended = one->state == RAPPORT_PARTNERSHIP_ENDED;
  gboolean other_ended = other->state == RAPPORT_PARTNERSHIP_ENDED;

  if (one_ended != other_ended)
    return one_ended ? 1 : -1;
  return -g_strcmp0 (one->starts_on, other->starts_on);
}

static gboolean
read_partnerships (RapportReading                *reading,
                   const RapportMemberSummaryAsk *ask,
                   RapportMemberSummary          *self,
                   GCancellable                  *cancellable,
                   GError                       **error)
{
  RapportPartnershipsQuery query = {
    .programme = ask->programme,
    .group = RAPPORT_PARTNERSHIPS_ALL,
    .member = ask->member,
    .sort = RAPPORT_PARTNERSHIPS_NEWEST,
    .most = 12,
  };

  if (!rapport_viewer_is_office (&ask->viewer) && ask->viewer.member != ask->member)
    return TRUE;
  self->partnerships = rapport_partnerships_list (reading, &query, cancellable, error);
  if (self->partnerships != NULL)
    g_ptr_array_sort (self->partnerships, active_first);
  return self->partnerships != NULL;
}

static gboolean
read_letters (RapportReading                *reading,
              const RapportMemberSummaryAsk *ask,
              RapportMemberSummary          *self,
              GCancellable                  *cancellable,
              GError                       **error)
{
  RapportLettersQuery query = { .programme = ask->programme, .stage = -1, .member = ask->member, .most = MOST_LETTERS };

  if (!rapport_viewer_is_office (&ask->viewer))
    return TRUE;
  self->letters = rapport_letters_list (reading, &query, cancellable, error);
  return self->letters != NULL;
}

/**
 * rapport_member_summary_query:
 * @data: a RapportMemberSummaryAsk
 *
 * A RapportQuery.
 *
 * Returns: (transfer full): a RapportMemberSummary
 */
gpointer
rapport_member_summary_query (RapportReading *reading,
                              gpointer        data,
                              GCancellable   *cancellable,
                              GError        **error)
{
  const RapportMemberSummaryAsk *ask = data;
  RapportMemberProfileAsk profile = { .member = ask->member, .programme = ask->programme, .viewer = ask->viewer, .brief = TRUE };
  g_autoptr (RapportMemberSummary) self = g_new0 (RapportMemberSummary, 1);

  self->profile = rapport_member_profile_query (reading, &profile, cancellable, error);
  if (self->profile == NULL
      || !read_row (reading, ask, self, cancellable, error)
      || !read_partnerships (reading, ask, self, cancellable, error)
      || !read_letters (reading, ask, self, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}
