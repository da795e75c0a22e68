/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/transaction.h"

G_BEGIN_DECLS

#define RAPPORT_OVERVIEW_MONTHS 12

/** A mentee who waits for a mentor. */
typedef struct {
  gint64 member;
  char *name;
  char *since;        /* date of enrolment or of the last partnership's end; "" when not known */
} RapportWaitingMentee;

/** The figures of a programme that no list has. */
typedef struct {
  gboolean empty;     /* nobody at all in this database */
  guint mentors;
  guint mentors_with_room;
  guint waiting;      /* mentees without a mentor */
  GPtrArray *longest; /* (element-type RapportWaitingMentee): some of them, the longest wait first */
  guint meetings[RAPPORT_OVERVIEW_MONTHS]; /* by calendar month, the current one last */
} RapportOverviewFigures;

void                    rapport_overview_figures_free (RapportOverviewFigures *self);

/* @member restricts the meetings to those of one member; 0 to none. @today in the programme's zone. */
RapportOverviewFigures *rapport_overview_figures      (RapportReading         *reading,
                                                       gint64                  programme,
                                                       gint64                  member,
                                                       gboolean                open_takes_place,
                                                       const char             *today,
                                                       GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportOverviewFigures, rapport_overview_figures_free)

G_END_DECLS
