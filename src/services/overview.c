/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/overview.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/partnership-alerts.h"
#include "services/overview-items.h"
#include "store/letters.h"
#include "store/members.h"
#include "store/programmes.h"

#define MOST_WAITING 5
#define MOST_IN_SECTION 3

static void
tile_clear (RapportOverviewTile *tile)
{
  g_free (tile->figure);
  g_free (tile->remark);
  g_free (tile->label);
  g_free (tile->target);
}

static void
section_free (gpointer data)
{
  RapportOverviewSection *section = data;

  if (section == NULL)
    return;
  g_free (section->title);
  g_free (section->icon);
  g_free (section->target);
  g_ptr_array_unref (section->items);
  g_free (section);
}

void
rapport_overview_free (RapportOverview *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < RAPPORT_OVERVIEW_TILES; i++)
    tile_clear (&self->tiles[i]);
  section_free (self->waiting);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_free (self->programme);
  g_free (self->this_month);
  g_free (self->nothing);
  g_free (self);
}

static RapportOverviewSection *
section_new (const char      *title,
             const char      *icon,
             RapportPressing  pressing,
             const char      *target)
{
  RapportOverviewSection *section = g_new0 (RapportOverviewSection, 1);

  section->title = g_strdup (title);
  section->icon = g_strdup (icon);
  section->pressing = pressing;
  section->target = g_strdup (target);
  section->items = g_ptr_array_new_with_free_func (rapport_overview_item_free);
  return section;
}

static void
section_take (RapportOverviewSection *section,
              RapportOverviewItem    *item,
              guint                   most)
{
  section->n_items++;
  if (section->items->len < most)
    g_ptr_array_add (section->items, item);
  else
    rapport_overview_item_free (item);
}

/* Tiles ----------------------------------------------------------------------------------------------------------- */

static void
set_tile (RapportOverview *self,
          guint            n,
          char            *figure,
          const char      *label,
          const char      *target)
{
  self->tiles[n].figure = figure;
  self->tiles[n].remark = g_strdup ("");
  self->tiles[n].label = g_strdup (label);
  self->tiles[n].target = g_strdup (target);
}

static void
set_remark (RapportOverview *self,
            guint            n,
            gboolean         attention,
            char            *remark)
{
  g_free (self->tiles[n].remark);
  self->tiles[n].remark = remark;
  self->tiles[n].attention = attention;
}

