/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/entity-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/person-name.h"
#include "model/places.h"
#include "model/policy.h"
#include "model/sentence.h"
#include "model/visibility.h"
#include "services/member-form.h"
#include "store/members.h"

static const char *
text_of (GHashTable *values,
         const char *field)
{
  GVariant *value = g_hash_table_lookup (values, field);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ? g_variant_get_string (value, NULL) : "";
}

static char *
words_of_reference (RapportReading *reading,
                    const char     *uuid)
{
  gint64 entity = *uuid != '\0' ? rapport_reading_find (reading, uuid) : 0;

  return entity != 0 ? rapport_entity_words (reading, entity) : g_strdup (_("somebody unknown"));
}

static char *
words_of_two (RapportReading *reading,
              GHashTable     *values,
              const char     *first,
              const char     *second)
{
  g_autofree char *one = words_of_reference (reading, text_of (values, first));
  g_autofree char *other = words_of_reference (reading, text_of (values, second));

  /* Translators: two people */
  return g_strdup_printf (_("%s and %s"), one, other);
}

char *
rapport_entity_words (RapportReading *reading,
                      gint64          entity)
{
  static const char * const through[] = { "partnership", "meeting", "member", NULL };
  g_autoptr (GHashTable) values = rapport_reading_get_all (reading, entity);
  g_autofree char *name = NULL;

  if (g_hash_table_contains (values, "mentee"))
    return words_of_two (reading, values, "mentee", "mentor");
  if (g_hash_table_contains (values, "one"))
    return words_of_two (reading, values, "one", "other");
  for (guint i = 0; through[i] != NULL; i++)
    if (g_hash_table_contains (values, through[i]))
      return words_of_reference (reading, text_of (values, through[i]));
  if (*text_of (values, "name") != '\0')
    return g_strdup (text_of (values, "name"));
  if (*text_of (values, "label") != '\0')
    return g_strdup (text_of (values, "label"));
  name = rapport_name_display (text_of (values, "given_name"), text_of (values, "family_name"),
                               text_of (values, "name_order"));
  if (*name != '\0')
    return g_steal_pointer (&name);
  return g_strdup (*text_of (values, "email") != '\0' ? text_of (values, "email") : _("somebody without a name"));
}

char *
rapport_entity_kind (RapportReading *reading,
                     gint64          entity)
{
  char *kind = rapport_reading_kind (reading, entity);

  return kind != NULL ? kind : g_strdup ("");
}

/* Fields ------------------------------------------------------------------------------------------------------------ */

static char *
element_words (RapportReading     *reading,
               const RapportField *field,
               const char         *element)
{
  g_autofree char *uuid = g_strndup (element, strcspn (element, "/"));
  const char *known = NULL;
  gint64 entity;

  if (strcmp (field->name, "language") == 0)
    known = rapport_language_name (element);
  else if (strcmp (field->name, "channel") == 0)
    known = rapport_channel_label (element);
  else if (strcmp (field->name, "area") == 0)
    return rapport_area_label (element);
  else if (field->type == RAPPORT_FIELD_ITEMS)
    known = "";
  else if (field->type == RAPPORT_FIELD_SKILLS || field->type == RAPPORT_FIELD_CUSTOM)
    {
      entity = rapport_reading_find (reading, uuid);
      return entity != 0 ? rapport_entity_words (reading, entity) : g_strdup ("");
    }
  return g_strdup (known != NULL ? known : element);
}

char *
rapport_set_words (RapportReading     *reading,
                   const RapportField *field,
                   GHashTable         *values)
{
  g_autofree char *start = g_strconcat (field->name, "/", NULL);
  GList *names = g_list_sort (g_hash_table_get_keys (values), (GCompareFunc) strcmp);
  GString *words = g_string_new (NULL);

  for (GList *link = names; link != NULL; link = link->next)
    if (g_str_has_prefix (link->data, start))
      {
        g_autofree char *element = element_words (reading, field, (const char *) link->data + strlen (start));

        rapport_sentence_append (words, element);
      }
  g_list_free (names);
  return g_string_free (words, FALSE);
}

char *
rapport_field_title (RapportReading *reading,
                     const char     *kind,
                     const char     *name)
{
  const RapportField *field = rapport_fields_find (kind, name);
  const char *slash = strchr (name, '/');
  g_autofree char *element = field != NULL && slash != NULL ? element_words (reading, field, slash + 1) : NULL;

  if (field == NULL)
    return g_strdup (name);
  if (element == NULL || *element == '\0')
    return g_strdup (_(field->label));
  if (field->type == RAPPORT_FIELD_SKILLS)
    return rapport_sentence_new (g_str_has_suffix (name, "/held") ? _("Level held: %s") : _("Level wanted: %s"), element);
  /* Translators: a field and which one: "Language: French" */
  return rapport_sentence_new (_("%s: %s"), _(field->label), element);
}

