/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/member.h"

#include <string.h>

#include "model/completeness.h"

/**
 * rapport_member_new:
 *
 * Returns: (transfer full): a member of whom nothing is known
 */
RapportMember *
rapport_member_new (void)
{
  RapportMember *self = g_new0 (RapportMember, 1);

  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->visibility = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->skills = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_member_skill_free);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_member_item_free);
  self->customs = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_member_custom_free);
  self->enrolments = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_member_enrolment_free);
  return self;
}

void
rapport_member_free (RapportMember *self)
{
  if (self == NULL)
    return;
  g_free (self->uuid);
  g_free (self->display_name);
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->visibility);
  g_strfreev (self->areas);
  g_strfreev (self->languages);
  g_strfreev (self->channels);
  g_strfreev (self->interests);
  g_strfreev (self->availability);
  g_ptr_array_unref (self->skills);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->customs);
  g_ptr_array_unref (self->enrolments);
  g_free (self);
}

/**
 * rapport_member_get_text:
 * @field: name of a field with a column, "job_title"
 *
 * Returns: (transfer none): its value, "" when there is none
 */
const char *
rapport_member_get_text (const RapportMember *self,
                         const char          *field)
{
  const char *text = g_hash_table_lookup (self->texts, field);

  return text != NULL ? text : "";
}

/**
 * rapport_member_get_level:
 * @element: an element of the profile, "biography"
 *
 * Returns: (transfer none): who may see it (I13): the owner's choice, else the default of fields.c
 */
const char *
rapport_member_get_level (const RapportMember *self,
                          const char          *element)
{
  const char *level = g_hash_table_lookup (self->visibility, element);

  return level != NULL ? level : rapport_visibility_default (element);
}

/**
 * rapport_member_get_enrolment:
 *
 * Returns: (transfer none) (nullable): the enrolment, %NULL when there is none
 */
const RapportMemberEnrolment *
rapport_member_get_enrolment (const RapportMember *self,
                              gint64               programme,
                              const char          *role)
{
  for (guint i = 0; i < self->enrolments->len; i++)
    {
      const RapportMemberEnrolment *enrolment = g_ptr_array_index (self->enrolments, i);

      if (enrolment->programme == programme && strcmp (enrolment->role, role) == 0)
        return enrolment;
    }
  return NULL;
}

void
rapport_member_skill_free (RapportMemberSkill *self)
{
  g_free (self->uuid);
  g_free (self->label);
  g_free (self);
}

void
rapport_member_item_free (RapportMemberItem *self)
{
  g_free (self->uuid);
  g_strfreev (self->values);
  g_free (self);
}

void
rapport_member_custom_free (RapportMemberCustom *self)
{
  g_free (self->uuid);
  g_free (self->label);
  g_free (self->type);
  g_free (self->value);
  g_free (self);
}

void
rapport_member_enrolment_free (RapportMemberEnrolment *self)
{
  g_free (self->role);
  g_free (self->paused_until);
  g_free (self->since);
  g_free (self);
}
