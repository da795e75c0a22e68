/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor-section.h"

#include <glib/gi18n.h>

#include "model/completeness.h"
#include "ui/choice-row.h"
#include "ui/long-text-row.h"
#include "ui/tags-row.h"
#include "ui/text-row.h"
#include "ui/visibility-button.h"

typedef struct {
  /* Owned */
  char *name;
  GPtrArray *rows; /* RapportFieldRow and other rows, in their order */

  /* Borrowed */
  const RapportEditorContext *context;
} RapportEditorSectionPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RapportEditorSection, rapport_editor_section, ADW_TYPE_PREFERENCES_GROUP)

#define PRIVATE(self) ((RapportEditorSectionPrivate *) rapport_editor_section_get_instance_private (self))

static gboolean
real_shows (RapportEditorSection *self,
            const RapportField   *field)
{
  return TRUE;
}

static GtkWidget *
new_row (const RapportEditorContext *context,
         const RapportField         *field)
{
  switch (field->type)
    {
    case RAPPORT_FIELD_LONG_TEXT:
      return rapport_long_text_row_new (context->form, field);
    case RAPPORT_FIELD_COUNTRY:
    case RAPPORT_FIELD_ZONE:
    case RAPPORT_FIELD_CHOICE:
      return rapport_choice_row_new (context->form, field, context->now);
    case RAPPORT_FIELD_SET:
      return rapport_tags_row_new (context->form, field, context->policy, context->profile);
    case RAPPORT_FIELD_TEXT:
    case RAPPORT_FIELD_DATE:
      return rapport_text_row_new (context->form, field, NULL, NULL);
    case RAPPORT_FIELD_INTEGER:
    case RAPPORT_FIELD_BOOLEAN:
    case RAPPORT_FIELD_INSTANT:
    case RAPPORT_FIELD_REFERENCE:
    case RAPPORT_FIELD_BLOB:
    case RAPPORT_FIELD_LIST:
    case RAPPORT_FIELD_ITEMS:
    case RAPPORT_FIELD_SKILLS:
    case RAPPORT_FIELD_CUSTOM:
    case RAPPORT_FIELD_VISIBILITY:
    case RAPPORT_FIELD_SETTING:
    default:
      return NULL;
    }
}

static gboolean
belongs (RapportEditorSection *self,
         const RapportField   *field)
{
  return g_strcmp0 (field->section, PRIVATE (self)->name) == 0;
}

static void
real_build (RapportEditorSection *self)
{
  guint n_fields;
  const RapportField *fields = rapport_fields_of_kind ("member", &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (belongs (self, &fields[i]) && RAPPORT_EDITOR_SECTION_GET_CLASS (self)->shows (self, &fields[i])
        && (!PRIVATE (self)->context->read_only || rapport_member_form_has (PRIVATE (self)->context->form, &fields[i])))
      {
        GtkWidget *row = new_row (PRIVATE (self)->context, &fields[i]);

        if (row != NULL)
          rapport_editor_section_add_row (self, row);
      }
}

static void
rapport_editor_section_dispose (GObject *object)
{
  RapportEditorSectionPrivate *priv = PRIVATE (RAPPORT_EDITOR_SECTION (object));

  g_clear_pointer (&priv->rows, g_ptr_array_unref);
  g_clear_pointer (&priv->name, g_free);

  G_OBJECT_CLASS (rapport_editor_section_parent_class)->dispose (object);
}

static void
rapport_editor_section_class_init (RapportEditorSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_editor_section_dispose;
  klass->build = real_build;
  klass->shows = real_shows;
}

static void
rapport_editor_section_init (RapportEditorSection *self)
{
  PRIVATE (self)->rows = g_ptr_array_new ();
}

/* The elements of the section, for changing who sees them all at once. */
static char **
dup_elements (RapportEditorSection *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_fields;
  const RapportField *fields = rapport_fields_of_kind ("member", &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (belongs (self, &fields[i]) && fields[i].element != NULL && g_hash_table_add (seen, (gpointer) fields[i].element))
      g_strv_builder_add (builder, fields[i].element);
  return g_strv_builder_end (builder);
}

static void
add_section_visibility (RapportEditorSection *self)
{
  RapportEditorSectionPrivate *priv = PRIVATE (self);
  g_auto (GStrv) elements = dup_elements (self);
  GtkWidget *button;

  if (priv->context->read_only || g_strv_length (elements) < 2)
    return;
  button = g_object_new (RAPPORT_TYPE_VISIBILITY_BUTTON, NULL);
  rapport_visibility_button_bind_many (RAPPORT_VISIBILITY_BUTTON (button), priv->context->form,
                                       (const char * const *) elements,
                                       adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (self)));
  gtk_widget_set_margin_end (button, 6); /* above those of the rows */
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), button);
}

/**
 * rapport_editor_section_set_up:
 * @name: the section of the table of fields
 * @title: its heading, translated
 * @context: (transfer none): stays valid as long as the section
 */
