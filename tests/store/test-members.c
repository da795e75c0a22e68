/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/fold.h"
#include "store/members.h"
#include "support/people.h"
#include "support/support.h"

#define NOW 1795089600 /* 2026-11-19T12:00:00Z */
#define PEOPLE 1000

/* What the test itself knows of somebody, found out the slow and plain way. */
typedef struct {
  char *words;              /* folded words behind spaces: names, organisation, job title, number, e-mail, skills */
  char *text;               /* the same of the biography */
  char **areas;
  char **languages;
  char **skills;            /* "label:level" */
  gboolean mentor;
  gboolean mentee;
  int capacity;
  gboolean paused;
  int mentees;
  int mentors;
  int since;
} Person;

typedef struct {
  RapportClock *clock;
  RapportStore *store;
  RapportMemberIndex *index;
  RapportPeople *people;
  Person *persons;
} Fixture;

static Fixture shared;

static Person *
person_of (guint i)
{
  return &shared.persons[i];
}

static void
append_words (GString    *words,
              const char *text)
{
  g_autofree char *folded = rapport_fold (text);

  if (*folded != '\0')
    g_string_append_printf (words, " %s", folded);
}

static int
number_of_date (const char *date)
{
  int year = 0;
  int month = 0;
  int day = 0;

  return sscanf (date, "%d-%d-%d", &year, &month, &day) == 3 ? year * 10000 + month * 100 + day : 0;
}

static void
know_person (guint i)
{
  static const RapportPersonColumn columns[] = {
    PERSON_GIVEN_NAME, PERSON_FAMILY_NAME, PERSON_ORGANISATION, PERSON_JOB_TITLE, PERSON_NUMBER, PERSON_EMAIL,
  };
  Person *person = person_of (i);
  GString *words = g_string_new (NULL);
  GString *text = g_string_new (NULL);
  g_auto (GStrv) wanted = g_strsplit (rapport_people_get (shared.people, i, PERSON_SKILLS_WANTED), ";", -1);
  const char *role = rapport_people_get (shared.people, i, PERSON_ROLE);

  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    append_words (words, rapport_people_get (shared.people, i, columns[c]));
  person->areas = g_strsplit (rapport_people_get (shared.people, i, PERSON_AREAS), ";", -1);
  person->languages = g_strsplit (rapport_people_get (shared.people, i, PERSON_LANGUAGES), ";", -1);
  person->skills = g_strsplit (rapport_people_get (shared.people, i, PERSON_SKILLS), ";", -1);
  for (guint s = 0; person->skills[s] != NULL; s++)
    {
      g_autofree char *label = g_strndup (person->skills[s], strcspn (person->skills[s], ":"));

      append_words (words, label);
    }
  for (guint s = 0; wanted[s] != NULL; s++)
    {
      g_autofree char *label = g_strndup (wanted[s], strcspn (wanted[s], ":"));

      append_words (words, label);
    }
  append_words (text, rapport_people_get (shared.people, i, PERSON_BIOGRAPHY));
  person->words = g_string_free (words, FALSE);
  person->text = g_string_free (text, FALSE);
  person->mentor = strcmp (role, "mentee") != 0;
  person->mentee = strcmp (role, "mentor") != 0;
  person->capacity = atoi (rapport_people_get (shared.people, i, PERSON_CAPACITY));
  person->since = number_of_date (rapport_people_get (shared.people, i, PERSON_MEMBER_SINCE));
}

