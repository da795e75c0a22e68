/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/row-source.h"

enum {
  SIGNAL_IDS,
  SIGNAL_ROWS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (RapportRowSource, rapport_row_source, G_TYPE_OBJECT)

static void
rapport_row_source_default_init (RapportRowSourceInterface *iface)
{
  signals[SIGNAL_IDS] = g_signal_new ("ids", RAPPORT_TYPE_ROW_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
  signals[SIGNAL_ROWS] = g_signal_new ("rows", RAPPORT_TYPE_ROW_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

/**
 * rapport_row_source_get_ids:
 * @n_ids: (out): how many
 *
 * Returns: (transfer none): the ids of the list, good until "ids" is emitted
 */
const gint64 *
rapport_row_source_get_ids (RapportRowSource *self,
                            guint            *n_ids)
{
  return RAPPORT_ROW_SOURCE_GET_IFACE (self)->get_ids (self, n_ids);
}

/**
 * rapport_row_source_peek_row:
 *
 * Returns: (transfer none) (nullable): what is shown of @id, of a type that the source says; good until control goes
 *   back to the main loop
 */
gpointer
rapport_row_source_peek_row (RapportRowSource *self,
                             gint64            id)
{
  return RAPPORT_ROW_SOURCE_GET_IFACE (self)->peek_row (self, id);
}

/**
 * rapport_row_source_request_page:
 * @page: number of a page of %RAPPORT_ROW_PAGE rows
 *
 * Asks for the rows of a page; "rows" is emitted when they are at hand. Asking again meanwhile costs nothing.
 */
void
rapport_row_source_request_page (RapportRowSource *self,
                                 guint             page)
{
  RAPPORT_ROW_SOURCE_GET_IFACE (self)->request_page (self, page);
}

/**
 * rapport_row_source_emit_ids:
 *
 * For implementations: emits "ids" for what lies between the common beginning and end of the two arrays, and nothing
 * when they are equal. The source already answers with @after.
 */
void
rapport_row_source_emit_ids (RapportRowSource *self,
                             const gint64     *before,
                             guint             n_before,
                             const gint64     *after,
                             guint             n_after)
{
  guint start = 0;
  guint end = 0;
  guint least = MIN (n_before, n_after);

  while (start < least && before[start] == after[start])
    start++;
  while (end < least - start && before[n_before - 1 - end] == after[n_after - 1 - end])
    end++;
  if (n_before == n_after && start == n_after)
    return;
  g_signal_emit (self, signals[SIGNAL_IDS], 0, start, n_before - start - end, n_after - start - end);
}

/**
 * rapport_row_source_emit_rows:
 *
 * For implementations: emits "rows".
 */
void
rapport_row_source_emit_rows (RapportRowSource *self,
                              guint             position,
                              guint             n)
{
  g_signal_emit (self, signals[SIGNAL_ROWS], 0, position, n);
}
