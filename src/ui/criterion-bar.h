/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "matching/score.h"

G_BEGIN_DECLS

GtkWidget *rapport_criterion_bar_new (RapportCriterionId      id,
                                      const RapportCriterion *criterion,
                                      const char             *what);

G_END_DECLS