/* Partnerships: every seventh mentor has the mentee that follows; every third of those has come to an end. */
static void
pair_up (RapportTransaction *transaction)
{
  guint mentor = PEOPLE;
  guint n = 0;

  for (guint i = 0; i < PEOPLE; i++)
    {
      Person *person = person_of (i);
      gint64 partnership;

      if (mentor == PEOPLE && person->mentor && i % 7 == 0)
        mentor = i;
      if (mentor == PEOPLE || mentor == i || !person->mentee)
        continue;
      partnership = rapport_transaction_new_entity (transaction, "partnership");
      rapport_transaction_set_reference (transaction, partnership, "programme", shared.people->programme);
      rapport_transaction_set_reference (transaction, partnership, "mentor", g_array_index (shared.people->members, gint64, mentor));
      rapport_transaction_set_reference (transaction, partnership, "mentee", g_array_index (shared.people->members, gint64, i));
      rapport_transaction_set_string (transaction, partnership, "starts_on", "2026-01-10");
      rapport_transaction_set_int (transaction, partnership, "term", n % 3 == 0 ? 3 : 12);
      if (n % 3 == 1)
        rapport_transaction_set_strv (transaction, partnership, "end", (const char *[]) { "2026-05-01", "goals-met", "", NULL });
      if (n % 3 == 2)
        {
          person_of (mentor)->mentees++;
          person->mentors++;
        }
      else
        {
          person->since = MAX (person->since, n % 3 == 0 ? 20260410 : 20260501);
        }
      mentor = PEOPLE;
      n++;
    }
}

static void
pause_some (RapportTransaction *transaction)
{
  RapportReading *reading = rapport_transaction_reading (transaction);

  for (guint i = 0; i < PEOPLE; i += 11)
    {
      g_autoptr (GArray) enrolments = rapport_members_enrolments (reading, g_array_index (shared.people->members, gint64, i));

      for (guint e = 0; e < enrolments->len; e++)
        {
          rapport_transaction_set_int (transaction, g_array_index (enrolments, gint64, e), "paused", 1);
          /* The pause of every other one is over since yesterday. */
          rapport_transaction_set_string (transaction, g_array_index (enrolments, gint64, e), "paused_until",
                                          i % 2 == 0 ? "2026-11-19" : "2026-11-18");
        }
      person_of (i)->paused = i % 2 == 0;
    }
}

static gboolean
live_command (RapportTransaction  *transaction,
              gpointer             data,
              GError             **error)
{
  rapport_transaction_set_operation (transaction, "make-sample", NULL);
  pair_up (transaction);
  pause_some (transaction);
  return TRUE;
}

static gboolean
set_up_shared (void)
{
  g_autofree char *csv = rapport_test_population (PEOPLE, "mix");
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "rapport.db", NULL);
  g_autoptr (GError) error = NULL;

  if (csv == NULL)
    return FALSE;
  shared.people = rapport_people_read (csv);
  shared.persons = g_new0 (Person, PEOPLE);
  for (guint i = 0; i < PEOPLE; i++)
    know_person (i);
  shared.clock = rapport_clock_new_at (NOW);
  shared.store = rapport_store_open (path, shared.clock, &error);
  g_assert_no_error (error);
  rapport_store_set_author (shared.store, "Ada");
  shared.index = rapport_member_index_new ();
  g_assert_true (rapport_store_write (shared.store, rapport_people_write_command, shared.people, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (rapport_store_write (shared.store, live_command, NULL, NULL, &error));
  g_assert_no_error (error);
  return TRUE;
}

static gboolean
have_people (void)
{
  if (shared.store != NULL || set_up_shared ())
    return TRUE;
  return FALSE;
}

static void
tear_down_shared (void)
{
  if (shared.store == NULL)
    return;
  for (guint i = 0; i < PEOPLE; i++)
    {
      g_free (person_of (i)->words);
      g_free (person_of (i)->text);
      g_strfreev (person_of (i)->areas);
      g_strfreev (person_of (i)->languages);
      g_strfreev (person_of (i)->skills);
    }
  g_free (shared.persons);
  rapport_people_free (shared.people);
  rapport_member_index_unref (shared.index);
  g_assert_finalize_object (shared.store);
  g_object_unref (shared.clock);
}

/* The slow way --------------------------------------------------------------------------------------------------- */

static RapportRoles
roles_of (const Person *person)
{
  if (person->mentor && person->mentee)
    return RAPPORT_ROLE_MENTOR | RAPPORT_ROLE_MENTEE | RAPPORT_ROLE_BOTH;
  return person->mentor ? RAPPORT_ROLE_MENTOR : RAPPORT_ROLE_MENTEE;
}

static RapportStates
states_of (const Person *person)
{
  RapportStates states = 0;

  if (person->mentor && !person->paused)
    states |= person->capacity > person->mentees ? RAPPORT_STATE_HAS_ROOM : RAPPORT_STATE_FULL;
  if (person->mentee && !person->paused && person->mentors == 0)
    states |= RAPPORT_STATE_WAITING;
  if (person->mentors + person->mentees > 0)
    states |= RAPPORT_STATE_PARTNERED;
  if (person->paused)
    states |= RAPPORT_STATE_PAUSED;
  return states;
}

static gboolean
any_of (char **chosen,
        char **values)
{
  if (chosen == NULL || chosen[0] == NULL)
    return TRUE;
  for (guint i = 0; chosen[i] != NULL; i++)
    if (g_strv_contains ((const char * const *) values, chosen[i]))
      return TRUE;
  return FALSE;
}

static gboolean
text_matches (const Person *person,
              const char   *text)
{
  g_autofree char *folded = rapport_fold (text != NULL ? text : "");
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *needle = g_strconcat (" ", words[i], NULL);
      gboolean in_text = g_utf8_strlen (words[i], -1) >= 3 && strstr (person->text, needle) != NULL;

      if (*words[i] != '\0' && strstr (person->words, needle) == NULL && !in_text)
        return FALSE;
    }
  return TRUE;
}

