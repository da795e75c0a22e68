/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/id-selection.h"
#include "ui/page.h"
#include "ui/split.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_LETTER_SELECTION (rapport_letter_selection_get_type ())
G_DECLARE_FINAL_TYPE (RapportLetterSelection, rapport_letter_selection, RAPPORT, LETTER_SELECTION, GObject)

/* Several letters at a time: the mode of the page, the words in its header, and the bar with what can be done to them.
 * Signals: "act" (const char *what), what as rapport_letter_act() knows it; "changed" (): another bar, or none. */
RapportLetterSelection *rapport_letter_selection_new       (RapportPage             *page,
                                                            RapportIdSelection      *ids,
                                                            RapportSplit            *split);
/* Which letters there are in the list: what can be done to them follows from it. */
void                    rapport_letter_selection_set_stages (RapportLetterSelection *self,
                                                             guint                   stages);
/* Does a command "select…" of the page; %FALSE: it is another. */
gboolean                rapport_letter_selection_command   (RapportLetterSelection  *self,
                                                            const char              *name);
void                    rapport_letter_selection_end       (RapportLetterSelection  *self);
/* (nullable): the bar while several are selected */
GtkWidget              *rapport_letter_selection_get_bar   (RapportLetterSelection  *self);

G_END_DECLS