/* A role's word at the beginning of a label: the programme chooses it. */
static char *
begin_with (const char *format,
            const char *word)
{
  g_autofree char *text = NULL;
  g_autofree char *first = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  text = g_strdup_printf (format, word);
#pragma GCC diagnostic pop
  first = g_utf8_strup (text, g_utf8_next_char (text) - text);
  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

static void
fill_office_tiles (RapportOverview              *self,
                   const RapportOverviewFigures *figures,
                   const RapportOverviewFacts   *facts)
{
  g_autofree char *with_room = begin_with (_("%s with room"), facts->policy->mentors_word);
  g_autofree char *waiting = begin_with (_("%s waiting"), facts->policy->mentees_word);

  set_tile (self, 0, g_strdup_printf ("%'u", facts->active), _("Active partnerships"), "partnerships/active");
  if (facts->began_this_month > 0)
    set_remark (self, 0, FALSE, g_strdup_printf (_("+%u this month"), facts->began_this_month));
  set_tile (self, 1, g_strdup_printf ("%'u", facts->open), _("Requests waiting"), "requests/open");
  if (facts->expiring > 0)
    set_remark (self, 1, TRUE, g_strdup_printf (ngettext ("%u expires soon", "%u expire soon", facts->expiring),
                                                facts->expiring));
  set_tile (self, 2, g_strdup_printf ("%'u", figures->mentors_with_room), with_room, "members?state=has-room");
  if (figures->mentors > 0)
    set_remark (self, 2, FALSE, g_strdup_printf (_("of %'u"), figures->mentors));
  set_tile (self, 3, g_strdup_printf ("%'u", figures->waiting), waiting, "members?state=waiting");
  if (figures->longest->len > 0)
    {
      const RapportWaitingMentee *first = g_ptr_array_index (figures->longest, 0);
      int days = *first->since != '\0' ? rapport_date_days_between (first->since, facts->today) : 0;

      if (days > 0)
        set_remark (self, 3, days > 30, g_strdup_printf (ngettext ("longest %d day", "longest %d days", days), days));
    }
}

static void
fill_member_tiles (RapportOverview            *self,
                   RapportReading             *reading,
                   gint64                      member,
                   const RapportOverviewFacts *facts)
{
  g_autoptr (RapportMember) profile = rapport_members_load (reading, member);
  g_autofree char *last = *facts->last_met != '\0' ? rapport_date_format_short (facts->last_met, facts->today) : g_strdup ("–");
  g_autofree char *target = g_strdup_printf ("profile/%" G_GINT64_FORMAT, member);

  set_tile (self, 0, g_strdup_printf ("%u", facts->active), _("Your partnerships"), "partnerships/active");
  set_tile (self, 1, g_strdup_printf ("%u", facts->received), _("Requests to you"), "requests/received");
  if (facts->sent > 0)
    set_remark (self, 1, FALSE, g_strdup_printf (_("%u sent"), facts->sent));
  set_tile (self, 2, g_strdup (last), _("Last meeting"), "partnerships/active");
  set_tile (self, 3, g_strdup_printf (_("%d %%"), profile != NULL ? profile->completeness : 0), _("Profile complete"), target);
  if (profile != NULL && profile->hidden > 0)
    set_remark (self, 3, TRUE, g_strdup_printf (_("%d hidden"), profile->hidden));
}

/* Sections -------------------------------------------------------------------------------------------------------- */

typedef struct {
  RapportPartnershipAlerts alert;
  const char *title;
  const char *icon;
  RapportPressing pressing;
  const char *target;
} SectionKind;

static const SectionKind kinds[] = {
  { RAPPORT_ALERT_ENDING_SOON, N_("Ending Soon"), "alarm-symbolic", RAPPORT_PRESSING_SOON, "partnerships/active?alert=ending" },
  { RAPPORT_ALERT_NO_MEETING, N_("Overdue"), "task-past-due-symbolic", RAPPORT_PRESSING_LATE,
    "partnerships/active?alert=overdue" },
  { RAPPORT_ALERT_LOST_TOUCH, N_("Gone Quiet"), "user-idle-symbolic", RAPPORT_PRESSING_QUIET, "partnerships/active?alert=quiet" },
};

static void
add_section (RapportOverview        *self,
             RapportOverviewSection *section)
{
  if (section->n_items > 0)
    g_ptr_array_add (self->sections, section);
  else
    section_free (section);
}

static void
fill_sections (RapportOverview            *self,
               const RapportOverviewFacts *facts)
{
  RapportOverviewSection *starred;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      RapportOverviewSection *section = section_new (_(kinds[i].title), kinds[i].icon, kinds[i].pressing, kinds[i].target);

      for (guint j = 0; j < facts->partnerships->len; j++)
        {
          const RapportPartnershipRow *row = g_ptr_array_index (facts->partnerships, j);

          if ((row->alerts & kinds[i].alert) != 0)
            section_take (section, rapport_overview_item_of_alert (row, kinds[i].alert, facts), MOST_IN_SECTION);
        }
      add_section (self, section);
    }
  starred = section_new (_("Starred"), "starred-symbolic", RAPPORT_PRESSING_NOT, "partnerships/active");
  for (guint j = 0; j < facts->partnerships->len; j++)
    {
      const RapportPartnershipRow *row = g_ptr_array_index (facts->partnerships, j);

      if (row->starred)
        section_take (starred, rapport_overview_item_of_alert (row, 0, facts), MOST_IN_SECTION);
    }
  add_section (self, starred);
}

static void
fill_waiting (RapportOverview              *self,
              const RapportOverviewFigures *figures,
              const RapportOverviewFacts   *facts)
{
  gboolean office = rapport_viewer_is_office (&facts->viewer);
  RapportOverviewSection *section = section_new (_("Waiting for You"), "mail-unread-symbolic", RAPPORT_PRESSING_NOT,
                                                 office ? "requests/open" : "requests/received");

  for (guint i = 0; i < facts->requests->len; i++)
    {
      const RapportRequestRow *row = g_ptr_array_index (facts->requests, i);

      if (office ? rapport_overview_request_presses (row, facts) : rapport_request_row_asked (row) == facts->viewer.member)
        section_take (section, rapport_overview_item_of_request (row, facts), MOST_WAITING);
    }
  if (office && figures->longest->len > 0)
    section_take (section, rapport_overview_item_of_waiting (g_ptr_array_index (figures->longest, 0), facts), MOST_WAITING);
  for (guint i = 0; i < facts->partnerships->len; i++)
    {
      const RapportPartnershipRow *row = g_ptr_array_index (facts->partnerships, i);

      if ((row->alerts & RAPPORT_ALERT_UNSIGNED) != 0)
        section_take (section, rapport_overview_item_of_unsigned (row, facts), MOST_WAITING);
    }
  self->waiting = section;
}