/* Bits of the groups that keep somebody away; bit 31: something that is no group. */
static guint
against (guint                     i,
         const RapportMemberQuery *query,
         const char               *skill)
{
  const Person *person = person_of (i);
  char *country[] = { (char *) rapport_people_get (shared.people, i, PERSON_COUNTRY), NULL };
  char *grade[] = { (char *) rapport_people_get (shared.people, i, PERSON_GRADE), NULL };
  guint bits = 0;

  bits |= query->roles != 0 && (query->roles & roles_of (person)) == 0 ? 1u << 0 : 0;
  bits |= query->states != 0 && (query->states & states_of (person)) == 0 ? 1u << 1 : 0;
  bits |= any_of (query->areas, person->areas) ? 0 : 1u << 2;
  bits |= any_of (query->countries, country) ? 0 : 1u << 3;
  bits |= any_of (query->grades, grade) ? 0 : 1u << 4;
  bits |= any_of (query->languages, person->languages) ? 0 : 1u << 5;
  if (!text_matches (person, query->text) || (query->not_paused && person->paused))
    bits |= 1u << 31;
  if (skill != NULL)
    {
      gsize length = strlen (skill);
      gboolean able = FALSE;

      for (guint s = 0; person->skills[s] != NULL; s++)
        able |= strncmp (person->skills[s], skill, length) == 0 && person->skills[s][length] == ':'
                && atoi (person->skills[s] + length + 1) >= query->least_level;
      bits |= able ? 0 : 1u << 31;
    }
  return bits;
}

static guint
count_slowly (const RapportMemberQuery *query,
              const char               *skill,
              guint                     group,
              const char               *value)
{
  guint n = 0;

  for (guint i = 0; i < PEOPLE; i++)
    {
      Person *person = person_of (i);
      char *one[] = { (char *) value, NULL };
      char *country[] = { (char *) rapport_people_get (shared.people, i, PERSON_COUNTRY), NULL };
      char *grade[] = { (char *) rapport_people_get (shared.people, i, PERSON_GRADE), NULL };
      char **values[] = { NULL, NULL, person->areas, country, grade, person->languages };

      if ((against (i, query, skill) & ~(1u << group)) == 0)
        n += any_of (one, values[group]);
    }
  return n;
}

