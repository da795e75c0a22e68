/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_NOTE_ROW (rapport_note_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportNoteRow, rapport_note_row, RAPPORT, NOTE_ROW, GtkListBoxRow)

/* A row of a boxed list for several lines of text, under its title; it grows with it.
 * Properties: "title"; "remark" with "remark-icon", small at the end of the title ("only me"); "text"; "editable". */
const char *rapport_note_row_get_text (RapportNoteRow *self);
void        rapport_note_row_set_text (RapportNoteRow *self,
                                       const char     *text);

G_END_DECLS
