/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/draft-keeper.h"

#include <glib/gstdio.h>

#include "support/support.h"

typedef struct {
  char *key;
  RapportMemberForm *form;
  RapportDraftKeeper *keeper;
  guint kept;
} Fixture;

static void
kept_cb (Fixture *fixture)
{
  fixture->kept++;
}

static void
make_keeper (Fixture *fixture)
{
  g_autoptr (RapportClock) clock = rapport_clock_new_at (1000);

  fixture->keeper = rapport_draft_keeper_new (fixture->form, fixture->key, clock);
  g_signal_connect_swapped (fixture->keeper, "kept", G_CALLBACK (kept_cb), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->key = rapport_drafts_key ("member", "/somewhere/rapport.db", "keeper");
  fixture->form = rapport_member_form_new (NULL, NULL);
  make_keeper (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer keeper = fixture->keeper;

  rapport_drafts_remove (fixture->key);
  g_object_add_weak_pointer (keeper, &keeper);
  g_object_unref (fixture->keeper);
  /* the task of the last write comes back from its thread after its answer */
  while (keeper != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->form);
  g_free (fixture->key);
}

static gboolean
is_there (Fixture *fixture)
{
  g_autoptr (RapportDraft) draft = rapport_drafts_load (fixture->key, NULL);

  return draft != NULL;
}

static guint
count_files (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "rapport", "drafts", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
wait_until_kept (Fixture *fixture,
                 guint    times)
{
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (fixture->kept < times && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->kept, ==, times);
}

/* Who leaves a form and comes back at once finds what was typed. */
static void
test_flushed_is_there_at_once (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (RapportDraft) draft = NULL;

  rapport_member_form_set_string (fixture->form, "given_name", "Marta");
  rapport_draft_keeper_flush (fixture->keeper);
  g_assert_true (is_there (fixture));
  /* while that is on its way to the disk */
  rapport_member_form_set_string (fixture->form, "given_name", "Marta Maria");
  rapport_draft_keeper_flush (fixture->keeper);
  draft = rapport_drafts_load (fixture->key, NULL);
  g_assert_cmpstr (g_variant_get_string (g_hash_table_lookup (draft->values, "given_name"), NULL), ==, "Marta Maria");
  wait_until_kept (fixture, 1);
  g_clear_pointer (&draft, rapport_draft_free);
  draft = rapport_drafts_load (fixture->key, NULL);
  g_assert_cmpstr (g_variant_get_string (g_hash_table_lookup (draft->values, "given_name"), NULL), ==, "Marta Maria");
  g_assert_cmpuint (count_files (), ==, 1);
}

/* What was saved or thrown away while the disk was busy does not come back, not even for a moment. */
static void
test_forgotten_never_comes_back (Fixture       *fixture,
                                 gconstpointer  data)
{
  rapport_member_form_set_string (fixture->form, "given_name", "Marta");
  rapport_draft_keeper_flush (fixture->keeper);
  rapport_draft_keeper_forget (fixture->keeper);
  g_assert_false (is_there (fixture));
  g_object_add_weak_pointer (G_OBJECT (fixture->keeper), (gpointer *) &fixture->keeper);
  g_object_unref (fixture->keeper); /* the write holds the other */
  while (fixture->keeper != NULL)
    {
      g_assert_false (is_there (fixture));
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpuint (fixture->kept, ==, 0);
  g_assert_cmpuint (count_files (), ==, 0);
  make_keeper (fixture);
}

/* What is thrown away while the disk is busy with it does not come back either; what is typed afterwards is kept. */
static void
test_cleared_never_comes_back (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (RapportDraft) draft = NULL;
  gpointer keeper = fixture->keeper;

  rapport_member_form_set_string (fixture->form, "given_name", "Marta");
  rapport_draft_keeper_flush (fixture->keeper);
  rapport_draft_keeper_clear (fixture->keeper);
  g_assert_false (is_there (fixture));
  g_object_add_weak_pointer (keeper, &keeper);
  g_object_unref (fixture->keeper); /* the write holds the other */
  while (keeper != NULL)
    {
      g_assert_false (is_there (fixture));
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpuint (fixture->kept, ==, 0);
  g_assert_cmpuint (count_files (), ==, 0);
  make_keeper (fixture);
  rapport_member_form_set_string (fixture->form, "given_name", "Ewa");
  rapport_draft_keeper_flush (fixture->keeper);
  rapport_draft_keeper_clear (fixture->keeper);
  rapport_member_form_set_string (fixture->form, "given_name", "Eva");
  rapport_draft_keeper_flush (fixture->keeper);
  wait_until_kept (fixture, 1);
  draft = rapport_drafts_load (fixture->key, NULL);
  g_assert_cmpstr (g_variant_get_string (g_hash_table_lookup (draft->values, "given_name"), NULL), ==, "Eva");
  g_assert_cmpuint (count_files (), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  g_test_add ("/draft-keeper/flushed-is-there-at-once", Fixture, NULL, set_up, test_flushed_is_there_at_once, tear_down);
  g_test_add ("/draft-keeper/forgotten-never-comes-back", Fixture, NULL, set_up, test_forgotten_never_comes_back, tear_down);
  g_test_add ("/draft-keeper/cleared-never-comes-back", Fixture, NULL, set_up, test_cleared_never_comes_back, tear_down);
  return g_test_run ();
}