static RapportMemberResult *
find (const RapportMemberQuery *query)
{
  RapportMembersFind *data = rapport_members_find_data_new (query, shared.index);
  g_autoptr (GError) error = NULL;
  RapportMemberResult *result = rapport_store_read (shared.store, rapport_members_find, data, NULL, &error);

  g_assert_no_error (error);
  rapport_members_find_data_free (data);
  return result;
}

static void
check_facet (const RapportMemberQuery *query,
             const char               *skill,
             guint                     group,
             GPtrArray                *values)
{
  g_assert_cmpuint (values->len, >, 0);
  for (guint i = 0; i < values->len; i++)
    {
      const RapportFacetValue *value = g_ptr_array_index (values, i);

      g_assert_cmpuint (value->count, ==, count_slowly (query, skill, group, value->value));
    }
}

static void
check_bits (const RapportMemberQuery  *query,
            const char                *skill,
            const RapportMemberResult *result)
{
  guint roles[RAPPORT_N_ROLES] = { 0 };
  guint states[RAPPORT_N_STATES] = { 0 };

  for (guint i = 0; i < PEOPLE; i++)
    {
      guint bits = against (i, query, skill);

      for (guint b = 0; b < RAPPORT_N_ROLES && (bits & ~1u) == 0; b++)
        roles[b] += (roles_of (person_of (i)) >> b) & 1;
      for (guint b = 0; b < RAPPORT_N_STATES && (bits & ~2u) == 0; b++)
        states[b] += (states_of (person_of (i)) >> b) & 1;
    }
  g_assert_cmpmem (roles, sizeof roles, result->roles, sizeof result->roles);
  g_assert_cmpmem (states, sizeof states, result->states, sizeof result->states);
}

static void
check_query (const RapportMemberQuery *query,
             const char               *skill)
{
  g_autoptr (RapportMemberResult) result = find (query);
  g_autoptr (GHashTable) found = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n = 0;

  for (guint i = 0; i < result->ids->len; i++)
    g_assert_true (g_hash_table_add (found, &g_array_index (result->ids, gint64, i)));
  for (guint i = 0; i < PEOPLE; i++)
    {
      gboolean matches = against (i, query, skill) == 0;

      n += matches;
      g_assert_cmpint (matches, ==, g_hash_table_contains (found, &g_array_index (shared.people->members, gint64, i)));
    }
  g_assert_cmpuint (result->total, ==, n);
  g_assert_cmpuint (result->ids->len, ==, n);
  g_assert_cmpuint (result->everybody, ==, PEOPLE);
  check_bits (query, skill, result);
  check_facet (query, skill, 2, result->areas);
  check_facet (query, skill, 3, result->countries);
  check_facet (query, skill, 4, result->grades);
  check_facet (query, skill, 5, result->languages);
}

static RapportMemberQuery *
query_new (void)
{
  RapportMemberQuery *query = rapport_member_query_new ();

  query->programme = shared.people->programme;
  return query;
}

static char **
choose (GRand              *rand,
        const char * const *values,
        guint               n_values)
{
  GPtrArray *chosen = g_ptr_array_new ();
  guint n = (guint) g_rand_int_range (rand, 0, 6);

  for (guint i = 0; i < n && n < 4; i++)
    g_ptr_array_add (chosen, g_strdup (values[g_rand_int_range (rand, 0, (int) n_values)]));
  g_ptr_array_add (chosen, NULL);
  return (char **) g_ptr_array_free (chosen, FALSE);
}

static gpointer
skill_query (RapportReading  *reading,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  gint64 *result = g_new (gint64, 1);

  *result = rapport_members_find_skill (reading, data);
  return result;
}

