/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/member-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "exchange/list-cell.h"
#include "exchange/photo.h"
#include "model/availability.h"
#include "model/field-check.h"
#include "model/fold.h"
#include "model/places.h"
#include "model/sentence.h"
#include "model/strip.h"
#include "model/uuid.h"
#include "services/members.h"

#define MOST_LABEL 200 /* bytes of the name of a skill */

/** One word: "skill/Negotiation/held=4" is the field skill, the element "Negotiation/held" and the value "4". */
typedef struct {
  const RapportField *field;
  char *name;
  char *element; /* %NULL: none is named */
  char *value;
} Word;

static void
word_clear (Word *word)
{
  g_free (word->name);
  g_free (word->element);
  g_free (word->value);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Word, word_clear)

static gboolean
refuse (const Word  *word,
        const char  *reason,
        GError     **error)
{
  rapport_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED, "%s: %s", _(word->field->label), reason);
  return FALSE;
}

/* As a form's row reads what is typed; @name as the journal has it. */
static gboolean
take_typed (const RapportCliMemberWords  *self,
            const char                   *name,
            const char                   *typed,
            GError                      **error)
{
  g_autoptr (RapportMembersEdit) edit = rapport_members_edit_new ();

  if (!rapport_members_edit_add_typed (edit, name, typed, error))
    return FALSE;
  for (guint i = 0; i < edit->edits->len; i++)
    {
      const RapportFieldEdit *one = g_ptr_array_index (edit->edits, i);

      rapport_member_form_set (self->form, one->field, one->value);
    }
  return TRUE;
}

/* Visibility is that of an element; a field's own name says which, too. */
static gboolean
take_visibility (const RapportCliMemberWords  *self,
                 const Word                   *word,
                 GError                      **error)
{
  const RapportField *of = word->element != NULL ? rapport_fields_find ("member", word->element) : NULL;
  g_autofree char *name = of != NULL && of->element != NULL ? g_strconcat ("visibility/", of->element, NULL) : g_strdup (word->name);

  return take_typed (self, name, word->value, error);
}

static const char *
policy_word (char       **ids,
             const char  *typed,
             gboolean     areas)
{
  g_autofree char *folded = rapport_fold (typed);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      g_autofree char *label = areas ? rapport_area_label (ids[i]) : g_strdup (rapport_channel_label (ids[i]));
      g_autofree char *folded_label = rapport_fold (label);
      g_autofree char *folded_id = rapport_fold (ids[i]);

      if (strcmp (folded, folded_label) == 0 || strcmp (folded, folded_id) == 0)
        return ids[i];
    }
  return typed;
}

/* How an element is written in the journal. */
static const char *
canonical (const RapportCliMemberWords *self,
           const Word                  *word,
           const char                  *element)
{
  const char *code = strcmp (word->field->name, "language") == 0 ? rapport_language_code (element) : NULL;

  if (strcmp (word->field->name, "area") == 0)
    return policy_word (self->policy->areas, element, TRUE);
  if (strcmp (word->field->name, "channel") == 0)
    return policy_word (self->policy->channels, element, FALSE);
  return code != NULL ? code : element;
}

static gboolean
take_element (const RapportCliMemberWords  *self,
              const Word                   *word,
              const char                   *element,
              const char                   *value,
              GError                      **error)
{
  g_autofree char *name = g_strconcat (word->field->name, "/", canonical (self, word, element), NULL);

  return take_typed (self, name, value, error);
}

/* "language/fr=1" adds one, "language/fr=" takes it away, "language=fr;de" is all of them. */
static gboolean
take_set (const RapportCliMemberWords  *self,
          const Word                   *word,
          GError                      **error)
{
  g_auto (GStrv) elements = NULL;
  g_autoptr (GPtrArray) before = NULL;

  if (word->element != NULL)
    return take_element (self, word, word->element, word->value, error);
  elements = rapport_list_cell_parse (word->value);
  before = rapport_member_form_list (self->form, word->field->name);
  for (guint i = 0; i < before->len; i++)
    rapport_member_form_set (self->form, g_ptr_array_index (before, i), NULL);
  for (guint i = 0; elements[i] != NULL; i++)
    if (!take_element (self, word, elements[i], "1", error))
      return FALSE;
  return TRUE;
}

