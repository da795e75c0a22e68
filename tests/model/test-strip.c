/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/strip.h"

static void
test_strip (void)
{
  static const char *const texts[][2] = {
    { "", "" },
    { "Ada", "Ada" },
    { " \t\r\nAda Lovelace\f ", "Ada Lovelace" },
    { "Ada\u00a0", "Ada" },
    { "\u2003\u3000山田\u3000太郎\u3000", "山田\u3000太郎" },
    { "\ufeffZoë\u200b\u2060", "Zoë" },
    { "\u00a0\u2003\u3000", "" },
    { "\u202eevil\u202c", "\u202eevil\u202c" },   /* no blanks, and not ours to change */
    { "Nadia\u0301", "Nadia\u0301" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = g_strdup (texts[i][0]);

      g_assert_true (rapport_strip (text) == text);
      g_assert_cmpstr (text, ==, texts[i][1]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/strip", test_strip);
  return g_test_run ();
}