static RapportMemberQuery *
random_query (GRand       *rand,
              const char **skill)
{
  static const char * const texts[] = {
    "", "a", "m", "na", "oliveira", "linguist", "city wa", "Müller", "ARZ", "manag", "the", "tech 1", "e", "배", "γ",
    "energy bio", "university a", "M0000042", "m42@example.org", "zzz", "coo", "ne", "water  board",
  };
  static const char * const areas[] = { "career", "leadership", "research", "job search", "nowhere" };
  static const char * const countries[] = { "GB", "US", "KR", "DE", "ZZ" };
  static const char * const grades[] = { "student", "senior member", "fellow", "none" };
  static const char * const languages[] = { "en", "fr", "ko", "xx" };
  static const char * const skills[] = { NULL, NULL, NULL, "mathematics", "negotiating" };
  RapportMemberQuery *query = query_new ();

  query->text = g_strdup (texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))]);
  query->roles = g_rand_int_range (rand, 0, 3) == 0 ? (RapportRoles) g_rand_int_range (rand, 0, 8) : 0;
  query->states = g_rand_int_range (rand, 0, 3) == 0 ? (RapportStates) g_rand_int_range (rand, 0, 32) : 0;
  query->not_paused = g_rand_int_range (rand, 0, 4) == 0;
  query->areas = choose (rand, areas, G_N_ELEMENTS (areas));
  query->countries = choose (rand, countries, G_N_ELEMENTS (countries));
  query->grades = choose (rand, grades, G_N_ELEMENTS (grades));
  query->languages = choose (rand, languages, G_N_ELEMENTS (languages));
  query->sort = (RapportMemberSort) g_rand_int_range (rand, 0, 5);
  query->descending = g_rand_boolean (rand);
  *skill = skills[g_rand_int_range (rand, 0, G_N_ELEMENTS (skills))];
  if (*skill != NULL)
    {
      g_autofree gint64 *no = rapport_store_read (shared.store, skill_query, (gpointer) *skill, NULL, NULL);

      g_assert_cmpint (*no, !=, 0);
      query->skill = *no;
      query->least_level = g_rand_int_range (rand, 1, 8);
    }
  return query;
}

static void
test_counts (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  if (!have_people ())
    return;
  for (guint i = 0; i < rapport_test_amount (25, 1000); i++)
    {
      const char *skill = NULL;
      g_autoptr (RapportMemberQuery) query = random_query (rand, &skill);

      check_query (query, skill);
    }
}

static GPtrArray *
rows_of (GArray *ids)
{
  g_autofree RapportMembersRows *data = rapport_members_rows_data_new (shared.people->programme, FALSE,
                                                                       (const gint64 *) (gpointer) ids->data, ids->len);
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = rapport_store_read (shared.store, rapport_members_rows, data, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, ids->len);
  return rows;
}

/* The rows of a list and its search say the same of everybody. */
static void
test_rows (void)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (!have_people ())
    return;
  rows = rows_of (shared.people->members);
  for (guint i = 0; i < rows->len; i++)
    {
      const RapportMemberRow *row = g_ptr_array_index (rows, i);
      const Person *person = person_of (i);

      g_assert_cmpint (row->no, ==, g_array_index (shared.people->members, gint64, i));
      g_assert_cmpint (row->roles, ==, roles_of (person));
      g_assert_cmpint (row->states, ==, states_of (person));
      g_assert_cmpint (row->free, ==, person->mentor ? MAX (0, person->capacity - person->mentees) : 0);
      g_assert_cmpuint (g_strv_length (row->areas), ==, g_strv_length (person->areas));
      g_assert_cmpstr (row->country, ==, rapport_people_get (shared.people, i, PERSON_COUNTRY));
      g_assert_cmpint (number_of_date (row->waiting_since), ==,
                       (row->states & RAPPORT_STATE_WAITING) != 0 ? person->since : 0);
    }
}

static int
compare_texts (const char *one,
               const char *other)
{
  g_autofree char *a = rapport_fold (one);
  g_autofree char *b = rapport_fold (other);

  return strcmp (a, b);
}

