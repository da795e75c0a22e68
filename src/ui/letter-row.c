/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/letter-row.h"

#include <glib/gi18n.h>

#include "model/date.h"
#include "model/sentence.h"
#include "ui/page.h"

#define HEIGHT 55
#define MARGIN 14
#define AVATAR 36
#define GAP 12
#define BADGE 150
#define WIDE 460 /* from here on the badge has a column of its own */

struct _RapportLetterListRow
{
  RapportDrawnRow parent_instance;
};

G_DEFINE_FINAL_TYPE (RapportLetterListRow, rapport_letter_list_row, RAPPORT_TYPE_DRAWN_ROW)

enum
{
  SLOT_NAME,
  SLOT_SECOND,
  SLOT_BADGE,
};

RapportLetterBadge
rapport_letter_badge (const RapportLetterRow *row)
{
  static const struct { RapportTone tone; const char *icon; } looks[RAPPORT_N_LETTER_STAGES] = {
    [RAPPORT_LETTER_DRAFT] = { RAPPORT_TONE_NEUTRAL, "document-edit-symbolic" },
    [RAPPORT_LETTER_FAILED] = { RAPPORT_TONE_OVERDUE, "action-unavailable-symbolic" },
    [RAPPORT_LETTER_QUEUED] = { RAPPORT_TONE_INFO, "document-open-recent-symbolic" },
    [RAPPORT_LETTER_SENDING] = { RAPPORT_TONE_INFO, "mail-send-symbolic" },
    [RAPPORT_LETTER_UNSURE] = { RAPPORT_TONE_ATTENTION, "dialog-question-symbolic" },
    [RAPPORT_LETTER_SENT] = { RAPPORT_TONE_ACTIVE, "emblem-ok-symbolic" },
  };
  RapportLetterStage stage = row->state.stage;

  return (RapportLetterBadge) { looks[stage].tone, looks[stage].icon, rapport_letter_stage_label (stage) };
}

/* "Reminder · 19 Nov · Marta asks …" */
static char *
second_line (RapportDrawnRow        *self,
             const RapportLetterRow *row)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), RAPPORT_TYPE_PAGE);
  RapportSession *session = page != NULL ? rapport_page_get_session (RAPPORT_PAGE (page)) : NULL;
  const char *zone = session != NULL ? rapport_session_get_policy (session)->time_zone : "";
  g_autofree char *today = session != NULL ? rapport_session_get_today (session) : g_strdup ("");
  g_autofree char *date = rapport_date_of_instant (row->state.at > 0 ? row->state.at : row->drafted_at, zone);
  g_autofree char *day = rapport_date_format_short (date, today);

  return g_strdup_printf ("%s · %s · %s", rapport_letter_kind_label (row->kind), day, row->subject);
}

static void
rapport_letter_list_row_draw (RapportDrawnRow *self,
                              GtkSnapshot     *snapshot,
                              gpointer         data,
                              int              width,
                              int              height)
{
  const RapportLetterRow *row = data;
  gboolean wide = width >= WIDE;
  RapportLetterBadge badge = rapport_letter_badge (row);
  g_autofree char *second = second_line (self, row);
  g_autofree char *stacked = g_strdup_printf ("%s · %s", badge.label, second);
  int x = MARGIN + AVATAR + GAP;
  int room = width - x - MARGIN - (wide ? BADGE + GAP : 0);

  rapport_drawn_row_avatar (self, snapshot, row->member_name, NULL, MARGIN, (height - AVATAR) / 2, AVATAR);
  rapport_drawn_row_text (self, snapshot, SLOT_NAME, RAPPORT_TEXT_HEADING, row->member_name, x, height / 2 - 9, room, FALSE);
  rapport_drawn_row_text (self, snapshot, SLOT_SECOND, RAPPORT_TEXT_CAPTION, wide ? second : stacked, x, height / 2 + 10, room,
                          TRUE);
  if (wide)
    rapport_drawn_row_badge (self, snapshot, SLOT_BADGE, badge.tone, badge.icon, badge.label, x + room + GAP, height / 2, BADGE);
}

/* "To Sofia Lindqvist: Marta Kovač asks for your guidance, request, draft" */
static char *
rapport_letter_list_row_describe (RapportDrawnRow *self,
                                  gpointer         data)
{
  const RapportLetterRow *row = data;

  return rapport_sentence_new (_("To %s: %s, %s, %s"), row->member_name, row->subject, rapport_letter_kind_label (row->kind),
                               rapport_letter_badge (row).label);
}

static void
rapport_letter_list_row_class_init (RapportLetterListRowClass *klass)
{
  RapportDrawnRowClass *row_class = RAPPORT_DRAWN_ROW_CLASS (klass);

  row_class->height = HEIGHT;
  row_class->draw = rapport_letter_list_row_draw;
  row_class->describe = rapport_letter_list_row_describe;
}

static void
rapport_letter_list_row_init (RapportLetterListRow *self)
{
}
