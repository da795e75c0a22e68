/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/members-order.h"

#include "store/member-states.h"

/* In which order matching members stand: a walk over positions in a ready order, or over a sorted copy. */
typedef struct {
  const RapportMemberSnapshot *snapshot;
  const RapportMemberQuery *query;
  const guint8 *matches;
  GArray *ids;
} Walk;

static gboolean
is_full (const Walk *self)
{
  return self->query->first != 0 && self->ids->len >= self->query->first;
}

static void
take (Walk  *self,
      guint  at)
{
  if (self->matches[at] && !is_full (self))
    g_array_append_val (self->ids, self->snapshot->nos[at]);
}

static void
walk_order (Walk        *self,
            const guint *order,
            gboolean     backwards)
{
  guint n = self->snapshot->n;

  for (guint i = 0; i < n && !is_full (self); i++)
    take (self, order[backwards ? n - 1 - i : i]);
}

/* Positions in the order of a small number of each, those of one number by name. */
static void
walk_by_rank (Walk         *self,
              const guint8 *ranks)
{
  guint n = self->snapshot->n;
  guint starts[257] = { 0 };
  g_autofree guint *order = g_new (guint, n + 1);

  for (guint at = 0; at < n; at++)
    starts[ranks[at] + 1]++;
  for (guint rank = 0; rank < 256; rank++)
    starts[rank + 1] += starts[rank];
  for (guint i = 0; i < n; i++)
    {
      guint at = self->snapshot->by_name[i];

      order[starts[ranks[at]]++] = at;
    }
  walk_order (self, order, self->query->descending);
}

static void
walk_by_completeness (Walk *self)
{
  g_autofree guint8 *ranks = g_new (guint8, self->snapshot->n + 1);

  for (guint at = 0; at < self->snapshot->n; at++)
    ranks[at] = (guint8) (100 - self->snapshot->completeness[at]);
  walk_by_rank (self, ranks);
}

/* Somebody who waits, and since when. */
typedef struct {
  int since;
  guint rank;
  guint at;
} Waiting;

static int
compare_waiting (gconstpointer one,
                 gconstpointer other)
{
  const Waiting *a = one;
  const Waiting *b = other;

  if (a->since != b->since)
    return a->since < b->since ? -1 : 1;
  return (a->rank > b->rank) - (a->rank < b->rank);
}

/* Who waits since the last partnership ended waits since then, and not since enrolling. */
static int *
waiting_since (const RapportMemberSnapshot *snapshot,
               const RapportParticipation  *participation)
{
  int *since = g_memdup2 (participation->since, (snapshot->n + 1) * sizeof (int));

  for (guint i = 0; i < participation->pairs->len; i++)
    {
      const RapportSnapshotPair *pair = &g_array_index (participation->pairs, RapportSnapshotPair, i);
      int ended = pair->ended_on != 0 ? pair->ended_on : pair->ends_on;

      if (pair->mentee < snapshot->n && ended > since[pair->mentee])
        since[pair->mentee] = ended;
    }
  return since;
}

static void
walk_by_waiting (Walk                       *self,
                 const RapportParticipation *participation,
                 const guint8               *states)
{
  guint n = self->snapshot->n;
  g_autofree int *since = waiting_since (self->snapshot, participation);
  g_autofree guint *order = g_new (guint, n + 1);
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
  guint filled;

  for (guint i = 0; i < n; i++)
    {
      guint at = self->snapshot->by_name[i];
      Waiting entry = { since[at] != 0 ? since[at] : G_MAXINT, i, at };

      if ((states[at] & RAPPORT_STATE_WAITING) != 0)
        g_array_append_val (waiting, entry);
    }
  g_array_sort (waiting, compare_waiting);
  for (filled = 0; filled < waiting->len; filled++)
    order[filled] = g_array_index (waiting, Waiting, filled).at;
  for (guint i = 0; i < n; i++)
    if ((states[self->snapshot->by_name[i]] & RAPPORT_STATE_WAITING) == 0)
      order[filled++] = self->snapshot->by_name[i];
  walk_order (self, order, self->query->descending);
}

/**
 * rapport_members_order:
 * @states: RapportStates by position
 * @matches: by position, who is in the list
 * @ids: (element-type gint64): where the numbers are appended, at most as many as the query's first
 */
void
rapport_members_order (const RapportMemberSnapshot *snapshot,
                       const RapportParticipation  *participation,
                       const RapportMemberQuery    *query,
                       const guint8                *states,
                       const guint8                *matches,
                       GArray                      *ids)
{
  Walk walk = { snapshot, query, matches, ids };

  switch (query->sort)
    {
    case RAPPORT_MEMBER_SORT_NAME:
      walk_order (&walk, snapshot->by_name, query->descending);
      break;
    case RAPPORT_MEMBER_SORT_FAMILY_NAME:
      walk_order (&walk, snapshot->by_family, query->descending);
      break;
    case RAPPORT_MEMBER_SORT_CHANGED:
      walk_order (&walk, snapshot->by_changed, query->descending);
      break;
    case RAPPORT_MEMBER_SORT_WAITING:
      walk_by_waiting (&walk, participation, states);
      break;
    case RAPPORT_MEMBER_SORT_COMPLETENESS:
      walk_by_completeness (&walk);
      break;
    default:
      g_assert_not_reached ();
    }
}
