/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/signature-path.h"

#include <locale.h>
#include <math.h>

#include "support/support.h"

static void
test_reads_what_it_wrote (void)
{
  g_autoptr (RapportSignaturePath) path = rapport_signature_path_new ();
  g_autoptr (RapportSignaturePath) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;

  rapport_signature_path_line_to (path, 10.0, 20.25);
  rapport_signature_path_line_to (path, 200.0, 80.0);
  rapport_signature_path_move_to (path, 210.5, 90.0);
  text = rapport_signature_path_to_string (path);
  g_assert_cmpstr (text, ==, "M 10 20.3 L 200 80 M 210.5 90");
  again = rapport_signature_path_parse (text, &error);
  g_assert_no_error (error);
  text_again = rapport_signature_path_to_string (again);
  g_assert_cmpstr (text_again, ==, text);
}

static void
test_refuses_what_is_none (void)
{
  static const struct {
    const char *text;
    RapportSignatureError code;
  } cases[] = {
    { "L 1 2 L 300 100", RAPPORT_SIGNATURE_ERROR_SYNTAX },
    { "M 1 2 Q 300 100", RAPPORT_SIGNATURE_ERROR_SYNTAX },
    { "M 1", RAPPORT_SIGNATURE_ERROR_SYNTAX },
    { "M 1 inf L 2 3", RAPPORT_SIGNATURE_ERROR_SYNTAX },
    { "M 1 nan", RAPPORT_SIGNATURE_ERROR_SYNTAX },
    { "M 0 0 L 481 10", RAPPORT_SIGNATURE_ERROR_OUTSIDE },
    { "M 0 0 L 100 171", RAPPORT_SIGNATURE_ERROR_OUTSIDE },
    { "M -1 0 L 100 100", RAPPORT_SIGNATURE_ERROR_OUTSIDE },
    { "M 0 0 L 1e9 100", RAPPORT_SIGNATURE_ERROR_OUTSIDE },
    { "", RAPPORT_SIGNATURE_ERROR_TOO_SHORT },
    { "M 10 10 L 12 12", RAPPORT_SIGNATURE_ERROR_TOO_SHORT },
    { "M 10 10 M 200 100", RAPPORT_SIGNATURE_ERROR_TOO_SHORT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rapport_signature_path_parse (cases[i].text, &error));
      g_assert_error (error, RAPPORT_SIGNATURE_ERROR, (int) cases[i].code);
    }
}

static void
test_too_many_points (void)
{
  GString *text = g_string_new ("M 0 0");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < RAPPORT_SIGNATURE_MOST_POINTS; i++)
    g_string_append (text, i % 2 ? " L 0 0" : " L 400 100");
  g_assert_null (rapport_signature_path_parse (text->str, &error));
  g_assert_error (error, RAPPORT_SIGNATURE_ERROR, RAPPORT_SIGNATURE_ERROR_TOO_LONG);
  g_string_free (text, TRUE);
}

static void
test_stays_in_the_box (void)
{
  g_autoptr (RapportSignaturePath) path = rapport_signature_path_new ();
  RapportSignatureBounds bounds;

  g_assert_false (rapport_signature_path_get_bounds (path, &bounds));
  rapport_signature_path_move_to (path, -50.0, 10.0);
  rapport_signature_path_line_to (path, 9000.0, 900.0);
  g_assert_true (rapport_signature_path_get_bounds (path, &bounds));
  g_assert_cmpfloat (bounds.x, ==, 0.0);
  g_assert_cmpfloat (bounds.width, ==, RAPPORT_SIGNATURE_WIDTH);
  g_assert_cmpfloat (bounds.y + bounds.height, ==, RAPPORT_SIGNATURE_HEIGHT);
}

static void
test_only_ink_is_length (void)
{
  g_autoptr (RapportSignaturePath) path = rapport_signature_path_new ();

  rapport_signature_path_move_to (path, 0.0, 0.0);
  rapport_signature_path_line_to (path, 30.0, 40.0);
  rapport_signature_path_move_to (path, 400.0, 40.0);
  g_assert_cmpfloat_with_epsilon (rapport_signature_path_get_length (path), 50.0, 1e-9);
  g_assert_false (rapport_signature_path_is_enough (path));
  rapport_signature_path_line_to (path, 410.0, 40.0);
  g_assert_true (rapport_signature_path_is_enough (path));
}

static void
test_simpler_and_the_same (void)
{
  g_autoptr (RapportSignaturePath) path = rapport_signature_path_new ();
  g_autoptr (RapportSignaturePath) simple = NULL;
  guint n_before, n_after, n_strokes = 0;
  const RapportSignaturePoint *points;

  for (int i = 0; i <= 400; i++)
    rapport_signature_path_line_to (path, 20.0 + i, 85.0 + 60.0 * sin (i / 25.0));
  rapport_signature_path_move_to (path, 100.0, 10.0);
  rapport_signature_path_line_to (path, 101.0, 11.0);
  simple = rapport_signature_path_simplify (path, 0.5);
  rapport_signature_path_get_points (path, &n_before);
  points = rapport_signature_path_get_points (simple, &n_after);
  g_assert_cmpuint (n_after, <, n_before / 4);
  for (guint i = 0; i < n_after; i++)
    n_strokes += points[i].start ? 1 : 0;
  g_assert_cmpuint (n_strokes, ==, 2);
  g_assert_cmpfloat (points[n_after - 1].x, ==, 101.0);
  g_assert_cmpfloat_with_epsilon (rapport_signature_path_get_length (simple),
                                  rapport_signature_path_get_length (path), 15.0);
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/signature-path/w07-reads-what-it-wrote", test_reads_what_it_wrote);
  g_test_add_func ("/signature-path/w07-refuses-what-is-none", test_refuses_what_is_none);
  g_test_add_func ("/signature-path/w07-too-many-points-are-refused", test_too_many_points);
  g_test_add_func ("/signature-path/w07-stays-in-the-box", test_stays_in_the_box);
  g_test_add_func ("/signature-path/w07-only-ink-is-length", test_only_ink_is_length);
  g_test_add_func ("/signature-path/w07-simpler-and-the-same", test_simpler_and_the_same);
  return g_test_run ();
}
