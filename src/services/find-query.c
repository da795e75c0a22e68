/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/find.h"

#include <string.h>

static void
gap_free (gpointer data)
{
  RapportFindGap *gap = data;

  g_free (gap->label);
  g_free (gap);
}

/** Returns: (transfer full): a need of nothing */
RapportFindNeed *
rapport_find_need_new (void)
{
  RapportFindNeed *self = g_new0 (RapportFindNeed, 1);

  self->areas = g_new0 (char *, 1);
  self->gaps = g_ptr_array_new_with_free_func (gap_free);
  self->languages = g_new0 (char *, 1);
  self->channels = g_new0 (char *, 1);
  self->time_zone = g_strdup ("");
  self->availability = g_new0 (char *, 1);
  self->organisation = g_strdup ("");
  return self;
}

static char **
dup_list (char **list)
{
  return list != NULL ? g_strdupv (list) : g_new0 (char *, 1);
}

static char *
dup_text (const RapportMember *member,
          const char          *field)
{
  const char *text = rapport_member_get_text (member, field);

  return g_strdup (text != NULL ? text : "");
}

/**
 * rapport_find_need_of:
 * @member: who looks
 *
 * Returns: (transfer full): what their profile says they look for: areas, skills wanted above the level held (S19),
 *   languages, channels, and when they are free
 */
RapportFindNeed *
rapport_find_need_of (const RapportMember *member)
{
  RapportFindNeed *self = g_new0 (RapportFindNeed, 1);

  self->areas = dup_list (member->areas);
  self->gaps = g_ptr_array_new_with_free_func (gap_free);
  self->languages = dup_list (member->languages);
  self->channels = dup_list (member->channels);
  self->availability = dup_list (member->availability);
  self->time_zone = dup_text (member, "time_zone");
  self->organisation = dup_text (member, "organisation");
  for (guint i = 0; member->skills != NULL && i < member->skills->len; i++)
    {
      const RapportMemberSkill *skill = member->skills->pdata[i];

      if (skill->wanted > skill->held)
        rapport_find_need_add_gap (self, skill->no, skill->label, skill->held, skill->wanted);
    }
  return self;
}

/**
 * rapport_find_need_add_gap:
 * @self: a need
 * @skill: a skill's number
 * @label: what it is called
 * @held: the level held
 * @wanted: the level wanted, above it
 */
void
rapport_find_need_add_gap (RapportFindNeed *self,
                           gint64           skill,
                           const char      *label,
                           int              held,
                           int              wanted)
{
  RapportFindGap *gap = g_new0 (RapportFindGap, 1);

  *gap = (RapportFindGap) { skill, g_strdup (label), held, wanted };
  g_ptr_array_add (self->gaps, gap);
}

RapportFindNeed *
rapport_find_need_copy (const RapportFindNeed *self)
{
  RapportFindNeed *copy;

  if (self == NULL)
    return NULL;
  copy = g_new0 (RapportFindNeed, 1);
  copy->areas = dup_list (self->areas);
  copy->gaps = g_ptr_array_new_with_free_func (gap_free);
  copy->languages = dup_list (self->languages);
  copy->channels = dup_list (self->channels);
  copy->availability = dup_list (self->availability);
  copy->time_zone = g_strdup (self->time_zone);
  copy->organisation = g_strdup (self->organisation);
  for (guint i = 0; i < self->gaps->len; i++)
    {
      const RapportFindGap *gap = self->gaps->pdata[i];

      rapport_find_need_add_gap (copy, gap->skill, gap->label, gap->held, gap->wanted);
    }
  return copy;
}

void
rapport_find_need_free (RapportFindNeed *self)
{
  g_strfreev (self->areas);
  g_ptr_array_unref (self->gaps);
  g_strfreev (self->languages);
  g_strfreev (self->channels);
  g_free (self->time_zone);
  g_strfreev (self->availability);
  g_free (self->organisation);
  g_free (self);
}

/**
 * rapport_find_query_new:
 * @role: "mentor" or "mentee": who is looked for
 * @member: who looks, or 0
 *
 * Returns: (transfer full): a search for everybody in that role
 */
RapportFindQuery *
rapport_find_query_new (const char *role,
                        gint64      member)
{
  RapportFindQuery *self = g_new0 (RapportFindQuery, 1);

  self->role = g_strdup (role);
  self->member = member;
  self->text = g_strdup ("");
  self->areas = g_new0 (char *, 1);
  self->skills = g_array_new (FALSE, FALSE, sizeof (RapportFindSkill));
  self->languages = g_new0 (char *, 1);
  self->channels = g_new0 (char *, 1);
  return self;
}

RapportFindQuery *
rapport_find_query_copy (const RapportFindQuery *self)
{
  RapportFindQuery *copy = g_new0 (RapportFindQuery, 1);

  *copy = *self;
  copy->role = g_strdup (self->role);
  copy->need = rapport_find_need_copy (self->need);
  copy->text = g_strdup (self->text);
  copy->areas = g_strdupv (self->areas);
  copy->skills = g_array_copy (self->skills);
  copy->languages = g_strdupv (self->languages);
  copy->channels = g_strdupv (self->channels);
  return copy;
}

void
rapport_find_query_free (RapportFindQuery *self)
{
  g_free (self->role);
  g_clear_pointer (&self->need, rapport_find_need_free);
  g_free (self->text);
  g_strfreev (self->areas);
  g_array_unref (self->skills);
  g_strfreev (self->languages);
  g_strfreev (self->channels);
  g_free (self);
}

/**
 * rapport_find_job_new:
 * @query: what is looked for; copied
 * @pool: (nullable): one of the same programme and role that is still good
 *
 * Returns: (transfer full): data for rapport_find()
 */
RapportFindJob *
rapport_find_job_new (const RapportFindQuery *query,
                      RapportFindPool        *pool)
{
  RapportFindJob *self = g_new0 (RapportFindJob, 1);

  self->query = rapport_find_query_copy (query);
  self->pool = pool != NULL ? rapport_find_pool_ref (pool) : NULL;
  return self;
}

void
rapport_find_job_free (gpointer data)
{
  RapportFindJob *self = data;

  rapport_find_query_free (self->query);
  g_clear_pointer (&self->pool, rapport_find_pool_unref);
  g_free (self);
}
