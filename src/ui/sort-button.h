/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** An order of a list: @id stands in the action's target, @label is for people and not yet translated. */
typedef struct {
  const char *id;
  int sort;
  const char *label;
} RapportSortItem;

#define RAPPORT_TYPE_SORT_BUTTON (rapport_sort_button_get_type ())
G_DECLARE_FINAL_TYPE (RapportSortButton, rapport_sort_button, RAPPORT, SORT_BUTTON, AdwBin)

/* The order of a list as a menu, named after the order that is chosen; narrow it is an icon. Signal "changed". */
void rapport_sort_button_set_items  (RapportSortButton     *self,
                                     const RapportSortItem *items,
                                     guint                  n_items);
void rapport_sort_button_add_switch (RapportSortButton     *self,
                                     const char            *label,
                                     const char            *action);
int  rapport_sort_button_get_sort   (RapportSortButton     *self);
void rapport_sort_button_set_narrow (RapportSortButton     *self,
                                     gboolean               narrow);

G_END_DECLS
