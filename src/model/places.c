/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/places.h"

#include <json-glib/json-glib.h>
#include <libintl.h>
#include <string.h>

#include "model/fold.h"

#define ISO_CODES "/usr/share/iso-codes/json/"
#define ZONES "/usr/share/zoneinfo/"

/* What iso-codes knows of one of its standards; read once and never changed, so that threads may share it. */
typedef struct {
  GPtrArray *places;      /* RapportPlace, by name */
  GHashTable *by_code;    /* code → RapportPlace, borrowed */
  GHashTable *by_text;    /* folded name or code → code, borrowed */
} PlaceTable;

/* What people write and iso-codes does not. */
static const char * const country_aliases[][2] = {
  { "uk", "GB" }, { "u k", "GB" }, { "great britain", "GB" }, { "england", "GB" }, { "scotland", "GB" },
  { "wales", "GB" }, { "northern ireland", "GB" }, { "u s", "US" }, { "u s a", "US" }, { "america", "US" },
  { "russia", "RU" }, { "turkey", "TR" }, { "holland", "NL" }, { "the netherlands", "NL" },
  { "czech republic", "CZ" }, { "ivory coast", "CI" }, { "korea", "KR" }, { "south korea", "KR" },
  { "north korea", "KP" }, { "macedonia", "MK" }, { "swaziland", "SZ" }, { "burma", "MM" }, { "cape verde", "CV" },
  { "palestine", "PS" }, { "laos", "LA" }, { "syria", "SY" }, { "brunei", "BN" }, { "vatican", "VA" },
  { "uae", "AE" }, { "roc", "TW" }, { "prc", "CN" }, { "deutschland", "DE" }, { "osterreich", "AT" },
  { "schweiz", "CH" }, { "suisse", "CH" }, { "espana", "ES" }, { "italia", "IT" }, { "brasil", "BR" },
};
static const char * const language_aliases[][2] = {
  { "mandarin", "zh" }, { "cantonese", "zh" }, { "farsi", "fa" }, { "greek", "el" }, { "norwegian bokmal", "nb" },
  { "castilian", "es" }, { "flemish", "nl" }, { "deutsch", "de" }, { "francais", "fr" }, { "espanol", "es" },
  { "italiano", "it" }, { "portugues", "pt" }, { "punjabi", "pa" },
};

static void
place_free (RapportPlace *place)
{
  g_free (place->code);
  g_free (place->name);
  g_free (place);
}

static void
add_text (PlaceTable   *table,
          const char   *text,
          RapportPlace *place)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return;
  folded = rapport_fold (text);
  if (*folded != '\0' && !g_hash_table_contains (table->by_text, folded))
    g_hash_table_insert (table->by_text, g_steal_pointer (&folded), place->code);
}

/* "Spanish; Castilian" and "Greek, Modern (1453-)" are said as Spanish and Greek; "English, Old" stays. */
static char *
said_name (const char *name,
           gboolean    living)
{
  gsize length = strcspn (name, living ? ";(," : ";(");

  while (length > 1 && name[length - 1] == ' ')
    length--;
  return length == 0 ? g_strdup (name) : g_strndup (name, length);
}

static void
add_entry (PlaceTable *table,
           JsonObject *entry,
           const char *domain,
           gboolean    language)
{
  const char *alpha_2 = json_object_get_string_member_with_default (entry, "alpha_2", NULL);
  const char *alpha_3 = json_object_get_string_member_with_default (entry, "alpha_3", NULL);
  const char *name = json_object_get_string_member_with_default (entry, "name", "");
  const char *common = json_object_get_string_member_with_default (entry, "common_name", NULL);
  const char *local = dgettext (domain, common != NULL ? common : name);
  g_auto (GStrv) variants = g_strsplit (name, ";", -1);
  RapportPlace *place = g_new0 (RapportPlace, 1);
  gboolean living = language && alpha_2 != NULL;

  place->code = g_strdup (alpha_2 != NULL ? alpha_2 : alpha_3);
  place->name = said_name (local, living);
  g_ptr_array_add (table->places, place);
  g_hash_table_insert (table->by_code, place->code, place);
  add_text (table, alpha_2, place);
  add_text (table, alpha_3, place);
  add_text (table, json_object_get_string_member_with_default (entry, "bibliographic", NULL), place);
  add_text (table, name, place);
  add_text (table, common, place);
  add_text (table, place->name, place);
  add_text (table, local, place);
  add_text (table, json_object_get_string_member_with_default (entry, "official_name", NULL), place);
  for (guint i = 0; variants[i] != NULL; i++)
    {
      g_autofree char *said = said_name (g_strstrip (variants[i]), living);
      add_text (table, said, place);
    }
}

static void
add_aliases (PlaceTable         *table,
             const char * const (*aliases)[2],
             guint               n_aliases)
{
  for (guint i = 0; i < n_aliases; i++)
    {
      RapportPlace *place = g_hash_table_lookup (table->by_code, aliases[i][1]);

      if (place != NULL)
        g_hash_table_replace (table->by_text, g_strdup (aliases[i][0]), place->code);
    }
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const RapportPlace *const *left = a, *const *right = b;

  return g_utf8_collate ((*left)->name, (*right)->name);
}

