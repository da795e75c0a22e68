/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/member-row.h"

#include <glib/gi18n.h>

#include "model/places.h"
#include "model/policy.h"
#include "ui/member-words.h"
#include "ui/page.h"

#define MARGIN 12
#define AVATAR 32
#define GAP 12
#define STATE_WIDTH 100
#define AREAS_WIDTH 206
#define COUNTRY_WIDTH 96
#define ROLE_WIDTH 56
/* Columns fold away rather than leave less than this to the name. */
#define NAME_WITH_ROLE 240
#define NAME_WITH_COUNTRY 200
#define NAME_WITH_AREAS 140

struct _RapportMemberListRow
{
  RapportDrawnRow parent_instance;
};

G_DEFINE_FINAL_TYPE (RapportMemberListRow, rapport_member_list_row, RAPPORT_TYPE_DRAWN_ROW)

enum {
  SLOT_NAME,
  SLOT_SECOND,
  SLOT_ROLE,
  SLOT_COUNTRY,
  SLOT_STATE,
  SLOT_MORE,
  SLOT_AREA, /* and the next */
};

/* Which columns there is room for. */
typedef struct {
  gboolean role;
  gboolean country;
  gboolean areas;
  int name_width;
} Columns;

/* Chips fold first, then the country, which joins the second line, then the role; the state stays. */
static Columns
columns_for (int width)
{
  Columns columns = { FALSE, FALSE, FALSE, 0 };
  int rest = width - 2 * MARGIN - AVATAR - GAP - GAP - STATE_WIDTH;

  if (rest - ROLE_WIDTH - GAP >= NAME_WITH_ROLE)
    {
      columns.role = TRUE;
      rest -= ROLE_WIDTH + GAP;
    }
  if (columns.role && rest - COUNTRY_WIDTH - GAP >= NAME_WITH_COUNTRY)
    {
      columns.country = TRUE;
      rest -= COUNTRY_WIDTH + GAP;
    }
  if (columns.country && rest - AREAS_WIDTH - GAP >= NAME_WITH_AREAS)
    {
      columns.areas = TRUE;
      rest -= AREAS_WIDTH + GAP;
    }
  columns.name_width = MAX (0, rest);
  return columns;
}

/* The programme's own words: the page that the row is on knows which they are. */
static char *
role_word (RapportDrawnRow *row,
           RapportRoles     roles)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (row), RAPPORT_TYPE_PAGE);

  if (page == NULL)
    return g_strdup ("");
  return rapport_roles_label (roles, rapport_session_get_policy (rapport_page_get_session (RAPPORT_PAGE (page))));
}

/* As many chips as fit, two at most, then how many there are besides. */
static void
draw_areas (RapportDrawnRow        *row,
            GtkSnapshot            *snapshot,
            const RapportMemberRow *member,
            int                     x,
            int                     y)
{
  guint n = member->areas != NULL ? g_strv_length (member->areas) : 0;
  guint shown = 0;
  int end = x + AREAS_WIDTH;

  for (; shown < n && shown < 2; shown++)
    {
      g_autofree char *label = rapport_area_label (member->areas[shown]);
      int width = rapport_drawn_row_measure_badge (row, SLOT_AREA + shown, label);
      int more = n > shown + 1 ? 30 : 0;

      if (shown > 0 && x + width + more > end)
        break;
      x += rapport_drawn_row_chip (row, snapshot, SLOT_AREA + shown, label, FALSE, x, y, end - x - more) + 6;
    }
  if (n > shown)
    {
      g_autofree char *more = g_strdup_printf ("+%u", n - shown);

      rapport_drawn_row_text (row, snapshot, SLOT_MORE, RAPPORT_TEXT_CAPTION, more, x, y, MAX (0, end - x), TRUE);
    }
}

