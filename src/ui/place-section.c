/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/fields-section.h"

#include <glib/gi18n.h>

#include "model/date.h"
#include "ui/availability-row.h"

struct _RapportPlaceSection
{
  RapportEditorSection parent_instance;

  RapportFieldRow *availability; /* a row of ours */
  RapportMemberForm *form;       /* owned */
  gulong changed_id;
};

G_DEFINE_FINAL_TYPE (RapportPlaceSection, rapport_place_section, RAPPORT_TYPE_EDITOR_SECTION)

/* The hours are in the member's own zone: say which one, so that nobody types their own. */
static void
update_hint (RapportPlaceSection *self)
{
  const char *zone = rapport_member_form_get_string (self->form, "time_zone");
  g_autofree char *words = NULL;

  if (*zone == '\0')
    words = g_strdup (_("Choose a time zone, so that these hours mean something elsewhere"));
  else
    words = g_strdup_printf (_("Times are those of %s"), zone);
  g_strdelimit (words, "_", ' ');
  rapport_field_row_set_hint (self->availability, words);
}

static void
form_changed_cb (RapportPlaceSection *self,
                 const char          *name)
{
  if (g_str_equal (name, "time_zone"))
    update_hint (self);
}

static void
rapport_place_section_build (RapportEditorSection *section)
{
  RapportPlaceSection *self = RAPPORT_PLACE_SECTION (section);
  const RapportEditorContext *context = rapport_editor_section_get_context (section);
  GtkWidget *row = rapport_availability_row_new (context->form, rapport_fields_find ("member", "availability"));

  RAPPORT_EDITOR_SECTION_CLASS (rapport_place_section_parent_class)->build (section);
  self->availability = RAPPORT_FIELD_ROW (row);
  self->form = g_object_ref (context->form);
  rapport_editor_section_add_row (section, row);
  self->changed_id = g_signal_connect_swapped (self->form, "changed", G_CALLBACK (form_changed_cb), self);
  update_hint (self);
}

static void
rapport_place_section_dispose (GObject *object)
{
  RapportPlaceSection *self = RAPPORT_PLACE_SECTION (object);

  if (self->form != NULL)
    g_clear_signal_handler (&self->changed_id, self->form);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (rapport_place_section_parent_class)->dispose (object);
}

static void
rapport_place_section_class_init (RapportPlaceSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_place_section_dispose;
  RAPPORT_EDITOR_SECTION_CLASS (klass)->build = rapport_place_section_build;
}

static void
rapport_place_section_init (RapportPlaceSection *self)
{
}
