/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/fields-section.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/fold.h"
#include "ui/chooser.h"
#include "ui/family-row.h"
#include "ui/skill-row.h"

struct _RapportSkillsSection
{
  RapportEditorSection parent_instance;

  GtkMenuButton *add;

  /* Owned */
  RapportMemberForm *form;
  GHashTable *labels; /* uuid → label of the skills that the member has */

  gulong changed_id;
};

G_DEFINE_FINAL_TYPE (RapportSkillsSection, rapport_skills_section, RAPPORT_TYPE_EDITOR_SECTION)

static RapportSkillRow *
find_skill (RapportSkillsSection *self,
            const char           *key)
{
  GPtrArray *rows = rapport_editor_section_get_rows (RAPPORT_EDITOR_SECTION (self));

  for (guint i = 0; i < rows->len; i++)
    if (RAPPORT_IS_SKILL_ROW (g_ptr_array_index (rows, i))
        && g_str_equal (rapport_skill_row_get_key (g_ptr_array_index (rows, i)), key))
      return g_ptr_array_index (rows, i);
  return NULL;
}

static void
removed_cb (RapportSkillsSection *self,
            RapportSkillRow      *row)
{
  rapport_editor_section_remove_row (RAPPORT_EDITOR_SECTION (self), GTK_WIDGET (row));
  gtk_widget_grab_focus (GTK_WIDGET (self->add));
}

/* "new-skill/LABEL" until it is saved, "skill/UUID" then. */
static const char *
skill_label (RapportSkillsSection *self,
             const char           *key)
{
  const char *rest = strchr (key, '/') + 1;
  const char *label = g_hash_table_lookup (self->labels, rest);

  return label != NULL ? label : rest;
}

static void
add_skill (RapportSkillsSection *self,
           const char           *key)
{
  const RapportEditorContext *context = rapport_editor_section_get_context (RAPPORT_EDITOR_SECTION (self));
  GtkWidget *row = rapport_skill_row_new (context->form, key, skill_label (self, key), context->read_only);

  g_signal_connect_swapped (row, "removed", G_CALLBACK (removed_cb), self);
  rapport_editor_section_add_row (RAPPORT_EDITOR_SECTION (self), row);
}

/* The name without the level: "skill/UUID" of "skill/UUID/held". */
static char *
key_of_name (const char *name)
{
  const char *slash = strrchr (name, '/');

  return g_strndup (name, slash - name);
}

static gboolean
is_skill_name (const char *name)
{
  return (g_str_has_prefix (name, "skill/") || g_str_has_prefix (name, "new-skill/"))
         && (g_str_has_suffix (name, "/held") || g_str_has_suffix (name, "/wanted"));
}

static void
form_changed_cb (RapportSkillsSection *self,
                 const char           *name)
{
  g_autofree char *key = NULL;

  if (!is_skill_name (name) || rapport_member_form_get (self->form, name) == NULL)
    return;
  key = key_of_name (name);
  if (find_skill (self, key) == NULL)
    add_skill (self, key);
}

static char *
key_of_label (RapportSkillsSection *self,
              const char           *label)
{
  g_autofree char *folded = rapport_fold (label);
  GHashTableIter iter;
  gpointer uuid, other;

  g_hash_table_iter_init (&iter, self->labels);
  while (g_hash_table_iter_next (&iter, &uuid, &other))
    {
      g_autofree char *other_folded = rapport_fold (other);

      if (g_str_equal (folded, other_folded))
        return g_strconcat ("skill/", uuid, NULL);
    }
  return g_strconcat ("new-skill/", label, NULL);
}

static void
chosen_cb (RapportSkillsSection *self,
           const char           *code,
           const char           *label)
{
  g_autofree char *clean = g_strdelimit (g_strdup (label), "/", '-');
  g_autofree char *key = key_of_label (self, code != NULL ? label : clean);

  if (find_skill (self, key) == NULL)
    add_skill (self, key);
  rapport_skill_row_edit (RAPPORT_SKILL_ROW (find_skill (self, key)));
}