void
rapport_editor_section_set_up (RapportEditorSection       *self,
                               const char                 *name,
                               const char                 *title,
                               const RapportEditorContext *context)
{
  RapportEditorSectionPrivate *priv = PRIVATE (self);
  g_autofree char *markup = g_markup_escape_text (title, -1);

  priv->name = g_strdup (name);
  priv->context = context;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), markup);
  RAPPORT_EDITOR_SECTION_GET_CLASS (self)->build (self);
  add_section_visibility (self);
}

const char *
rapport_editor_section_get_name (RapportEditorSection *self)
{
  return PRIVATE (self)->name;
}

const RapportEditorContext *
rapport_editor_section_get_context (RapportEditorSection *self)
{
  return PRIVATE (self)->context;
}

static void
show_source (RapportEditorSection *self,
             RapportFieldRow      *row)
{
  const RapportMemberProfile *profile = PRIVATE (self)->context->profile;
  const RapportFieldSource *source = g_hash_table_lookup (profile->sources, rapport_field_row_get_name (row));

  if (source != NULL)
    rapport_field_row_set_source (row, source->words, source->conflict);
}

/** Adds a row at the end. */
void
rapport_editor_section_add_row (RapportEditorSection *self,
                                GtkWidget            *row)
{
  RapportEditorSectionPrivate *priv = PRIVATE (self);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (priv->rows, row);
  if (RAPPORT_IS_FIELD_ROW (row))
    {
      rapport_field_row_set_read_only (RAPPORT_FIELD_ROW (row), priv->context->read_only);
      if (priv->context->plain)
        rapport_field_row_set_plain (RAPPORT_FIELD_ROW (row));
      show_source (self, RAPPORT_FIELD_ROW (row));
    }
}

/** Takes a row away again. */
void
rapport_editor_section_remove_row (RapportEditorSection *self,
                                   GtkWidget            *row)
{
  g_ptr_array_remove (PRIVATE (self)->rows, row);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
}

/** Returns: (transfer none) (element-type GtkWidget): in their order. */
GPtrArray *
rapport_editor_section_get_rows (RapportEditorSection *self)
{
  return PRIVATE (self)->rows;
}

static gboolean
is_hidden (RapportMemberForm  *form,
           const RapportField *field)
{
  g_autofree char *name = field->element != NULL ? g_strconcat ("visibility/", field->element, NULL) : NULL;
  const char *level = name != NULL ? rapport_member_form_get_string (form, name) : "everyone";

  return rapport_visibility_is_hidden (*level != '\0' ? level : rapport_visibility_default (field->element));
}

/** Returns: whether everything that counts in the section is filled, and seen by those who search (I11). */
RapportSectionState
rapport_editor_section_get_state (RapportEditorSection *self)
{
  RapportMemberForm *form = PRIVATE (self)->context->form;
  RapportSectionState state = RAPPORT_SECTION_COMPLETE;
  guint n_fields;
  const RapportField *fields = rapport_fields_of_kind ("member", &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      if (!belongs (self, &fields[i]) || fields[i].weight == 0)
        continue;
      if (!rapport_member_form_has (form, &fields[i]))
        return RAPPORT_SECTION_MISSING;
      if (is_hidden (form, &fields[i]) && rapport_completeness_is_critical (fields[i].element))
        state = RAPPORT_SECTION_HIDDEN;
    }
  return state;
}

/** Returns: (transfer none) (nullable): the row of a field. */
RapportFieldRow *
rapport_editor_section_find_row (RapportEditorSection *self,
                                 const char           *name)
{
  GPtrArray *rows = PRIVATE (self)->rows;

  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (rows, i);

      if (RAPPORT_IS_FIELD_ROW (row) && g_strcmp0 (rapport_field_row_get_name (RAPPORT_FIELD_ROW (row)), name) == 0)
        return RAPPORT_FIELD_ROW (row);
    }
  return NULL;
}

/** Returns: (transfer none) (nullable): the first row that cannot be saved; every such row says why. */
RapportFieldRow *
rapport_editor_section_check (RapportEditorSection *self)
{
  GPtrArray *rows = PRIVATE (self)->rows;
  RapportFieldRow *first = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (rows, i);

      if (RAPPORT_IS_FIELD_ROW (row) && rapport_field_row_check (RAPPORT_FIELD_ROW (row)) != NULL && first == NULL)
        first = RAPPORT_FIELD_ROW (row);
    }
  return first;
}

/** Where there is little room: visibility as icons, no sources. */
void
rapport_editor_section_set_compact (RapportEditorSection *self,
                                    gboolean              compact)
{
  GPtrArray *rows = PRIVATE (self)->rows;

  for (guint i = 0; i < rows->len; i++)
    if (RAPPORT_IS_FIELD_ROW (g_ptr_array_index (rows, i)))
      rapport_field_row_set_compact (g_ptr_array_index (rows, i), compact);
}
