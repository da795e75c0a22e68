/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CHOICE (rapport_choice_get_type ())
G_DECLARE_FINAL_TYPE (RapportChoice, rapport_choice, RAPPORT, CHOICE, GObject)

RapportChoice *rapport_choice_new        (const char    *code,
                                          const char    *label,
                                          const char    *detail);
const char    *rapport_choice_get_code   (RapportChoice *self);
const char    *rapport_choice_get_label  (RapportChoice *self);
const char    *rapport_choice_get_detail (RapportChoice *self);

#define RAPPORT_TYPE_CHOOSER (rapport_chooser_get_type ())
G_DECLARE_FINAL_TYPE (RapportChooser, rapport_chooser, RAPPORT, CHOOSER, GtkPopover)

/* Signal "chosen" (RapportChooser *, const char *code, const char *label): @code is %NULL where a text of one's own
 * was typed, which chooser_set_free() allows. */

GtkWidget     *rapport_chooser_new       (const char    *name);
void           rapport_chooser_set_choices (RapportChooser *self,
                                          GListModel    *choices);
void           rapport_chooser_set_free  (RapportChooser *self,
                                          const char    *format);

G_END_DECLS
