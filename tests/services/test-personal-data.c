/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "services/personal-data.h"
#include "services/sample.h"
#include "services/whole.h"
#include "store/members.h"
#include "support/support.h"

/* Everything about a person, and nothing that is the partner's own. */

typedef struct {
  gint64 mentee;
  gint64 mentor;
} Pair;

static gint64
add (RapportTransaction *tx,
     const char         *kind,
     const char         *field,
     const char         *value)
{
  gint64 entity = rapport_transaction_new_entity (tx, kind);

  rapport_transaction_set_string (tx, entity, field, value);
  return entity;
}

static gboolean
pair_command (RapportTransaction  *tx,
              gpointer             data,
              GError             **error)
{
  static const char *const time[] = { "2026-11-02", "", "", "60", NULL };
  Pair *pair = data;
  gint64 programme = add (tx, "programme", "preset", "ieee");
  gint64 partnership = add (tx, "partnership", "starts_on", "2026-10-01");
  gint64 meeting = add (tx, "meeting", "topics", "The shared topic");
  gint64 request = add (tx, "request", "snapshot", "{\"letter\":\"The letter as sent\"}");
  gint64 signature = add (tx, "signature", "side", "mentee");

  rapport_transaction_set_operation (tx, "make-sample", NULL);
  pair->mentee = add (tx, "member", "given_name", "Ewa");
  pair->mentor = add (tx, "member", "given_name", "Arturo");
  rapport_transaction_set_string (tx, pair->mentee, "biography", "The biography, \u0645\u0631\u062d\u0628\u0627");
  rapport_transaction_set_int (tx, pair->mentee, "area/career", 1);
  rapport_transaction_set_reference (tx, request, "programme", programme);
  rapport_transaction_set_reference (tx, request, "mentee", pair->mentee);
  rapport_transaction_set_reference (tx, request, "mentor", pair->mentor);
  rapport_transaction_set_int (tx, request, "sent_at", 1799990000);
  rapport_transaction_set_reference (tx, partnership, "programme", programme);
  rapport_transaction_set_reference (tx, partnership, "mentee", pair->mentee);
  rapport_transaction_set_reference (tx, partnership, "mentor", pair->mentor);
  rapport_transaction_set_reference (tx, meeting, "partnership", partnership);
  rapport_transaction_set_strv (tx, meeting, "time", time);
  rapport_transaction_set_string (tx, meeting, "mentee_notes", "The mentee thought so");
  rapport_transaction_set_string (tx, meeting, "mentor_notes", "The mentor thought otherwise");
  rapport_transaction_set_string (tx, meeting, "notes", "Both agreed");
  rapport_transaction_set_reference (tx, signature, "meeting", meeting);
  rapport_transaction_set_string (tx, signature, "method", "typed");
  rapport_transaction_set_string (tx, signature, "name", "Ewa by hand");
  return TRUE;
}

static gboolean
rename_command (RapportTransaction  *tx,
                gpointer             data,
                GError             **error)
{
  Pair *pair = data;

  rapport_transaction_set_operation (tx, "change-member", NULL);
  rapport_transaction_set_string (tx, pair->mentee, "given_name", "Eva");
  return TRUE;
}

static RapportDossier *
dossier_of (RapportStore *store,
            gint64        member)
{
  g_autoptr (GError) error = NULL;
  RapportDossier *dossier = rapport_store_read (store, rapport_personal_data_query, &member, NULL, &error);

  g_assert_no_error (error);
  return dossier;
}

