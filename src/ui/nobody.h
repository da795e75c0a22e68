/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_NOBODY (rapport_nobody_get_type ())
G_DECLARE_FINAL_TYPE (RapportNobody, rapport_nobody, RAPPORT, NOBODY, AdwBin)

/* Stands where the list is when nobody matches, and says which filter alone keeps how many away.
 *
 * Signals: "clear"; "leave-out" (const char *group, const char *value): what one of the offers said; @value is %NULL where
 * the whole group is to be left out. */

void          rapport_nobody_begin           (RapportNobody *self,
                                              const char    *title,
                                              const char    *description,
                                              gboolean       can_clear);
void          rapport_nobody_offer           (RapportNobody *self,
                                              const char    *group,
                                              const char    *value,
                                              const char    *label,
                                              guint          total);
GCancellable *rapport_nobody_get_cancellable (RapportNobody *self);

G_END_DECLS
