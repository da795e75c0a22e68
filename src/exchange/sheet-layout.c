/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/sheet-layout.h"

#include <glib/gi18n.h>
#include <string.h>

#include "exchange/sheet-page.h"
#include "exchange/sheet-text.h"
#include "model/date.h"

#define MM (72.0 / 25.4)
#define MARGIN (17.0 * MM)
#define FOOTER 20.0
#define SIDE_WIDTH 87.0
#define GUTTER 10.0
#define ROW_PADDING 7.0
#define ROW_LEAST 50.0
#define INK_HEIGHT 27.0
#define NAME_HEIGHT 16.5
#define SIGNED_DAY_Y 35.0
/* A row that must be split leaves at least so many lines behind. */
#define LEAST_LINES 3

#define BLACK 0x000000
#define DARK 0x3d3d3d
#define DIM 0x5e5c64
#define NAVY 0x14235e
#define BLUE 0x1a5fb4
#define HAIR 0xc8c8cc
#define LINE 0x77767b
#define HEAD_FILL 0xeceff6

static const RapportSheetStyle title_style = { 19.0, BLACK, .bold = TRUE };
static const RapportSheetStyle subtitle_style = { 9.5, DIM };
static const RapportSheetStyle aside_style = { 8.5, DIM };
static const RapportSheetStyle caption_style = { 7.5, DIM };
static const RapportSheetStyle name_style = { 12.0, BLACK, .bold = TRUE };
static const RapportSheetStyle detail_style = { 8.8, DARK };
static const RapportSheetStyle heading_style = { 8.3, DARK, .bold = TRUE };
static const RapportSheetStyle cell_style = { 8.8, BLACK };
static const RapportSheetStyle struck_style = { 8.8, DIM, .struck = TRUE };
static const RapportSheetStyle strong_style = { 8.8, BLACK, .bold = TRUE };
static const RapportSheetStyle written_style = { 8.8, DARK, .italic = TRUE };

typedef enum {
  COLUMN_NUMBER,
  COLUMN_DATE,
  COLUMN_TIME,
  COLUMN_TOPICS,
  COLUMN_MENTEE,
  COLUMN_MENTOR,
  N_COLUMNS,
} Column;

struct _RapportSheetLayout
{
  double width, height;  /* of the paper, in points */
  double content;        /* between the margins */
  double column_x[N_COLUMNS], column_width[N_COLUMNS];
  PangoContext *context;
  GPtrArray *pages;      /* of RapportSheetPage */
  GArray *first_pages;   /* of guint, one a sheet */

  /* While a sheet is being set; borrowed */
  const RapportSheet *sheet;
  RapportSheetPage *page;
  double y;
};

/* The texts of a row, measured. */
typedef struct {
  const RapportSheetMeeting *meeting; /* NULL in a blank sheet */
  PangoLayout *cells[N_COLUMNS];      /* of the two signatures the text above the day, if any */
  PangoLayout *days[RAPPORT_N_SIDES];
  PangoLayout *remark;                /* under the topics */
  guint32 colour;
  double height;
} Row;

gboolean
rapport_paper_from_string (const char   *text,
                           RapportPaper *paper)
{
  if (g_ascii_strcasecmp (text, "a4") == 0)
    *paper = RAPPORT_PAPER_A4;
  else if (g_ascii_strcasecmp (text, "letter") == 0)
    *paper = RAPPORT_PAPER_LETTER;
  else
    return FALSE;
  return TRUE;
}

/** Width and height in points. */
void
rapport_paper_get_size (RapportPaper  paper,
                        double       *width,
                        double       *height)
{
  *width = paper == RAPPORT_PAPER_LETTER ? 612.0 : 210.0 * MM;
  *height = paper == RAPPORT_PAPER_LETTER ? 792.0 : 297.0 * MM;
}

static PangoLayout *
make_text (RapportSheetLayout      *self,
           const RapportSheetStyle *style,
           const char              *text,
           double                   width,
           int                      lines)
{
  return rapport_sheet_text_new (self->context, TRUE, style, text, width, lines);
}

/* Of what people wrote. */
static PangoLayout *
make_clean (RapportSheetLayout      *self,
            const RapportSheetStyle *style,
            const char              *text,
            double                   width,
            int                      lines)
{
  g_autofree char *cleaned = rapport_sheet_text_clean (text);

  return rapport_sheet_text_new (self->context, FALSE, style, cleaned, width, lines);
}

