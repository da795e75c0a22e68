/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/policy.h"
#include "services/find.h"

G_BEGIN_DECLS

/**
 * RapportFindRun:
 * @common: minutes in common with who looks in the week that is compared, by index of the pool's hours
 * @office: minutes of a day's office hours that the two zones share, as above
 * @between: candidate → RapportFindBetween
 *
 * What a search works with, for src/services/find*.c alone.
 */
typedef struct {
  RapportFindPool *pool;       /* borrowed */
  RapportPolicy *policy;
  RapportNeed need;
  GArray *gaps;
  int *common;
  int *office;
  GHashTable *between;
  gint64 member;
  char *organisation;
  char *today;
  gboolean says_hours;         /* who looks has said when they are free */
} RapportFindRun;

RapportFindRun           *rapport_find_run_new      (RapportFindPool            *pool,
                                                     RapportPolicy              *policy,
                                                     const RapportFindNeed      *need,
                                                     gint64                      now);
void                      rapport_find_run_free     (RapportFindRun             *self);
const RapportFindBetween *rapport_find_run_between  (const RapportFindRun       *self,
                                                     gint64                      member);
gboolean                  rapport_find_run_sees     (const RapportFindRun       *self,
                                                     const RapportFindCandidate *candidate,
                                                     RapportFindElement          element);
void                      rapport_find_run_offer    (const RapportFindRun       *self,
                                                     const RapportFindCandidate *candidate,
                                                     RapportOffer               *offer);
int                       rapport_find_run_free_places (const RapportFindRun    *self,
                                                        const RapportFindCandidate *candidate);
gboolean                  rapport_find_run_has_need (const RapportFindRun       *self);

G_END_DECLS
