/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_SPLIT (rapport_split_get_type ())
G_DECLARE_FINAL_TYPE (RapportSplit, rapport_split, RAPPORT, SPLIT, GtkWidget)

/* Facets | list | detail, with separators. From .ui the children have type "start", none and "end".
 * When there is less than 720 - 228 for list and detail, the detail takes the place of the list while "show-detail"
 * (property "folded" says so: the page then has a back button); when wide it stands beside it unless "detail-hidden"
 * (F9). The start pane folds away before ("start-folded"): put rapport_split_get_filters_button() into the list pane;
 * it is visible then and has the start pane in its popover. "start-width", "end-width" in pixels. */
GtkWidget *rapport_split_new                (void);
void       rapport_split_set_start          (RapportSplit *self,
                                             GtkWidget    *child);
void       rapport_split_set_content        (RapportSplit *self,
                                             GtkWidget    *child);
void       rapport_split_set_end            (RapportSplit *self,
                                             GtkWidget    *child);
gboolean   rapport_split_get_folded         (RapportSplit *self);
gboolean   rapport_split_get_show_detail    (RapportSplit *self);
void       rapport_split_set_show_detail    (RapportSplit *self,
                                             gboolean      show_detail);
gboolean   rapport_split_get_detail_hidden  (RapportSplit *self);
void       rapport_split_set_detail_hidden  (RapportSplit *self,
                                             gboolean      hidden);
/* (nullable): a class of the style sheet for the page's "toast-place": over the list, and where the detail stands alone above
 * its buttons, which toasts must not cover. */
const char *rapport_split_get_toast_place   (RapportSplit *self);
GtkWidget *rapport_split_get_filters_button (RapportSplit *self);
/* "Filters · 2" */
void       rapport_split_set_n_filters      (RapportSplit *self,
                                             guint         n_filters);

G_END_DECLS