/* --- Places -------------------------------------------------------------------------------------------------- */

/* From the side on which reading begins. */
static double
place (RapportSheetLayout *self,
       double              x,
       double              width)
{
  return MARGIN + (self->sheet->rtl ? self->content - x - width : x);
}

/* Puts @text into a room of @width and gives it up. Returns its height. */
static double
put_text (RapportSheetLayout      *self,
          const RapportSheetStyle *style,
          PangoLayout             *text,
          double                   x,
          double                   y,
          double                   width)
{
  double height = rapport_sheet_text_height (text);

  rapport_sheet_page_add_text (self->page, text, style->colour, place (self, x, width), y);
  g_object_unref (text);
  return height;
}

static double
put (RapportSheetLayout      *self,
     const RapportSheetStyle *style,
     const char              *text,
     double                   x,
     double                   y,
     double                   width)
{
  return put_text (self, style, make_text (self, style, text, width, 0), x, y, width);
}

/* At the far end of the line. */
static double
put_at_end (RapportSheetLayout      *self,
            const RapportSheetStyle *style,
            const char              *text,
            double                   x,
            double                   y,
            double                   width)
{
  PangoLayout *layout = make_text (self, style, text, width, 1);

  rapport_sheet_text_align (layout, !self->sheet->rtl);
  return put_text (self, style, layout, x, y, width);
}

static void
rule (RapportSheetLayout *self,
      guint32             colour,
      double              x,
      double              y,
      double              width,
      double              thickness)
{
  rapport_sheet_page_add_fill (self->page, colour, place (self, x, width), y, width, thickness);
}

static double
bottom (RapportSheetLayout *self)
{
  return self->height - MARGIN - FOOTER;
}

/* --- Heads of pages ------------------------------------------------------------------------------------------ */

static char *
term_in_words (const RapportSheet *sheet)
{
  g_autofree char *programme = rapport_sheet_text_isolate (sheet->programme);
  g_autofree char *from = rapport_date_format_long (sheet->term_from != NULL ? sheet->term_from : "");
  g_autofree char *to = rapport_date_format_long (sheet->term_to != NULL ? sheet->term_to : "");

  if (*from != '\0' && *to != '\0')
    return g_strdup_printf (_("%s · term %s to %s"), programme, from, to);
  if (*from != '\0')
    return g_strdup_printf (_("%s · since %s"), programme, from);
  return g_steal_pointer (&programme);
}

/* One of the two under the rule: role, name, position, number. Returns the lower end. */
static double
put_person (RapportSheetLayout *self,
            RapportSide         side,
            double              y)
{
  PangoLayout *name;
  const RapportSheetPerson *person = &self->sheet->people[side];
  double half = (self->content - 24.0) / 2.0;
  double x = side == RAPPORT_SIDE_MENTEE ? 0.0 : half + 24.0;

  y += put_text (self, &caption_style, make_clean (self, &caption_style, person->role, half, 1), x, y, half) + 1.0;
  if (person->name == NULL || *person->name == '\0')
    {
      rule (self, LINE, x, y + 18.0, half, 0.6);
      return y + 24.0;
    }
  name = make_clean (self, &name_style, person->name, half, 3);
  y += MAX (0.0, NAME_HEIGHT - rapport_sheet_text_height (name)); /* a lower script stands on the same line */
  y += put_text (self, &name_style, name, x, y, half) + 2.0;
  if (person->position != NULL && *person->position != '\0')
    y += put_text (self, &detail_style, make_clean (self, &detail_style, person->position, half, 2), x, y, half);
  if (person->number != NULL && *person->number != '\0')
    y += put_text (self, &detail_style, make_clean (self, &detail_style, person->number, half, 1), x, y, half);
  return y;
}

