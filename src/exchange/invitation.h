/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meeting-plan.h"

G_BEGIN_DECLS

/** Somebody who is asked to come. @address: (nullable): not known to the reader. */
typedef struct {
  const char *name;
  const char *address;
} RapportGuest;

/**
 * RapportInvitation:
 * @uid: the same in the invitation of either
 * @stamp: unix seconds: when it was made
 * @plan: when and where
 * @zone: of the reader; the event is written in it
 * @other_zone: of the other, which comes along
 * @summary: what the calendar shows
 * @description: (nullable)
 * @organiser: (nullable): the address to which answers go; without one it is no request but tells of a meeting
 * @guests: the reader first
 */
typedef struct {
  const char *uid;
  gint64 stamp;
  const RapportMeetingPlan *plan;
  const char *zone;
  const char *other_zone;
  const char *summary;
  const char *description;
  const char *organiser;
  RapportGuest guests[2];
} RapportInvitation;

char *rapport_invitation_to_ics (const RapportInvitation *self);

G_END_DECLS
