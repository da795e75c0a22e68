/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/policy.h"
#include "store/transaction.h"

G_BEGIN_DECLS

/** A programme, and its rules put together. */
typedef struct {
  gint64 no;
  char *name;
  char *preset;
  char *time_zone;
  char *settings;
  RapportPolicy *policy;
} RapportProgramme;

void              rapport_programme_free   (RapportProgramme *self);

/* A RapportQuery: returns a GPtrArray of RapportProgramme, the oldest first; @data is not used. */
gpointer          rapport_programmes_list  (RapportReading   *reading,
                                            gpointer          data,
                                            GCancellable     *cancellable,
                                            GError          **error);
RapportProgramme *rapport_programmes_get   (RapportReading   *reading,
                                            gint64            programme);
gint64            rapport_programmes_first (RapportReading   *reading);
RapportPolicy    *rapport_programmes_policy (RapportReading  *reading,
                                             gint64           programme);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportProgramme, rapport_programme_free)

G_END_DECLS