static char *
instant_words (gint64 instant)
{
  g_autoptr (GDateTime) utc = instant > 0 ? g_date_time_new_from_unix_local (instant) : NULL;

  return utc != NULL ? g_date_time_format (utc, "%Y-%m-%d %H:%M") : g_strdup (_("nothing"));
}

/* A list of texts of which the second may be an instant, as an answer has it. */
static char *
list_words (const RapportField *field,
            GVariant           *value)
{
  g_autofree const char **texts = g_variant_get_strv (value, NULL);
  GString *words = g_string_new (NULL);
  gboolean answer = strcmp (field->kind, "request") == 0 && strcmp (field->name, "answer") == 0;

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *instant = answer && i == 1 ? instant_words (g_ascii_strtoll (texts[i], NULL, 10)) : NULL;
      const char *text = instant != NULL ? instant : texts[i];

      if (answer && i == 3)
        text = rapport_decline_reason_label (texts[i]);
      else if (answer && i == 0)
        text = strcmp (texts[i], "accepted") == 0 ? _("Accepted") : strcmp (texts[i], "declined") == 0 ? _("Declined") : texts[i];
      rapport_sentence_append (words, text);
    }
  return g_string_free (words, FALSE);
}

static char *
text_words (RapportReading     *reading,
            const RapportField *field,
            const char         *text)
{
  if (field->type == RAPPORT_FIELD_DATE && rapport_date_is_valid (text))
    return rapport_date_format_long (text);
  if (field->type == RAPPORT_FIELD_COUNTRY && rapport_country_name (text) != NULL)
    return g_strdup (rapport_country_name (text));
  if (field->type == RAPPORT_FIELD_VISIBILITY)
    return g_strdup (rapport_visibility_label (rapport_visibility_from_id (text)));
  if (field->type == RAPPORT_FIELD_BLOB)
    return g_strdup (_("a photo"));
  if (field->type == RAPPORT_FIELD_REFERENCE)
    return words_of_reference (reading, text);
  if (strcmp (field->kind, "same-person") == 0)
    return g_strdup (strcmp (text, "same") == 0 ? _("the same person") : _("two people"));
  return g_strdup (text);
}

char *
rapport_value_words (RapportReading *reading,
                     const char     *kind,
                     const char     *name,
                     GVariant       *value)
{
  const RapportField *field = rapport_fields_find (kind, name);

  if (value == NULL || field == NULL)
    return g_strdup (value == NULL ? _("nothing") : name);
  if (field->type == RAPPORT_FIELD_SET)
    return g_strdup (_("yes"));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    return list_words (field, value);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return text_words (reading, field, g_variant_get_string (value, NULL));
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return g_variant_print (value, FALSE);
  if (field->type == RAPPORT_FIELD_INSTANT)
    return instant_words (g_variant_get_int64 (value));
  if (field->type == RAPPORT_FIELD_BOOLEAN)
    return g_strdup (g_variant_get_int64 (value) != 0 ? _("yes") : _("no"));
  return g_strdup_printf ("%" G_GINT64_FORMAT, g_variant_get_int64 (value));
}

static char *
level_words (const char *skill,
             const char *name,
             GVariant   *value)
{
  gboolean held = g_str_has_suffix (name, "/held");

  if (value == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return rapport_sentence_new (held ? _("%s: no level held") : _("%s: no level wanted"), skill);
  return rapport_sentence_new (held ? _("%s: held %d") : _("%s: wanted %d"), skill, (int) g_variant_get_int64 (value));
}

char *
rapport_version_words (RapportReading *reading,
                       const char     *kind,
                       const char     *name,
                       GVariant       *value)
{
  const RapportField *field = rapport_fields_find (kind, name);
  const char *slash = strchr (name, '/');
  g_autofree char *element = field != NULL && slash != NULL ? element_words (reading, field, slash + 1) : NULL;

  if (!rapport_field_value_is_set (value))
    value = NULL;
  if (element != NULL && field->type == RAPPORT_FIELD_SKILLS)
    return level_words (element, name, value);
  if (element != NULL && field->type == RAPPORT_FIELD_SET)
    return rapport_sentence_new (value != NULL ? _("%s added") : _("%s taken away"), element);
  return rapport_value_words (reading, kind, name, value);
}
