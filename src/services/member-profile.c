/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/member-profile.h"

#include <glib/gi18n.h>

#include "model/date.h"
#include "model/visibility.h"
#include "services/member-form.h"
#include "store/partnerships.h"

static void
source_free (RapportFieldSource *source)
{
  g_free (source->words);
  g_free (source);
}

RapportMemberProfile *
rapport_member_profile_new (void)
{
  RapportMemberProfile *self = g_new0 (RapportMemberProfile, 1);

  self->values = rapport_field_values_new ();
  self->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) source_free);
  return self;
}

void
rapport_member_profile_free (RapportMemberProfile *self)
{
  g_clear_pointer (&self->member, rapport_member_free);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_clear_pointer (&self->sources, g_hash_table_unref);
  g_clear_pointer (&self->skills, g_ptr_array_unref);
  g_clear_pointer (&self->custom_fields, g_ptr_array_unref);
  g_clear_pointer (&self->areas, g_ptr_array_unref);
  g_clear_pointer (&self->photo, g_bytes_unref);
  g_free (self);
}

/**
 * rapport_field_version_source:
 *
 * Returns: (transfer full): from where a value came, "imported 4 Nov"; %NULL where it was typed, which needs no words
 */
char *
rapport_field_version_source (const RapportFieldVersion *version)
{
  g_autofree char *day = NULL;
  g_autofree char *now = NULL;
  g_autofree char *shown = NULL;

  if (!g_str_equal (version->operation, "import-members"))
    return NULL;
  day = rapport_date_of_instant (version->wall / 1000 + version->zone * 60, "UTC");
  now = rapport_date_of_instant (g_get_real_time () / G_USEC_PER_SEC, "UTC");
  shown = rapport_date_format_short (day, now);
  return g_strdup_printf (_("imported %s"), shown);
}

static gboolean
read_source (RapportReading       *reading,
             RapportMemberProfile *self,
             const char           *name,
             GError              **error)
{
  g_autoptr (GPtrArray) history = rapport_reading_history (reading, self->member->no, name, error);
  const RapportFieldVersion *shown = NULL;
  RapportFieldSource *source;
  guint heads = 0;

  if (history == NULL)
    return FALSE;
  for (guint i = 0; i < history->len; i++)
    {
      const RapportFieldVersion *version = g_ptr_array_index (history, i);

      if (!version->current)
        continue;
      shown = version;
      heads++;
    }
  if (shown == NULL)
    return TRUE;
  source = g_new0 (RapportFieldSource, 1);
  source->words = rapport_field_version_source (shown);
  source->conflict = heads > 1;
  g_hash_table_insert (self->sources, g_strdup (name), source);
  return TRUE;
}

static gboolean
read_sources (RapportReading       *reading,
              RapportMemberProfile *self,
              GError              **error)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (strchr (name, '/') == NULL && !read_source (reading, self, name, error))
      return FALSE;
  return TRUE;
}

/* Who is enrolled as what: "enrolment/ROLE" with the places. */
static void
add_enrolments (RapportMemberProfile *self,
                gint64                programme)
{
  for (guint i = 0; i < self->member->enrolments->len; i++)
    {
      const RapportMemberEnrolment *enrolment = g_ptr_array_index (self->member->enrolments, i);
      gboolean places = g_str_equal (enrolment->role, "mentor");

      if (enrolment->programme == programme)
        g_hash_table_insert (self->values, g_strconcat ("enrolment/", enrolment->role, NULL),
                             g_variant_ref_sink (g_variant_new_int64 (places ? enrolment->capacity : 1)));
    }
}

static gboolean
is_sensitive (RapportMemberProfile *self,
              const char           *name)
{
  for (guint i = 0; i < self->member->customs->len; i++)
    {
      const RapportMemberCustom *custom = g_ptr_array_index (self->member->customs, i);

      if (custom->sensitive && g_str_has_suffix (name, custom->uuid))
        return TRUE;
    }
  return FALSE;
}

static gboolean
may_see (RapportMemberProfile *self,
         const char           *name,
         RapportRelation       relation)
{
  const RapportField *field = rapport_fields_find ("member", name);

  if (g_str_has_prefix (name, "enrolment/"))
    return TRUE;
  if (field == NULL || field->type == RAPPORT_FIELD_VISIBILITY)
    return FALSE;
  if (field->type == RAPPORT_FIELD_CUSTOM)
    return !is_sensitive (self, name);
  return field->element == NULL
         || rapport_visibility_allows (rapport_visibility_from_id (rapport_member_get_level (self->member, field->element)),
                                       relation);
}

/* Nobody sees here what the person they act as may not. */
static void
leave_out_hidden (RapportMemberProfile *self,
                  RapportRelation       relation)
{
  GHashTableIter iter;
  gpointer name;

  if (relation == RAPPORT_RELATION_OFFICE || relation == RAPPORT_RELATION_SELF)
    return;
  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!may_see (self, name, relation))
      g_hash_table_iter_remove (&iter);
  g_hash_table_remove_all (self->sources);
  if (!g_hash_table_contains (self->values, "photo"))
    g_clear_pointer (&self->photo, g_bytes_unref);
}

static gboolean
read_member (RapportReading       *reading,
             RapportMemberProfile *self,
             gint64                member,
             gboolean              brief,
             GError              **error)
{
  g_autoptr (GHashTable) values = NULL;
  const char *photo;

  self->member = rapport_members_load (reading, member);
  if (self->member == NULL)
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND, _("This member is not there any more."));
      return FALSE;
    }
  values = rapport_reading_get_all (reading, member);
  g_hash_table_unref (self->values);
  self->values = g_steal_pointer (&values);
  photo = rapport_member_get_text (self->member, "photo");
  if (*photo != '\0')
    self->photo = rapport_reading_blob (reading, photo);
  return brief || read_sources (reading, self, error);
}

/**
 * rapport_member_profile_query:
 * @data: a RapportMemberProfileAsk
 *
 * A RapportQuery.
 *
 * Returns: (transfer full): a RapportMemberProfile
 */
gpointer
rapport_member_profile_query (RapportReading *reading,
                              gpointer        data,
                              GCancellable   *cancellable,
                              GError        **error)
{
  const RapportMemberProfileAsk *ask = data;
  g_autoptr (RapportMemberProfile) self = rapport_member_profile_new ();

  if (ask->member != 0 && !read_member (reading, self, ask->member, ask->brief, error))
    return NULL;
  if (self->member != NULL)
    {
      add_enrolments (self, ask->programme);
      leave_out_hidden (self, rapport_partnerships_relation (reading, &ask->viewer, ask->member));
    }
  if (ask->brief)
    return g_steal_pointer (&self);
  self->skills = rapport_members_skills (reading, error);
  if (self->skills == NULL)
    return NULL;
  self->custom_fields = rapport_members_custom_fields (reading, ask->programme, error);
  if (self->custom_fields == NULL)
    return NULL;
  self->areas = rapport_members_values (reading, "area", 60, error);
  return self->areas != NULL ? g_steal_pointer (&self) : NULL;
}
