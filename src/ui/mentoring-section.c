/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/fields-section.h"

#include <glib/gi18n.h>

#include "ui/enrolment-row.h"
#include "ui/member-words.h"
#include "ui/text-row.h"

struct _RapportMentoringSection
{
  RapportEditorSection parent_instance;
};

G_DEFINE_FINAL_TYPE (RapportMentoringSection, rapport_mentoring_section, RAPPORT_TYPE_EDITOR_SECTION)

/* The fields that the programme has of its own: what a file brought without a home in the table. */
static void
add_custom_fields (RapportEditorSection       *section,
                   const RapportEditorContext *context)
{
  const RapportField *family = rapport_fields_find ("member", "custom");
  GPtrArray *customs = context->profile->custom_fields;

  for (guint i = 0; customs != NULL && i < customs->len; i++)
    {
      const RapportCustomField *custom = g_ptr_array_index (customs, i);
      g_autofree char *name = g_strconcat ("custom/", custom->uuid, NULL);
      GtkWidget *row;

      if (context->read_only && rapport_member_form_get (context->form, name) == NULL)
        continue;
      row = rapport_text_row_new (context->form, family, name, custom->label);
      if (custom->sensitive)
        rapport_field_row_set_hint (RAPPORT_FIELD_ROW (row), _("Sensitive: only the office and this person see it"));
      rapport_editor_section_add_row (section, row);
    }
}

static void
rapport_mentoring_section_build (RapportEditorSection *section)
{
  const RapportEditorContext *context = rapport_editor_section_get_context (section);
  const RapportPolicy *policy = context->policy;
  g_autofree char *mentor = rapport_word_alone (policy->mentor_word);
  g_autofree char *mentee = rapport_word_alone (policy->mentee_word);

  rapport_editor_section_add_row (section,
                                  rapport_enrolment_row_new (context->form, "mentor", mentor,
                                                             MAX (1, policy->default_capacity), policy->capacity_ceiling,
                                                             context->read_only));
  rapport_editor_section_add_row (section,
                                  rapport_enrolment_row_new (context->form, "mentee", mentee, 0, 0,
                                                             context->read_only));
  RAPPORT_EDITOR_SECTION_CLASS (rapport_mentoring_section_parent_class)->build (section);
  add_custom_fields (section, context);
}

static void
rapport_mentoring_section_class_init (RapportMentoringSectionClass *klass)
{
  RAPPORT_EDITOR_SECTION_CLASS (klass)->build = rapport_mentoring_section_build;
}

static void
rapport_mentoring_section_init (RapportMentoringSection *self)
{
}
