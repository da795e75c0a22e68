/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting-draft.h"

#include "services/member-form.h"
#include "ui/draft-note.h"

static const char * const draft_texts[] = {
  "kind", "held_on", "starts", "ends", "channel", "place", "topics", "agenda", "next_steps", "notes", "own_notes",
};

/* In the order of draft_texts. */
static char **
text_of (RapportMeeting *meeting,
         guint           i)
{
  char **fields[] = { &meeting->kind, &meeting->held_on, &meeting->starts, &meeting->ends, &meeting->channel, &meeting->place,
                      &meeting->topics, &meeting->agenda, &meeting->next_steps, &meeting->notes, &meeting->own_notes };

  return fields[i];
}

/** Returns: (transfer full): what was typed of @meeting, as a draft keeps it. */
GHashTable *
rapport_meeting_draft_values (RapportMeeting *meeting)
{
  GHashTable *values = rapport_field_values_new ();

  for (guint i = 0; i < G_N_ELEMENTS (draft_texts); i++)
    if (*text_of (meeting, i) != NULL)
      g_hash_table_insert (values, g_strdup (draft_texts[i]), g_variant_ref_sink (g_variant_new_string (*text_of (meeting, i))));
  g_hash_table_insert (values, g_strdup ("minutes"), g_variant_ref_sink (g_variant_new_int64 (meeting->minutes)));
  return values;
}

/** Puts what was typed into @meeting. */
void
rapport_meeting_draft_apply (const RapportDraft *draft,
                             RapportMeeting     *meeting)
{
  for (guint i = 0; i < G_N_ELEMENTS (draft_texts); i++)
    {
      char **text = text_of (meeting, i);

      g_free (*text);
      *text = g_strdup (rapport_draft_get_string (draft, draft_texts[i]));
    }
  meeting->minutes = (int) CLAMP (rapport_draft_get_int (draft, "minutes"), 0, 100000);
}
