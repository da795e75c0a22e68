/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/member-view.h"

#include <string.h>

#include "model/completeness.h"
#include "model/fields.h"

struct _RapportMemberView
{
  gint64 no;
  char *name;
  RapportRelation relation;
  GHashTable *levels;   /* element → level chosen by the owner */
  GHashTable *texts;    /* visible ones alone */
  GHashTable *sets;     /* "area", "language", … → GStrv; visible ones alone */
  GPtrArray *skills;
  GPtrArray *items;
  GPtrArray *customs;
};

static gboolean
may_see (const RapportMemberView *self,
         const char              *element,
         const char              *otherwise)
{
  const char *level = g_hash_table_lookup (self->levels, element);

  return rapport_visibility_allows (rapport_visibility_from_id (level != NULL ? level : otherwise), self->relation);
}

/**
 * rapport_member_view_sees:
 * @self: a view
 * @element: an element of the profile, "biography"
 *
 * Returns: whether the viewer may see it
 */
gboolean
rapport_member_view_sees (const RapportMemberView *self,
                          const char              *element)
{
  return may_see (self, element, rapport_visibility_default (element));
}

/* Names have no visibility; what has an element follows it; what has none and is no name is the owner's and the office's. */
static gboolean
sees_field (const RapportMemberView *self,
            const char              *name)
{
  static const char * const names[] = { "given_name", "family_name", "name_order", NULL };
  const RapportField *field = rapport_fields_find ("member", name);

  if (g_strv_contains (names, name))
    return TRUE;
  if (field != NULL && field->element != NULL)
    return rapport_member_view_sees (self, field->element);
  return self->relation >= RAPPORT_RELATION_SELF;
}

static void
copy_texts (RapportMemberView   *self,
            const RapportMember *member)
{
  GHashTableIter iter;
  gpointer name, text;

  g_hash_table_iter_init (&iter, member->texts);
  while (g_hash_table_iter_next (&iter, &name, &text))
    if (sees_field (self, name))
      g_hash_table_insert (self->texts, g_strdup (name), g_strdup (text));
}

static void
copy_set (RapportMemberView *self,
          const char        *field,
          char             **values)
{
  if (values != NULL && sees_field (self, field))
    g_hash_table_insert (self->sets, g_strdup (field), g_strdupv (values));
}

static void
copy_skills (RapportMemberView   *self,
             const RapportMember *member)
{
  for (guint i = 0; member->skills != NULL && i < member->skills->len && sees_field (self, "skill"); i++)
    {
      const RapportMemberSkill *skill = member->skills->pdata[i];
      RapportMemberSkill *copy = g_new0 (RapportMemberSkill, 1);

      *copy = *skill;
      copy->uuid = g_strdup (skill->uuid);
      copy->label = g_strdup (skill->label);
      g_ptr_array_add (self->skills, copy);
    }
}

static void
copy_items (RapportMemberView   *self,
            const RapportMember *member)
{
  for (guint i = 0; member->items != NULL && i < member->items->len; i++)
    {
      const RapportMemberItem *item = member->items->pdata[i];
      RapportMemberItem *copy;

      if (!sees_field (self, item->field))
        continue;
      copy = g_new0 (RapportMemberItem, 1);
      copy->field = item->field;
      copy->uuid = g_strdup (item->uuid);
      copy->values = g_strdupv (item->values);
      g_ptr_array_add (self->items, copy);
    }
}

/* A field of the programme's own is an element of its own; a sensitive one is visible to nobody by default. */
static void
copy_customs (RapportMemberView   *self,
              const RapportMember *member)
{
  for (guint i = 0; member->customs != NULL && i < member->customs->len; i++)
    {
      const RapportMemberCustom *custom = member->customs->pdata[i];
      g_autofree char *element = g_strconcat ("custom/", custom->uuid, NULL);
      RapportMemberCustom *copy;

      if (!may_see (self, element, custom->sensitive ? "nobody" : "members"))
        continue;
      copy = g_new0 (RapportMemberCustom, 1);
      *copy = *custom;
      copy->uuid = g_strdup (custom->uuid);
      copy->label = g_strdup (custom->label);
      copy->type = g_strdup (custom->type);
      copy->value = g_strdup (custom->value);
      g_ptr_array_add (self->customs, copy);
    }
}

static void
copy_levels (RapportMemberView   *self,
             const RapportMember *member)
{
  GHashTableIter iter;
  gpointer element, level;

  g_hash_table_iter_init (&iter, member->visibility);
  while (g_hash_table_iter_next (&iter, &element, &level))
    g_hash_table_insert (self->levels, g_strdup (element), g_strdup (level));
}

/**
 * rapport_member_view_new:
 * @member: somebody
 * @relation: what the viewer is to them
 *
 * Returns: (transfer full): what the viewer may see
 */
RapportMemberView *
rapport_member_view_new (const RapportMember *member,
                         RapportRelation      relation)
{
  RapportMemberView *self = g_new0 (RapportMemberView, 1);

  self->no = member->no;
  self->name = g_strdup (member->display_name);
  self->relation = relation;
  self->levels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->sets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  self->skills = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_member_skill_free);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_member_item_free);
  self->customs = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_member_custom_free);
  copy_levels (self, member);
  copy_texts (self, member);
  copy_set (self, "area", member->areas);
  copy_set (self, "language", member->languages);
  copy_set (self, "channel", member->channels);
  copy_set (self, "interest", member->interests);
  copy_set (self, "availability", member->availability);
  copy_skills (self, member);
  copy_items (self, member);
  copy_customs (self, member);
  return self;
}

void
rapport_member_view_free (RapportMemberView *self)
{
  g_free (self->name);
  g_hash_table_unref (self->levels);
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->sets);
  g_ptr_array_unref (self->skills);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->customs);
  g_free (self);
}

gint64
rapport_member_view_get_no (const RapportMemberView *self)
{
  return self->no;
}

const char *
rapport_member_view_get_name (const RapportMemberView *self)
{
  return self->name;
}

/** The value of a field, %NULL where there is none or the viewer may not see it. */
const char *
rapport_member_view_get_text (const RapportMemberView *self,
                              const char              *field)
{
  return g_hash_table_lookup (self->texts, field);
}

/** (transfer none) (nullable): the elements of "area", "language", "channel", "interest" or "availability", if visible. */
char **
rapport_member_view_get_set (const RapportMemberView *self,
                             const char              *field)
{
  return g_hash_table_lookup (self->sets, field);
}

/** (transfer none) (element-type RapportMemberSkill): the visible skills */
GPtrArray *
rapport_member_view_get_skills (const RapportMemberView *self)
{
  return self->skills;
}

/** (transfer none) (element-type RapportMemberItem): the visible education, positions and links */
GPtrArray *
rapport_member_view_get_items (const RapportMemberView *self)
{
  return self->items;
}

/** (transfer none) (element-type RapportMemberCustom): the visible fields of the programme's own */
GPtrArray *
rapport_member_view_get_customs (const RapportMemberView *self)
{
  return self->customs;
}