static void
put_aside (RapportSheetLayout *self,
           double              x)
{
  g_autofree char *made_on = rapport_date_format_long (self->sheet->made_on != NULL ? self->sheet->made_on : "");
  g_autofree char *made = *made_on != '\0' ? g_strdup_printf (_("Sheet of %s"), made_on) : NULL;
  double y = MARGIN + 2.0, width = self->content - x;

  if (made != NULL && !self->sheet->blank)
    y += put_at_end (self, &aside_style, made, x, y, width);
  if (self->sheet->category != NULL)
    {
      g_auto (GStrv) lines = g_strsplit (self->sheet->category, "\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        y += put_at_end (self, &aside_style, lines[i], x, y, width);
    }
}

static void
put_first_head (RapportSheetLayout *self)
{
  double left = self->content * 0.64, mentee_end, mentor_end;
  g_autofree char *term = term_in_words (self->sheet);

  self->y = MARGIN - 4.0;
  self->y += put (self, &title_style, _("Mentoring Tracking Sheet"), 0.0, self->y, left) + 1.0;
  self->y += put (self, &subtitle_style, term, 0.0, self->y, left);
  put_aside (self, left);
  self->y = MAX (self->y, MARGIN + 3 * 12.0) + 8.0;
  rule (self, BLUE, 0.0, self->y, self->content, 1.3);
  self->y += 10.0;
  mentee_end = put_person (self, RAPPORT_SIDE_MENTEE, self->y);
  mentor_end = put_person (self, RAPPORT_SIDE_MENTOR, self->y);
  self->y = MAX (mentee_end, mentor_end) + 14.0;
}

/* The second page says again whose sheet it is. */
static void
put_later_head (RapportSheetLayout *self)
{
  g_autofree char *mentee = rapport_sheet_text_isolate (self->sheet->people[RAPPORT_SIDE_MENTEE].name);
  g_autofree char *mentor = rapport_sheet_text_isolate (self->sheet->people[RAPPORT_SIDE_MENTOR].name);
  g_autofree char *both = g_strdup_printf (_("%s and %s"), mentee, mentor);
  double left = self->content * 0.64;

  self->y = MARGIN - 4.0;
  put_at_end (self, &aside_style, _("Mentoring Tracking Sheet"), left, self->y, self->content - left);
  self->y += put_text (self, &strong_style, make_text (self, &strong_style, both, left - 12.0, 2), 0.0, self->y, left - 12.0);
  self->y += 4.0;
  rule (self, BLUE, 0.0, self->y, self->content, 1.0);
  self->y += 10.0;
}

static void
put_table_head (RapportSheetLayout *self)
{
  const char *titles[N_COLUMNS] = {
    [COLUMN_NUMBER] = "",
    [COLUMN_DATE] = _("Date"),
    [COLUMN_TIME] = _("Time spent"),
    [COLUMN_TOPICS] = _("Topics"),
    [COLUMN_MENTEE] = self->sheet->people[RAPPORT_SIDE_MENTEE].role,
    [COLUMN_MENTOR] = self->sheet->people[RAPPORT_SIDE_MENTOR].role,
  };
  PangoLayout *texts[N_COLUMNS];
  double height = 0.0;

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      texts[i] = make_clean (self, &heading_style, titles[i], self->column_width[i], 2);
      height = MAX (height, rapport_sheet_text_height (texts[i]));
    }
  rapport_sheet_page_add_fill (self->page, HEAD_FILL, MARGIN, self->y, self->content, height + 9.0);
  for (guint i = 0; i < N_COLUMNS; i++)
    put_text (self, &heading_style, texts[i], self->column_x[i], self->y + 4.5, self->column_width[i]);
  self->y += height + 9.0;
}

static void
begin_page (RapportSheetLayout *self,
            gboolean            first,
            gboolean            with_table)
{
  self->page = rapport_sheet_page_new ();
  g_ptr_array_add (self->pages, self->page);
  if (first)
    put_first_head (self);
  else
    put_later_head (self);
  if (with_table)
    put_table_head (self);
}

/* --- Rows ---------------------------------------------------------------------------------------------------- */

static PangoLayout *
make_cell (RapportSheetLayout      *self,
           const RapportSheetStyle *style,
           const char              *text,
           Column                   column)
{
  return make_clean (self, style, text, self->column_width[column], column == COLUMN_TOPICS ? 0 : 4);
}

/* What stands in the cell above the day of signing: nothing where there is ink or room for a pen. */
static void
make_signature (RapportSheetLayout *self,
                Row                *row,
                RapportSide         side)
{
  const RapportSheetSignature *signature = row->meeting->signatures[side];
  Column column = COLUMN_MENTEE + (Column) side;
  g_autofree char *day = signature != NULL ? rapport_sheet_text_day (signature->signed_on) : NULL;

  if (signature == NULL && row->meeting->signed_earlier[side])
    row->days[side] = make_cell (self, &caption_style, _("signed an earlier version"), column);
  else if (signature == NULL)
    row->days[side] = make_cell (self, &caption_style, row->meeting->superseded ? "" : _("not yet signed"), column);
  else
    row->days[side] = make_cell (self, &caption_style, day, column);
  if (signature != NULL && signature->method == RAPPORT_SIGNING_TYPED)
    row->cells[column] = make_cell (self, &written_style, signature->name, column);
  else if (signature != NULL && signature->method == RAPPORT_SIGNING_PAPER)
    row->cells[column] = make_cell (self, &written_style, _("signed on paper"), column);
}

