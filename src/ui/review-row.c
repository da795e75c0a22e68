/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/review-row.h"

#include <glib/gi18n.h>

#include "services/review.h"

#define HEIGHT 55
#define MARGIN 14
#define GAP 12
#define BADGE 190
#define WIDE 460 /* from here on the badge has a column of its own */

struct _RapportReviewRow
{
  RapportDrawnRow parent_instance;
};

G_DEFINE_FINAL_TYPE (RapportReviewRow, rapport_review_row, RAPPORT_TYPE_DRAWN_ROW)

enum
{
  SLOT_TITLE,
  SLOT_SECOND,
  SLOT_BADGE,
};

static RapportTone
tone_of (const RapportReviewItem *item)
{
  switch ((int) item->finding->kind)
    {
    case RAPPORT_FINDING_DOUBLE:
      return item->finding->other != 0 ? RAPPORT_TONE_INFO : RAPPORT_TONE_NEUTRAL;
    case RAPPORT_FINDING_CONFLICT:
    case RAPPORT_FINDING_UNSEEN:
    case RAPPORT_FINDING_TWO_ENROLMENTS:
      return RAPPORT_TONE_ATTENTION;
    case RAPPORT_FINDING_MISSING:
    case RAPPORT_FINDING_HELD:
    case RAPPORT_FINDING_CLOCK:
      return RAPPORT_TONE_QUIET;
    default:
      return RAPPORT_TONE_OVERDUE;
    }
}

static const char *
icon_of (const RapportReviewItem *item)
{
  switch ((int) item->finding->kind)
    {
    case RAPPORT_FINDING_DOUBLE:
      return "view-dual-symbolic";
    case RAPPORT_FINDING_CONFLICT:
    case RAPPORT_FINDING_UNSEEN:
      return "document-open-recent-symbolic";
    case RAPPORT_FINDING_MISSING:
    case RAPPORT_FINDING_HELD:
    case RAPPORT_FINDING_CLOCK:
      return "dialog-question-symbolic";
    default:
      return "dialog-warning-symbolic";
    }
}

static void
rapport_review_row_draw (RapportDrawnRow *row,
                         GtkSnapshot     *snapshot,
                         gpointer         data,
                         int              width,
                         int              height)
{
  const RapportReviewItem *item = data;
  const char *kind = rapport_review_item_kind (item);
  gboolean wide = width >= WIDE;
  int room = width - 2 * MARGIN - (wide ? BADGE + GAP : 0);
  g_autofree char *stacked = wide ? NULL : g_strdup_printf ("%s · %s", kind, item->subtitle);

  rapport_drawn_row_text (row, snapshot, SLOT_TITLE, RAPPORT_TEXT_HEADING, item->title, MARGIN, height / 2 - 9, room, FALSE);
  rapport_drawn_row_text (row, snapshot, SLOT_SECOND, RAPPORT_TEXT_CAPTION, stacked != NULL ? stacked : item->subtitle, MARGIN,
                          height / 2 + 10, room, TRUE);
  if (wide)
    rapport_drawn_row_badge (row, snapshot, SLOT_BADGE, tone_of (item), icon_of (item), kind, MARGIN + room + GAP, height / 2,
                             BADGE);
}

static char *
rapport_review_row_describe (RapportDrawnRow *row,
                             gpointer         data)
{
  const RapportReviewItem *item = data;

  return g_strdup_printf ("%s, %s, %s", item->title, item->subtitle, rapport_review_item_kind (item));
}

static void
rapport_review_row_class_init (RapportReviewRowClass *klass)
{
  RapportDrawnRowClass *row_class = RAPPORT_DRAWN_ROW_CLASS (klass);

  row_class->height = HEIGHT;
  row_class->draw = rapport_review_row_draw;
  row_class->describe = rapport_review_row_describe;
}

static void
rapport_review_row_init (RapportReviewRow *self)
{
}