/* A RapportQuery: @data is the label of a skill; returns its uuid, "" where there is none of that label. */
static gpointer
query_skill (RapportReading  *reading,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  gint64 skill = rapport_members_find_skill (reading, data);

  return skill != 0 ? rapport_reading_uuid (reading, skill) : g_strdup ("");
}

/* "skill/Negotiation/held=4", "skill/Negotiation/wanted=6"; an empty level takes it away. */
static gboolean
take_skill (const RapportCliMemberWords  *self,
            const Word                   *word,
            GError                      **error)
{
  const char *level = word->element != NULL ? strrchr (word->element, '/') : NULL;
  g_autofree char *label = level != NULL ? g_strndup (word->element, (gsize) (level - word->element)) : NULL;
  g_autofree char *uuid = NULL;
  g_autofree char *name = NULL;
  guint8 bytes[16];
  gint64 number;

  if (label == NULL || rapport_uuid_parse (label, bytes))
    return take_typed (self, word->name, word->value, error);
  if (*label == '\0' || strlen (label) > MOST_LABEL || (strcmp (level, "/held") != 0 && strcmp (level, "/wanted") != 0))
    return refuse (word, _("say it as in skill/Negotiation/held=4, or /wanted=6."), error);
  uuid = rapport_store_read (self->store, query_skill, label, NULL, error);
  if (uuid == NULL)
    return FALSE;
  if (*uuid == '\0' && *word->value == '\0')
    return refuse (word, _("nobody has a skill of that name."), error);
  name = g_strconcat ("skill/", uuid, level, NULL);
  if (*uuid != '\0')
    return take_typed (self, name, word->value, error);
  if (!g_ascii_string_to_signed (word->value, 10, 1, 7, &number, NULL))
    return refuse (word, _("a level is a number from 1 to 7."), error);
  g_free (name);
  name = g_strconcat ("new-skill/", word->element, NULL);
  rapport_member_form_set (self->form, name, g_variant_new_int64 (number));
  return TRUE;
}

/* "custom/Profession=Policy": a field of the programme by what people call it. */
static gboolean
take_custom (const RapportCliMemberWords  *self,
             const Word                   *word,
             GError                      **error)
{
  g_autofree char *folded = rapport_fold (word->element != NULL ? word->element : "");

  for (guint i = 0; i < self->profile->custom_fields->len; i++)
    {
      const RapportCustomField *custom = g_ptr_array_index (self->profile->custom_fields, i);
      g_autofree char *label = rapport_fold (custom->label);
      g_autofree char *name = g_strconcat ("custom/", custom->uuid, NULL);

      if (strcmp (label, folded) == 0 || g_strcmp0 (word->element, custom->uuid) == 0)
        return take_typed (self, name, word->value, error);
    }
  return refuse (word, _("the programme has none of that name. An import makes one, with --field=HEADING."), error);
}

/* What is wrong with the parts of an item; one alone is the telling one: the school, the position, the address. */
static char *
item_problem (const Word *word,
              char      **parts)
{
  guint n = g_strv_length (parts);

  if (n > 0 && strcmp (word->field->name, "link") == 0)
    return rapport_link_problem (parts[MIN (n - 1, 1)]);
  if (n > 1 && strcmp (word->field->name, "position") == 0 && strcmp (parts[0], "work") != 0 && strcmp (parts[0], "volunteer") != 0)
    return g_strdup (_("say work or volunteer first, as in position=work;Engineer;Lumen;2014."));
  return NULL;
}