static void
test_orders (void)
{
  if (!have_people ())
    return;
  for (RapportMemberSort sort = RAPPORT_MEMBER_SORT_NAME; sort <= RAPPORT_MEMBER_SORT_COMPLETENESS; sort++)
    for (int descending = 0; descending < 2; descending++)
      {
        g_autoptr (RapportMemberQuery) query = query_new ();
        g_autoptr (RapportMemberResult) result = NULL;
        g_autoptr (RapportMemberResult) page = NULL;
        g_autoptr (GPtrArray) rows = NULL;

        query->sort = sort;
        query->descending = descending;
        query->states = sort == RAPPORT_MEMBER_SORT_WAITING ? RAPPORT_STATE_WAITING : 0;
        result = find (query);
        query->first = 64;
        page = find (query);
        g_assert_cmpuint (page->ids->len, ==, 64);
        g_assert_cmpmem (page->ids->data, 64 * sizeof (gint64), result->ids->data, 64 * sizeof (gint64));
        rows = rows_of (result->ids);
        for (guint i = 1; i < rows->len; i++)
          {
            const RapportMemberRow *before = g_ptr_array_index (rows, descending ? i : i - 1);
            const RapportMemberRow *after = g_ptr_array_index (rows, descending ? i - 1 : i);

            if (sort == RAPPORT_MEMBER_SORT_NAME)
              g_assert_cmpint (compare_texts (before->display_name, after->display_name), <=, 0);
            if (sort == RAPPORT_MEMBER_SORT_WAITING)
              g_assert_cmpstr (before->waiting_since, <=, after->waiting_since);
            if (sort == RAPPORT_MEMBER_SORT_COMPLETENESS)
              g_assert_cmpint (before->completeness, >=, after->completeness);
          }
      }
}

typedef struct {
  gint64 member;
  const char *field;
  const char *value;
} Edit;

static gboolean
edit_command (RapportTransaction  *transaction,
              gpointer             data,
              GError             **error)
{
  Edit *edit = data;

  rapport_transaction_set_operation (transaction, "change-member", NULL);
  rapport_transaction_set_string (transaction, edit->member, edit->field, edit->value);
  return TRUE;
}

static guint
total_of (const char *text)
{
  g_autoptr (RapportMemberQuery) query = query_new ();
  g_autoptr (RapportMemberResult) result = NULL;

  query->text = g_strdup (text);
  result = find (query);
  return result->total;
}

/* A kept index is never older than the database; full text follows a changed biography both ways. */
static void
test_follows_changes (void)
{
  static const char * const fields[] = { "job_title", "biography", "expertise" };

  if (!have_people ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      Edit edit = { g_array_index (shared.people->members, gint64, 5), fields[i], "quoxmonger of things" };
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (total_of ("quoxm"), ==, 0);
      g_assert_true (rapport_store_write (shared.store, edit_command, &edit, NULL, &error));
      g_assert_cmpuint (total_of ("quoxm"), ==, 1);
      edit.value = "nothing of the sort";
      g_assert_true (rapport_store_write (shared.store, edit_command, &edit, NULL, &error));
      g_assert_cmpuint (total_of ("quoxm"), ==, 0);
      g_assert_no_error (error);
    }
}

