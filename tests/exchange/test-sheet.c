/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/sheet-pdf.h"

#include <cairo.h>
#include <glib/gstdio.h>

#include "support/support.h"

#define SCRAWL "M 104 62 L 96 70 L 92 95 L 104 128 L 130 140 L 150 118 L 158 84 L 164 110 L 186 118 L 200 98 L 214 116 L 236 104 " \
  "L 262 112 L 300 100 L 396 96 M 210 60 L 214 64"

static void
set_person (RapportSheet *sheet,
            RapportSide   side,
            const char   *name,
            const char   *position,
            const char   *number)
{
  sheet->people[side].name = g_strdup (name);
  sheet->people[side].position = g_strdup (position);
  sheet->people[side].number = g_strdup (number);
  sheet->people[side].role = g_strdup (side == RAPPORT_SIDE_MENTEE ? "Mentee" : "Mentor");
}

static RapportSheet *
a_sheet (void)
{
  RapportSheet *sheet = rapport_sheet_new ();

  sheet->programme = g_strdup ("IEEE Mentoring");
  sheet->term_from = g_strdup ("2026-05-19");
  sheet->term_to = g_strdup ("2027-05-19");
  sheet->made_on = g_strdup ("2026-11-19");
  sheet->category = g_strdup ("Continuing professional development\npeer and professional interaction");
  sheet->reference = g_strdup ("0197-6a2e");
  set_person (sheet, RAPPORT_SIDE_MENTEE, "Nadia Petrova", "Signalling design engineer · Northgate Rail", "Member M0000366");
  set_person (sheet, RAPPORT_SIDE_MENTOR, "Helen Ashworth", "Principal engineer · Blue Harbour Energy", "Member M0000054");
  return sheet;
}

static RapportSheetMeeting *
add_meeting (RapportSheet *sheet,
             const char   *held_on,
             int           minutes,
             const char   *channel,
             const char   *topics)
{
  RapportSheetMeeting *meeting = rapport_sheet_add_meeting (sheet);

  meeting->held_on = g_strdup (held_on);
  meeting->minutes = minutes;
  meeting->channel = g_strdup (channel);
  meeting->topics = g_strdup (topics);
  return meeting;
}

static void
sign_both (RapportSheetMeeting *meeting,
           RapportSigning       method)
{
  const char *path = method == RAPPORT_SIGNING_DRAWN ? SCRAWL : NULL;

  rapport_sheet_meeting_sign (meeting, RAPPORT_SIDE_MENTEE, method, "Nadia Petrova", meeting->held_on, path);
  rapport_sheet_meeting_sign (meeting, RAPPORT_SIDE_MENTOR, method, "Helen Ashworth", meeting->held_on, path);
}

/* The sheet of the picture 09-tracking-sheet. */
static RapportSheet *
the_pictured_sheet (void)
{
  RapportSheet *sheet = a_sheet ();

  sign_both (add_meeting (sheet, "2026-05-26", 90, "in person", "First meeting: roles and responsibilities, goals, and how to stop if it does not work"), RAPPORT_SIGNING_DRAWN);
  sign_both (add_meeting (sheet, "2026-07-10", 60, "video call", "Choosing referees for registration; what leading a team means"), RAPPORT_SIGNING_TYPED);
  sign_both (add_meeting (sheet, "2026-08-14", 10, "e-mail", "Check-in: referees chosen"), RAPPORT_SIGNING_PAPER);
  sign_both (add_meeting (sheet, "2026-09-11", 60, "in person", "Introductions at Tallis & Byrd; preparing the conference talk"), RAPPORT_SIGNING_DRAWN);
  sign_both (add_meeting (sheet, "2026-10-09", 75, "video call", "Draft report for registration, section C: evidence of responsibility for safety"), RAPPORT_SIGNING_DRAWN);
  rapport_sheet_meeting_sign (add_meeting (sheet, "2026-11-03", 60, "video call", "Leading the design review; giving feedback upwards"),
                              RAPPORT_SIDE_MENTOR, RAPPORT_SIGNING_DRAWN, "Helen Ashworth", "2026-11-04", SCRAWL);
  return sheet;
}