static void
draw_name (RapportDrawnRow        *row,
           GtkSnapshot            *snapshot,
           const RapportMemberRow *member,
           int                     x,
           int                     height,
           const Columns          *columns)
{
  g_autofree char *second = rapport_member_second_line (member, !columns->country);
  int middle = height / 2;

  if (*second == '\0')
    {
      rapport_drawn_row_text (row, snapshot, SLOT_NAME, RAPPORT_TEXT_HEADING, member->display_name, x, middle,
                              columns->name_width, FALSE);
      return;
    }
  rapport_drawn_row_text (row, snapshot, SLOT_NAME, RAPPORT_TEXT_HEADING, member->display_name, x, middle - 9,
                          columns->name_width, FALSE);
  rapport_drawn_row_text (row, snapshot, SLOT_SECOND, RAPPORT_TEXT_CAPTION, second, x, middle + 10, columns->name_width, TRUE);
}

static void
rapport_member_list_row_draw (RapportDrawnRow *row,
                              GtkSnapshot     *snapshot,
                              gpointer         data,
                              int              width,
                              int              height)
{
  const RapportMemberRow *member = data;
  const RapportStateWords *state = rapport_state_words (member->badge);
  Columns columns = columns_for (width);
  int x = MARGIN;
  int middle = height / 2;

  rapport_drawn_row_avatar (row, snapshot, member->display_name, member->photo, x, (height - AVATAR) / 2, AVATAR);
  x += AVATAR + GAP;
  draw_name (row, snapshot, member, x, height, &columns);
  x += columns.name_width + GAP;
  if (columns.role)
    {
      g_autofree char *role = role_word (row, member->roles);

      rapport_drawn_row_text (row, snapshot, SLOT_ROLE, RAPPORT_TEXT_CAPTION, role, x, middle, ROLE_WIDTH, TRUE);
      x += ROLE_WIDTH + GAP;
    }
  if (columns.country)
    {
      const char *country = rapport_country_name (member->country);

      rapport_drawn_row_text (row, snapshot, SLOT_COUNTRY, RAPPORT_TEXT_CAPTION, country != NULL ? country : member->country,
                              x, middle, COUNTRY_WIDTH, TRUE);
      x += COUNTRY_WIDTH + GAP;
    }
  if (columns.areas)
    {
      draw_areas (row, snapshot, member, x, middle);
      x += AREAS_WIDTH + GAP;
    }
  if (state != NULL)
    rapport_drawn_row_badge (row, snapshot, SLOT_STATE, state->tone, state->icon_name, _(state->word), x, middle, STATE_WIDTH);
}

/* "Nathan Oliveira, Linguist · City Water Board · Brazil, Mentee, Career, Communication, Waiting" */
static char *
rapport_member_list_row_describe (RapportDrawnRow *row,
                                  gpointer         data)
{
  const RapportMemberRow *member = data;
  g_autofree char *second = rapport_member_second_line (member, TRUE);
  g_autofree char *state = rapport_state_sentence (member);
  g_autofree char *role = role_word (row, member->roles);
  GString *words = g_string_new (member->display_name);

  if (*second != '\0')
    g_string_append_printf (words, ", %s", second);
  if (*role != '\0')
    g_string_append_printf (words, ", %s", role);
  for (guint i = 0; member->areas != NULL && member->areas[i] != NULL && i < 2; i++)
    {
      g_autofree char *label = rapport_area_label (member->areas[i]);

      g_string_append_printf (words, ", %s", label);
    }
  if (*state != '\0')
    g_string_append_printf (words, ", %s", state);
  return g_string_free (words, FALSE);
}

static void
rapport_member_list_row_class_init (RapportMemberListRowClass *klass)
{
  RapportDrawnRowClass *row_class = RAPPORT_DRAWN_ROW_CLASS (klass);

  row_class->height = 48;
  row_class->draw = rapport_member_list_row_draw;
  row_class->describe = rapport_member_list_row_describe;
}

static void
rapport_member_list_row_init (RapportMemberListRow *self)
{
}
