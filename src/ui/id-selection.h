/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/paged-list.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_ID_SELECTION (rapport_id_selection_get_type ())
G_DECLARE_FINAL_TYPE (RapportIdSelection, rapport_id_selection, RAPPORT, ID_SELECTION, GObject)

/* A GtkSelectionModel that keeps ids, so that a selection survives scrolling, sorting and reloading.
 * One at a time ("current" for the detail pane), or, while "selecting", any number (circles at the left, a click or
 * Space toggles). Signals: "current-changed" (); "selected-changed" () while selecting. Property "selecting". */
RapportIdSelection *rapport_id_selection_new            (RapportPagedList   *list);
gint64              rapport_id_selection_get_current    (RapportIdSelection *self);
void                rapport_id_selection_set_current    (RapportIdSelection *self,
                                                         gint64              id);
gboolean            rapport_id_selection_get_selecting  (RapportIdSelection *self);
void                rapport_id_selection_set_selecting  (RapportIdSelection *self,
                                                         gboolean            selecting);
gboolean            rapport_id_selection_contains       (RapportIdSelection *self,
                                                         gint64              id);
void                rapport_id_selection_toggle         (RapportIdSelection *self,
                                                         gint64              id);
void                rapport_id_selection_all            (RapportIdSelection *self);
void                rapport_id_selection_none           (RapportIdSelection *self);
void                rapport_id_selection_invert         (RapportIdSelection *self);
guint               rapport_id_selection_get_n_selected (RapportIdSelection *self);
/* (transfer full) (element-type gint64): in the order of the list, those not in it last. */
GArray             *rapport_id_selection_dup_ids        (RapportIdSelection *self);

/* (transfer full) (element-type gint64): as dup_ids() while selecting, else whoever is current. */
GArray             *rapport_id_selection_dup_chosen     (RapportIdSelection *self);

G_END_DECLS