static void
fill_nothing (RapportOverview *self)
{
  if (self->empty || self->waiting->n_items > 0 || self->sections->len > 0)
    return;
  if (self->active > 0)
    self->nothing = g_strdup_printf (ngettext ("Nothing waits. %u partnership is on its way.",
                                               "Nothing waits. %u partnerships are on their way.", self->active),
                                     self->active);
  else
    self->nothing = g_strdup (_("Nothing waits."));
}

/* Before the first member is there, what the programme will be called. */
static char *
name_of_programme (RapportReading      *reading,
                   gint64               no,
                   const RapportPolicy *policy)
{
  g_autoptr (RapportProgramme) programme = no != 0 ? rapport_programmes_get (reading, no) : NULL;

  return g_strdup (programme != NULL && *programme->name != '\0' ? programme->name : policy->name);
}

gpointer
rapport_overview_load (RapportReading  *reading,
                       gpointer         data,
                       GCancellable    *cancellable,
                       GError         **error)
{
  const RapportOverviewQuery *query = data;
  g_autoptr (RapportOverview) self = g_new0 (RapportOverview, 1);
  g_autoptr (RapportPolicy) policy = rapport_programmes_policy (reading, query->programme);
  g_autoptr (RapportOverviewFigures) figures = NULL;
  g_autoptr (RapportOverviewFacts) facts = rapport_overview_facts_load (reading, query, policy, cancellable, error);

  if (facts == NULL)
    return NULL;
  figures = rapport_overview_figures (reading, query->programme, query->viewer.member, policy->open_takes_place,
                                      facts->today, error);
  if (figures == NULL)
    return NULL;
  self->empty = figures->empty;
  self->programme = name_of_programme (reading, query->programme, policy);
  self->this_month = g_strdup_printf ("%.7s-01", facts->today);
  self->sections = g_ptr_array_new_with_free_func (section_free);
  self->active = facts->active;
  self->contact_share = policy->monthly && facts->active > 0 ? (int) (100 * facts->in_contact / facts->active) : -1;
  memcpy (self->meetings, figures->meetings, sizeof self->meetings);
  if (rapport_viewer_is_office (&query->viewer))
    fill_office_tiles (self, figures, facts);
  else
    fill_member_tiles (self, reading, query->viewer.member, facts);
  fill_waiting (self, figures, facts);
  fill_sections (self, facts);
  fill_nothing (self);
  return g_steal_pointer (&self);
}

void
rapport_overview_counts_free (RapportOverviewCounts *self)
{
  if (self == NULL)
    return;
  g_free (self->programme);
  g_free (self->viewer_name);
  g_free (self);
}

static guint
count_waiting_letters (RapportReading *reading,
                       gint64          programme)
{
  RapportLettersQuery query = { .programme = programme, .stage = -1 };
  g_autofree RapportLetterCounts *counts = rapport_letters_counts (reading, &query, NULL, NULL);

  return counts == NULL ? 0 : counts->stages[RAPPORT_LETTER_DRAFT] + counts->stages[RAPPORT_LETTER_FAILED]
                              + counts->stages[RAPPORT_LETTER_UNSURE];
}

gpointer
rapport_overview_counts (RapportReading  *reading,
                         gpointer         data,
                         GCancellable    *cancellable,
                         GError         **error)
{
  const RapportOverviewQuery *query = data;
  g_autoptr (RapportPolicy) policy = rapport_programmes_policy (reading, query->programme);
  g_autoptr (RapportOverviewFacts) facts = rapport_overview_facts_load (reading, query, policy, cancellable, error);
  RapportOverviewCounts *counts;

  if (facts == NULL)
    return NULL;
  counts = g_new0 (RapportOverviewCounts, 1);
  counts->programme = name_of_programme (reading, query->programme, policy);
  counts->requests = rapport_viewer_is_office (&query->viewer) ? facts->requests_pressing : facts->received;
  counts->partnerships = facts->partnerships_pressing;
  for (guint i = 0; i < facts->partnerships->len; i++)
    {
      const RapportPartnershipRow *row = g_ptr_array_index (facts->partnerships, i);

      counts->ending_soon += (row->alerts & RAPPORT_ALERT_ENDING_SOON) != 0;
      counts->overdue += (row->alerts & RAPPORT_ALERT_NO_MEETING) != 0;
    }
  if (rapport_viewer_is_office (&query->viewer))
    counts->letters = count_waiting_letters (reading, query->programme);
  if (!rapport_viewer_is_office (&query->viewer))
    counts->viewer_name = rapport_members_name (reading, query->viewer.member);
  return counts;
}