static GListModel *
new_choices (const RapportMemberProfile *profile)
{
  GListStore *store = g_list_store_new (RAPPORT_TYPE_CHOICE);

  for (guint i = 0; i < profile->skills->len; i++)
    {
      const RapportSkill *skill = g_ptr_array_index (profile->skills, i);
      g_autoptr (RapportChoice) choice = rapport_choice_new (skill->label, skill->label,
                                                             *skill->framework != '\0' ? skill->framework : NULL);

      g_list_store_append (store, choice);
    }
  return G_LIST_MODEL (store);
}

static void
create_popover_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  RapportSkillsSection *self = user_data;
  g_autoptr (GListModel) choices = NULL;
  GtkWidget *chooser;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  choices = new_choices (rapport_editor_section_get_context (RAPPORT_EDITOR_SECTION (self))->profile);
  chooser = rapport_chooser_new (_("Skill"));
  rapport_chooser_set_choices (RAPPORT_CHOOSER (chooser), choices);
  rapport_chooser_set_free (RAPPORT_CHOOSER (chooser), _("Add the Skill “%s”"));
  g_signal_connect_swapped (chooser, "chosen", G_CALLBACK (chosen_cb), self);
  gtk_menu_button_set_popover (button, chooser);
}

static void
read_labels (RapportSkillsSection       *self,
             const RapportMemberProfile *profile)
{
  if (profile->member == NULL)
    return;
  for (guint i = 0; i < profile->member->skills->len; i++)
    {
      const RapportMemberSkill *skill = g_ptr_array_index (profile->member->skills, i);

      g_hash_table_insert (self->labels, g_strdup (skill->uuid), g_strdup (skill->label));
    }
}

static void
add_family (RapportSkillsSection *self,
            const char           *family)
{
  g_autoptr (GPtrArray) names = rapport_member_form_list (self->form, family);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *key = key_of_name (g_ptr_array_index (names, i));

      if (find_skill (self, key) == NULL)
        add_skill (self, key);
    }
}

static void
rapport_skills_section_build (RapportEditorSection *section)
{
  RapportSkillsSection *self = RAPPORT_SKILLS_SECTION (section);
  const RapportEditorContext *context = rapport_editor_section_get_context (section);

  RAPPORT_EDITOR_SECTION_CLASS (rapport_skills_section_parent_class)->build (section);
  self->form = g_object_ref (context->form);
  read_labels (self, context->profile);
  self->add = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->add, "list-add-symbolic");
  gtk_menu_button_set_create_popup_func (self->add, create_popover_cb, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->add), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->add), "circular");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->add), _("Add Skill"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add Skill"), -1);
  rapport_editor_section_add_row (section, rapport_family_row_new (context->form, rapport_fields_find ("member", "skill"),
                                                                   GTK_WIDGET (self->add)));
  add_family (self, "skill");
  add_family (self, "new-skill");
  self->changed_id = g_signal_connect_swapped (self->form, "changed", G_CALLBACK (form_changed_cb), self);
}

static void
rapport_skills_section_dispose (GObject *object)
{
  RapportSkillsSection *self = RAPPORT_SKILLS_SECTION (object);

  if (self->form != NULL)
    g_clear_signal_handler (&self->changed_id, self->form);
  g_clear_object (&self->form);
  g_clear_pointer (&self->labels, g_hash_table_unref);

  G_OBJECT_CLASS (rapport_skills_section_parent_class)->dispose (object);
}

static void
rapport_skills_section_class_init (RapportSkillsSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_skills_section_dispose;
  RAPPORT_EDITOR_SECTION_CLASS (klass)->build = rapport_skills_section_build;
}

static void
rapport_skills_section_init (RapportSkillsSection *self)
{
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}