/* Whatever is typed is searched for and is never an error of FTS5. */
static void
test_nasty_texts (void)
{
  static const char * const pieces[] = {
    "\"", "'", "*", "(", ")", "AND", "OR", "NOT", "NEAR", ":", "-", "^", "+", "{", "}", "\\", ";", "%", "_", "biography",
    "naïve", "Ω", "한국", "日本語", "हिन्दी", "\xe2\x80\xae", "e\xcc\x81", "\xf0\x9f\x98\x80", "abc", "x", " ", "\n", "\xff\xfe",
    "foo-bar", "o'neil", "ﬁ", "½", "ⅷ", "a\xe2\x83\x9d" "bc", "ཨོཾ", "\xcc\x81\xcc\x81\xcc\x81", "\xee\x80\x80\xee\x80\x81\xee\x80\x82",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  if (!have_people ())
    return;
  for (guint i = 0; i < rapport_test_amount (150, 5000); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      int n = g_rand_int_range (rand, 1, 6);

      for (int p = 0; p < n; p++)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      total_of (text->str);
    }
}

static guint
total_for (gint64      viewer,
           const char *text)
{
  g_autoptr (RapportMemberQuery) query = query_new ();
  g_autoptr (RapportMemberResult) result = NULL;

  query->viewer = viewer;
  query->text = g_strdup (text);
  result = find (query);
  return result->total;
}

static guint
country_count_for (gint64      viewer,
                   const char *country)
{
  g_autoptr (RapportMemberQuery) query = query_new ();
  g_autoptr (RapportMemberResult) result = NULL;

  query->viewer = viewer;
  result = find (query);
  for (guint i = 0; i < result->countries->len; i++)
    {
      const RapportFacetValue *value = g_ptr_array_index (result->countries, i);

      if (strcmp (value->value, country) == 0)
        return value->count;
    }
  return 0;
}

static char *
organisation_for (gint64 viewer,
                  gint64 member)
{
  g_autofree RapportMembersRows *data = rapport_members_rows_data_new (shared.people->programme, FALSE, &member, 1);
  g_autoptr (GPtrArray) rows = NULL;
  const RapportMemberRow *row;

  data->viewer = viewer;
  rows = rapport_store_read (shared.store, rapport_members_rows, data, NULL, NULL);
  row = g_ptr_array_index (rows, 0);
  return g_strdup (row->organisation);
}

static void
set_level (gint64      member,
           const char *field,
           const char *level)
{
  Edit edit = { member, field, level };
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_store_write (shared.store, edit_command, &edit, NULL, &error));
  g_assert_no_error (error);
}

static gboolean
partner_command (RapportTransaction  *transaction,
                 gpointer             data,
                 GError             **error)
{
  const gint64 *pair = data;
  gint64 partnership = rapport_transaction_new_entity (transaction, "partnership");

  rapport_transaction_set_operation (transaction, "record-partnership", NULL);
  rapport_transaction_set_reference (transaction, partnership, "programme", shared.people->programme);
  rapport_transaction_set_reference (transaction, partnership, "mentor", pair[0]);
  rapport_transaction_set_reference (transaction, partnership, "mentee", pair[1]);
  rapport_transaction_set_string (transaction, partnership, "starts_on", "2026-11-01");
  return TRUE;
}

/* A member finds others by what they show, and sees no more of them in a list or in a count; a partner sees more. */
static void
test_viewer (void)
{
  gint64 pair[2];
  const char *country;
  guint in_country;
  g_autofree char *words = NULL;
  g_autofree char *hidden = NULL;
  g_autofree char *own = NULL;
  g_autofree char *of_partner = NULL;

  if (!have_people ())
    return;
  pair[0] = g_array_index (shared.people->members, gint64, 0);
  pair[1] = g_array_index (shared.people->members, gint64, 41);
  country = rapport_people_get (shared.people, 41, PERSON_COUNTRY);
  words = g_strjoin (" ", rapport_people_get (shared.people, 41, PERSON_GIVEN_NAME),
                     rapport_people_get (shared.people, 41, PERSON_FAMILY_NAME),
                     rapport_people_get (shared.people, 41, PERSON_ORGANISATION), NULL);
  g_assert_cmpuint (total_for (0, "M0000042"), ==, 1);
  g_assert_cmpuint (total_for (pair[0], "M0000042"), ==, 0);
  g_assert_cmpuint (total_for (pair[1], "M0000042"), ==, 1);
  g_assert_cmpuint (total_for (pair[0], words), ==, 1);
  in_country = country_count_for (pair[0], country);
  set_level (pair[1], "visibility/organisation", "partners");
  set_level (pair[1], "visibility/place", "nobody");
  g_assert_cmpuint (total_for (0, words), ==, 1);
  g_assert_cmpuint (total_for (pair[0], words), ==, 0);
  g_assert_cmpuint (country_count_for (pair[0], country), ==, in_country - 1);
  g_assert_cmpuint (country_count_for (0, country), ==, in_country);
  hidden = organisation_for (pair[0], pair[1]);
  own = organisation_for (pair[1], pair[1]);
  g_assert_cmpstr (hidden, ==, "");
  g_assert_cmpstr (own, ==, rapport_people_get (shared.people, 41, PERSON_ORGANISATION));
  g_assert_true (rapport_store_write (shared.store, partner_command, pair, NULL, NULL));
  of_partner = organisation_for (pair[0], pair[1]);
  g_assert_cmpstr (of_partner, ==, own);
  g_assert_cmpuint (total_for (pair[0], words), ==, 1);
}

