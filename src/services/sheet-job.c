/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/sheet-job.h"

#include <glib/gi18n.h>

#include "model/date.h"
#include "model/fields.h"
#include "model/member.h"
#include "store/meetings.h"
#include "store/members.h"
#include "store/partnerships.h"
#include "store/programmes.h"

RapportSheetQuery *
rapport_sheet_query_new (RapportViewer viewer)
{
  RapportSheetQuery *self = g_new0 (RapportSheetQuery, 1);

  self->partnerships = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->viewer = viewer;
  return self;
}

void
rapport_sheet_query_add (RapportSheetQuery *self,
                         gint64             partnership)
{
  g_array_append_val (self->partnerships, partnership);
}

void
rapport_sheet_query_free (RapportSheetQuery *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->partnerships);
  g_free (self);
}

/* --- The two ------------------------------------------------------------------------------------------------- */

/* The value of @field, as far as its owner lets the viewer see it (I13). */
static const char *
visible (const RapportMember *member,
         const char          *name,
         RapportRelation      relation)
{
  const RapportField *field = rapport_fields_find ("member", name);
  const char *value = rapport_member_get_text (member, name);

  if (value == NULL || *value == '\0')
    return NULL;
  if (field->element != NULL
      && !rapport_visibility_allows (rapport_visibility_from_id (rapport_member_get_level (member, field->element)), relation))
    return NULL;
  return value;
}

static char *
capitalised (const char *word)
{
  g_autofree char *first = g_utf8_strup (word, g_utf8_next_char (word) - word);

  return g_strconcat (first, g_utf8_next_char (word), NULL);
}

static void
fill_person (RapportSheetPerson  *person,
             RapportReading      *reading,
             gint64               no,
             const char          *name,
             const RapportViewer *viewer)
{
  g_autoptr (RapportMember) member = rapport_members_load (reading, no);
  RapportRelation relation = rapport_partnerships_relation (reading, viewer, no);
  const char *title, *organisation, *number;

  person->name = g_strdup (name);
  if (member == NULL)
    return;
  title = visible (member, "job_title", relation);
  organisation = visible (member, "organisation", relation);
  number = visible (member, "number", relation);
  if (title != NULL && organisation != NULL)
    person->position = g_strdup_printf ("%s · %s", title, organisation);
  else
    person->position = g_strdup (title != NULL ? title : organisation);
  if (number != NULL)
    person->number = g_strdup_printf (_("Member %s"), number);
}

/* --- The meetings -------------------------------------------------------------------------------------------- */

static void
add_meeting (RapportSheet              *sheet,
             const RapportMeetingEntry *entry)
{
  const RapportMeeting *meeting = entry->meeting;
  RapportSheetMeeting *row = rapport_sheet_add_meeting (sheet);

  row->number = entry->number;
  row->version = entry->version;
  row->superseded = entry->superseded;
  row->check_in = rapport_meeting_is_check_in (meeting);
  row->held_on = g_strdup (meeting->held_on);
  row->minutes = meeting->minutes;
  row->channel = g_strdup (rapport_channel_label (meeting->channel));
  row->topics = g_strdup (meeting->topics);
  for (guint side = 0; side < RAPPORT_N_SIDES; side++)
    {
      const RapportSignature *signature = entry->signatures[side];

      row->signed_earlier[side] = entry->signed_earlier[side];
      if (signature != NULL)
        rapport_sheet_meeting_sign (row, (RapportSide) side, signature->method, signature->name, signature->signed_on,
                                    signature->path);
    }
}

/* --- The sheet ----------------------------------------------------------------------------------------------- */

/* What stands on every sheet of the programme. */
static RapportSheet *
new_sheet (RapportReading          *reading,
           const RapportSheetQuery *query,
           gint64                   programme)
{
  RapportSheet *sheet = rapport_sheet_new ();
  g_autoptr (RapportProgramme) known = rapport_programmes_get (reading, programme);
  g_autoptr (RapportPolicy) policy = rapport_programmes_policy (reading, programme);

  sheet->programme = g_strdup (known != NULL && *known->name != '\0' ? known->name : policy != NULL ? policy->name : "");
  sheet->made_on = rapport_date_of_instant (rapport_reading_now (reading), policy != NULL ? policy->time_zone : "");
  sheet->category = g_strdup (_("Continuing professional development\npeer and professional interaction"));
  sheet->blank = query->blank;
  sheet->rtl = query->rtl;
  for (guint side = 0; side < RAPPORT_N_SIDES && policy != NULL; side++)
    sheet->people[side].role = capitalised (rapport_policy_role_word (policy, rapport_side_to_string ((RapportSide) side)));
  return sheet;
}

/* "0197-6a2e" */
static char *
short_reference (const char *uuid)
{
  return g_strdup_printf ("%.4s-%.4s", uuid, uuid + 4);
}

static RapportSheet *
read_sheet (RapportReading           *reading,
            const RapportSheetQuery  *query,
            gint64                    partnership,
            GCancellable             *cancellable,
            GError                  **error)
{
  RapportMeetingsQuery meetings = { partnership, query->viewer };
  g_autoptr (RapportMeetingLog) log = rapport_meetings_log (reading, &meetings, cancellable, error);
  g_autoptr (RapportMeetingPair) pair = log != NULL ? rapport_meetings_pair (reading, partnership, error) : NULL;
  g_autofree char *uuid = NULL;
  RapportSheet *sheet;

  if (pair == NULL)
    return NULL;
  sheet = new_sheet (reading, query, pair->programme);
  uuid = rapport_reading_uuid (reading, partnership);
  sheet->reference = short_reference (uuid);
  sheet->term_from = g_strdup (pair->starts_on);
  sheet->term_to = g_strdup (*pair->ended_on != '\0' ? pair->ended_on : pair->ends_on);
  for (guint side = 0; side < RAPPORT_N_SIDES; side++)
    fill_person (&sheet->people[side], reading, pair->members[side], pair->names[side], &query->viewer);
  for (guint i = 0; i < log->entries->len && !query->blank; i++)
    add_meeting (sheet, log->entries->pdata[i]);
  return sheet;
}

gpointer
rapport_sheet_job_read (RapportReading  *reading,
                        gpointer         data,
                        GCancellable    *cancellable,
                        GError         **error)
{
  const RapportSheetQuery *query = data;
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_sheet_free);

  for (guint i = 0; i < query->partnerships->len; i++)
    {
      RapportSheet *sheet = read_sheet (reading, query, g_array_index (query->partnerships, gint64, i), cancellable, error);

      if (sheet == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          rapport_sheet_free (sheet);
          return NULL;
        }
      g_ptr_array_add (sheets, sheet);
    }
  if (query->partnerships->len == 0 && query->blank)
    g_ptr_array_add (sheets, new_sheet (reading, query, query->programme));
  return g_steal_pointer (&sheets);
}