/* "education=University of Zagreb;MSc" adds one; the parts are those of the editor, in their order. */
static gboolean
take_item (const RapportCliMemberWords  *self,
           const Word                   *word,
           GError                      **error)
{
  g_auto (GStrv) parts = rapport_list_cell_parse (word->value);
  g_autofree char *uuid = rapport_uuid_v7 (g_get_real_time () / 1000);
  g_autofree char *name = g_strconcat (word->field->name, "/", uuid, NULL);
  g_autoptr (GPtrArray) before = rapport_member_form_list (self->form, word->field->name);
  g_autofree char *problem = item_problem (word, parts);

  if (word->element != NULL)
    return refuse (word, _("say it as in education=School;Degree, which adds one, or education=, which takes all away."), error);
  if (problem != NULL)
    return refuse (word, problem, error);
  for (guint i = 0; parts[0] == NULL && i < before->len; i++)
    rapport_member_form_set (self->form, g_ptr_array_index (before, i), NULL);
  if (parts[0] != NULL)
    rapport_member_form_set (self->form, name, g_variant_new_strv ((const char *const *) parts, -1));
  return TRUE;
}

static gboolean
take_list (const RapportCliMemberWords  *self,
           const Word                   *word,
           GError                      **error)
{
  g_auto (GStrv) parts = rapport_list_cell_parse (word->value);

  for (guint i = 0; parts[i] != NULL; i++)
    if (!rapport_availability_is_valid (parts[i]))
      return refuse (word, _("an hour of the week is written as mon 18:00-20:00."), error);
  rapport_member_form_set (self->form, word->name, parts[0] != NULL ? g_variant_new_strv ((const char *const *) parts, -1) : NULL);
  return TRUE;
}

static gboolean
take_photo (const RapportCliMemberWords  *self,
            const Word                   *word,
            GError                      **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (word->value);
  g_autoptr (GBytes) photo = *word->value != '\0' ? rapport_photo_read (file, NULL, error) : NULL;
  g_autofree char *hash = photo != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, photo) : NULL;

  if (*word->value != '\0' && hash == NULL)
    return FALSE;
  if (hash != NULL)
    rapport_member_form_add_blob (self->form, hash, photo);
  rapport_member_form_set_string (self->form, word->name, hash != NULL ? hash : "");
  return TRUE;
}

static gboolean
take_word (const RapportCliMemberWords  *self,
           const Word                   *word,
           GError                      **error)
{
  switch ((int) word->field->type)
    {
    case RAPPORT_FIELD_SET:
      return take_set (self, word, error);
    case RAPPORT_FIELD_SKILLS:
      return take_skill (self, word, error);
    case RAPPORT_FIELD_VISIBILITY:
      return take_visibility (self, word, error);
    case RAPPORT_FIELD_CUSTOM:
      return take_custom (self, word, error);
    case RAPPORT_FIELD_ITEMS:
      return take_item (self, word, error);
    case RAPPORT_FIELD_LIST:
      return take_list (self, word, error);
    case RAPPORT_FIELD_BLOB:
      return take_photo (self, word, error);
    default:
      return take_typed (self, word->name, word->value, error);
    }
}

/**
 * rapport_cli_member_words_take:
 * @words: FIELD=VALUE, ended by %NULL: the fields by their names in fields.c, of a family FIELD/ELEMENT; an empty value clears
 *
 * Takes what is right into the form; the first that is not is refused in words, with what would be right.
 */
gboolean
rapport_cli_member_words_take (const RapportCliMemberWords  *self,
                               char                        **words,
                               GError                      **error)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) halves = g_strsplit (words[i], "=", 2);
      g_auto (Word) word = { 0 };
      const char *slash = halves[0] != NULL ? strchr (halves[0], '/') : NULL;

      word.field = halves[0] != NULL ? rapport_fields_find ("member", halves[0]) : NULL;
      if (word.field == NULL || halves[1] == NULL)
        {
          g_autofree char *shown = rapport_sentence_begin (words[i], RAPPORT_CLI_MOST_SHOWN);

          rapport_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("“%s” is not FIELD=VALUE with a field of a member."), shown);
          return FALSE;
        }
      word.name = g_strdup (halves[0]);
      word.element = slash != NULL ? rapport_strip (g_strdup (slash + 1)) : NULL;
      word.value = rapport_strip (g_strdup (halves[1]));
      if (!take_word (self, &word, error))
        return FALSE;
    }
  return TRUE;
}