static void
make_row_texts (RapportSheetLayout *self,
                Row                *row)
{
  const RapportSheetMeeting *meeting = row->meeting;
  const RapportSheetStyle *style = meeting->superseded ? &struck_style : &cell_style;
  g_autofree char *number = g_strdup_printf ("%u", meeting->number);
  g_autofree char *day = rapport_sheet_text_day (meeting->held_on);
  g_autofree char *spent = g_strdup_printf (C_("duration", "%d min"), meeting->minutes);
  g_autofree char *time = meeting->channel != NULL && *meeting->channel != '\0'
                            ? g_strdup_printf ("%s\n%s", spent, meeting->channel) : g_strdup (spent);

  g_autofree char *topics = meeting->check_in ? g_strdup_printf (_("Check-in: %s"), meeting->topics) : g_strdup (meeting->topics);

  row->colour = style->colour;
  row->cells[COLUMN_NUMBER] = make_cell (self, &detail_style, number, COLUMN_NUMBER);
  row->cells[COLUMN_DATE] = make_cell (self, style, day, COLUMN_DATE);
  row->cells[COLUMN_TIME] = make_cell (self, style, time, COLUMN_TIME);
  row->cells[COLUMN_TOPICS] = make_cell (self, style, topics, COLUMN_TOPICS);
  if (meeting->superseded)
    row->remark = make_cell (self, &caption_style, _("corrected below"), COLUMN_TOPICS);
  else if (meeting->version > 1)
    {
      g_autofree char *version = g_strdup_printf (_("version %u, in the place of the one above"), meeting->version);

      row->remark = make_cell (self, &caption_style, version, COLUMN_TOPICS);
    }
  make_signature (self, row, RAPPORT_SIDE_MENTEE);
  make_signature (self, row, RAPPORT_SIDE_MENTOR);
}

/* Where the day of signing stands, from the top of the row: under the ink or under the typed name. */
static double
day_offset (const Row   *row,
            RapportSide  side)
{
  PangoLayout *text = row->cells[COLUMN_MENTEE + (Column) side];

  return text != NULL ? ROW_PADDING + rapport_sheet_text_height (text) : SIGNED_DAY_Y;
}

static double
measure_row (const Row *row)
{
  double height = ROW_LEAST;

  for (guint i = 0; i < COLUMN_MENTEE; i++)
    if (row->cells[i] != NULL)
      height = MAX (height, rapport_sheet_text_height (row->cells[i]) + 2 * ROW_PADDING
                              + (i == COLUMN_TOPICS && row->remark != NULL ? rapport_sheet_text_height (row->remark) + 1.0 : 0.0));
  for (guint side = 0; side < RAPPORT_N_SIDES; side++)
    if (row->days[side] != NULL)
      height = MAX (height, day_offset (row, side) + rapport_sheet_text_height (row->days[side]) + ROW_PADDING);
  return height;
}

static void
row_clear (Row *row)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    g_clear_object (&row->cells[i]);
  for (guint side = 0; side < RAPPORT_N_SIDES; side++)
    g_clear_object (&row->days[side]);
  g_clear_object (&row->remark);
}

static void
put_signature (RapportSheetLayout *self,
               const Row          *row,
               RapportSide         side)
{
  Column column = COLUMN_MENTEE + (Column) side;
  double width = self->column_width[column], x = place (self, self->column_x[column], width);
  const RapportSheetSignature *signature = row->meeting != NULL ? row->meeting->signatures[side] : NULL;
  g_autoptr (RapportSignaturePath) path = NULL;

  if (row->cells[column] != NULL)
    rapport_sheet_page_add_text (self->page, row->cells[column], DARK, x, self->y + ROW_PADDING);
  if (row->days[side] != NULL)
    rapport_sheet_page_add_text (self->page, row->days[side], DIM, x, self->y + day_offset (row, side));
  if (signature != NULL && signature->method == RAPPORT_SIGNING_DRAWN && signature->path != NULL)
    path = rapport_signature_path_parse (signature->path, NULL);
  if (path != NULL)
    rapport_sheet_page_add_ink (self->page, g_steal_pointer (&path), row->meeting->superseded ? DIM : NAVY,
                                x, self->y + 5.0, width, INK_HEIGHT);
  else if (signature == NULL && (row->meeting == NULL || !row->meeting->superseded))
    rule (self, LINE, self->column_x[column], self->y + SIGNED_DAY_Y - 1.5, width - 4.0, 0.6);
}

