/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "model/field-check.h"
#include "model/fields.h"
#include "model/places.h"
#include "model/sentence.h"
#include "model/strip.h"
#include "model/uuid.h"
#include "model/visibility.h"
#include "services/members.h"
#include "store/store.h"

/* Values as somebody types them: what cannot be understood is refused in a sentence, so that what is taken can be read. */

#define MOST_OF_AN_ELEMENT 300
#define MOST_SHOWN 60

static gboolean
refuse (const RapportField  *field,
        const char          *problem,
        GError             **error)
{
  g_autofree char *sentence = rapport_sentence_new (_("%s: %s"), _(field->label), problem);

  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED, sentence);
  return FALSE;
}

/* The beginning of a value alone: it may be a megabyte. */
static gboolean
refuse_unknown (const RapportField  *field,
                const char          *typed,
                GError             **error)
{
  g_autofree char *shown = rapport_sentence_begin (typed, MOST_SHOWN);
  g_autofree char *sentence = rapport_sentence_new (_("%s: “%s” is not known."), _(field->label), shown);

  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED, sentence);
  return FALSE;
}

/* One field to an element: "area/career", "skill/UUID/held". */
static gboolean
is_family (const RapportField *field)
{
  return field->type == RAPPORT_FIELD_SET || field->type == RAPPORT_FIELD_SKILLS || field->type == RAPPORT_FIELD_CUSTOM
         || field->type == RAPPORT_FIELD_VISIBILITY || field->type == RAPPORT_FIELD_ITEMS;
}

static gboolean
is_uuid (const char *text,
         gsize       length)
{
  g_autofree char *id = g_strndup (text, length);
  guint8 bytes[16];

  return rapport_uuid_parse (id, bytes);
}

/* Visibility is that of an element of the profile, and several fields may share one. */
static gboolean
has_visibility (const char *element)
{
  guint n_fields;
  const RapportField *fields = rapport_fields_of_kind ("member", &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (g_strcmp0 (fields[i].element, element) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_element (const RapportField *field,
            const char         *element)
{
  const char *level = strrchr (element, '/');
  g_autofree char *stripped = rapport_strip (g_strdup (element));

  if (*element == '\0' || strcmp (stripped, element) != 0 || g_utf8_strlen (element, -1) > MOST_OF_AN_ELEMENT)
    return FALSE;
  if (field->type == RAPPORT_FIELD_SKILLS)
    return level != NULL && (strcmp (level, "/held") == 0 || strcmp (level, "/wanted") == 0)
           && is_uuid (element, (gsize) (level - element));
  if (field->type == RAPPORT_FIELD_CUSTOM)
    return is_uuid (element, strlen (element));
  if (field->type == RAPPORT_FIELD_VISIBILITY)
    return has_visibility (element);
  if (strcmp (field->name, "language") == 0)
    return g_strcmp0 (rapport_language_code (element), element) == 0;
  return TRUE;
}

/* @typed is not empty. Returns NULL with @error where it is nothing that the field may have. */
static GVariant *
value_of (const RapportField  *field,
          const char          *typed,
          GError             **error)
{
  g_autofree char *problem = NULL;
  g_autofree char *text = rapport_strip (g_strdup (typed));
  const char *known = text;
  gint64 number;

  switch (field->type)
    {
    case RAPPORT_FIELD_SET:
      if (strcmp (text, "1") == 0)
        return g_variant_new_int64 (1);
      refuse_unknown (field, text, error);
      return NULL;
    case RAPPORT_FIELD_SKILLS:
      if (g_ascii_string_to_signed (text, 10, 1, 7, &number, NULL))
        return g_variant_new_int64 (number);
      refuse (field, _("a level is a number from 1 to 7."), error);
      return NULL;
    case RAPPORT_FIELD_COUNTRY:
      known = rapport_country_code (text);
      break;
    case RAPPORT_FIELD_ZONE:
      known = rapport_time_zone_known (text) ? text : NULL;
      break;
    case RAPPORT_FIELD_CHOICE:
      known = strcmp (text, "given-first") == 0 || strcmp (text, "family-first") == 0 ? text : NULL;
      break;
    case RAPPORT_FIELD_VISIBILITY:
      known = g_strcmp0 (rapport_visibility_id (rapport_visibility_from_id (text)), text) == 0 ? text : NULL;
      break;
    case RAPPORT_FIELD_TEXT:
    case RAPPORT_FIELD_LONG_TEXT:
    case RAPPORT_FIELD_DATE:
    case RAPPORT_FIELD_CUSTOM:
    case RAPPORT_FIELD_INTEGER:
    case RAPPORT_FIELD_BOOLEAN:
    case RAPPORT_FIELD_INSTANT:
    case RAPPORT_FIELD_REFERENCE:
    case RAPPORT_FIELD_BLOB:
    case RAPPORT_FIELD_LIST:
    case RAPPORT_FIELD_ITEMS:
    case RAPPORT_FIELD_SETTING:
    default:
      problem = rapport_field_problem (field, text);
      if (problem == NULL)
        return g_variant_new_take_string (rapport_field_from_typed (field, text));
      refuse (field, problem, error);
      return NULL;
    }
  if (known != NULL)
    return g_variant_new_string (known);
  refuse_unknown (field, text, error);
  return NULL;
}

/**
 * rapport_members_edit_add_typed:
 * @self: an edit
 * @name: a field of a member by its name in the journal
 * @typed: what somebody typed; the empty text unsets
 * @error: return location; %RAPPORT_STORE_ERROR_REFUSED says why the value cannot be taken
 *
 * Returns: whether it was taken
 */
gboolean
rapport_members_edit_add_typed (RapportMembersEdit  *self,
                                const char          *name,
                                const char          *typed,
                                GError             **error)
{
  const RapportField *field = rapport_fields_find ("member", name);
  const char *element = strchr (name, '/');
  GVariant *value = NULL;

  if (field == NULL || (field->column == NULL && !is_family (field)) || field->type == RAPPORT_FIELD_BLOB
      || field->type == RAPPORT_FIELD_LIST || field->type == RAPPORT_FIELD_ITEMS)
    {
      g_autofree char *shown = rapport_sentence_begin (name, MOST_SHOWN);
      g_autofree char *sentence = rapport_sentence_new (_("“%s” cannot be written like this."), shown);

      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED, sentence);
      return FALSE;
    }
  if ((element != NULL) != is_family (field) || (element != NULL && !is_element (field, element + 1)))
    return refuse_unknown (field, name, error);
  if (*typed != '\0')
    {
      value = value_of (field, typed, error);
      if (value == NULL)
        return FALSE;
    }
  rapport_members_edit_add (self, name, value);
  return TRUE;
}