static void
test_all_that_is_theirs (void)
{
  static const char *const theirs[] = {
    "The biography", "The letter as sent", "The shared topic", "The mentee thought so", "Both agreed", "\"Ewa\"", "\"Eva\"", "Ada",
    "Arturo", "Areas of guidance: Career", "Ewa by hand",
  };
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "rapport.db", NULL);
  g_autofree char *pdf_path = g_build_filename (folder, "all.PDF", NULL);
  g_autoptr (RapportClock) clock = rapport_clock_new_at (1800000000);
  RapportStore *store = rapport_store_open (path, clock, NULL);
  g_autoptr (RapportDossier) dossier = NULL;
  g_autoptr (RapportDossier) other = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (pdf_path);
  g_autofree char *text = NULL;
  g_autofree char *other_text = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) other_node = NULL;
  Pair pair = { 0 };

  rapport_store_set_author (store, "Ada");
  g_assert_true (rapport_store_write (store, pair_command, &pair, NULL, NULL));
  g_assert_true (rapport_store_write (store, rename_command, &pair, NULL, NULL));
  dossier = dossier_of (store, pair.mentee);
  node = rapport_dossier_to_json (dossier);
  text = json_to_string (node, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (theirs); i++)
    {
      g_test_message ("%s", theirs[i]);
      g_assert_nonnull (strstr (text, theirs[i]));
    }
  g_assert_null (strstr (text, "The mentor thought otherwise"));
  other = dossier_of (store, pair.mentor);
  other_node = rapport_dossier_to_json (other);
  other_text = json_to_string (other_node, TRUE);
  g_assert_nonnull (strstr (other_text, "The mentor thought otherwise"));
  g_assert_null (strstr (other_text, "The mentee thought so"));
  g_assert_null (strstr (other_text, "The biography"));
  pdf = rapport_dossier_to_pdf (dossier, RAPPORT_PAPER_A4, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (pdf), >, 2000);
  g_assert_true (rapport_dossier_write (dossier, file, RAPPORT_PAPER_A4, &error));
  g_assert_true (g_file_get_contents (pdf_path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF"));
  g_assert_finalize_object (store);
}

static void
assert_marks (const char *what,
              const char *text,
              GPtrArray  *marks,
              gboolean    there)
{
  for (guint i = 0; i < marks->len; i++)
    {
      const RapportMark *mark = g_ptr_array_index (marks, i);

      g_test_message ("%s: %s, %s %s", what, mark->text, mark->kind, mark->field);
      g_assert_true ((strcasestr (text, mark->text) != NULL) == there); /* the names of areas begin large on paper */
    }
}

static char *
read_paper (const RapportDossier *dossier,
            const char           *folder)
{
  g_autofree char *pdf = g_build_filename (folder, "all.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (pdf);
  const char *reader[] = { "pdftotext", "-raw", pdf, "-", NULL };
  g_autoptr (GError) error = NULL;
  char *paper = NULL;

  g_assert_true (rapport_dossier_write (dossier, file, RAPPORT_PAPER_A4, &error));
  g_assert_no_error (error);
  g_assert_true (g_spawn_sync (NULL, (char **) reader, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &paper, NULL, NULL, &error));
  g_assert_no_error (error);
  return paper;
}

static gboolean
codes_command (RapportTransaction  *tx,
               gpointer             data,
               GError             **error)
{
  static const char *const texts[][2] = { { "given_name", "Ewa" }, { "country", "PL" }, { "member_since", "2018-09-01" },
                                          { "visibility/biography", "partners" } };
  static const char *const sets[] = { "area/career", "area/leadership", "language/en", "language/pl", "channel/email" };
  gint64 *member = data;

  *member = rapport_transaction_new_entity (tx, "member");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    rapport_transaction_set_string (tx, *member, texts[i][0], texts[i][1]);
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    rapport_transaction_set_int (tx, *member, sets[i], 1);
  return TRUE;
}

/* On paper a code is a word, and a set stands on one line; for a program each element has its own name. */
static void
test_paper_is_for_people (void)
{
  static const char *const said[] = { "Country Poland", "Areas of guidance Career · Leadership", "Languages English · Polish",
                                      "Member since 1 September 2018", "Visibility: biography Partners" };
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "rapport.db", NULL);
  g_autoptr (RapportClock) clock = rapport_clock_new_at (1800000000);
  RapportStore *store = rapport_store_open (path, clock, NULL);
  g_autoptr (RapportDossier) dossier = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *paper = NULL;
  JsonObject *profile;
  gint64 member = 0;

  g_assert_true (rapport_store_write (store, codes_command, &member, NULL, NULL));
  dossier = dossier_of (store, member);
  paper = read_paper (dossier, folder);
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_test_message ("%s", said[i]);
      g_assert_nonnull (strstr (paper, said[i]));
    }
  /* the name before what follows it */
  g_assert_true (strstr (paper, "Ewa") < strstr (paper, "Poland"));
  node = rapport_dossier_to_json (dossier);
  profile = json_array_get_object_element (json_object_get_array_member (json_node_get_object (node), "profile"), 0);
  g_assert_cmpstr (json_object_get_string_member (profile, "country"), ==, "PL");
  g_assert_cmpstr (json_object_get_string_member (profile, "language/pl"), ==, "1");
  g_assert_finalize_object (store);
}

