/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pair-row.h"

#include <glib/gi18n.h>

#include "model/date.h"
#include "model/policy.h"
#include "model/sentence.h"
#include "services/partnership-list.h"
#include "ui/partnership-words.h"

#define MARGIN 14
#define FACE 30
#define FACES 51
#define GAP 14
#define BADGE_WIDTH 118
#define TERM_WIDTH 100
#define STRIP_WIDTH 189
#define NAMES_LEAST 150
#define HEIGHT 50
#define CARD_HEIGHT 106

struct _RapportPairRow
{
  RapportDrawnRow parent_instance;
};

struct _RapportPairCard
{
  RapportDrawnRow parent_instance;
};

G_DEFINE_FINAL_TYPE (RapportPairRow, rapport_pair_row, RAPPORT_TYPE_DRAWN_ROW)
G_DEFINE_FINAL_TYPE (RapportPairCard, rapport_pair_card, RAPPORT_TYPE_DRAWN_ROW)

enum {
  SLOT_NAMES,
  SLOT_AREAS,
  SLOT_BADGE,
  SLOT_TERM,
  SLOT_LAST,
  SLOT_STEP,
  SLOT_REASON,
};

/* What the last two columns hold differs: nothing before a partnership has begun, "3 Nov" and what is next, "12 meetings" and a
 * long date after it has ended. */
static const struct {
  int last;
  int step;
} ends[] = {
  [RAPPORT_PARTNERSHIPS_PENDING] = { 0, 0 },
  [RAPPORT_PARTNERSHIPS_ACTIVE] = { 58, 108 },
  [RAPPORT_PARTNERSHIPS_ENDED] = { 78, 132 },
};

void
rapport_pair_columns (int                       width,
                      RapportPartnershipsGroup  group,
                      RapportPairColumns       *columns)
{
  int last_width = group < G_N_ELEMENTS (ends) ? ends[group].last : ends[RAPPORT_PARTNERSHIPS_ACTIVE].last;
  int step_width = group < G_N_ELEMENTS (ends) ? ends[group].step : ends[RAPPORT_PARTNERSHIPS_ACTIVE].step;
  int rest = width - 2 * MARGIN - FACES - GAP - BADGE_WIDTH - GAP - STRIP_WIDTH;
  gboolean term = rest - TERM_WIDTH - GAP >= NAMES_LEAST;
  gboolean last, step;
  int x;

  rest -= term ? TERM_WIDTH + GAP : 0;
  last = term && last_width > 0 && rest - last_width - GAP >= NAMES_LEAST;
  rest -= last ? last_width + GAP : 0;
  step = last && rest - step_width - GAP >= NAMES_LEAST + 20;
  rest -= step ? step_width + GAP : 0;
  *columns = (RapportPairColumns) { .names_width = MAX (rest - GAP, 40), .last_width = last_width };
  x = MARGIN + FACES + GAP + columns->names_width + GAP;
  columns->badge = x;
  x += BADGE_WIDTH + GAP;
  if (term)
    {
      columns->term = x;
      x += TERM_WIDTH + GAP;
    }
  columns->strip = x;
  x += STRIP_WIDTH + GAP;
  if (last)
    {
      columns->last = x;
      x += last_width + GAP;
    }
  if (step)
    columns->step = x;
}

static RapportPartnershipsGroup
group_of (const RapportListedPair *pair)
{
  if (pair->is_request || pair->row->state == RAPPORT_PARTNERSHIP_PENDING)
    return RAPPORT_PARTNERSHIPS_PENDING;
  return pair->row->state == RAPPORT_PARTNERSHIP_ENDED ? RAPPORT_PARTNERSHIPS_ENDED : RAPPORT_PARTNERSHIPS_ACTIVE;
}

/* --- Words --------------------------------------------------------------------------------------------------- */

static char *
names_of (const RapportListedPair *pair)
{
  return g_strdup_printf (_("%s and %s"), pair->row->mentee_name, pair->row->mentor_name);
}

static char *
second_line (const RapportListedPair *pair)
{
  const RapportPartnershipRow *row = pair->row;
  g_autofree char *areas = rapport_partnership_areas (row);
  const char *blank = strchr (row->mentor_name, ' ');
  g_autofree char *mentor = blank != NULL ? g_strndup (row->mentor_name, (gsize) (blank - row->mentor_name)) : g_strdup (row->mentor_name);

  if (row->legacy && *row->starts_on != '\0')
    return rapport_sentence_new (_("%s · since %.4s"), areas, row->starts_on);
  return *areas != '\0' ? rapport_sentence_new (_("%s · with %s"), areas, mentor) : g_strdup_printf (_("with %s"), mentor);
}

