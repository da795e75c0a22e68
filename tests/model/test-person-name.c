/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/person-name.h"
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

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/names/i28-in-the-order-of-their-culture", test_display);
  return g_test_run ();
}