/* --- The PDF as others read it ------------------------------------------------------------------------------- */

static char *
write_pdf (RapportSheet *sheet,
           RapportPaper  paper)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = rapport_test_folder ();
  char *path = g_build_filename (folder, "sheet.pdf", NULL);

  g_ptr_array_add (sheets, sheet);
  g_assert_true (rapport_sheet_pdf_write (sheets, paper, path, &error));
  g_assert_no_error (error);
  return path;
}

static char *
run (const char * const *arguments)
{
  char *out = NULL;
  int status = -1;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return out;
}

static char *
text_of_page (const char *path,
              int         page)
{
  g_autofree char *number = g_strdup_printf ("%d", page);
  const char *arguments[] = { "pdftotext", "-raw", "-f", number, "-l", number, path, "-", NULL };

  return run (arguments);
}

static char *
text_of (const char *path)
{
  const char *arguments[] = { "pdftotext", "-raw", path, "-", NULL };

  return run (arguments);
}

/* In the order in which poppler thinks that it is read, which joins the letters of scripts from right to left. */
static char *
text_as_read (const char *path)
{
  const char *arguments[] = { "pdftotext", path, "-", NULL };

  return run (arguments);
}

/* Words one after another, whatever the line breaks; without the controls that only say which way a script runs. */
static char *
joined (const char *text)
{
  GString *result = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f)
        continue;
      if (g_unichar_isspace (c))
        {
          if (result->len > 0 && result->str[result->len - 1] != ' ')
            g_string_append_c (result, ' ');
        }
      else
        g_string_append_unichar (result, c);
    }
  return g_string_free (result, FALSE);
}

static void
assert_says (const char *text,
             const char *words)
{
  g_autofree char *in_one_line = joined (text);

  if (strstr (in_one_line, words) == NULL)
    g_error ("not on the sheet: “%s”; the sheet says: %s", words, in_one_line);
}

static void
assert_says_not (const char *text,
                 const char *words)
{
  g_autofree char *in_one_line = joined (text);

  if (strstr (in_one_line, words) != NULL)
    g_error ("on the sheet: “%s”", words);
}

static guint
occurrences (const char *text,
             const char *words)
{
  guint n = 0;

  for (const char *p = text; (p = strstr (p, words)) != NULL; p += strlen (words))
    n++;
  return n;
}

static guint
n_pages_of (RapportSheet *sheet,
            RapportPaper  paper)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new ();
  g_autoptr (RapportSheetLayout) layout = NULL;
  double width, height;

  g_ptr_array_add (sheets, sheet);
  rapport_paper_get_size (paper, &width, &height);
  layout = rapport_sheet_layout_new (sheets, width, height);
  g_assert_cmpuint (rapport_sheet_layout_get_unknown_glyphs (layout), ==, 0);
  return rapport_sheet_layout_get_n_pages (layout);
}

/* --- Ink ----------------------------------------------------------------------------------------------------- */

/* The page as a picture at 100 dots an inch, made by poppler and not by us. */
static cairo_surface_t *
picture_of (const char *path,
            int         page)
{
  g_autofree char *number = g_strdup_printf ("%d", page);
  g_autofree char *base = g_strconcat (path, "-", number, NULL);
  g_autofree char *png = g_strconcat (base, ".png", NULL);
  const char *arguments[] = { "pdftoppm", "-r", "100", "-png", "-singlefile", "-f", number, path, base, NULL };
  g_autofree char *out = run (arguments);
  cairo_surface_t *surface = cairo_image_surface_create_from_png (png);

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  return surface;
}

