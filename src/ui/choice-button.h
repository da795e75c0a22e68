/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CHOICE_BUTTON (rapport_choice_button_get_type ())
G_DECLARE_FINAL_TYPE (RapportChoiceButton, rapport_choice_button, RAPPORT, CHOICE_BUTTON, AdwBin)

/* (transfer full): a model of RapportChoice, for who opens the list */
typedef GListModel *(*RapportMakeChoices) (gpointer data);

/* A button that shows what is chosen and opens a list that can be searched, which is made when somebody opens it. GTK 4.8's
 * own drop-down with a search chooses what the pointer rests on, not what the arrow keys went to, where its list has moved
 * under the pointer. Signal "chosen" (RapportChoiceButton *): somebody did. */

/* @name: what is chosen, for who cannot see it; @data: outlives the button */
GtkWidget  *rapport_choice_button_new      (const char          *name,
                                            RapportMakeChoices   make,
                                            gpointer             data);
void        rapport_choice_button_set      (RapportChoiceButton *self,
                                            const char          *code,
                                            const char          *words);
void        rapport_choice_button_set_flat (RapportChoiceButton *self);
const char *rapport_choice_button_get_code (RapportChoiceButton *self); /* "": nothing yet */

G_END_DECLS
