/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/places.h"

#include "model/fold.h"
#include "support/support.h"

static void
test_countries_by_any_name (void)
{
  static const char * const cases[][2] = {
    { "FR", "FR" }, { "fr", "FR" }, { "FRA", "FR" }, { "France", "FR" }, { "République française", NULL },
    { "French Republic", "FR" }, { "UK", "GB" }, { "U.K.", "GB" }, { "U.S.A.", "US" }, { "united  states", "US" },
    { "Côte d'Ivoire", "CI" }, { "cote d'ivoire", "CI" }, { "Taiwan", "TW" }, { "South Korea", "KR" },
    { "Bolivia", "BO" }, { "Bolivia, Plurinational State of", "BO" }, { "Türkiye", "TR" }, { "Turkey", "TR" },
    { "Atlantis", NULL }, { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (rapport_country_code (cases[i][0]), ==, cases[i][1]);
  g_assert_cmpstr (rapport_country_name ("BO"), ==, "Bolivia");
  g_assert_cmpstr (rapport_country_name ("XX"), ==, "XX");
  g_assert_cmpuint (rapport_countries ()->len, >, 240);
}

static void
test_languages_by_any_name (void)
{
  static const char * const cases[][2] = {
    { "en", "en" }, { "eng", "en" }, { "English", "en" }, { "Spanish", "es" }, { "Castilian", "es" },
    { "ger", "de" }, { "deu", "de" }, { "Mandarin", "zh" }, { "Greek", "el" }, { "haw", "haw" }, { "Klingonish", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (rapport_language_code (cases[i][0]), ==, cases[i][1]);
  g_assert_cmpstr (rapport_language_name ("es"), ==, "Spanish");
}

static void
test_every_country_has_its_own_zones (void)
{
  const char *zones[] = { "Europe/Zagreb", "Europe/Oslo", "Africa/Kampala", "Asia/Kolkata", "UTC" };

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    g_assert_true (g_strv_contains (rapport_time_zones (), zones[i]));
}

static void
test_only_zones_of_this_machine (void)
{
  g_assert_true (rapport_time_zone_known ("Europe/Kyiv"));
  g_assert_true (rapport_time_zone_known ("UTC"));
  g_assert_true (rapport_time_zone_known ("America/Argentina/Buenos_Aires"));
  g_assert_false (rapport_time_zone_known ("Europe/Atlantis"));
  g_assert_false (rapport_time_zone_known ("../../etc/passwd"));
  g_assert_false (rapport_time_zone_known ("/etc/passwd"));
  g_assert_false (rapport_time_zone_known ("zone.tab"));
  g_assert_false (rapport_time_zone_known ("Europe"));
  g_assert_false (rapport_time_zone_known (""));
}

static void
test_folding (void)
{
  static const char * const cases[][2] = {
    { "  E-Mail   Address ", "e mail address" }, { "Prénom", "prenom" }, { "ŁÓDŹ", "lodz" }, { "Straße", "strasse" },
    { "Mitgl.-Nr.", "mitgl nr" }, { "Ｆｕｌｌ", "full" }, { "순자", NULL }, { "--", "" }, { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = rapport_fold (cases[i][0]);

      if (cases[i][1] != NULL)
        g_assert_cmpstr (folded, ==, cases[i][1]);
      else
        g_assert_cmpstr (folded, !=, "");
    }
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/places/country-by-any-name", test_countries_by_any_name);
  g_test_add_func ("/places/language-by-any-name", test_languages_by_any_name);
  g_test_add_func ("/places/every-country-has-its-own-zones", test_every_country_has_its_own_zones);
  g_test_add_func ("/places/only-zones-of-this-machine", test_only_zones_of_this_machine);
  g_test_add_func ("/places/folding", test_folding);
  return g_test_run ();
}