/* What the strip's place says of those who have not begun, and of those who have ended. */
static char *
instead_of_strip (const RapportListedPair *pair)
{
  const RapportPartnershipRow *row = pair->row;

  if (pair->is_request)
    {
      g_autofree char *left = rapport_date_format_left (pair->last_day, pair->today);

      return g_strdup_printf (_("Asked · %s"), left);
    }
  if (row->state == RAPPORT_PARTNERSHIP_PENDING)
    {
      int days = rapport_date_days_between (pair->today, row->starts_on);

      return g_strdup_printf (ngettext ("Begins in %d day", "Begins in %d days", days), days);
    }
  return g_strdup (*row->end_reason != '\0' ? rapport_end_reason_label (row->end_reason) : rapport_end_reason_label ("term-over"));
}

static char *
meetings_of (const RapportListedPair *pair)
{
  return g_strdup_printf (ngettext ("%u meeting", "%u meetings", pair->row->meetings), pair->row->meetings);
}

static char *
next_step (const RapportListedPair *pair)
{
  if (pair->row->state == RAPPORT_PARTNERSHIP_ENDED)
    return rapport_date_format_long (*pair->row->ended_on != '\0' ? pair->row->ended_on : pair->row->ends_on);
  return rapport_partnership_next_step (rapport_partnership_urgent (pair->row->alerts), pair->row->unsigned_on, pair->today);
}

/* The strip as drawn. */
static guint
months_of (const RapportListedPair *pair,
           RapportMonth            *months)
{
  for (guint i = 0; i < pair->months->len; i++)
    months[i] = (RapportMonth) g_array_index (pair->months, RapportTermMonth, i).state;
  return pair->months->len;
}

static gboolean
has_strip (const RapportListedPair *pair)
{
  return !pair->is_request && pair->row->state == RAPPORT_PARTNERSHIP_ACTIVE;
}

static char *
describe (RapportDrawnRow *row,
          gpointer         data)
{
  const RapportListedPair *pair = data;
  g_autofree char *names = names_of (pair);
  g_autofree char *second = second_line (pair);
  g_autofree char *months = has_strip (pair) ? rapport_term_months_name (pair->months) : instead_of_strip (pair);
  RapportPartnershipBadge badge;
  char *sentence;

  rapport_partnership_badge (pair->row, pair->today, &badge);
  sentence = g_strdup_printf ("%s, %s, %s, %s%s%s", names, second, pair->elapsed, months, *badge.word != '\0' ? ", " : "", badge.word);
  g_free (badge.word);
  return sentence;
}

/* --- Drawing ------------------------------------------------------------------------------------------------- */

static int
draw_badge (RapportDrawnRow         *row,
            GtkSnapshot             *snapshot,
            const RapportListedPair *pair,
            int                      x,
            int                      y,
            int                      width)
{
  RapportPartnershipBadge badge;
  int drawn = 0;

  rapport_partnership_badge (pair->row, pair->today, &badge);
  if (*badge.word != '\0')
    drawn = rapport_drawn_row_badge (row, snapshot, SLOT_BADGE, badge.tone, badge.icon, badge.word, x, y, width);
  g_free (badge.word);
  return drawn;
}

static void
draw_strip (RapportDrawnRow         *row,
            GtkSnapshot             *snapshot,
            const RapportListedPair *pair,
            int                      x,
            int                      y,
            int                      width)
{
  RapportMonth months[RAPPORT_TERM_MOST_CELLS];
  g_autofree char *words = NULL;

  if (has_strip (pair))
    {
      guint n = months_of (pair, months);

      rapport_drawn_row_strip (row, snapshot, months, n, x, y - RAPPORT_STRIP_CELL / 2);
      return;
    }
  words = instead_of_strip (pair);
  rapport_drawn_row_text (row, snapshot, SLOT_REASON, RAPPORT_TEXT_CAPTION, words, x, y, width, FALSE);
}

static void
draw_term (RapportDrawnRow         *row,
           GtkSnapshot             *snapshot,
           const RapportListedPair *pair,
           int                      x)
{
  gboolean soon = (pair->row->alerts & RAPPORT_ALERT_ENDING_SOON) != 0;

  if (pair->is_request || pair->row->state == RAPPORT_PARTNERSHIP_PENDING)
    {
      g_autofree char *months = rapport_date_format_months (pair->row->term);

      rapport_drawn_row_text (row, snapshot, SLOT_TERM, RAPPORT_TEXT_CAPTION, months, x, HEIGHT / 2, TERM_WIDTH, FALSE);
      return;
    }
  rapport_drawn_row_text (row, snapshot, SLOT_TERM, RAPPORT_TEXT_CAPTION, pair->elapsed, x,
                          pair->row->term > 0 ? HEIGHT / 2 - 8 : HEIGHT / 2, TERM_WIDTH, FALSE);
  if (pair->row->term > 0)
    rapport_drawn_row_bar (row, snapshot, pair->share, soon ? RAPPORT_TONE_ATTENTION : RAPPORT_TONE_INFO, x, HEIGHT / 2 + 6, TERM_WIDTH);
}

