/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/drawing.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_BAR (rapport_bar_get_type ())
G_DECLARE_FINAL_TYPE (RapportBar, rapport_bar, RAPPORT, BAR, GtkWidget)

/* Words ("6 of 12 months", "2 days left") over a slim bar. */
GtkWidget *rapport_bar_new (void);
void       rapport_bar_set (RapportBar  *self,
                            const char  *words,
                            double       fraction,
                            RapportTone  tone);

G_END_DECLS
