/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "store/members.h"
#include "support/people.h"
#include "support/support.h"

static double
milliseconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static void
find (RapportStore       *store,
      RapportMemberIndex *index,
      RapportMemberQuery *query,
      const char         *name)
{
  double best[2] = { 1e9, 1e9 };
  guint total = 0;

  for (int round = 0; round < 5; round++)
    for (int all = 0; all < 2; all++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (RapportMemberResult) result = NULL;
        RapportMembersFind *data;
        gint64 start = g_get_monotonic_time ();

        query->first = all ? 0 : 64;
        data = rapport_members_find_data_new (query, index);
        result = rapport_store_read (store, rapport_members_find, data, NULL, &error);
        g_assert_no_error (error);
        best[all] = MIN (best[all], milliseconds_since (start));
        total = result->total;
        rapport_members_find_data_free (data);
      }
  g_print ("%-40s %8u  first %7.2f ms  all+counts %7.2f ms\n", name, total, best[0], best[1]);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "r.db", NULL);
  g_autoptr (RapportPeople) people = rapport_people_read (argv[1]);
  RapportStore *store = rapport_store_open (path, clock, &error);
  RapportMemberIndex *index = rapport_member_index_new ();
  g_autoptr (RapportMemberQuery) query = rapport_member_query_new ();
  gint64 start = g_get_monotonic_time ();
  char *areas[] = { "career", NULL };
  char *countries[] = { "GB", "KR", NULL };
  static const char *texts[] = { "a", "na", "oliv", "linguist", "m0001234", "pro", "ma sys", "manag", "mathematics career" };

  g_assert_no_error (error);
  rapport_store_set_author (store, "Bench");
  rapport_store_write (store, rapport_people_write_command, people, NULL, &error);
  g_assert_no_error (error);
  g_print ("import %u: %.0f ms\n", people->rows->len, milliseconds_since (start));
  query->programme = people->programme;
  {
    g_autoptr (RapportMemberResult) result = NULL;
    RapportMembersFind *data = rapport_members_find_data_new (query, index);

    start = g_get_monotonic_time ();
    result = rapport_store_read (store, rapport_members_find, data, NULL, &error);
    g_print ("cold: %.1f ms\n", milliseconds_since (start));
    rapport_members_find_data_free (data);
  }
  find (store, index, query, "everybody");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      query->text = (char *) texts[i];
      find (store, index, query, texts[i]);
    }
  query->text = NULL;
  query->areas = areas;
  query->countries = countries;
  find (store, index, query, "career, GB or KR");
  query->sort = RAPPORT_MEMBER_SORT_WAITING;
  query->text = (char *) "pro";
  find (store, index, query, "career, GB or KR, pro, waiting");
  query->areas = query->countries = NULL;
  query->text = NULL;
  rapport_member_index_unref (index);
  g_object_unref (store);
  if (argc > 2)
    {
      g_autofree char *cmd = g_strdup_printf ("cp %s %s", path, argv[2]);
      g_assert_cmpint (system (cmd), ==, 0);
    }
  return 0;
}
