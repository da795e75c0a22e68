/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/partnerships.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_PAIR_CAPTIONS (rapport_pair_captions_get_type ())
G_DECLARE_FINAL_TYPE (RapportPairCaptions, rapport_pair_captions, RAPPORT, PAIR_CAPTIONS, GtkWidget)

/* The captions that stand still above RapportPairRow; a column that folds away there has none here. */
GtkWidget *rapport_pair_captions_new       (void);
void       rapport_pair_captions_set_group (RapportPairCaptions      *self,
                                            RapportPartnershipsGroup  group);

G_END_DECLS
