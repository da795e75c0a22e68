#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mutants of the merge and of joining: small errors, one in each copy of a source file of the store. The oracle must catch every one.

usage: mutants.py --list                 prints "number file seed" a line
       mutants.py NUMBER SOURCE_DIR OUT  writes the copy with that error
"""
import sys

MUTANTS = [
    ("merge.c", "nobody can have seen it before it came",
     "gboolean is_head = !is_waited_for (waited, field->field);",
     "gboolean is_head = TRUE;"),
    ("merge.c", "waited for one field is waited for all",
     "    if (g_array_index (waited, gint64, i) == field)\n      return TRUE;",
     "    return TRUE;"),
    ("merge.c", "what was seen stays a head",
     "if (!rapport_body_has_seen (&self->parsed, field, &name))",
     "if (head->no > 0)"),
    ("merge.c", "the later clock decides what survives",
     "      if (!rapport_body_has_seen (&self->parsed, field, &name))\n"
     "        g_array_append_val (moved->heads, head->no);\n"
     "      else if",
     "      if (!rapport_body_has_seen (&self->parsed, field, &name))\n"
     "        {\n"
     "          if (head->clock > entry->clock)\n"
     "            g_array_append_val (moved->heads, head->no);\n"
     "        }\n"
     "      else if"),
    ("merge.c", "what is missing is not remembered",
     "if (!is_among (heads, n_heads, seen) && !wait_for (self, entry, field->field, seen, error))",
     "if (is_among (heads, n_heads, seen) && !wait_for (self, entry, field->field, seen, error))"),
    ("merge.c", "what has come is still waited for",
     "         && stop_waiting (self, entry, error)\n",
     "         && (stop_waiting != NULL)\n"),
    ("merge.c", "heads that go are forgotten when the change is none",
     "moved->moved = is_head || moved->heads->len != n_heads;",
     "moved->moved = is_head;"),
    ("merge.c", "a change with some head fields takes all",
     "    if (!is_single (&g_array_index (fields, FieldHeads, i), change))\n      return FALSE;",
     "    if (is_single (&g_array_index (fields, FieldHeads, i), change))\n      break;"),
    ("merge.c", "a change takes fields that it does not name",
     "    if (rapport_body_find (&self->parsed, g_array_index (state->heads, RapportHead, i).field) == NULL)\n"
     "      return FALSE;",
     "    if (g_array_index (state->heads, RapportHead, i).field == 0)\n"
     "      return FALSE;"),
    ("merge.c", "what is here already is counted as new",
     "  *known = rapport_reading_next (&self->reading, statement, NULL);\n  if (!*known)\n    return TRUE;",
     "  *known = !rapport_reading_next (&self->reading, statement, NULL);\n  if (*known)\n    return TRUE;"),
    ("changes-in.c", "half a gap is forgotten",
     "         && add_gap (self, replica, seq + 1, last, error);",
     "         && seq + 1 > 0;"),
    ("changes-in.c", "the row of an entity is taken for new",
     "GINT_TO_POINTER (rapport_state_is_alive (state, deleted))",
     "GINT_TO_POINTER (rapport_state_is_alive (state, deleted) && FALSE)"),
    ("changes-in.c", "the clock is not advanced by what comes",
     "  rapport_journal_meet_clock (transaction, change->clock);",
     "  rapport_journal_meet_clock (transaction, 0);"),
    ("state.c", "the smaller replica is shown",
     "  return strcmp (a->replica_name, b->replica_name);",
     "  return strcmp (b->replica_name, a->replica_name);"),
    ("state.c", "the base counts beside the rows",
     "      if (!has_row (rows, field))",
     "      if (!has_row (rows, field) || field % 2 == 0)"),
    ("journal.c", "an edit takes fields that it does not set",
     "    if (!sets (pending, g_array_index (state->heads, RapportHead, i).field))\n      return FALSE;",
     "    if (g_array_index (state->heads, RapportHead, i).field == 0)\n      return FALSE;"),
    ("changes-in.c", "what was erased before it came is kept",
     "  if (!rapport_erased_anything (&self->reading))\n    return TRUE;\n  emptied",
     "  if (TRUE)\n    return TRUE;\n  emptied"),
    ("changes-in.c", "an erasure that comes from elsewhere erases nothing",
     "(strcmp (change->kind, RAPPORT_KIND_ERASURE) != 0\n",
     "(strcmp (change->kind, RAPPORT_KIND_ERASURE) != 1\n"),
    ("erasure.c", "the heads of an erased entity stay",
     "(run_with (reading, drop_heads, entity, error) && run_with",
     "(run_with (reading, drop_base, entity, error) && run_with"),
    ("erasure.c", "what is erased is still waited for",
     "             && run_with (reading, drop_waiting, entity, error));",
     "             && drop_waiting[0] != 0);"),
    ("erased.c", "an erased field takes the others with it",
     "    if (g_array_index (extent->fields, gint64, i) == field)\n      return TRUE;",
     "    return TRUE;"),
    ("joined.c", "the greatest id stands for all",
     "  return memcmp (one->uuid, other->uuid, RAPPORT_UUID_BYTES) < 0;",
     "  return memcmp (one->uuid, other->uuid, RAPPORT_UUID_BYTES) > 0;"),
    ("joined.c", "who is deleted stands for the others",
     "  if (one->alive != other->alive)\n    return one->alive;\n",
     ""),
    ("joined.c", "two who are told apart are joined",
     "SELECT other FROM same_person WHERE one = ?1 AND verdict = 'same' ",
     "SELECT other FROM same_person WHERE one = ?1 "),
    ("joined.c", "who is parted gets no row again",
     "  if (wants_row == finds (&tx->reading, select_row, joined->no))",
     "  if (wants_row || !finds (&tx->reading, select_row, joined->no))"),
    ("joined.c", "only what named the member itself moves",
     "    g_array_append_vals (moved, before, G_N_ELEMENTS (before));",
     "    g_array_append_vals (moved, before, 1);"),
    ("joined.c", "a friend's friend is none",
     "      add_numbers (&tx->reading, select_neighbours, joined->no, reached);\n",
     "      if (joined == first)\n        add_numbers (&tx->reading, select_neighbours, joined->no, reached);\n"),
    ("joined-rows.c", "every enrolment of a role is shown",
     "    if (!rapport_projection_delete_row (tx, \"enrolment\", g_array_index (numbers, gint64, i), error))",
     "    if (i == 0 && !rapport_projection_delete_row (tx, \"enrolment\", g_array_index (numbers, gint64, i), error))"),
    ("joined-rows.c", "the enrolment in the shadow does not come forward",
     "  if (numbers->len == 0 || has_row (tx, g_array_index (numbers, gint64, 0)))",
     "  if (numbers->len <= 1 || has_row (tx, g_array_index (numbers, gint64, 0)))"),
    ("projection-row.c", "what names a hidden member names it still",
     "of_member ? rapport_joined_person (tx, entity) : entity",
     "of_member && FALSE ? rapport_joined_person (tx, entity) : entity"),
    ("epoch.c", "a copy goes on under the name of what it was copied from",
     "DELETE FROM meta WHERE key IN ('replica', 'epoch', 'untidy')",
     "DELETE FROM meta WHERE key IN ('epoch', 'untidy')"),
    ("store.c", "readers remember the names of another generation",
     "  *generation = g_steal_pointer (&found);\n  rapport_dictionary_forget (&connection->dictionary);",
     "  *generation = g_steal_pointer (&found);"),
    ("backup.c", "a restore leaves what is there",
     "!copy_pages (staged, live, self->last, self->last_data, second_half_cb, self, cancellable, error))",
     "self->progress != NULL)"),
]


# Where histories first meet those that many do not: a hint, which saves a minute for some; from there on all are run.
FIRST_MET = {19: 30, 25: 72, 26: 13, 27: 47, 28: 72, 30: 69, 31: 12, 32: 12}


def main():
    if sys.argv[1] == "--list":
        for number, mutant in enumerate(MUTANTS):
            print(number, mutant[0], FIRST_MET.get(number, 1))
        return
    name, what, old, new = MUTANTS[int(sys.argv[1])]
    with open(f"{sys.argv[2]}/{name}", encoding="utf-8") as file:
        text = file.read()
    if text.count(old) != 1:
        sys.exit(f"mutant “{what}”: {name} has its place {text.count(old)} times")
    with open(sys.argv[3], "w", encoding="utf-8") as file:
        file.write(text.replace(old, new))


main()