/* Everything of the row but the topics. */
static void
put_row_sides (RapportSheetLayout *self,
               const Row          *row)
{
  for (guint i = 0; i < COLUMN_TOPICS; i++)
    if (row->cells[i] != NULL)
      rapport_sheet_page_add_text (self->page, row->cells[i], i == COLUMN_NUMBER ? DIM : row->colour,
                                   place (self, self->column_x[i], self->column_width[i]), self->y + ROW_PADDING);
  put_signature (self, row, RAPPORT_SIDE_MENTEE);
  put_signature (self, row, RAPPORT_SIDE_MENTOR);
}

/* Returns the height of the lines put. */
static double
put_topics (RapportSheetLayout *self,
            const Row          *row,
            int                 first_line,
            int                 n_lines,
            double              height)
{
  double x = place (self, self->column_x[COLUMN_TOPICS], self->column_width[COLUMN_TOPICS]);

  if (row->cells[COLUMN_TOPICS] == NULL)
    return 0.0;
  rapport_sheet_page_add_lines (self->page, row->cells[COLUMN_TOPICS], row->colour, x, self->y + ROW_PADDING,
                                first_line, n_lines);
  if (row->remark != NULL && first_line + n_lines >= pango_layout_get_line_count (row->cells[COLUMN_TOPICS]))
    {
      rapport_sheet_page_add_text (self->page, row->remark, DIM, x, self->y + ROW_PADDING + height + 1.0);
      height += rapport_sheet_text_height (row->remark) + 1.0;
    }
  return height;
}

static void
end_row (RapportSheetLayout *self,
         double              height)
{
  self->y += height;
  rule (self, HAIR, 0.0, self->y, self->content, 0.6);
}

/* How many lines from @first_line on fit into @room, and how high they are. */
static int
lines_that_fit (PangoLayout *text,
                int          first_line,
                double       room,
                double      *height)
{
  int n_lines = 0;

  *height = 0.0;
  for (int i = first_line; i < pango_layout_get_line_count (text); i++, n_lines++)
    {
      PangoRectangle logical;

      pango_layout_line_get_extents (pango_layout_get_line_readonly (text, i), NULL, &logical);
      if (*height + pango_units_to_double (logical.height) > room)
        break;
      *height += pango_units_to_double (logical.height);
    }
  return n_lines;
}

/* A row taller than a page: its topics go on from page to page, the rest stands beside their beginning. */
static void
put_split_row (RapportSheetLayout *self,
               const Row          *row)
{
  PangoLayout *topics = row->cells[COLUMN_TOPICS];
  int n_all = pango_layout_get_line_count (topics);

  for (int line = 0, n_lines; line < n_all; line += n_lines)
    {
      double height, room = bottom (self) - self->y - 2 * ROW_PADDING;

      n_lines = lines_that_fit (topics, line, room, &height);
      if (n_lines < MIN (LEAST_LINES, n_all - line) || (line == 0 && room < ROW_LEAST))
        {
          begin_page (self, FALSE, TRUE);
          n_lines = lines_that_fit (topics, line, bottom (self) - self->y - 2 * ROW_PADDING, &height);
        }
      n_lines = MAX (n_lines, 1);
      if (line == 0)
        put_row_sides (self, row);
      height = put_topics (self, row, line, n_lines, height);
      end_row (self, MAX (height + 2 * ROW_PADDING, line == 0 ? ROW_LEAST : 0.0));
      if (line + n_lines < n_all)
        begin_page (self, FALSE, TRUE);
    }
}

/* The room for rows on a page that has nothing else. */
static double
room_of_a_page (RapportSheetLayout *self)
{
  return bottom (self) - MARGIN - 60.0;
}

