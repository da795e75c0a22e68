/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/session.h"
#include "ui/page.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_WINDOW (rapport_window_get_type ())
G_DECLARE_FINAL_TYPE (RapportWindow, rapport_window, RAPPORT, WINDOW, AdwApplicationWindow)

RapportWindow  *rapport_window_new         (GtkApplication *application,
                                            RapportSession *session,
                                            gboolean        sample);
RapportSession *rapport_window_get_session (RapportWindow  *self);
RapportPage    *rapport_window_get_page    (RapportWindow  *self);
void            rapport_window_go          (RapportWindow  *self,
                                            const char     *target);
void            rapport_window_go_nth      (RapportWindow  *self,
                                            guint           nth);
void            rapport_window_back        (RapportWindow  *self);
void            rapport_window_set_count   (RapportWindow  *self,
                                            const char     *page,
                                            guint           count,
                                            gboolean        attention);
/* @programme "" while there is none; @viewer %NULL for the office. */
void            rapport_window_set_names   (RapportWindow  *self,
                                            const char     *programme,
                                            const char     *viewer);
void            rapport_window_choose_viewer (RapportWindow *self);
/* What the menu says of Undo and Redo; %NULL makes them insensitive. */
void            rapport_window_set_undo_words (RapportWindow *self,
                                               const char    *undo,
                                               const char    *redo);
void            rapport_window_toast       (RapportWindow  *self,
                                            const char     *text,
                                            gboolean        undoable);
void            rapport_window_add_toast   (RapportWindow  *self,
                                            AdwToast       *toast);
/* What is under way, above the page; %NULL: nothing. */
void            rapport_window_set_notice  (RapportWindow  *self,
                                            const char     *text);
void            rapport_window_show_error  (RapportWindow  *self,
                                            const char     *what,
                                            const GError   *error);

G_END_DECLS
