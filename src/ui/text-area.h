/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A text view that is exactly as high as its text. GtkTextView tells the height for the width it had before, and with
 * that the page around it jumps. */
#define RAPPORT_TYPE_TEXT_AREA (rapport_text_area_get_type ())
G_DECLARE_FINAL_TYPE (RapportTextArea, rapport_text_area, RAPPORT, TEXT_AREA, GtkTextView)

GtkWidget *rapport_text_area_new (void);

G_END_DECLS