static PlaceTable *
load_table (const char *standard,
            gboolean    language)
{
  g_autofree char *path = g_strdup_printf (ISO_CODES "iso_%s.json", standard);
  g_autofree char *domain = g_strdup_printf ("iso_%s", standard);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  PlaceTable *table = g_new0 (PlaceTable, 1);
  JsonArray *entries = NULL;

  table->places = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  table->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  table->by_text = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  bind_textdomain_codeset (domain, "UTF-8");
  if (json_parser_load_from_file (parser, path, &error))
    entries = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), standard);
  else
    g_message ("The list of ISO %s is missing: %s", standard, error->message);
  /* those in daily use have two letters and the right to a name */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
      {
        JsonObject *entry = json_array_get_object_element (entries, i);

        if (json_object_has_member (entry, "alpha_2") == (pass == 0))
          add_entry (table, entry, domain, language);
      }
  g_ptr_array_sort (table->places, compare_names);
  return table;
}

static PlaceTable *
countries (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      PlaceTable *table = load_table ("3166-1", FALSE);

      add_aliases (table, country_aliases, G_N_ELEMENTS (country_aliases));
      g_once_init_leave (&once, (gsize) table);
    }
  return (PlaceTable *) once;
}

static PlaceTable *
languages (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      PlaceTable *table = load_table ("639-2", TRUE);

      add_aliases (table, language_aliases, G_N_ELEMENTS (language_aliases));
      g_once_init_leave (&once, (gsize) table);
    }
  return (PlaceTable *) once;
}

static const char *
name_in (PlaceTable *table,
         const char *code)
{
  const RapportPlace *place = g_hash_table_lookup (table->by_code, code);

  return place != NULL ? place->name : code;
}

static const char *
code_in (PlaceTable *table,
         const char *text)
{
  g_autofree char *folded = rapport_fold (text);

  return g_hash_table_lookup (table->by_text, folded);
}

/**
 * rapport_countries:
 *
 * Returns: (transfer none) (element-type RapportPlace): every country of ISO 3166-1 with its alpha-2 code, by name
 */
const GPtrArray *
rapport_countries (void)
{
  return countries ()->places;
}

/**
 * rapport_languages:
 *
 * Returns: (transfer none) (element-type RapportPlace): every language of ISO 639-2, by name; the code is the one of
 *   two letters where there is one
 */
const GPtrArray *
rapport_languages (void)
{
  return languages ()->places;
}

/**
 * rapport_country_name:
 * @code: ISO 3166-1 alpha-2
 *
 * Returns: (transfer none): its name in the language of the user, or @code itself when it is unknown
 */
const char *
rapport_country_name (const char *code)
{
  return name_in (countries (), code);
}

/**
 * rapport_language_name:
 * @code: ISO 639 of two letters, or of three
 *
 * Returns: (transfer none): its name in the language of the user, or @code itself when it is unknown
 */
const char *
rapport_language_name (const char *code)
{
  return name_in (languages (), code);
}

/**
 * rapport_country_code:
 * @text: a code of two or three letters, or a name in English or in the language of the user
 *
 * Returns: (transfer none) (nullable): ISO 3166-1 alpha-2
 */
const char *
rapport_country_code (const char *text)
{
  return code_in (countries (), text);
}

/**
 * rapport_language_code:
 * @text: a code of two or three letters, or a name in English or in the language of the user
 *
 * Returns: (transfer none) (nullable): ISO 639 of two letters, else of three
 */
const char *
rapport_language_code (const char *text)
{
  return code_in (languages (), text);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char **
load_zones (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *zones = g_ptr_array_new ();

  g_ptr_array_add (zones, g_strdup ("UTC"));
  /* zone1970.tab has one for several countries, and who lives in Zagreb does not look for Belgrade */
  if (!g_file_get_contents (ZONES "zone.tab", &text, NULL, NULL))
    g_file_get_contents (ZONES "zone1970.tab", &text, NULL, NULL);
  lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 4);

      if (*lines[i] != '#' && g_strv_length (parts) >= 3)
        g_ptr_array_add (zones, g_strdup (parts[2]));
    }
  g_ptr_array_sort (zones, compare_strings);
  g_ptr_array_add (zones, NULL);
  return (char **) g_ptr_array_free (zones, FALSE);
}

/**
 * rapport_time_zones:
 *
 * Returns: (transfer none) (array zero-terminated=1): the IANA zones that are in use, to choose from
 */
const char * const *
rapport_time_zones (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, (gsize) load_zones ());
  return (const char * const *) once;
}

/**
 * rapport_time_zone_known:
 * @name: perhaps an IANA zone, an alias of one included
 *
 * Returns: whether this machine knows such a zone
 */
gboolean
rapport_time_zone_known (const char *name)
{
  g_autofree char *path = NULL;

  if (*name == '\0' || *name == '/' || strstr (name, "..") != NULL || strchr (name, ' ') != NULL)
    return FALSE;
  if (g_strv_contains (rapport_time_zones (), name))
    return TRUE;
  if (!g_ascii_isupper (*name) || strchr (name, '.') != NULL)
    return FALSE;
  path = g_strconcat (ZONES, name, NULL);
  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}
