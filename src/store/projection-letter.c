/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/letters.h"
#include "store/history.h"
#include "store/projection-row.h"

RAPPORT_SQL (count_states,
             "SELECT count (*) FROM head WHERE entity = ?1 AND field = (SELECT no FROM field WHERE name = 'state')")

/* Of two states that did not know of each other the one that is furthest on its way: a letter that one laptop has sent is
 * not sent again because another has queued it later. Of equals the one that is shown. */
static void
look_at_all_heads (RapportReading     *reading,
                   gint64              letter,
                   RapportLetterState *state)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, count_states);
  g_autoptr (GPtrArray) versions = NULL;
  gint64 n_heads = 0;

  sqlite3_bind_int64 (statement, 1, letter);
  while (rapport_reading_next (reading, statement, NULL))
    n_heads = rapport_column_int (statement, 0);
  if (n_heads > 1)
    versions = rapport_reading_history (reading, letter, "state", NULL);
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const RapportFieldVersion *version = g_ptr_array_index (versions, i);
      g_auto (RapportLetterState) other = { 0 };

      if (!version->current)
        continue;
      rapport_letter_state_read (&other, version->value);
      if (other.stage > state->stage)
        {
          RapportLetterState less = *state;

          *state = other;
          other = less;
        }
    }
}

/**
 * rapport_projection_put_letter:
 *
 * A #RapportProjector.
 */
gboolean
rapport_projection_put_letter (RapportTransaction *tx,
                               gint64              entity,
                               GHashTable         *values,
                               gint64              changed_at,
                               gboolean            is_new,
                               GError            **error)
{
  g_auto (RapportLetterState) state = { 0 };

  if (values == NULL)
    return TRUE;
  rapport_letter_state_read (&state, g_hash_table_lookup (values, "state"));
  look_at_all_heads (rapport_transaction_reading (tx), entity, &state);
  {
    RapportDerived derived[] = {
      { "state", rapport_letter_stage_id (state.stage), 0 },
      { "state_at", NULL, state.at },
      { "owner", state.owner != NULL ? state.owner : "", 0 },
      { "attempts", NULL, state.attempts },
      { "next_try", NULL, state.next_try },
      { "sent_to", state.sent_to != NULL ? state.sent_to : "", 0 },
      { "words", state.words != NULL ? state.words : "", 0 },
    };

    return rapport_projection_put_row (tx, "letter", entity, values, derived, G_N_ELEMENTS (derived), error);
  }
}