/* Dark blue dots in a room given in points. */
static guint
ink_in (cairo_surface_t *picture,
        double           x,
        double           y,
        double           width,
        double           height)
{
  const guchar *data = cairo_image_surface_get_data (picture);
  int stride = cairo_image_surface_get_stride (picture);
  guint n = 0;

  for (int row = (int) (y / 0.72); row < (int) ((y + height) / 0.72); row++)
    for (int column = (int) (x / 0.72); column < (int) ((x + width) / 0.72); column++)
      {
        guint32 dot = ((const guint32 *) (gconstpointer) (data + row * stride))[column];

        if ((dot & 0xff) > (dot >> 16 & 0xff) + 30 && (dot >> 16 & 0xff) < 120)
          n++;
      }
  return n;
}

/* --- Cases --------------------------------------------------------------------------------------------------- */

static void
test_says_everything (void)
{
  g_autoptr (RapportSheet) sheet = the_pictured_sheet ();
  g_autofree char *path = write_pdf (sheet, RAPPORT_PAPER_A4);
  g_autofree char *text = text_of (path);
  g_autofree char *checksum = rapport_sheet_get_checksum (sheet);
  g_autofree char *foot = g_strdup_printf ("Rapport · partnership 0197-6a2e · sheet %s", checksum);
  static const char *words[] = {
    "Mentoring Tracking Sheet", "IEEE Mentoring · term 19 May 2026 to 19 May 2027", "Sheet of 19 November 2026",
    "peer and professional interaction", "Nadia Petrova", "Helen Ashworth", "Member M0000366", "Blue Harbour Energy",
    "26 May 2026", "90 min", "75 min", "3 Nov 2026", "video call", "preparing the conference talk",
    "signed on paper", "not yet signed", "4 Nov 2026", "6 entries", "5 h 55 min", "5 signed by both · 1 waits for Nadia Petrova",
    "We confirm that the meetings above took place.", "Nadia Petrova, Mentee", "Helen Ashworth, Mentor", "Page 1 of 1",
  };

  g_assert_cmpuint (n_pages_of (sheet, RAPPORT_PAPER_A4), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    assert_says (text, words[i]);
  assert_says (text, foot);
}

static void
test_file_follows_the_umask_and_is_described (void)
{
  g_autoptr (RapportSheet) sheet = the_pictured_sheet ();
  mode_t before = umask (0027);
  g_autofree char *path = write_pdf (sheet, RAPPORT_PAPER_LETTER);
  const char *arguments[] = { "pdfinfo", path, NULL };
  g_autofree char *info = run (arguments);
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  umask (before);
  g_assert_cmpint (status.st_mode & 0777, ==, 0640);
  assert_says (info, "Mentoring Tracking Sheet: Nadia Petrova and Helen Ashworth");
  assert_says (info, "Page size: 612 x 792 pts (letter)");
}

static void
test_ink_in_both_cells (void)
{
  g_autoptr (RapportSheet) sheet = the_pictured_sheet ();
  g_autofree char *path = write_pdf (sheet, RAPPORT_PAPER_A4);
  cairo_surface_t *picture = picture_of (path, 1);
  const double mentee = 595.3 - 48.2 - 87 - 10 - 87, mentor = 595.3 - 48.2 - 87;
  double first = 0.0;

  /* the first row stands where the first ink begins */
  for (double y = 150.0; y < 260.0 && first == 0.0; y += 2.0)
    if (ink_in (picture, mentee, y, 87, 2.0) > 0)
      first = y;
  g_assert_cmpfloat (first, >, 150.0);
  g_assert_cmpuint (ink_in (picture, mentee, first, 87, 30), >, 100);
  g_assert_cmpuint (ink_in (picture, mentor, first, 87, 30), >, 100);
  /* beside them is none, and a typed row has none either */
  g_assert_cmpuint (ink_in (picture, 136 + 48.2, first, 130, 45), ==, 0);
  g_assert_cmpuint (ink_in (picture, mentee, first + 50, 184, 40), ==, 0);
  /* row six: the mentor's alone */
  g_assert_cmpuint (ink_in (picture, mentee, first + 250, 87, 40), ==, 0);
  g_assert_cmpuint (ink_in (picture, mentor, first + 250, 87, 40), >, 100);
  cairo_surface_destroy (picture);
}

static void
test_headings_on_every_page (void)
{
  g_autoptr (RapportSheet) sheet = a_sheet ();
  g_autofree char *path = NULL;
  guint n_pages, n_rows = 0;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *topics = g_strdup_printf ("Begin%u a longer account of what the two spoke about, over a line or two, "
                                                 "and with what result End%u", i, i);

      sign_both (add_meeting (sheet, "2026-06-01", 30, "phone", topics), RAPPORT_SIGNING_TYPED);
    }
  path = write_pdf (sheet, RAPPORT_PAPER_A4);
  n_pages = n_pages_of (sheet, RAPPORT_PAPER_A4);
  g_assert_cmpuint (n_pages, >=, 3);
  for (guint page = 1; page <= n_pages; page++)
    {
      g_autofree char *text = text_of_page (path, (int) page);
      g_autofree char *of = g_strdup_printf ("Page %u of %u", page, n_pages);

      assert_says (text, of);
      assert_says (text, "Nadia Petrova");
      g_assert_cmpuint (occurrences (text, "Begin"), ==, occurrences (text, "End"));
      if (occurrences (text, "Begin") > 0)
        assert_says (text, "Time spent Topics");
      n_rows += occurrences (text, "Begin");
    }
  g_assert_cmpuint (n_rows, ==, 40);
}