static void
put_row (RapportSheetLayout *self,
         const Row          *row)
{
  PangoLayout *topics = row->cells[COLUMN_TOPICS];

  if (row->height > room_of_a_page (self))
    {
      put_split_row (self, row);
      return;
    }
  if (self->y + row->height > bottom (self))
    begin_page (self, FALSE, TRUE);
  put_row_sides (self, row);
  if (topics != NULL)
    put_topics (self, row, 0, pango_layout_get_line_count (topics), rapport_sheet_text_height (topics));
  end_row (self, row->height);
}

static void
put_rows (RapportSheetLayout *self)
{
  for (guint i = 0; i < self->sheet->meetings->len; i++)
    {
      Row row = { .meeting = self->sheet->meetings->pdata[i] };

      make_row_texts (self, &row);
      row.height = measure_row (&row);
      put_row (self, &row);
      row_clear (&row);
    }
}

/* --- The end of a sheet -------------------------------------------------------------------------------------- */

static char *
totals_in_words (RapportSheetLayout       *self,
                 const RapportSheetTotals *totals)
{
  GString *words = g_string_new (NULL);

  g_string_append_printf (words, ngettext ("%u signed by both", "%u signed by both", totals->by_both), totals->by_both);
  for (guint side = 0; side < RAPPORT_N_SIDES; side++)
    {
      g_autofree char *name = rapport_sheet_text_isolate (self->sheet->people[side].name);

      if (totals->waiting[side] == 0)
        continue;
      g_string_append (words, " · ");
      g_string_append_printf (words, ngettext ("%u waits for %s", "%u wait for %s", totals->waiting[side]),
                              totals->waiting[side], name);
    }
  return g_string_free (words, FALSE);
}

static void
put_totals (RapportSheetLayout *self)
{
  RapportSheetTotals totals = rapport_sheet_get_totals (self->sheet);
  g_autofree char *entries = g_strdup_printf (ngettext ("%u entry", "%u entries", totals.entries), totals.entries);
  g_autofree char *spent = rapport_meeting_duration (totals.minutes);
  g_autofree char *words = totals_in_words (self, &totals);
  double height;

  self->y += 8.0;
  put (self, &strong_style, entries, self->column_x[COLUMN_DATE], self->y, self->column_width[COLUMN_DATE]);
  put (self, &strong_style, spent, self->column_x[COLUMN_TIME], self->y, self->column_width[COLUMN_TIME]);
  height = put (self, &detail_style, words, self->column_x[COLUMN_TOPICS], self->y,
                self->content - self->column_x[COLUMN_TOPICS]);
  self->y += height;
}

/* A line for the pen, under it the name and room for the day. */
static void
put_final_signature (RapportSheetLayout *self,
                     RapportSide         side)
{
  const RapportSheetPerson *person = &self->sheet->people[side];
  double half = (self->content - 24.0) / 2.0, x = side == RAPPORT_SIDE_MENTEE ? 0.0 : half + 24.0;
  g_autofree char *name = rapport_sheet_text_isolate (person->name);
  g_autofree char *role = rapport_sheet_text_clean (person->role);
  g_autofree char *who = person->name != NULL && *person->name != '\0'
                           ? g_strdup_printf ("%s, %s", name, role) : g_strdup (role);

  rule (self, LINE, x, self->y, half - 12.0, 0.7);
  put_text (self, &cell_style, make_text (self, &cell_style, who, half * 0.62, 3), x, self->y + 5.0, half * 0.62);
  put (self, &detail_style, _("Date:"), x + half * 0.66, self->y + 5.0, half * 0.3);
}

/* Totals, both final signatures and the small print stand together. */
static void
put_end (RapportSheetLayout *self)
{
  if (!self->sheet->blank)
    put_totals (self);
  self->y += 22.0;
  self->y += put (self, &cell_style, _("We confirm that the meetings above took place."), 0.0, self->y, self->content);
  self->y += 48.0;
  put_final_signature (self, RAPPORT_SIDE_MENTEE);
  put_final_signature (self, RAPPORT_SIDE_MENTOR);
  self->y += 40.0;
  put (self, &caption_style,
       _("Notes that the two keep for themselves are not on this sheet. A row that both have signed is locked; a corrected "
         "row stands below its first version."), 0.0, self->y, self->content);
}

/* The room that put_end() needs; a blank sheet has no totals. */
static double
end_height (RapportSheetLayout *self)
{
  return self->sheet->blank ? 154.0 : 178.0;
}

static void
put_blank_rows (RapportSheetLayout *self)
{
  while (self->y + ROW_LEAST <= bottom (self) - end_height (self))
    {
      Row row = { .height = ROW_LEAST };

      put_row (self, &row);
    }
}

