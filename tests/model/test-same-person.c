/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/same-person.h"

#include "support/support.h"

#define SAME RAPPORT_PERSON_SAME
#define LIKELY RAPPORT_PERSON_LIKELY
#define DIFFERENT RAPPORT_PERSON_DIFFERENT

static const struct {
  RapportIdentity one, other;
  RapportSamePerson verdict;
} cases[] = {
  /* the three agree */
  { { "IEEE", "M1", "a@x.org", "Ewa", "Dudek" }, { "ieee", "m1", "A@X.ORG", "Ewa", "Dudek-Lis" }, SAME },
  { { "IEEE", "M1", "a@x.org", "Ewa", "Dudek" }, { "IEEE", "M1", NULL, "Ewa", "Dudek" }, SAME },
  /* a new name and a new address, one at a time */
  { { "IEEE", "M1", "a@x.org", "Ewa", "Dudek" }, { "IEEE", "M1", "a@x.org", "Ewa", "Lis" }, SAME },
  { { "IEEE", "M1", "a@x.org", "Ewa", "Dudek" }, { "IEEE", "M1", "b@y.org", "Ewa", "Dudek" }, SAME },
  /* a mistyped number */
  { { "IEEE", "M1", "a@x.org", "Ewa", "Dudek" }, { "IEEE", "M1", "b@y.org", "Jean", "Petit" }, LIKELY },
  { { "IEEE", "M1", "a@x.org", "Ewa", "Dudek" }, { "IEEE", "M2", "a@x.org", "Ewa", "Dudek" }, LIKELY },
  /* numbers of two issuers say nothing about one another */
  { { "IEEE", "M1", "a@x.org", "Ewa", "Dudek" }, { "IET", "M1", "b@y.org", "Jean", "Petit" }, DIFFERENT },
  { { "IEEE", "M1", "a@x.org", "Ewa", "Dudek" }, { "IET", "7", "a@x.org", "Ewa", "Dudek" }, SAME },
  /* e-mail */
  { { NULL, NULL, "a@x.org", "Ewa", "Dudek" }, { NULL, NULL, " A@x.org ", "Dudek", "Ewa" }, SAME },
  { { NULL, NULL, "office@x.org", "Ewa", "Dudek" }, { NULL, NULL, "office@x.org", "Jean", "Petit" }, LIKELY },
  /* names alone */
  { { NULL, NULL, "a@x.org", "José", "Núñez" }, { "", "", "", "NUNEZ", "jose" }, LIKELY },
  { { "IEEE", "M1", "a@x.org", "Ewa", "Dudek" }, { "IEEE", "M2", "b@x.org", "Ewa", "Dudek" }, DIFFERENT },
  { { NULL, NULL, NULL, "순자", "배" }, { NULL, NULL, NULL, "배", "순자" }, LIKELY },
  { { NULL, NULL, NULL, NULL, NULL }, { NULL, NULL, NULL, NULL, NULL }, DIFFERENT },
  { { "", "", "", "", "" }, { "", "", "", "", "" }, DIFFERENT },
};

static void
test_verdicts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", i);
      g_assert_cmpint (rapport_same_person (&cases[i].one, &cases[i].other), ==, cases[i].verdict);
      g_assert_cmpint (rapport_same_person (&cases[i].other, &cases[i].one), ==, cases[i].verdict);
    }
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/same-person/verdicts-in-both-directions", test_verdicts);
  return g_test_run ();
}