static void
test_row_taller_than_a_page (void)
{
  g_autoptr (RapportSheet) sheet = a_sheet ();
  GString *topics = g_string_new (NULL);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 900; i++)
    g_string_append_printf (topics, "word%u ", i);
  add_meeting (sheet, "2026-06-01", 30, "phone", "Before");
  sign_both (add_meeting (sheet, "2026-06-02", 30, "phone", topics->str), RAPPORT_SIGNING_DRAWN);
  add_meeting (sheet, "2026-06-03", 30, "phone", "After");
  path = write_pdf (sheet, RAPPORT_PAPER_LETTER);
  text = text_of (path);
  g_assert_cmpuint (n_pages_of (sheet, RAPPORT_PAPER_LETTER), >=, 3);
  for (guint i = 0; i < 900; i++)
    {
      g_autofree char *word = g_strdup_printf ("word%u", i);

      assert_says (text, word);
    }
  assert_says (text, "After");
  g_assert_cmpuint (occurrences (text, "2 Jun 2026"), ==, 3); /* once as the day, twice as the day of signing */
  g_string_free (topics, TRUE);
}

static void
test_scripts (void)
{
  static const char *names[] = {
    "김서연", "王小明", "Ελένη Παπαδοπούλου", "Надія Петренко", "ليلى حداد", "נועה לוי", "प्रिया शर्मा", "Nguyễn Thị Minh Khai",
    "Łukasz Żółć", "さくら 田中", "ნინო ბერიძე", "Անի Սարգսյան", "สมชาย ใจดี",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (RapportSheet) sheet = a_sheet ();
      g_autofree char *path = NULL;
      g_autofree char *text = NULL;

      g_free (sheet->people[RAPPORT_SIDE_MENTEE].name);
      sheet->people[RAPPORT_SIDE_MENTEE].name = g_strdup (names[i]);
      rapport_sheet_meeting_sign (add_meeting (sheet, "2026-06-01", 30, "phone", names[i]), RAPPORT_SIDE_MENTEE,
                                  RAPPORT_SIGNING_TYPED, names[i], "2026-06-01", NULL);
      g_assert_cmpuint (n_pages_of (sheet, RAPPORT_PAPER_A4), ==, 1); /* no unknown glyph */
      path = write_pdf (sheet, RAPPORT_PAPER_A4);
      text = text_as_read (path);
      /* poppler gives the vowel signs of some scripts back in the order in which they are drawn */
      if (g_strcmp0 (names[i], "प्रिया शर्मा") != 0 && g_strcmp0 (names[i], "สมชาย ใจดี") != 0)
        assert_says (text, names[i]);
    }
}