/* No kind and no field of the table that says something about a person is left out: in the JSON and on paper. */
static void
test_every_field_of_every_kind (void)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "rapport.db", NULL);
  g_autoptr (RapportClock) clock = rapport_clock_new_at (1800000000);
  RapportStore *store = rapport_store_open (path, clock, NULL);
  g_autoptr (RapportWhole) whole = rapport_whole_new ();
  g_autoptr (RapportDossier) dossier = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *paper = NULL;
  g_autofree guchar *photo = NULL;
  gsize size;

  rapport_store_set_author (store, "Ada");
  rapport_store_write (store, rapport_whole_command, whole, NULL, &error);
  g_assert_no_error (error);
  rapport_store_write (store, rapport_whole_end_command, whole, NULL, &error);
  g_assert_no_error (error);
  dossier = dossier_of (store, whole->person);
  node = rapport_dossier_to_json (dossier);
  photo = g_base64_decode (json_object_get_string_member (json_node_get_object (node), "photo"), &size);
  for (guint i = 0; i < whole->marks->len; i++)
    {
      const RapportMark *mark = g_ptr_array_index (whole->marks, i);

      if (strcmp (mark->field, "photo") != 0)
        continue;
      g_assert_nonnull (memmem (photo, size, mark->text, strlen (mark->text)));
      g_ptr_array_remove_index (whole->marks, i--);
    }
  text = json_to_string (node, TRUE);
  assert_marks ("JSON", text, whole->marks, TRUE);
  assert_marks ("JSON", text, whole->others, FALSE);
  paper = read_paper (dossier, folder);
  assert_marks ("PDF", paper, whole->marks, TRUE);
  assert_marks ("PDF", paper, whole->others, FALSE);
  g_assert_finalize_object (store);
}

/* A text longer than a page goes on on the next. */
static void
test_long_texts (void)
{
  g_autoptr (RapportDossier) dossier = rapport_dossier_new ("Ewa", "2026-11-21");
  RapportDossierSection *section = rapport_dossier_add_section (dossier, "one", "One");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 4000; i++)
    g_string_append (text, "words and words ");
  rapport_dossier_add_line (rapport_dossier_add_record (section), "a", "A", text->str);
  rapport_dossier_add_line (rapport_dossier_add_record (section), "empty", "Empty", "");
  pdf = rapport_dossier_to_pdf (dossier, RAPPORT_PAPER_LETTER, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (pdf), >, 5000);
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/personal-data/all-that-is-theirs-and-nothing-of-the-partner", test_all_that_is_theirs);
  g_test_add_func ("/personal-data/every-field-of-every-kind-in-both-forms", test_every_field_of_every_kind);
  g_test_add_func ("/personal-data/paper-is-for-people", test_paper_is_for_people);
  g_test_add_func ("/personal-data/texts-longer-than-a-page", test_long_texts);
  return g_test_run ();
}
