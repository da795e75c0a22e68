/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/letter.h"

#include <string.h>

#include "model/fields.h"
#include "model/letters.h"
#include "support/support.h"

static RapportMember *
make_member (const char *given,
             const char *name)
{
  RapportMember *member = rapport_member_new ();
  char *languages[] = { (char *) "fr", (char *) "en", NULL };

  g_free (member->display_name);
  member->display_name = g_strdup (name);
  g_hash_table_insert (member->texts, g_strdup ("given_name"), g_strdup (given));
  g_hash_table_insert (member->texts, g_strdup ("email"), g_strdup ("someone@example.org"));
  g_hash_table_insert (member->texts, g_strdup ("phone"), g_strdup ("+44 113 496 0000"));
  g_hash_table_insert (member->texts, g_strdup ("country"), g_strdup ("FR"));
  g_strfreev (member->languages);
  member->languages = g_strdupv (languages);
  return member;
}

typedef struct {
  RapportMemberView *to;
  RapportMemberView *other;
  RapportLetterFacts facts;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (RapportMember) sofia = make_member ("Sofia", "Sofia Lindqvist");
  g_autoptr (RapportMember) marta = make_member ("Marta", "Marta Kovač");

  fixture->to = rapport_member_view_new (sofia, RAPPORT_RELATION_SELF);
  fixture->other = rapport_member_view_new (marta, RAPPORT_RELATION_REQUESTED);
  fixture->facts = (RapportLetterFacts) {
    .to = fixture->to, .other = fixture->other, .programme = "IEEE Mentoring", .areas = "career",
    .message = "First line\n\nLast line", .last_day = "19 December 2026",
  };
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  rapport_member_view_free (fixture->to);
  rapport_member_view_free (fixture->other);
}

static void
assert_filled (Fixture    *fixture,
               const char *letter_template,
               const char *subject,
               const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportLetterText) text = rapport_letter_fill (letter_template, &fixture->facts, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text->subject, ==, subject);
  g_assert_cmpstr (text->body, ==, body);
}

static void
test_placeholders_become_values (Fixture       *fixture,
                                 gconstpointer  data)
{
  assert_filled (fixture, "{other.name} asks {to.short_name}\n\nIn {areas} until { last_day }.\n{message}\n",
                 "Marta Kovač asks Sofia", "In career until 19 December 2026.\nFirst line\n\nLast line\n");
  assert_filled (fixture, "S\n\nSpeaks {other.languages}, lives in {other.country}", "S",
                 "Speaks French, English, lives in France\n");
  assert_filled (fixture, "S\n\n{{areas} and {{{{", "S", "{areas} and {{\n");
}

static void
test_lines_without_a_value_are_left_out (Fixture       *fixture,
                                         gconstpointer  data)
{
  assert_filled (fixture, "S\n\nOne\n\nNote: {comment}\n\nBegins {starts_on}, ends {ends_on}\n\nTwo", "S", "One\n\nTwo\n");
  assert_filled (fixture, "S\n\n{areas} {comment}", "S", "career \n");
}

/* I13: the reader of a request does not see an address that is for partners. */
static void
test_what_the_reader_may_not_see_is_not_there (Fixture       *fixture,
                                               gconstpointer  data)
{
  assert_filled (fixture, "S\n\nE-mail: {other.email}\nYours: {to.email}", "S", "Yours: someone@example.org\n");
}

static RapportMember *
make_secretive (void)
{
  static const char * const texts[] = {
    "biography", "city", "country", "email", "expertise", "job_title", "organisation", "phone", "pronouns", "time_zone", NULL
  };
  RapportMember *member = make_member ("Marta", "Marta Kovač");
  guint n;
  const RapportField *fields = rapport_fields_of_kind ("member", &n);

  for (guint i = 0; texts[i] != NULL; i++)
    g_hash_table_replace (member->texts, g_strdup (texts[i]), g_strdup ("SECRET"));
  g_strfreev (member->channels);
  member->channels = g_strdupv ((char *[]) { (char *) "SECRET", NULL });
  g_strfreev (member->availability);
  member->availability = g_strdupv ((char *[]) { (char *) "SECRET", NULL });
  g_strfreev (member->languages);
  member->languages = g_strdupv ((char *[]) { (char *) "SECRET", NULL });
  for (guint i = 0; i < n; i++)
    if (fields[i].element != NULL)
      g_hash_table_replace (member->visibility, g_strdup (fields[i].element), g_strdup ("nobody"));
  return member;
}

