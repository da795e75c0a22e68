/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/policy.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  const char *id;
  const char *label;
} Word;

static const Word areas[] = {
  { "career", N_("Career") },
  { "education", N_("Education") },
  { "leadership", N_("Leadership") },
  { "volunteering", N_("Volunteering") },
};

static const Word channels[] = {
  { "video", N_("Video call") },
  { "in-person", N_("In person") },
  { "email", N_("E-mail") },
  { "video call", N_("Video call") },
  { "phone", N_("Telephone") },
  { "in person", N_("In person") },
  { "e-mail", N_("E-mail") },
  { "chat", N_("Chat") },
  { "conference", N_("At conferences") },
};

static const Word reasons[] = {
  { "goals-met", N_("Goals met") },
  { "term-over", N_("The term is over") },
  { "differences", N_("Differences between the two") },
  { "busy", N_("Busy, or lost touch") },
  { "circumstances", N_("Changed circumstances") },
  { "other", N_("Another reason") },
};

static const Word decline_reasons[] = {
  { "no-time", N_("No time at present") },
  { "other-area", N_("Not my area") },
  { "other-person", N_("Somebody else fits better") },
  { "circumstances", N_("Changed circumstances") },
};

/* I25, in the order of the form. */
static const Word considerations[] = {
  { "goals", N_("What do you want to reach?") },
  { "fit", N_("How does this person fit your interests?") },
  { "time", N_("How much time can you give?") },
  { "frequency", N_("How often would you like to meet?") },
  { "schedule", N_("When are you free, and in which time zone?") },
  { "form", N_("How do you want to talk?") },
};

static const char *
find_word (const Word *words,
           guint       n_words,
           const char *id)
{
  for (guint i = 0; i < n_words; i++)
    if (strcmp (words[i].id, id) == 0)
      return _(words[i].label);
  return NULL;
}

/**
 * rapport_area_label:
 * @area: an area of guidance
 *
 * Returns: (transfer full): its word; a programme's own is given back with a capital letter
 */
char *
rapport_area_label (const char *area)
{
  const char *label = find_word (areas, G_N_ELEMENTS (areas), area);
  g_autofree char *first = NULL;

  if (label != NULL || *area == '\0')
    return g_strdup (label != NULL ? label : "");
  first = g_utf8_strup (area, g_utf8_next_char (area) - area);
  return g_strconcat (first, g_utf8_next_char (area), NULL);
}

/** The word of a channel; members may have channels that we do not know, which are given back as they are. */
const char *
rapport_channel_label (const char *channel)
{
  const char *label = find_word (channels, G_N_ELEMENTS (channels), channel);

  return label != NULL ? label : channel;
}

const char *
rapport_end_reason_label (const char *reason)
{
  const char *label = find_word (reasons, G_N_ELEMENTS (reasons), reason);

  return label != NULL ? label : reason;
}

/** Why requests are declined, in the order of the dialog, %NULL at the end; none of them need be given. */
const char * const *
rapport_decline_reasons (void)
{
  static const char * const ids[] = { "no-time", "other-area", "other-person", "circumstances", NULL };

  return ids;
}

const char *
rapport_decline_reason_label (const char *reason)
{
  const char *label = find_word (decline_reasons, G_N_ELEMENTS (decline_reasons), reason);

  return label != NULL ? label : reason;
}

/** The question of the request form (I25) that a consideration answers. */
const char *
rapport_consideration_label (const char *consideration)
{
  const char *label = find_word (considerations, G_N_ELEMENTS (considerations), consideration);

  return label != NULL ? label : consideration;
}

/** The six considerations of I25, in the order of the form, %NULL at the end. */
const char * const *
rapport_considerations (void)
{
  static const char * const ids[] = { "goals", "fit", "time", "frequency", "schedule", "form", NULL };

  return ids;
}