/* Where the first ink of any colour stands in a line of the picture, in points. */
static double
first_dark (cairo_surface_t *picture,
            double           from,
            double           to,
            double           y,
            double           height)
{
  const guchar *data = cairo_image_surface_get_data (picture);
  int stride = cairo_image_surface_get_stride (picture);

  for (int column = (int) (from / 0.72); column < (int) (to / 0.72); column++)
    for (int row = (int) (y / 0.72); row < (int) ((y + height) / 0.72); row++)
      if ((((const guint32 *) (gconstpointer) (data + row * stride))[column] & 0xff) < 128)
        return column * 0.72;
  return to;
}

static void
test_right_to_left (void)
{
  g_autoptr (RapportSheet) sheet = the_pictured_sheet ();
  g_autofree char *path = NULL;
  cairo_surface_t *picture;

  sheet->rtl = TRUE;
  path = write_pdf (sheet, RAPPORT_PAPER_A4);
  picture = picture_of (path, 1);
  /* the dates stand at the right margin, and the mentor's signatures at the left one */
  g_assert_cmpfloat (first_dark (picture, 547.0 - 80.0, 547.0, 200.0, 20.0), <, 520.0);
  g_assert_cmpuint (ink_in (picture, 48.2, 170, 87, 60), >, 100);
  g_assert_cmpuint (ink_in (picture, 547.0 - 87, 170, 87, 300), ==, 0);
  cairo_surface_destroy (picture);
}

static void
test_a_name_cannot_turn_its_neighbours (void)
{
  g_autoptr (RapportSheet) sheet = a_sheet ();
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  g_free (sheet->people[RAPPORT_SIDE_MENTEE].name);
  sheet->people[RAPPORT_SIDE_MENTEE].name = g_strdup ("\342\200\256Nadia\007 Petrova");
  add_meeting (sheet, "2026-06-01", 30, "phone", "Topic");
  path = write_pdf (sheet, RAPPORT_PAPER_A4);
  text = text_of (path);
  assert_says (text, "0 signed by both · 1 waits for Nadia Petrova · 1 waits for Helen Ashworth");
  g_assert_null (strstr (text, "\342\200\256"));
}

static void
test_corrected_version_is_struck_through (void)
{
  g_autoptr (RapportSheet) sheet = a_sheet ();
  RapportSheetMeeting *first = add_meeting (sheet, "2026-06-01", 30, "phone", "As it was written first");
  RapportSheetMeeting *second = add_meeting (sheet, "2026-06-02", 45, "phone", "As it was");
  RapportSheetTotals totals;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  sign_both (first, RAPPORT_SIGNING_TYPED);
  first->superseded = TRUE;
  second->number = 1;
  second->version = 2;
  second->signed_earlier[RAPPORT_SIDE_MENTEE] = TRUE;
  rapport_sheet_meeting_sign (second, RAPPORT_SIDE_MENTOR, RAPPORT_SIGNING_TYPED, "Helen Ashworth", "2026-06-03", NULL);
  totals = rapport_sheet_get_totals (sheet);
  g_assert_cmpuint (totals.entries, ==, 1);
  g_assert_cmpint (totals.minutes, ==, 45);
  path = write_pdf (sheet, RAPPORT_PAPER_A4);
  text = text_of (path);
  assert_says (text, "As it was written first corrected below");
  assert_says (text, "version 2, in the place of the one above");
  assert_says (text, "signed an earlier version");
  assert_says (text, "1 entry 45 min");
}

