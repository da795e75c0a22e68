/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/need-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/fields-section.h"
#include "ui/tags-row.h"

/* What somebody looks for, to change for one search: the rows are those of the profile, on a form that is never saved. */
struct _RapportNeedForm
{
  AdwBin parent_instance;

  /* Owned */
  RapportFindNeed *need;         /* at the beginning */
  RapportMemberProfile *profile;
  RapportPolicy *policy;
  RapportMemberForm *form;
  RapportEditorContext context;  /* borrows the former */
};

G_DEFINE_FINAL_TYPE (RapportNeedForm, rapport_need_form, ADW_TYPE_BIN)

static const char * const sets[] = { "area", "language", "channel" };

static char ***
list_of (RapportFindNeed *need,
         guint            set)
{
  char ***lists[] = { &need->areas, &need->languages, &need->channels };

  return lists[set];
}

static void
put (GHashTable *values,
     char       *name,
     int         value)
{
  if (value > 0)
    g_hash_table_insert (values, name, g_variant_ref_sink (g_variant_new_int64 (value)));
  else
    g_free (name);
}

/* As the profile's form names a skill: what the member has by its uuid, another by its label. */
static char *
key_of_gap (const RapportMemberProfile *profile,
            const RapportFindGap       *gap)
{
  for (guint i = 0; profile->member != NULL && i < profile->member->skills->len; i++)
    {
      const RapportMemberSkill *skill = profile->member->skills->pdata[i];

      if (skill->no == gap->skill)
        return g_strconcat ("skill/", skill->uuid, NULL);
    }
  return g_strconcat ("new-skill/", gap->label, NULL);
}

static RapportMemberForm *
form_of_need (RapportFindNeed            *need,
              const RapportMemberProfile *profile)
{
  g_autoptr (GHashTable) values = rapport_field_values_new ();

  for (guint set = 0; set < G_N_ELEMENTS (sets); set++)
    for (char **word = *list_of (need, set); *word != NULL; word++)
      put (values, g_strconcat (sets[set], "/", *word, NULL), 1);
  for (guint i = 0; i < need->gaps->len; i++)
    {
      const RapportFindGap *gap = need->gaps->pdata[i];
      g_autofree char *key = key_of_gap (profile, gap);

      put (values, g_strconcat (key, "/held", NULL), gap->held);
      put (values, g_strconcat (key, "/wanted", NULL), gap->wanted);
    }
  return rapport_member_form_new ("", values);
}

static char **
dup_set (RapportMemberForm *form,
         const char        *family)
{
  g_autoptr (GPtrArray) names = rapport_member_form_list (form, family);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; i < names->len; i++)
    g_strv_builder_add (words, (const char *) names->pdata[i] + strlen (family) + 1);
  return g_strv_builder_end (words);
}

/* 0 for a skill that nobody has. */
static gint64
find_skill (RapportNeedForm  *self,
            const char       *key,
            const char      **label)
{
  GPtrArray *own = self->profile->member != NULL ? self->profile->member->skills : NULL;

  *label = strchr (key, '/') + 1;
  for (guint i = 0; own != NULL && i < own->len; i++)
    {
      const RapportMemberSkill *skill = own->pdata[i];

      if (g_str_equal (skill->uuid, *label))
        {
          *label = skill->label;
          return skill->no;
        }
    }
  for (guint i = 0; i < self->profile->skills->len; i++)
    {
      const RapportSkill *skill = self->profile->skills->pdata[i];

      if (g_str_equal (skill->label, *label))
        return skill->no;
    }
  return 0;
}

static void
add_gaps (RapportNeedForm *self,
          RapportFindNeed *need,
          const char      *family)
{
  g_autoptr (GPtrArray) names = rapport_member_form_list (self->form, family);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autofree char *key = NULL;
      g_autofree char *held_name = NULL;
      const char *label;
      int held, wanted;
      gint64 skill;

      if (!g_str_has_suffix (name, "/wanted"))
        continue;
      key = g_strndup (name, strlen (name) - strlen ("/wanted"));
      held_name = g_strconcat (key, "/held", NULL);
      held = rapport_member_form_get_int (self->form, held_name);
      wanted = rapport_member_form_get_int (self->form, name);
      skill = find_skill (self, key, &label);
      if (wanted > held)
        rapport_find_need_add_gap (need, skill, label, held, wanted);
    }
}

/** Returns: (transfer full): what is looked for now; when they are free and where they work is as it was. */
RapportFindNeed *
rapport_need_form_dup_need (RapportNeedForm *self)
{
  RapportFindNeed *need = rapport_find_need_copy (self->need);

  for (guint set = 0; set < G_N_ELEMENTS (sets); set++)
    {
      g_strfreev (*list_of (need, set));
      *list_of (need, set) = dup_set (self->form, sets[set]);
    }
  g_ptr_array_set_size (need->gaps, 0);
  add_gaps (self, need, "skill");
  add_gaps (self, need, "new-skill");
  return need;
}

static void
rapport_need_form_dispose (GObject *object)
{
  RapportNeedForm *self = RAPPORT_NEED_FORM (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->form);
  g_clear_pointer (&self->need, rapport_find_need_free);
  g_clear_pointer (&self->profile, rapport_member_profile_free);
  g_clear_pointer (&self->policy, rapport_policy_unref);
  G_OBJECT_CLASS (rapport_need_form_parent_class)->dispose (object);
}

static void
rapport_need_form_class_init (RapportNeedFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_need_form_dispose;
}

static void
rapport_need_form_init (RapportNeedForm *self)
{
}

static GtkWidget *
new_sets (RapportNeedForm *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  for (guint set = 0; set < G_N_ELEMENTS (sets); set++)
    {
      GtkWidget *row = rapport_tags_row_new (self->form, rapport_fields_find ("member", sets[set]), self->policy, self->profile);

      rapport_field_row_set_plain (RAPPORT_FIELD_ROW (row));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  return group;
}

/**
 * rapport_need_form_new:
 * @need: what is looked for now; copied
 * @profile: (transfer full): of who looks
 * @policy: the programme's rules
 */
GtkWidget *
rapport_need_form_new (const RapportFindNeed *need,
                       RapportMemberProfile  *profile,
                       RapportPolicy         *policy)
{
  RapportNeedForm *self = g_object_new (RAPPORT_TYPE_NEED_FORM, NULL);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18), *skills = g_object_new (RAPPORT_TYPE_SKILLS_SECTION, NULL);

  self->need = rapport_find_need_copy (need);
  self->profile = profile;
  self->policy = rapport_policy_ref (policy);
  self->form = form_of_need (self->need, profile);
  self->context = (RapportEditorContext) { .form = self->form, .profile = profile, .policy = self->policy, .plain = TRUE };
  gtk_box_append (GTK_BOX (lines), new_sets (self));
  rapport_editor_section_set_up (RAPPORT_EDITOR_SECTION (skills), "need", _("Skills Looked For"), &self->context);
  gtk_box_append (GTK_BOX (lines), skills);
  adw_bin_set_child (ADW_BIN (self), lines);
  return GTK_WIDGET (self);
}
