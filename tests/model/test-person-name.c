/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/person-name.h"
#include "model/sentence.h"
#include "support/support.h"

typedef struct {
  const char *given;
  const char *family;
  const char *order;
  const char *display;
  const char *by_family;
} Case;

static const Case cases[] = {
  { "Nathan", "Oliveira", "", "Nathan Oliveira", "Oliveira Nathan" },
  { "순자", "배", "", "배순자", "배 순자" },
  { "太郎", "山田", "", "山田太郎", "山田 太郎" },
  { "さくら", "山田", "", "山田さくら", "山田 さくら" },
  { "伟", "王", "given-first", "伟 王", "王 伟" },
  { "Viktor", "Orbán", "family-first", "Orbán Viktor", "Orbán Viktor" },
  { "Soon-ja", "배", "", "Soon-ja 배", "배 Soon-ja" },
  { "Suharto", "", "", "Suharto", "Suharto" },
  { "", "Björk", "family-first", "Björk", "Björk" },
  { "", "", "", "", "" },
};

static void
test_display (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *display = rapport_name_display (cases[i].given, cases[i].family, cases[i].order);
      g_autofree char *by_family = rapport_name_family_display (cases[i].given, cases[i].family);

      g_assert_cmpstr (display, ==, cases[i].display);
      g_assert_cmpstr (by_family, ==, cases[i].by_family);
    }
}

static void
test_direction_controls_stay_inside (void)
{
  static const char *const names[][2] = {
    { "Ada", "Ada" },
    { "A\u2019da \u20ac", "A\u2019da \u20ac" },
    { "\u202eadA", "\u2068\u202eadA\u202c\u2069" },
    { "\u2067a\u202db", "\u2068\u2067a\u202db\u202c\u2069\u2069" },
    { "a\u2069b\u202c", "\u2068ab\u2069" },
    { "\u2066a\u202bb\u2069c\u202c", "\u2068\u2066a\u202bb\u2069c\u2069" },
  };
  g_autofree char *both = rapport_name_display ("\u202eadA", "Obi", "");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *isolated = rapport_sentence_isolate (names[i][0]);

      g_assert_cmpstr (isolated, ==, names[i][1]);
    }
  g_assert_cmpstr (both, ==, "\u2068\u202eadA\u202c\u2069 Obi");
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/names/i28-in-the-order-of-their-culture", test_display);
  g_test_add_func ("/names/direction-controls-stay-inside", test_direction_controls_stay_inside);
  return g_test_run ();
}
