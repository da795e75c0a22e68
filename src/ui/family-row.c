/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/family-row.h"

#include <glib/gi18n.h>

/* Stands above the rows of a family (skills, education): how many there are, who sees them, and the way to add one. */
struct _RapportFamilyRow
{
  RapportFieldRow parent_instance;

  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (RapportFamilyRow, rapport_family_row, RAPPORT_TYPE_FIELD_ROW)

/* A skill has two fields, held and wanted. */
static guint
count_elements (GPtrArray *names)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < names->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (names, i), "/", 3);

      g_hash_table_add (seen, g_strdup (parts[1]));
    }
  return g_hash_table_size (seen);
}

static void
rapport_family_row_load (RapportFieldRow *row)
{
  RapportFamilyRow *self = RAPPORT_FAMILY_ROW (row);
  g_autoptr (GPtrArray) names = rapport_member_form_list (rapport_field_row_get_form (row), rapport_field_row_get_name (row));
  guint n = count_elements (names);
  g_autofree char *words = NULL;

  if (n == 0)
    words = g_strdup (_("none yet"));
  else
    words = g_strdup_printf (ngettext ("%u entry", "%u entries", n), n);
  gtk_label_set_text (self->count, words);
}

static void
rapport_family_row_class_init (RapportFamilyRowClass *klass)
{
  RAPPORT_FIELD_ROW_CLASS (klass)->load = rapport_family_row_load;
}

static void
rapport_family_row_init (RapportFamilyRow *self)
{
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->count, 0);
  rapport_field_row_set_value_widget (RAPPORT_FIELD_ROW (self), GTK_WIDGET (self->count));
}

/** @add: (transfer floating): the button that adds one. */
GtkWidget *
rapport_family_row_new (RapportMemberForm  *form,
                        const RapportField *field,
                        GtkWidget          *add)
{
  RapportFamilyRow *self = g_object_new (RAPPORT_TYPE_FAMILY_ROW, NULL);

  rapport_field_row_bind (RAPPORT_FIELD_ROW (self), form, field, NULL, NULL);
  rapport_field_row_add_suffix (RAPPORT_FIELD_ROW (self), add);
  g_object_bind_property (self, "read-only", add, "visible", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  return GTK_WIDGET (self);
}