static void
test_blank_sheet (void)
{
  g_autoptr (RapportSheet) sheet = a_sheet ();
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  sheet->blank = TRUE;
  path = write_pdf (sheet, RAPPORT_PAPER_A4);
  text = text_of (path);
  g_assert_cmpuint (n_pages_of (sheet, RAPPORT_PAPER_A4), ==, 1);
  g_assert_cmpuint (n_pages_of (sheet, RAPPORT_PAPER_LETTER), ==, 1);
  assert_says (text, "Time spent Topics");
  assert_says (text, "Nadia Petrova");
  assert_says_not (text, "entries");
  assert_says_not (text, "Sheet of");
  /* one page however many lines the heads of the two take */
  for (guint side = 0; side < RAPPORT_N_SIDES; side++)
    g_clear_pointer (&sheet->people[side].position, g_free);
  g_assert_cmpuint (n_pages_of (sheet, RAPPORT_PAPER_A4), ==, 1);
  g_assert_cmpuint (n_pages_of (sheet, RAPPORT_PAPER_LETTER), ==, 1);
  for (guint side = 0; side < RAPPORT_N_SIDES; side++)
    g_clear_pointer (&sheet->people[side].number, g_free);
  g_assert_cmpuint (n_pages_of (sheet, RAPPORT_PAPER_A4), ==, 1);
  g_assert_cmpuint (n_pages_of (sheet, RAPPORT_PAPER_LETTER), ==, 1);
}

static void
test_batch (void)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_sheet_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "batch.pdf", NULL);
  g_autofree char *third = NULL;

  for (guint i = 0; i < 5; i++)
    g_ptr_array_add (sheets, the_pictured_sheet ());
  g_assert_true (rapport_sheet_pdf_write (sheets, RAPPORT_PAPER_A4, path, &error));
  third = text_of_page (path, 3);
  assert_says (third, "Page 1 of 1");
  assert_says (third, "Nadia Petrova");
}

static void
test_checksum_follows_the_content (void)
{
  g_autoptr (RapportSheet) sheet = the_pictured_sheet ();
  RapportSheetMeeting *last = sheet->meetings->pdata[5];
  g_autofree char *before = rapport_sheet_get_checksum (sheet);
  g_autofree char *next_day = NULL;
  g_autofree char *after = NULL;

  g_free (sheet->made_on);
  sheet->made_on = g_strdup ("2026-11-20");
  next_day = rapport_sheet_get_checksum (sheet);
  g_assert_cmpstr (next_day, ==, before);
  last->minutes++;
  after = rapport_sheet_get_checksum (sheet);
  g_assert_cmpstr (after, !=, before);
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/sheet/w07-says-everything", test_says_everything);
  g_test_add_func ("/sheet/w16-file-follows-the-umask-and-is-described", test_file_follows_the_umask_and_is_described);
  g_test_add_func ("/sheet/w07-ink-in-both-cells", test_ink_in_both_cells);
  g_test_add_func ("/sheet/w16-headings-on-every-page-and-no-row-split", test_headings_on_every_page);
  g_test_add_func ("/sheet/w16-row-taller-than-a-page-is-split", test_row_taller_than_a_page);
  g_test_add_func ("/sheet/i28-scripts-have-their-glyphs", test_scripts);
  g_test_add_func ("/sheet/i28-right-to-left", test_right_to_left);
  g_test_add_func ("/sheet/i28-a-name-cannot-turn-its-neighbours", test_a_name_cannot_turn_its_neighbours);
  g_test_add_func ("/sheet/w07-corrected-version-is-struck-through", test_corrected_version_is_struck_through);
  g_test_add_func ("/sheet/w16-blank", test_blank_sheet);
  g_test_add_func ("/sheet/w16-batch", test_batch);
  g_test_add_func ("/sheet/w16-checksum-follows-the-content", test_checksum_follows_the_content);
  return g_test_run ();
}