static void
put_footer (RapportSheetLayout *self,
            guint               number,
            guint               n_pages)
{
  g_autofree char *checksum = rapport_sheet_get_checksum (self->sheet);
  g_autofree char *pages = g_strdup_printf (_("Page %u of %u"), number, n_pages);
  g_autofree char *source = NULL;
  double y = self->height - MARGIN - 8.0;

  if (self->sheet->blank || self->sheet->reference == NULL)
    source = g_strdup ("Rapport");
  else
    source = g_strdup_printf (_("Rapport · partnership %s · sheet %s"), self->sheet->reference, checksum);
  put (self, &caption_style, source, 0.0, y, self->content * 0.7);
  put_at_end (self, &caption_style, pages, self->content * 0.7, y, self->content * 0.3);
}

static void
set_sheet (RapportSheetLayout *self,
           const RapportSheet *sheet)
{
  guint first = self->pages->len;

  g_array_append_val (self->first_pages, first);
  self->sheet = sheet;
  pango_context_set_base_dir (self->context, sheet->rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  begin_page (self, TRUE, TRUE);
  if (sheet->blank)
    put_blank_rows (self);
  else
    put_rows (self);
  if (self->y + end_height (self) > bottom (self))
    begin_page (self, FALSE, FALSE);
  put_end (self);
  for (guint i = first; i < self->pages->len; i++)
    {
      self->page = self->pages->pdata[i];
      put_footer (self, i - first + 1, self->pages->len - first);
    }
  self->sheet = NULL;
  self->page = NULL;
}

/* --- Public -------------------------------------------------------------------------------------------------- */

static void
set_columns (RapportSheetLayout *self)
{
  double mentor = self->content - SIDE_WIDTH, mentee = mentor - GUTTER - SIDE_WIDTH;
  const double x[N_COLUMNS] = { 4.0, 22.0, 82.0, 136.0, mentee, mentor };
  const double ends[N_COLUMNS] = { 20.0, 80.0, 132.0, mentee - GUTTER, mentee + SIDE_WIDTH, self->content };

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      self->column_x[i] = x[i];
      self->column_width[i] = ends[i] - x[i];
    }
}

/**
 * rapport_sheet_layout_new:
 * @sheets: (element-type RapportSheet): read during the call only; each begins on a page of its own
 * @width: of the paper, in points
 * @height: of the paper, in points
 *
 * Returns: (transfer full): the sheets on pages
 */
RapportSheetLayout *
rapport_sheet_layout_new (GPtrArray *sheets,
                          double     width,
                          double     height)
{
  RapportSheetLayout *self = g_new0 (RapportSheetLayout, 1);

  self->width = width;
  self->height = height;
  self->content = width - 2 * MARGIN;
  self->context = rapport_sheet_text_context_new ();
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_sheet_page_free);
  self->first_pages = g_array_new (FALSE, FALSE, sizeof (guint));
  set_columns (self);
  for (guint i = 0; i < sheets->len; i++)
    set_sheet (self, sheets->pdata[i]);
  return self;
}

void
rapport_sheet_layout_free (RapportSheetLayout *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->pages);
  g_array_unref (self->first_pages);
  g_object_unref (self->context);
  g_free (self);
}

guint
rapport_sheet_layout_get_n_pages (RapportSheetLayout *self)
{
  return self->pages->len;
}

/** Returns: the page, from 0, on which the sheet of that index begins */
guint
rapport_sheet_layout_get_first_page (RapportSheetLayout *self,
                                     guint               sheet)
{
  return g_array_index (self->first_pages, guint, sheet);
}

/** Draws page @page, from 0, with @cr in points and the paper's corner at the origin. */
void
rapport_sheet_layout_draw_page (RapportSheetLayout *self,
                                guint               page,
                                cairo_t            *cr)
{
  g_return_if_fail (page < self->pages->len);

  rapport_sheet_page_draw (self->pages->pdata[page], cr);
}

/** Returns: how many characters on all pages no font here can show; 0 is what is wanted */
guint
rapport_sheet_layout_get_unknown_glyphs (RapportSheetLayout *self)
{
  guint unknown = 0;

  for (guint i = 0; i < self->pages->len; i++)
    unknown += rapport_sheet_page_get_unknown_glyphs (self->pages->pdata[i]);
  return unknown;
}
