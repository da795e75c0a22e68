/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/member-states.h"

/**
 * rapport_member_free_places:
 *
 * Returns: the places a mentor has left; never below 0, whatever merging has brought (DESIGN §3)
 */
int
rapport_member_free_places (const RapportMemberFacts *facts)
{
  return facts->mentor ? MAX (0, facts->capacity - facts->taken) : 0;
}

RapportRoles
rapport_member_roles (const RapportMemberFacts *facts)
{
  if (facts->mentor && facts->mentee)
    return RAPPORT_ROLE_MENTOR | RAPPORT_ROLE_MENTEE | RAPPORT_ROLE_BOTH;
  if (facts->mentor)
    return RAPPORT_ROLE_MENTOR;
  return facts->mentee ? RAPPORT_ROLE_MENTEE : RAPPORT_ROLE_NONE;
}

RapportStates
rapport_member_states (const RapportMemberFacts *facts)
{
  gboolean mentor = facts->mentor && !facts->mentor_paused;
  gboolean mentee = facts->mentee && !facts->mentee_paused;
  RapportStates states = 0;

  if (mentor)
    states |= rapport_member_free_places (facts) > 0 ? RAPPORT_STATE_HAS_ROOM : RAPPORT_STATE_FULL;
  if (mentee && facts->mentors == 0)
    states |= RAPPORT_STATE_WAITING;
  if (facts->mentors > 0 || facts->mentees > 0)
    states |= RAPPORT_STATE_PARTNERED;
  if ((facts->mentor || facts->mentee) && !mentor && !mentee)
    states |= RAPPORT_STATE_PAUSED;
  return states;
}

/**
 * rapport_member_badge:
 *
 * Returns: the one state that a row shows, the most urgent; 0 for who is not in the programme
 */
RapportStates
rapport_member_badge (RapportStates states)
{
  static const RapportStates by_urgency[] = {
    RAPPORT_STATE_PAUSED, RAPPORT_STATE_WAITING, RAPPORT_STATE_HAS_ROOM, RAPPORT_STATE_FULL, RAPPORT_STATE_PARTNERED,
  };

  for (guint i = 0; i < G_N_ELEMENTS (by_urgency); i++)
    if ((states & by_urgency[i]) != 0)
      return by_urgency[i];
  return 0;
}

/**
 * rapport_date_to_number:
 *
 * Returns: 20261119 for "2026-11-19", 0 for no date
 */
int
rapport_date_to_number (const char *date)
{
  int number = 0;

  for (int i = 0; i < 10; i++)
    if (i == 4 || i == 7)
      {
        if (date[i] != '-')
          return 0;
      }
    else if (!g_ascii_isdigit (date[i]))
      {
        return 0;
      }
    else
      {
        number = number * 10 + (date[i] - '0');
      }
  return number;
}

/**
 * rapport_pause_holds:
 * @paused_until: its last day as a number, 0: no end is set
 * @today: in the programme's zone, as a number
 */
gboolean
rapport_pause_holds (gboolean paused,
                     int      paused_until,
                     int      today)
{
  return paused && (paused_until == 0 || paused_until >= today);
}