/* I13: of every placeholder, whatever its reader is to whom it tells of; who reads of themselves reads it all. */
static void
test_no_placeholder_shows_what_is_hidden (void)
{
  g_autoptr (RapportMember) member = make_secretive ();
  g_auto (GStrv) names = rapport_letter_placeholders ();
  guint n_hidden = 0;

  for (RapportRelation relation = RAPPORT_RELATION_PUBLIC; relation <= RAPPORT_RELATION_PARTNER; relation++)
    {
      RapportMemberView *to = rapport_member_view_new (member, RAPPORT_RELATION_SELF);
      RapportMemberView *other = rapport_member_view_new (member, relation);
      RapportLetterFacts facts = { .to = to, .other = other };

      for (guint i = 0; names[i] != NULL; i++)
        {
          g_autofree char *text = g_strdup_printf ("S\n\n-{%s}-", names[i]);
          g_autoptr (RapportLetterText) letter = rapport_letter_fill (text, &facts, NULL);
          gboolean names_them = g_str_has_suffix (names[i], "name");

          if (strchr (names[i], '.') == NULL || names_them)
            continue;
          if (g_str_has_prefix (names[i], "other."))
            g_assert_cmpstr (letter->body, ==, "");
          else
            g_assert_cmpstr (letter->body, ==, "-SECRET-\n");
          n_hidden++;
        }
      rapport_member_view_free (to);
      rapport_member_view_free (other);
    }
  g_assert_cmpuint (n_hidden, ==, 4 * 2 * 13);
}

static void
test_values_are_not_expanded_again (Fixture       *fixture,
                                    gconstpointer  data)
{
  fixture->facts.message = "{to.email} {{ {other.phone} {nonsense";
  fixture->facts.areas = "{message}";
  assert_filled (fixture, "S {areas}\n\n{message}", "S {message}", "{to.email} {{ {other.phone} {nonsense\n");
}

static void
test_values_cannot_reach_a_header (Fixture       *fixture,
                                   gconstpointer  data)
{
  fixture->facts.areas = "career\r\nBcc: all@example.org\n\nHello";
  assert_filled (fixture, "About {areas}\n\nText", "About career Bcc: all@example.org  Hello", "Text\n");
  fixture->facts.areas = "a\001b\033[2Jc\xe2\x80\xae" "d\xe2\x80\xa8" "e";
  assert_filled (fixture, "{areas}\n\n.\n.{areas}", "ab[2Jcd e", ".\n.ab[2Jcd\ne\n");
}

static void
assert_refused (const char *letter_template,
                const char *sentence)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rapport_letter_check (letter_template, &error));
  g_assert_cmpstr (error->message, ==, sentence);
}

static void
test_what_cannot_be_filled_is_named_with_its_line (void)
{
  assert_refused ("S\n\nDear {to.shoe_size},", "Line 3 of the letter: there is nothing called “{to.shoe_size}”.");
  assert_refused ("S {oops}", "Line 1 of the letter: there is nothing called “{oops}”.");
  assert_refused ("S\n\n\nDear {to.name,\n", "Line 4 of the letter: a “{” is not closed; “{{” stands for the brace itself.");
  assert_refused ("S\n\n{mentor.email}", "Line 3 of the letter: there is nothing called “{mentor.email}”.");
  assert_refused ("", "Line 1 of the letter: the first line is the subject, and it is empty.");
  assert_refused ("\n\nText", "Line 1 of the letter: the first line is the subject, and it is empty.");
}

static void
test_every_kind_has_a_template_that_can_be_filled (Fixture       *fixture,
                                                   gconstpointer  data)
{
  guint n;
  const RapportLetterKind *kinds = rapport_letter_kinds (&n);
  const char * const languages[] = { "tlh", NULL };

  g_assert_cmpuint (n, >=, 7);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = rapport_letter_template (kinds[i].id, languages);
      g_autoptr (RapportLetterText) letter = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (text);
      g_assert_true (rapport_letter_has_language (kinds[i].id, "en"));
      g_assert_false (rapport_letter_has_language (kinds[i].id, "tlh"));
      letter = rapport_letter_fill (text, &fixture->facts, &error);
      g_assert_no_error (error);
      g_assert_nonnull (strstr (letter->subject, "Marta Kovač"));
      g_assert_cmpuint (strlen (letter->body), >, 20);
    }
  g_assert_null (rapport_letter_template ("no-such-kind", languages));
}

static void
test_every_placeholder_has_a_value (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_auto (GStrv) names = rapport_letter_placeholders ();

  g_assert_cmpuint (g_strv_length (names), >, 30);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *text = g_strdup_printf ("S\n\n{%s}", names[i]);

      g_assert_true (rapport_letter_check (text, NULL));
    }
}

#define CASE(name, function) g_test_add ("/letter/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  CASE ("placeholders-become-values", test_placeholders_become_values);
  CASE ("lines-without-a-value-are-left-out", test_lines_without_a_value_are_left_out);
  CASE ("i13-what-the-reader-may-not-see-is-not-there", test_what_the_reader_may_not_see_is_not_there);
  g_test_add_func ("/letter/i13-no-placeholder-shows-what-is-hidden", test_no_placeholder_shows_what_is_hidden);
  CASE ("values-are-not-expanded-again", test_values_are_not_expanded_again);
  CASE ("values-cannot-reach-a-header", test_values_cannot_reach_a_header);
  g_test_add_func ("/letter/what-cannot-be-filled-is-named-with-its-line", test_what_cannot_be_filled_is_named_with_its_line);
  CASE ("every-kind-has-a-template-that-can-be-filled", test_every_kind_has_a_template_that_can_be_filled);
  CASE ("every-placeholder-has-a-value", test_every_placeholder_has_a_value);
  return g_test_run ();
}
