/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RapportMeetingPlan:
 * @starts: unix seconds
 * @zone: (nullable): IANA name of the zone in which it was agreed
 * @place: (nullable): a room, a link
 * @topics: (nullable)
 *
 * A meeting that is to be: what an invitation says. The field `meeting` of a letter; in the journal a list of as many texts.
 */
typedef struct {
  gint64 starts;
  int minutes;
  char *zone;
  char *place;
  char *topics;
} RapportMeetingPlan;

RapportMeetingPlan *rapport_meeting_plan_new     (const char                *date,
                                                  const char                *clock,
                                                  const char                *zone,
                                                  int                        minutes,
                                                  GError                   **error);
void                rapport_meeting_plan_free    (RapportMeetingPlan        *self);
RapportMeetingPlan *rapport_meeting_plan_read    (GVariant                  *value);
GVariant           *rapport_meeting_plan_write   (const RapportMeetingPlan  *self);
char               *rapport_meeting_plan_words   (const RapportMeetingPlan  *self,
                                                  const char                *zone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMeetingPlan, rapport_meeting_plan_free)

G_END_DECLS
