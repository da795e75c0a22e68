/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/drafts.h"

#include <glib/gstdio.h>

#include "services/member-form.h"
#include "support/support.h"

#define DATABASE "/somewhere/rapport.db"

static char *
draft_file (const char *key)
{
  g_autofree char *name = g_strconcat (key, ".json", NULL);

  return g_build_filename (g_get_user_data_dir (), "rapport", "drafts", name, NULL);
}

static void
test_round_trip (void)
{
  g_autofree char *key = rapport_drafts_key ("member", DATABASE, "new");
  g_autoptr (RapportMemberForm) form = rapport_member_form_new (NULL, NULL);
  g_autoptr (RapportMemberForm) again = rapport_member_form_new (NULL, NULL);
  g_autoptr (GBytes) photo = g_bytes_new_static ("\0\1photo", 7);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportDraft) draft = NULL;

  rapport_member_form_set_string (form, "given_name", "배순자 “x”\n");
  rapport_member_form_set (form, "skill/1/held", g_variant_new_int64 (5));
  rapport_member_form_set (form, "availability", g_variant_new_strv ((const char * const []) { "mon 09:00-12:00" }, 1));
  rapport_member_form_add_blob (form, "abc", photo);
  g_assert_true (rapport_drafts_save (key, rapport_member_form_get_changes (form), rapport_member_form_get_blobs (form), 77, &error));
  g_assert_no_error (error);

  draft = rapport_drafts_load (key, &error);
  g_assert_no_error (error);
  g_assert_cmpint (draft->saved_at, ==, 77);
  rapport_member_form_apply (again, draft->values);
  g_assert_cmpstr (rapport_member_form_get_string (again, "given_name"), ==, "배순자 “x”");
  g_assert_cmpint (rapport_member_form_get_int (again, "skill/1/held"), ==, 5);
  g_assert_true (g_variant_equal (rapport_member_form_get (form, "availability"), rapport_member_form_get (again, "availability")));
  g_assert_true (g_bytes_equal (g_hash_table_lookup (draft->blobs, "abc"), photo));
  rapport_drafts_remove (key);
}

static void
test_taken_away (void)
{
  g_autofree char *key = rapport_drafts_key ("member", DATABASE, "u");
  g_autoptr (GHashTable) saved = rapport_field_values_new ();
  g_autoptr (RapportMemberForm) form = NULL;
  g_autoptr (RapportMemberForm) again = NULL;
  g_autoptr (RapportDraft) draft = NULL;

  g_hash_table_insert (saved, g_strdup ("phone"), g_variant_ref_sink (g_variant_new_string ("112")));
  form = rapport_member_form_new ("u", saved);
  again = rapport_member_form_new ("u", saved);
  rapport_member_form_set_string (form, "phone", "");
  g_assert_true (rapport_drafts_save (key, rapport_member_form_get_changes (form), NULL, 1, NULL));
  draft = rapport_drafts_load (key, NULL);
  rapport_member_form_apply (again, draft->values);
  g_assert_cmpstr (rapport_member_form_get_string (again, "phone"), ==, "");
  g_assert_true (rapport_member_form_is_changed (again));
  rapport_drafts_remove (key);
}

static void
test_private (void)
{
  g_autofree char *key = rapport_drafts_key ("member", DATABASE, "private");
  g_autofree char *path = draft_file (key);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GHashTable) values = rapport_field_values_new ();
  GStatBuf status;

  g_assert_true (rapport_drafts_save (key, values, NULL, 1, NULL));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  rapport_drafts_remove (key);
  g_assert_cmpint (g_stat (path, &status), !=, 0);
}

static void
test_databases_apart (void)
{
  g_autofree char *here = rapport_drafts_key ("member", DATABASE, "new");
  g_autofree char *sample = rapport_drafts_key ("member", "/somewhere/sample.db", "new");
  g_autoptr (GHashTable) values = rapport_field_values_new ();
  g_auto (GStrv) of_here = NULL;
  g_auto (GStrv) of_sample = NULL;

  g_assert_cmpstr (here, !=, sample);
  g_assert_true (rapport_drafts_save (here, values, NULL, 1, NULL));
  of_here = rapport_drafts_list ("member", DATABASE);
  of_sample = rapport_drafts_list ("member", "/somewhere/sample.db");
  g_assert_cmpuint (g_strv_length (of_here), ==, 1);
  g_assert_cmpstr (of_here[0], ==, "new");
  g_assert_cmpuint (g_strv_length (of_sample), ==, 0);
  rapport_drafts_remove (here);
}

static void
test_damaged (void)
{
  g_autofree char *key = rapport_drafts_key ("member", DATABASE, "damaged");
  g_autofree char *path = draft_file (key);
  g_autoptr (GHashTable) values = rapport_field_values_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (rapport_drafts_load (key, &error));
  g_assert_no_error (error);
  g_assert_true (rapport_drafts_save (key, values, NULL, 1, NULL));
  g_assert_true (g_file_set_contents (path, "{\"values\": [1, 2", -1, NULL));
  g_assert_null (rapport_drafts_load (key, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "[]", -1, NULL));
  g_assert_null (rapport_drafts_load (key, &error));
  g_assert_nonnull (error);
  rapport_drafts_remove (key);
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/services/drafts/round-trip", test_round_trip);
  g_test_add_func ("/services/drafts/a-value-taken-away", test_taken_away);
  g_test_add_func ("/services/drafts/readable-by-the-owner-alone", test_private);
  g_test_add_func ("/services/drafts/databases-are-kept-apart", test_databases_apart);
  g_test_add_func ("/services/drafts/damaged-or-missing", test_damaged);
  return g_test_run ();
}
