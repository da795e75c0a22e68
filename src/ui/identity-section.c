/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/fields-section.h"

#include <glib/gi18n.h>

#include "model/person-name.h"
#include "ui/photo-row.h"

struct _RapportIdentitySection
{
  RapportEditorSection parent_instance;

  RapportMemberForm *form; /* owned */
  gulong changed_id;
};

G_DEFINE_FINAL_TYPE (RapportIdentitySection, rapport_identity_section, RAPPORT_TYPE_EDITOR_SECTION)

/* Names in either order or a single one: the hint says how the name will read. */
static void
update_hint (RapportIdentitySection *self)
{
  RapportFieldRow *order = rapport_editor_section_find_row (RAPPORT_EDITOR_SECTION (self), "name_order");
  const char *given = rapport_member_form_get_string (self->form, "given_name");
  const char *family = rapport_member_form_get_string (self->form, "family_name");
  g_autofree char *shown = rapport_name_display (given, family, rapport_member_form_get_string (self->form, "name_order"));
  g_autofree char *words = NULL;

  if (order == NULL)
    return;
  if (*given == '\0' || *family == '\0')
    words = *shown != '\0' ? g_strdup (_("A single name needs no order")) : NULL;
  else
    words = g_strdup_printf (_("Reads “%s”"), shown);
  rapport_field_row_set_hint (order, words);
}

static void
form_changed_cb (RapportIdentitySection *self,
                 const char             *name)
{
  if (g_str_has_suffix (name, "_name") || g_str_equal (name, "name_order"))
    update_hint (self);
}

static void
rapport_identity_section_build (RapportEditorSection *section)
{
  RapportIdentitySection *self = RAPPORT_IDENTITY_SECTION (section);
  const RapportEditorContext *context = rapport_editor_section_get_context (section);

  RAPPORT_EDITOR_SECTION_CLASS (rapport_identity_section_parent_class)->build (section);
  rapport_editor_section_add_row (section, rapport_photo_row_new (context->form, rapport_fields_find ("member", "photo")));
  self->form = g_object_ref (context->form);
  self->changed_id = g_signal_connect_swapped (self->form, "changed", G_CALLBACK (form_changed_cb), self);
  update_hint (self);
}

static void
rapport_identity_section_dispose (GObject *object)
{
  RapportIdentitySection *self = RAPPORT_IDENTITY_SECTION (object);

  if (self->form != NULL)
    g_clear_signal_handler (&self->changed_id, self->form);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (rapport_identity_section_parent_class)->dispose (object);
}

static void
rapport_identity_section_class_init (RapportIdentitySectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_identity_section_dispose;
  RAPPORT_EDITOR_SECTION_CLASS (klass)->build = rapport_identity_section_build;
}

static void
rapport_identity_section_init (RapportIdentitySection *self)
{
}
