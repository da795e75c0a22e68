/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/workspace.h"

#include <string.h>

#include "model/date.h"
#include "store/programmes.h"

void
rapport_workspace_free (RapportWorkspace *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->row, rapport_partnership_row_free);
  g_clear_pointer (&self->pair, rapport_meeting_pair_free);
  g_clear_pointer (&self->log, rapport_meeting_log_free);
  g_clear_pointer (&self->request, rapport_request_row_free);
  g_clear_pointer (&self->letters, g_ptr_array_unref);
  g_clear_pointer (&self->policy, rapport_policy_unref);
  g_free (self->today);
  g_free (self);
}

/** Whether the viewer is one of the two, and which. */
gboolean
rapport_workspace_get_side (const RapportWorkspace *self,
                            RapportSide            *side)
{
  for (guint i = 0; i < RAPPORT_N_SIDES; i++)
    if (!rapport_viewer_is_office (&self->viewer) && self->pair->members[i] == self->viewer.member)
      {
        *side = (RapportSide) i;
        return TRUE;
      }
  return FALSE;
}

/** Returns: (transfer full): the first word of the name, as one speaks of people; all of it where there is no blank */
char *
rapport_workspace_get_short_name (const RapportWorkspace *self,
                                  RapportSide             side)
{
  const char *name = self->pair->names[side];
  const char *blank = strchr (name, ' ');

  return blank != NULL ? g_strndup (name, (gsize) (blank - name)) : g_strdup (name);
}

static gboolean
read_letters (RapportReading    *reading,
              RapportWorkspace  *self,
              GCancellable      *cancellable,
              GError           **error)
{
  RapportLettersQuery query = { .cause = self->row->no, .earlier = self->row->request, .stage = -1 };

  if (!rapport_viewer_is_office (&self->viewer))
    return TRUE;
  self->letters = rapport_letters_list (reading, &query, cancellable, error);
  return self->letters != NULL;
}

gpointer
rapport_workspace_read (RapportReading  *reading,
                        gpointer         data,
                        GCancellable    *cancellable,
                        GError         **error)
{
  RapportMeetingsQuery *query = data;
  g_autoptr (RapportWorkspace) self = g_new0 (RapportWorkspace, 1);

  self->viewer = query->viewer;
  self->log = rapport_meetings_log (reading, query, cancellable, error);
  if (self->log == NULL)
    return NULL;
  self->pair = rapport_meetings_pair (reading, query->partnership, error);
  if (self->pair == NULL)
    return NULL;
  self->row = rapport_partnerships_get (reading, &query->partnership, cancellable, error);
  if (self->row == NULL)
    return NULL;
  if (self->row->request != 0)
    self->request = rapport_requests_get (reading, &self->row->request, cancellable, NULL);
  if (!read_letters (reading, self, cancellable, error))
    return NULL;
  self->policy = rapport_programmes_policy (reading, self->pair->programme);
  self->today = rapport_date_of_instant (rapport_reading_now (reading), self->policy->time_zone);
  return g_steal_pointer (&self);
}
