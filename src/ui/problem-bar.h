/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_PROBLEM_BAR (rapport_problem_bar_get_type ())
G_DECLARE_FINAL_TYPE (RapportProblemBar, rapport_problem_bar, RAPPORT, PROBLEM_BAR, AdwBin)

/* Above a form that cannot be saved: what is wrong, each a link. Signal "go" (RapportProblemBar *, const char *field). */

void rapport_problem_bar_clear  (RapportProblemBar *self);
void rapport_problem_bar_add    (RapportProblemBar *self,
                                 const char        *field,
                                 const char        *label,
                                 const char        *problem);

G_END_DECLS
