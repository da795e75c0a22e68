/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/members.h"

#include <string.h>

RapportMemberQuery *
rapport_member_query_new (void)
{
  return g_new0 (RapportMemberQuery, 1);
}

RapportMemberQuery *
rapport_member_query_copy (const RapportMemberQuery *self)
{
  RapportMemberQuery *copy = g_memdup2 (self, sizeof *self);

  copy->text = g_strdup (self->text);
  copy->areas = g_strdupv (self->areas);
  copy->countries = g_strdupv (self->countries);
  copy->grades = g_strdupv (self->grades);
  copy->languages = g_strdupv (self->languages);
  copy->custom_value = g_strdup (self->custom_value);
  return copy;
}

static gboolean
strv_equal (char **one,
            char **other)
{
  static char *none[] = { NULL };

  return g_strv_equal ((const char * const *) (one != NULL ? one : none),
                       (const char * const *) (other != NULL ? other : none));
}

static gboolean
text_equal (const char *one,
            const char *other)
{
  return strcmp (one != NULL ? one : "", other != NULL ? other : "") == 0;
}

gboolean
rapport_member_query_equal (const RapportMemberQuery *one,
                            const RapportMemberQuery *other)
{
  return one->programme == other->programme && text_equal (one->text, other->text) && one->roles == other->roles
         && one->states == other->states && one->not_paused == other->not_paused && strv_equal (one->areas, other->areas)
         && strv_equal (one->countries, other->countries) && strv_equal (one->grades, other->grades)
         && strv_equal (one->languages, other->languages) && one->skill == other->skill
         && one->least_level == other->least_level && one->custom_field == other->custom_field
         && text_equal (one->custom_value, other->custom_value) && one->sort == other->sort
         && one->descending == other->descending && one->request_takes_place == other->request_takes_place
         && one->viewer == other->viewer && one->first == other->first;
}

void
rapport_member_query_free (RapportMemberQuery *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_strfreev (self->areas);
  g_strfreev (self->countries);
  g_strfreev (self->grades);
  g_strfreev (self->languages);
  g_free (self->custom_value);
  g_free (self);
}

void
rapport_facet_value_free (RapportFacetValue *self)
{
  g_free (self->value);
  g_free (self);
}

void
rapport_member_result_free (RapportMemberResult *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->areas, g_ptr_array_unref);
  g_clear_pointer (&self->countries, g_ptr_array_unref);
  g_clear_pointer (&self->grades, g_ptr_array_unref);
  g_clear_pointer (&self->languages, g_ptr_array_unref);
  g_clear_pointer (&self->skills, g_ptr_array_unref);
  g_free (self);
}

void
rapport_member_row_free (RapportMemberRow *self)
{
  if (self == NULL)
    return;
  g_free (self->display_name);
  g_free (self->photo);
  g_free (self->job_title);
  g_free (self->organisation);
  g_free (self->country);
  g_strfreev (self->areas);
  g_free (self->waiting_since);
  g_free (self->paused_until);
  g_free (self);
}

/**
 * rapport_members_find_data_new:
 * @index: (nullable): kept between searches; without it each search loads its own
 *
 * Returns: (transfer full): data for rapport_members_find()
 */
RapportMembersFind *
rapport_members_find_data_new (const RapportMemberQuery *query,
                               RapportMemberIndex       *index)
{
  RapportMembersFind *self = g_new0 (RapportMembersFind, 1);

  self->query = rapport_member_query_copy (query);
  self->index = index != NULL ? rapport_member_index_ref (index) : NULL;
  return self;
}

void
rapport_members_find_data_free (gpointer data)
{
  RapportMembersFind *self = data;

  rapport_member_query_free (self->query);
  rapport_member_index_unref (self->index);
  g_free (self);
}

/**
 * rapport_members_rows_data_new:
 *
 * Returns: (transfer full): data for rapport_members_rows(), to be freed with g_free()
 */
RapportMembersRows *
rapport_members_rows_data_new (gint64        programme,
                               gboolean      request_takes_place,
                               const gint64 *ids,
                               guint         n_ids)
{
  RapportMembersRows *self = g_malloc0 (sizeof *self + n_ids * sizeof (gint64));

  self->programme = programme;
  self->request_takes_place = request_takes_place;
  self->n_ids = n_ids;
  if (n_ids > 0)
    memcpy (self->ids, ids, n_ids * sizeof (gint64));
  return self;
}

void
rapport_skill_free (RapportSkill *self)
{
  g_free (self->label);
  g_free (self->framework);
  g_free (self);
}

void
rapport_custom_field_free (RapportCustomField *self)
{
  g_free (self->uuid);
  g_free (self->label);
  g_free (self->type);
  g_free (self);
}
