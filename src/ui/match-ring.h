/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_MATCH_RING (rapport_match_ring_get_type ())
G_DECLARE_FINAL_TYPE (RapportMatchRing, rapport_match_ring, RAPPORT, MATCH_RING, GtkWidget)

GtkWidget *rapport_match_ring_new (int               score,
                                   gboolean          under);
/* @score in percent; @under the threshold of the programme it is grey. */
void       rapport_match_ring_set (RapportMatchRing *self,
                                   int               score,
                                   gboolean          under);

G_END_DECLS
