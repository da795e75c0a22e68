/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/request-row.h"

#include <glib/gi18n.h>

#include "ui/page.h"
#include "ui/request-words.h"

#define HEIGHT 55
#define HEADING 36 /* over the first that is closed */
#define MARGIN 14
#define AVATAR 36
#define GAP 12
#define BADGE 116
#define COUNTDOWN 112
#define NARROW_COUNTDOWN 84
#define WIDE 460 /* from here on the badge has a column of its own */

struct _RapportRequestListRow
{
  RapportDrawnRow parent_instance;
};

G_DEFINE_FINAL_TYPE (RapportRequestListRow, rapport_request_list_row, RAPPORT_TYPE_DRAWN_ROW)

enum
{
  SLOT_NAMES,
  SLOT_SECOND,
  SLOT_BADGE,
  SLOT_COUNTDOWN,
  SLOT_HEADING,
};

static RapportSession *
session_of (RapportDrawnRow *row)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (row), RAPPORT_TYPE_PAGE);

  return page != NULL ? rapport_page_get_session (RAPPORT_PAGE (page)) : NULL;
}

/* Acting as a member one sees the other alone; the office sees who asks whom. */
static char *
names_of (RapportSession          *session,
          const RapportRequestRow *request)
{
  gint64 viewer = rapport_session_get_viewer (session)->member;

  if (viewer != 0 && viewer == rapport_request_row_asked (request))
    return g_strdup (rapport_request_row_asker_name (request));
  if (viewer != 0)
    return g_strdup (rapport_request_row_asked_name (request));
  return g_strdup_printf ("%s › %s", rapport_request_row_asker_name (request), rapport_request_row_asked_name (request));
}

static void
draw_face (RapportDrawnRow         *row,
           GtkSnapshot             *snapshot,
           RapportSession          *session,
           const RapportRequestRow *request,
           int                      y)
{
  gint64 viewer = rapport_session_get_viewer (session)->member;
  gboolean asked = viewer != 0 && viewer == rapport_request_row_asker (request);
  gint64 face = asked ? rapport_request_row_asked (request) : rapport_request_row_asker (request);
  const char *photo = face == request->mentee ? request->mentee_photo : request->mentor_photo;

  rapport_drawn_row_avatar (row, snapshot, asked ? rapport_request_row_asked_name (request) : rapport_request_row_asker_name (request),
                            rapport_drawn_row_office_photo (row, photo), MARGIN, y, AVATAR);
}

static void
draw_countdown (RapportDrawnRow         *row,
                GtkSnapshot             *snapshot,
                const RapportRequestRow *request,
                const char              *zone,
                const char              *today,
                int                      x,
                int                      y,
                int                      width)
{
  RapportRequestCountdown countdown = { NULL };

  rapport_request_countdown (request, zone, today, &countdown);
  if (countdown.tone == RAPPORT_TONE_NEUTRAL)
    rapport_drawn_row_text (row, snapshot, SLOT_COUNTDOWN, RAPPORT_TEXT_CAPTION, countdown.words, x, y - 7, width, TRUE);
  else
    rapport_drawn_row_tinted (row, snapshot, SLOT_COUNTDOWN, RAPPORT_TEXT_CAPTION, countdown.words, countdown.tone, x, y - 7, width);
  rapport_drawn_row_bar (row, snapshot, countdown.fraction, countdown.tone, x, y + 7, width);
  g_free (countdown.words);
}

/* The last few closed ones stand below the open ones, and for a member all. */
static void
draw_heading (RapportDrawnRow *row,
              GtkSnapshot     *snapshot,
              RapportSession  *session,
              int              width)
{
  gboolean office = rapport_viewer_is_office (rapport_session_get_viewer (session));
  GdkRGBA ground;

  /* what shows that the row is selected is not for the heading */
  if (gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (row)), "view_bg_color", &ground))
    gtk_snapshot_append_color (snapshot, &ground, &GRAPHENE_RECT_INIT (0, 0, width, HEADING));
  rapport_drawn_row_text (row, snapshot, SLOT_HEADING, RAPPORT_TEXT_CAPTION_HEADING, office ? _("Closed Lately") : _("Closed"),
                          MARGIN, HEADING / 2 + 2, width - 2 * MARGIN, TRUE);
}

static void
rapport_request_list_row_draw (RapportDrawnRow *row,
                               GtkSnapshot     *snapshot,
                               gpointer         data,
                               int              width,
                               int              height)
{
  const RapportRequestRow *request = data;
  RapportSession *session = session_of (row);
  gboolean wide = width >= WIDE, open = rapport_request_row_is_open (request);
  int countdown = open ? wide ? COUNTDOWN : NARROW_COUNTDOWN : 0, x = MARGIN + AVATAR + GAP, middle = height - HEIGHT / 2, room;
  const char *zone;
  g_autofree char *today = NULL;
  g_autofree char *names = NULL;
  g_autofree char *second = NULL;
  g_autofree char *stacked = NULL;
  RapportRequestBadge badge;

  if (session == NULL)
    return;
  zone = rapport_session_get_policy (session)->time_zone;
  today = rapport_session_get_today (session);
  badge = rapport_request_badge (request, zone, today);
  names = names_of (session, request);
  second = rapport_request_second_line (request, zone, today);
  if (!wide && badge.label != NULL)
    stacked = g_strdup_printf ("%s · %s", badge.label, second);
  room = width - x - MARGIN - (countdown > 0 ? countdown + GAP : 0) - (wide ? BADGE + GAP : 0);
  if (wide && !open)
    room -= COUNTDOWN + GAP; /* the badge keeps its column */
  if (request->begins_closed)
    draw_heading (row, snapshot, session, width);
  draw_face (row, snapshot, session, request, middle - AVATAR / 2);
  rapport_drawn_row_text (row, snapshot, SLOT_NAMES, RAPPORT_TEXT_HEADING, names, x, middle - 9, room, FALSE);
  rapport_drawn_row_text (row, snapshot, SLOT_SECOND, RAPPORT_TEXT_CAPTION, stacked != NULL ? stacked : second, x,
                          middle + 10, room, TRUE);
  if (wide && badge.label != NULL)
    rapport_drawn_row_badge (row, snapshot, SLOT_BADGE, badge.tone, badge.icon, badge.label, x + room + GAP, middle, BADGE);
  if (open)
    draw_countdown (row, snapshot, request, zone, today, width - MARGIN - countdown, middle, countdown);
}

static char *
rapport_request_list_row_describe (RapportDrawnRow *row,
                                   gpointer         data)
{
  RapportSession *session = session_of (row);
  g_autofree char *today = session != NULL ? rapport_session_get_today (session) : g_strdup ("");

  return rapport_request_describe (data, session != NULL ? rapport_session_get_policy (session)->time_zone : "", today);
}

static int
rapport_request_list_row_measure (RapportDrawnRow *row,
                                  gpointer         data)
{
  const RapportRequestRow *request = data;

  return request->begins_closed ? HEIGHT + HEADING : HEIGHT;
}

static void
rapport_request_list_row_class_init (RapportRequestListRowClass *klass)
{
  RapportDrawnRowClass *row_class = RAPPORT_DRAWN_ROW_CLASS (klass);

  row_class->height = HEIGHT;
  row_class->measure = rapport_request_list_row_measure;
  row_class->draw = rapport_request_list_row_draw;
  row_class->describe = rapport_request_list_row_describe;
}

static void
rapport_request_list_row_init (RapportRequestListRow *self)
{
}
