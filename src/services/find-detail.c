/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/find-detail.h"

#include <string.h>

#include "store/members.h"
#include "store/partnerships.h"
#include "store/programmes.h"
#include "store/requests.h"

RapportFindDetailQuery *
rapport_find_detail_query_new (gint64      programme,
                               const char *role,
                               gint64      member,
                               gint64      candidate)
{
  RapportFindDetailQuery *self = g_new0 (RapportFindDetailQuery, 1);

  *self = (RapportFindDetailQuery) { programme, g_strdup (role), member, candidate };
  return self;
}

void
rapport_find_detail_query_free (gpointer data)
{
  RapportFindDetailQuery *self = data;

  g_free (self->role);
  g_free (self);
}

void
rapport_find_detail_free (RapportFindDetail *self)
{
  g_clear_pointer (&self->view, rapport_member_view_free);
  g_clear_pointer (&self->verdicts, g_ptr_array_unref);
  g_free (self->time_zone);
  g_free (self);
}

static gboolean
judge (RapportReading                *reading,
       const RapportFindDetailQuery  *query,
       RapportFindDetail             *detail,
       GError                       **error)
{
  gboolean mentor = strcmp (query->role, "mentor") == 0;
  RapportPairQuery between = { query->programme, mentor ? query->member : query->candidate,
                               mentor ? query->candidate : query->member };
  g_autoptr (RapportPolicy) policy = NULL;
  g_autoptr (RapportPair) pair = NULL;

  if (query->member == 0)
    {
      detail->verdicts = rapport_verdicts_new ();
      return TRUE;
    }
  policy = rapport_programmes_policy (reading, query->programme);
  pair = rapport_requests_pair (reading, &between, NULL, error);
  if (pair == NULL)
    return FALSE;
  detail->verdicts = rapport_request_rules_check_pair (policy, pair);
  return TRUE;
}

static gboolean
count_partnerships (RapportReading                *reading,
                    const RapportFindDetailQuery  *query,
                    RapportFindDetail             *detail,
                    GError                       **error)
{
  RapportPartnershipsQuery of_candidate = { .programme = query->programme, .group = RAPPORT_PARTNERSHIPS_ALL,
                                            .member = query->candidate };
  g_autoptr (GPtrArray) rows = rapport_partnerships_list (reading, &of_candidate, NULL, error);
  gboolean mentor = strcmp (query->role, "mentor") == 0;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const RapportPartnershipRow *row = rows->pdata[i];

      if ((mentor ? row->mentor : row->mentee) != query->candidate)
        continue;
      detail->partnerships++;
      detail->goals_met += strcmp (row->end_reason, "goals-met") == 0;
    }
  return TRUE;
}

gpointer
rapport_find_detail (RapportReading  *reading,
                     gpointer         data,
                     GCancellable    *cancellable,
                     GError         **error)
{
  const RapportFindDetailQuery *query = data;
  gint64 candidate = query->candidate;
  g_autoptr (RapportMember) member = rapport_members_get (reading, &candidate, cancellable, error);
  RapportViewer viewer = rapport_viewer_for_member (query->member);
  g_autoptr (RapportFindDetail) detail = NULL;
  const char *zone;

  if (member == NULL)
    return NULL;
  detail = g_new0 (RapportFindDetail, 1);
  detail->view = rapport_member_view_new (member, rapport_partnerships_relation (reading, &viewer, candidate));
  zone = rapport_member_view_get_text (detail->view, "time_zone");
  detail->time_zone = g_strdup (zone != NULL ? zone : "");
  if (!judge (reading, query, detail, error) || !count_partnerships (reading, query, detail, error))
    return NULL;
  return g_steal_pointer (&detail);
}
