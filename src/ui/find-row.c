/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/find-row.h"

#include <glib/gi18n.h>

#include "services/find.h"
#include "ui/page.h"

#define HEIGHT 98
#define MARGIN 14
#define AVATAR 44
#define RING 44
#define GAP 14
#define LINE 20
#define WIDE 380 /* from here on the badge stands beside the name */

struct _RapportFindListRow
{
  RapportDrawnRow parent_instance;
};

G_DEFINE_FINAL_TYPE (RapportFindListRow, rapport_find_list_row, RAPPORT_TYPE_DRAWN_ROW)

enum
{
  SLOT_NAME,
  SLOT_BADGE,
  SLOT_SECOND,
  SLOT_MATCHES,
  SLOT_MISSES,
  SLOT_RING,
};

static const struct { RapportTone tone; const char *icon; } badges[] = {
  [RAPPORT_FIND_HAS_ROOM] = { RAPPORT_TONE_ACTIVE, "emblem-ok-symbolic" },
  [RAPPORT_FIND_FULL] = { RAPPORT_TONE_NEUTRAL, "changes-prevent-symbolic" },
  [RAPPORT_FIND_ASKED] = { RAPPORT_TONE_INFO, "mail-unread-symbolic" },
  [RAPPORT_FIND_PARTNERS] = { RAPPORT_TONE_INFO, "system-users-symbolic" },
  [RAPPORT_FIND_WAITING] = { RAPPORT_TONE_ATTENTION, "alarm-symbolic" },
  [RAPPORT_FIND_HAS_MENTOR] = { RAPPORT_TONE_INFO, "system-users-symbolic" },
};

RapportTone
rapport_find_badge_tone (int badge)
{
  return badges[badge].tone;
}

const char *
rapport_find_badge_icon (int badge)
{
  return badges[badge].icon;
}

/* Below it a ring is grey. */
static int
threshold (RapportDrawnRow *row)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (row), RAPPORT_TYPE_PAGE);

  return page != NULL ? rapport_session_get_policy (rapport_page_get_session (RAPPORT_PAGE (page)))->score_threshold : 0;
}

static gboolean
is_scored (const RapportFindRow *result)
{
  for (guint i = 0; i < RAPPORT_N_CRITERIA; i++)
    if (result->criteria[i].applies && i != RAPPORT_CRITERION_HOURS)
      return TRUE;
  return FALSE;
}

static void
draw_head (RapportDrawnRow      *row,
           GtkSnapshot          *snapshot,
           const RapportFindRow *result,
           int                   x,
           int                   y,
           int                   width,
           gboolean              wide)
{
  int badge = wide ? rapport_drawn_row_measure_badge (row, SLOT_BADGE, result->badge_label) : 0;
  int name = rapport_drawn_row_text (row, snapshot, SLOT_NAME, RAPPORT_TEXT_HEADING, result->name, x, y,
                                     MAX (width - (wide ? badge + 8 : 0), 60), FALSE);

  if (wide)
    rapport_drawn_row_badge (row, snapshot, SLOT_BADGE, badges[result->badge].tone, badges[result->badge].icon,
                             result->badge_label, x + name + 8, y, badge);
}

static void
rapport_find_list_row_draw (RapportDrawnRow *row,
                            GtkSnapshot     *snapshot,
                            gpointer         data,
                            int              width,
                            int              height)
{
  const RapportFindRow *result = data;
  gboolean scored = is_scored (result), wide = width >= WIDE;
  int x = MARGIN + AVATAR + GAP, room = width - x - MARGIN - (scored ? RING + 12 : 0), y = 21, used;

  rapport_drawn_row_avatar (row, snapshot, result->name, result->photo, MARGIN, 11, AVATAR);
  draw_head (row, snapshot, result, x, y, room, wide);
  rapport_drawn_row_text (row, snapshot, SLOT_SECOND, RAPPORT_TEXT_CAPTION, result->second_line, x, y + LINE + 2, room, TRUE);
  rapport_drawn_row_text (row, snapshot, SLOT_MATCHES, RAPPORT_TEXT_CAPTION, result->matches, x, y + 2 * LINE + 1, room, FALSE);
  used = wide ? 0
              : rapport_drawn_row_badge (row, snapshot, SLOT_BADGE, badges[result->badge].tone, badges[result->badge].icon,
                                         result->badge_label, x, y + 3 * LINE, room) + 6;
  rapport_drawn_row_text (row, snapshot, SLOT_MISSES, RAPPORT_TEXT_CAPTION, result->misses, x + used, y + 3 * LINE,
                          MAX (room - used, 0), TRUE);
  if (scored)
    rapport_drawn_row_ring (row, snapshot, SLOT_RING, result->score, result->score < threshold (row),
                            width - MARGIN - RING, (height - RING) / 2);
}

/* "Sofia Lindqvist, Principal engineer · Blue Harbour Energy, leadership · English, 94 percent match, Room for 2" */
static char *
rapport_find_list_row_describe (RapportDrawnRow *row,
                                gpointer         data)
{
  const RapportFindRow *result = data;
  g_autoptr (GString) words = g_string_new (result->name);
  const char *parts[] = { result->second_line, result->matches, result->misses };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (words, ", %s", parts[i]);
  if (is_scored (result))
    {
      g_string_append (words, ", ");
      g_string_append_printf (words, _("%d percent match"), result->score);
    }
  g_string_append_printf (words, ", %s", result->badge_label);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
rapport_find_list_row_class_init (RapportFindListRowClass *klass)
{
  RapportDrawnRowClass *row_class = RAPPORT_DRAWN_ROW_CLASS (klass);

  row_class->height = HEIGHT;
  row_class->draw = rapport_find_list_row_draw;
  row_class->describe = rapport_find_list_row_describe;
}

static void
rapport_find_list_row_init (RapportFindListRow *self)
{
}
