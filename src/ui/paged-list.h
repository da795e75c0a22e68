/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/row-source.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_PAGED_ROW (rapport_paged_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportPagedRow, rapport_paged_row, RAPPORT, PAGED_ROW, GObject)

#define RAPPORT_TYPE_PAGED_LIST (rapport_paged_list_get_type ())
G_DECLARE_FINAL_TYPE (RapportPagedList, rapport_paged_list, RAPPORT, PAGED_LIST, GObject)

/* A GListModel of RapportPagedRow over a row source: get_item answers at once with a row object, which may have nothing
 * to show yet; its page is asked for, and the row's signal "changed" follows. Row objects live only as long as somebody
 * holds them. */
RapportPagedList *rapport_paged_list_new        (RapportRowSource *source);
RapportRowSource *rapport_paged_list_get_source (RapportPagedList *self);
/* G_MAXUINT where the list has no such id. */
guint             rapport_paged_list_find       (RapportPagedList *self,
                                                 gint64            id);
/* 0 beyond the end. */
gint64            rapport_paged_list_get_id     (RapportPagedList *self,
                                                 guint             position);

gint64            rapport_paged_row_get_id      (RapportPagedRow  *self);
/* (transfer none) (nullable): what the source shows of it, good until control goes back to the main loop; %NULL when
 * it is on its way. */
gpointer          rapport_paged_row_peek        (RapportPagedRow  *self);

G_END_DECLS
