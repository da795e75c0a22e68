/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/member-words.h"

#include <glib/gi18n.h>

#include "model/places.h"
#include "model/sentence.h"

static const struct {
  RapportStates state;
  RapportStateWords words;
} states[] = {
  { RAPPORT_STATE_HAS_ROOM, { RAPPORT_TONE_ACTIVE, "emblem-ok-symbolic", N_("Has room") } },
  { RAPPORT_STATE_WAITING, { RAPPORT_TONE_ATTENTION, "alarm-symbolic", N_("Waiting") } },
  { RAPPORT_STATE_PARTNERED, { RAPPORT_TONE_INFO, "system-users-symbolic", N_("Partnered") } },
  { RAPPORT_STATE_FULL, { RAPPORT_TONE_NEUTRAL, "changes-prevent-symbolic", N_("Full") } },
  { RAPPORT_STATE_PAUSED, { RAPPORT_TONE_QUIET, "media-playback-pause-symbolic", N_("Paused") } },
};

/**
 * rapport_state_words:
 * @badge: one state, or 0
 *
 * Returns: (transfer none) (nullable): its badge; the word is English, marked for translation
 */
const RapportStateWords *
rapport_state_words (RapportStates badge)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (states[i].state == badge)
      return &states[i].words;
  return NULL;
}

/** Returns: (transfer none): what a facet calls a state. */
const char *
rapport_states_value_label (RapportStates state)
{
  const RapportStateWords *words = rapport_state_words (state);

  return words != NULL ? _(words->word) : "";
}

/** Returns: (transfer full): the state with its number, "Has room for 2"; "" without a state. */
char *
rapport_state_sentence (const RapportMemberRow *row)
{
  const RapportStateWords *words = rapport_state_words (row->badge);

  if (row->badge == RAPPORT_STATE_HAS_ROOM)
    return g_strdup_printf (_("Has room for %d"), row->free);
  return g_strdup (words != NULL ? _(words->word) : "");
}

/** Returns: (transfer full): @word with a capital, as it stands alone: "Mentor". */
char *
rapport_word_alone (const char *word)
{
  g_autofree char *first = NULL;

  if (*word == '\0')
    return g_strdup ("");
  first = g_utf8_strup (word, g_utf8_next_char (word) - word);
  return g_strconcat (first, g_utf8_next_char (word), NULL);
}

/** Returns: (transfer full): the programme's word for what somebody is in it; "" for who takes no part. */
char *
rapport_roles_label (RapportRoles         roles,
                     const RapportPolicy *policy)
{
  if (roles & RAPPORT_ROLE_BOTH)
    return g_strdup (_("Both"));
  if (roles & RAPPORT_ROLE_MENTOR)
    return rapport_word_alone (policy->mentor_word);
  if (roles & RAPPORT_ROLE_MENTEE)
    return rapport_word_alone (policy->mentee_word);
  return g_strdup ("");
}

/** Returns: (transfer full): position and organisation, and the country where it has no column. */
char *
rapport_member_second_line (const RapportMemberRow *row,
                            gboolean                with_country)
{
  GString *line = g_string_new (NULL);

  rapport_sentence_append (line, row->job_title);
  rapport_sentence_append (line, row->organisation);
  if (with_country)
    rapport_sentence_append (line, rapport_country_name (row->country) != NULL ? rapport_country_name (row->country) : row->country);
  return g_string_free (line, FALSE);
}
