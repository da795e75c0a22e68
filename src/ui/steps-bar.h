/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_STEPS_BAR (rapport_steps_bar_get_type ())
G_DECLARE_FINAL_TYPE (RapportStepsBar, rapport_steps_bar, RAPPORT, STEPS_BAR, GtkWidget)

/* The steps of an assistant: numbers, words, and a tick on those behind. Narrow, only the present one has its word. */
GtkWidget *rapport_steps_bar_new         (const char * const *titles);
void       rapport_steps_bar_set_steps   (RapportStepsBar *self,
                                          const char * const *titles);
void       rapport_steps_bar_set_current (RapportStepsBar *self,
                                          guint            current);
void       rapport_steps_bar_set_narrow  (RapportStepsBar *self,
                                          gboolean         narrow);

G_END_DECLS
