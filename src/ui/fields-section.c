/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/fields-section.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/family-row.h"
#include "ui/item-row.h"

struct _RapportFieldsSection
{
  RapportEditorSection parent_instance;

  /* Borrowed */
  const RapportField *items; /* the family of items of this section, or NULL */
  const RapportItemKind *kind;

  gulong changed_id;
  RapportMemberForm *form; /* owned */
};

G_DEFINE_FINAL_TYPE (RapportFieldsSection, rapport_fields_section, RAPPORT_TYPE_EDITOR_SECTION)

static RapportItemRow *
find_item (RapportFieldsSection *self,
           const char           *name)
{
  GPtrArray *rows = rapport_editor_section_get_rows (RAPPORT_EDITOR_SECTION (self));

  for (guint i = 0; i < rows->len; i++)
    if (RAPPORT_IS_ITEM_ROW (g_ptr_array_index (rows, i))
        && g_str_equal (rapport_item_row_get_name (g_ptr_array_index (rows, i)), name))
      return g_ptr_array_index (rows, i);
  return NULL;
}

static void
removed_cb (RapportFieldsSection *self,
            RapportItemRow       *row)
{
  RapportFieldRow *family = rapport_editor_section_find_row (RAPPORT_EDITOR_SECTION (self), self->items->name);

  rapport_editor_section_remove_row (RAPPORT_EDITOR_SECTION (self), GTK_WIDGET (row));
  if (family != NULL)
    gtk_widget_child_focus (GTK_WIDGET (family), GTK_DIR_TAB_FORWARD);
}

static RapportItemRow *
add_item (RapportFieldsSection *self,
          const char           *name)
{
  const RapportEditorContext *context = rapport_editor_section_get_context (RAPPORT_EDITOR_SECTION (self));
  GtkWidget *row = rapport_item_row_new (context->form, self->kind, name, context->read_only);

  g_signal_connect_swapped (row, "removed", G_CALLBACK (removed_cb), self);
  rapport_editor_section_add_row (RAPPORT_EDITOR_SECTION (self), row);
  return RAPPORT_ITEM_ROW (row);
}

static void
add_cb (RapportFieldsSection *self)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (self->items->name, "/", uuid, NULL);

  rapport_item_row_edit (add_item (self, name));
}

/* A draft, an earlier version or an undo brings items, or takes them away. */
static void
form_changed_cb (RapportFieldsSection *self,
                 const char           *name)
{
  gsize length = strlen (self->items->name);
  gboolean there;

  if (strncmp (name, self->items->name, length) != 0 || name[length] != '/')
    return;
  there = rapport_member_form_get (self->form, name) != NULL;
  if (there && find_item (self, name) == NULL)
    add_item (self, name);
}

static void
add_items (RapportFieldsSection *self)
{
  const RapportEditorContext *context = rapport_editor_section_get_context (RAPPORT_EDITOR_SECTION (self));
  g_autoptr (GPtrArray) names = rapport_member_form_list (context->form, self->items->name);
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");
  g_autofree char *verb = g_strdup_printf (_("Add to %s"), _(self->items->label));

  gtk_widget_add_css_class (add, "flat");
  gtk_widget_add_css_class (add, "circular");
  gtk_widget_set_tooltip_text (add, verb);
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, verb, -1);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  rapport_editor_section_add_row (RAPPORT_EDITOR_SECTION (self), rapport_family_row_new (context->form, self->items, add));
  for (guint i = 0; i < names->len; i++)
    add_item (self, g_ptr_array_index (names, i));
  self->form = g_object_ref (context->form);
  self->changed_id = g_signal_connect_swapped (self->form, "changed", G_CALLBACK (form_changed_cb), self);
}

static void
rapport_fields_section_build (RapportEditorSection *section)
{
  RapportFieldsSection *self = RAPPORT_FIELDS_SECTION (section);
  guint n_fields;
  const RapportField *fields = rapport_fields_of_kind ("member", &n_fields);

  RAPPORT_EDITOR_SECTION_CLASS (rapport_fields_section_parent_class)->build (section);
  for (guint i = 0; i < n_fields; i++)
    if (fields[i].type == RAPPORT_FIELD_ITEMS
        && g_strcmp0 (fields[i].section, rapport_editor_section_get_name (section)) == 0)
      {
        self->items = &fields[i];
        self->kind = rapport_item_kind_find (fields[i].name);
      }
  if (self->items != NULL && self->kind != NULL)
    add_items (self);
}

static void
rapport_fields_section_dispose (GObject *object)
{
  RapportFieldsSection *self = RAPPORT_FIELDS_SECTION (object);

  if (self->form != NULL)
    g_clear_signal_handler (&self->changed_id, self->form);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (rapport_fields_section_parent_class)->dispose (object);
}

static void
rapport_fields_section_class_init (RapportFieldsSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_fields_section_dispose;
  RAPPORT_EDITOR_SECTION_CLASS (klass)->build = rapport_fields_section_build;
}

static void
rapport_fields_section_init (RapportFieldsSection *self)
{
}
