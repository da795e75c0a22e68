/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/field-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/places.h"
#include "model/policy.h"

static char *
list_words (GVariant *value)
{
  g_autofree const char **texts = g_variant_get_strv (value, NULL);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; texts[i] != NULL; i++)
    if (*texts[i] != '\0')
      g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", texts[i]);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
text_words (const RapportField *field,
            const char         *text)
{
  switch ((int) field->type)
    {
    case RAPPORT_FIELD_DATE:
      return rapport_date_is_valid (text) ? rapport_date_format_long (text) : g_strdup (text);
    case RAPPORT_FIELD_COUNTRY:
      return g_strdup (rapport_country_name (text) != NULL ? rapport_country_name (text) : text);
    case RAPPORT_FIELD_BLOB:
      return g_strdup (_("a photo"));
    default:
      return g_strdup (text);
    }
}

/* Which element of a family a name means: "French", "Negotiating". */
static char *
element_words (const RapportField         *field,
               const char                 *name,
               const RapportMemberProfile *profile)
{
  const char *element = strchr (name, '/') + 1;
  const char *known = NULL;

  if (g_str_equal (field->name, "language"))
    known = rapport_language_name (element);
  else if (g_str_equal (field->name, "channel"))
    known = rapport_channel_label (element);
  else if (g_str_equal (field->name, "area"))
    return rapport_area_label (element);
  else if (field->type == RAPPORT_FIELD_SKILLS && profile->member != NULL)
    for (guint i = 0; i < profile->member->skills->len; i++)
      {
        const RapportMemberSkill *skill = g_ptr_array_index (profile->member->skills, i);

        if (g_str_has_prefix (element, skill->uuid))
          known = skill->label;
      }
  if (known == NULL && (field->type == RAPPORT_FIELD_SKILLS || field->type == RAPPORT_FIELD_ITEMS))
    known = "";
  return g_strdup (known != NULL ? known : element);
}

static char *
level_words (const char *skill,
             const char *name,
             GVariant   *value)
{
  gboolean held = g_str_has_suffix (name, "/held");

  if (value == NULL)
    return g_strdup_printf (held ? _("%s: no level held") : _("%s: no level wanted"), skill);
  return g_strdup_printf (held ? _("%s: held %d") : _("%s: wanted %d"), skill, (int) g_variant_get_int64 (value));
}

/**
 * rapport_field_value_words:
 * @field: the row of the table of fields
 * @name: the name in the journal, with the element of a family
 * @value: (nullable): %NULL: taken away
 *
 * Returns: (transfer full): how people read one version of a value
 */
char *
rapport_field_value_words (const RapportField         *field,
                           const char                 *name,
                           GVariant                   *value,
                           const RapportMemberProfile *profile)
{
  g_autofree char *element = strchr (name, '/') != NULL ? element_words (field, name, profile) : NULL;

  if (value != NULL && !rapport_field_value_is_set (value))
    value = NULL;
  if (element != NULL && field->type == RAPPORT_FIELD_SKILLS)
    return level_words (element, name, value);
  if (element != NULL && field->type == RAPPORT_FIELD_SET)
    return g_strdup_printf (value != NULL ? _("%s added") : _("%s taken away"), element);
  if (value == NULL)
    return g_strdup (_("nothing"));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    return list_words (value);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return text_words (field, g_variant_get_string (value, NULL));
  return g_variant_print (value, FALSE);
}