static void
draw_faces (RapportDrawnRow             *row,
            GtkSnapshot                 *snapshot,
            const RapportPartnershipRow *pair,
            int                          x,
            int                          y)
{
  rapport_drawn_row_two_faces (row, snapshot, pair->mentee_name, rapport_drawn_row_office_photo (row, pair->mentee_photo),
                               pair->mentor_name, rapport_drawn_row_office_photo (row, pair->mentor_photo), x, y, FACE);
}

static void
rapport_pair_row_draw (RapportDrawnRow *row,
                       GtkSnapshot     *snapshot,
                       gpointer         data,
                       int              width,
                       int              height)
{
  const RapportListedPair *pair = data;
  g_autofree char *names = names_of (pair);
  g_autofree char *second = second_line (pair);
  g_autofree char *step = next_step (pair);
  g_autofree char *last = pair->row->state == RAPPORT_PARTNERSHIP_PENDING ? g_strdup ("")
                          : pair->row->state == RAPPORT_PARTNERSHIP_ENDED ? meetings_of (pair)
                          : *pair->row->last_met != '\0' ? rapport_date_format_short (pair->row->last_met, pair->today) : g_strdup ("–");
  RapportPairColumns columns;
  int x = MARGIN + FACES + GAP, middle = height / 2;

  rapport_pair_columns (width, group_of (pair), &columns);
  draw_faces (row, snapshot, pair->row, MARGIN, middle - FACE / 2);
  rapport_drawn_row_text (row, snapshot, SLOT_NAMES, RAPPORT_TEXT_HEADING, names, x, middle - 9, columns.names_width, FALSE);
  rapport_drawn_row_text (row, snapshot, SLOT_AREAS, RAPPORT_TEXT_CAPTION, second, x, middle + 10, columns.names_width, TRUE);
  draw_badge (row, snapshot, pair, columns.badge, middle, BADGE_WIDTH);
  if (columns.term > 0)
    draw_term (row, snapshot, pair, columns.term);
  draw_strip (row, snapshot, pair, columns.strip, middle, STRIP_WIDTH);
  if (columns.last > 0)
    rapport_drawn_row_text (row, snapshot, SLOT_LAST, RAPPORT_TEXT_CAPTION, last, columns.last, middle, columns.last_width + GAP, FALSE);
  if (columns.step > 0)
    rapport_drawn_row_text (row, snapshot, SLOT_STEP, RAPPORT_TEXT_CAPTION, step, columns.step, middle, width - MARGIN - columns.step, TRUE);
}

static void
rapport_pair_card_draw (RapportDrawnRow *row,
                        GtkSnapshot     *snapshot,
                        gpointer         data,
                        int              width,
                        int              height)
{
  const RapportListedPair *pair = data;
  g_autofree char *names = names_of (pair);
  g_autofree char *step = next_step (pair);
  g_autofree char *second = *step != '\0' ? g_steal_pointer (&step) : second_line (pair);
  int x = 12 + FACES + 12, room = width - x - 12;
  int top = 22;

  draw_faces (row, snapshot, pair->row, 12, height / 2 - FACE / 2);
  rapport_drawn_row_text (row, snapshot, SLOT_NAMES, RAPPORT_TEXT_HEADING, names, x, top, room, FALSE);
  rapport_drawn_row_text (row, snapshot, SLOT_AREAS, RAPPORT_TEXT_CAPTION, second, x, top + 20, room, TRUE);
  draw_strip (row, snapshot, pair, x, top + 40, room);
  if (draw_badge (row, snapshot, pair, x, top + 63, room) == 0)
    rapport_drawn_row_text (row, snapshot, SLOT_TERM, RAPPORT_TEXT_CAPTION, pair->elapsed, x, top + 62, room, TRUE);
}

static void
rapport_pair_row_class_init (RapportPairRowClass *klass)
{
  RapportDrawnRowClass *row_class = RAPPORT_DRAWN_ROW_CLASS (klass);

  row_class->height = HEIGHT;
  row_class->draw = rapport_pair_row_draw;
  row_class->describe = describe;
}

static void
rapport_pair_row_init (RapportPairRow *self)
{
}

static void
rapport_pair_card_class_init (RapportPairCardClass *klass)
{
  RapportDrawnRowClass *row_class = RAPPORT_DRAWN_ROW_CLASS (klass);

  row_class->height = CARD_HEIGHT;
  row_class->draw = rapport_pair_card_draw;
  row_class->describe = describe;
}

static void
rapport_pair_card_init (RapportPairCard *self)
{
}