static void
test_one_in_full (void)
{
  g_autoptr (RapportMember) member = NULL;
  g_autoptr (GError) error = NULL;
  gint64 nobody = 999999;

  if (!have_people ())
    return;
  member = rapport_store_read (shared.store, rapport_members_get, &g_array_index (shared.people->members, gint64, 2), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rapport_member_get_text (member, "email"), ==, "m3@example.org");
  g_assert_cmpstr (rapport_member_get_text (member, "pronouns"), ==, "");
  g_assert_cmpstr (rapport_member_get_level (member, "email"), ==, "partners");
  g_assert_cmpuint (g_strv_length (member->areas), ==, g_strv_length (person_of (2)->areas));
  g_assert_cmpuint (member->skills->len, >=, g_strv_length (person_of (2)->skills));
  g_assert_cmpuint (member->enrolments->len, ==, (person_of (2)->mentor ? 1 : 0) + (person_of (2)->mentee ? 1 : 0));
  g_assert_null (rapport_store_read (shared.store, rapport_members_get, &nobody, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND);
}

static gpointer
candidates_query (RapportReading  *reading,
                  gpointer         data,
                  GCancellable    *cancellable,
                  GError         **error)
{
  return rapport_members_candidates (reading, data, error);
}

static void
test_candidates (void)
{
  const RapportMemberKey keys[] = {
    { .number = "M0000042" },
    { .email = "M42@Example.ORG" },
    { .given_name = NULL, .family_name = NULL },
  };

  if (!have_people ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      RapportMemberKey key = keys[i];
      g_autoptr (GArray) nos = NULL;
      gboolean found = FALSE;

      if (i == 2)
        {
          key.given_name = rapport_people_get (shared.people, 41, PERSON_GIVEN_NAME);
          key.family_name = rapport_people_get (shared.people, 41, PERSON_FAMILY_NAME);
        }
      nos = rapport_store_read (shared.store, candidates_query, &key, NULL, NULL);
      for (guint n = 0; n < nos->len; n++)
        found |= g_array_index (nos, gint64, n) == g_array_index (shared.people->members, gint64, 41);
      g_assert_true (found);
      g_assert_cmpuint (nos->len, <, 5);
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  rapport_test_init (&argc, &argv);
  g_test_add_func ("/members/counts-are-exact", test_counts);
  g_test_add_func ("/members/rows-and-search-agree", test_rows);
  g_test_add_func ("/members/orders", test_orders);
  g_test_add_func ("/members/search-follows-changes", test_follows_changes);
  g_test_add_func ("/members/nasty-texts-are-no-errors", test_nasty_texts);
  g_test_add_func ("/members/one-in-full", test_one_in_full);
  g_test_add_func ("/members/candidates", test_candidates);
  g_test_add_func ("/members/i13-found-by-what-is-shown", test_viewer);
  status = g_test_run ();
  tear_down_shared ();
  return status;
}
