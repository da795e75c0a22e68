/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_FORM_WINDOW (rapport_form_window_get_type ())
G_DECLARE_FINAL_TYPE (RapportFormWindow, rapport_form_window, RAPPORT, FORM_WINDOW, AdwWindow)

/* A small modal form: Cancel left, one suggested verb right. Signal "accepted" (RapportFormWindow *): by the verb or
 * Ctrl+Return; the window stays until somebody destroys it. */

GtkWidget *rapport_form_window_new       (GtkWindow         *parent,
                                          const char        *title,
                                          const char        *verb,
                                          const char        *sentence,
                                          GtkWidget         *content);
void       rapport_form_window_set_ready (RapportFormWindow *self,
                                          gboolean           ready);
void       rapport_form_window_fail      (RapportFormWindow *self,
                                          GtkLabel          *status,
                                          const char        *what,
                                          const GError      *error);

/* A boxed list for such a form, and a line of it that is typed into. */
GtkWidget   *rapport_form_list_new       (void);
GtkEditable *rapport_form_list_add_entry (GtkWidget         *list,
                                          const char        *title,
                                          const char        *text);

G_END_DECLS
