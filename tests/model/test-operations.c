/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/operations.h"

#include "support/support.h"

static char *
name_of (const char *uuid,
         gpointer    data)
{
  return g_strcmp0 (uuid, "u1") == 0 ? g_strdup ("Ewa 100%s Dudek") : NULL;
}

static void
test_sentences (void)
{
  static const struct { const char *title; const char *arg; const char *said; } cases[] = {
    { "accept-request", NULL, "Request accepted" },
    { "accept-request", "u1", "Accepted: Ewa 100%s Dudek" },
    { "accept-request", "unknown", "Request accepted" },
    { "import-members", "1", "Imported 1 member" },
    { "import-members", "500", "Imported 500 members" },
    { "from-the-future", "u1", "Something that this version does not know" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *args[] = { cases[i].arg, NULL };
      g_autofree char *said = rapport_operation_sentence (cases[i].title, args, name_of, NULL);

      g_assert_cmpstr (said, ==, cases[i].said);
    }
  g_assert_true (rapport_operation_is_known ("send-request"));
  g_assert_false (rapport_operation_is_known ("from-the-future"));
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/operations/sentences", test_sentences);
  return g_test_run ();
}
