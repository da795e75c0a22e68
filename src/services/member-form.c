/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/member-form.h"

#include <string.h>

#include "model/strip.h"

struct _RapportMemberForm
{
  GObject parent_instance;

  /* Owned */
  char *uuid;
  GHashTable *saved;   /* name → GVariant: what the database has */
  GHashTable *changes; /* name → GVariant: what the form has and the database has not; "()" unsets */
  GHashTable *blobs;   /* hex hash → GBytes: pictures that are not in the database yet */
};

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportMemberForm, rapport_member_form, G_TYPE_OBJECT)

static GVariant *
unset_value (void)
{
  return g_variant_ref_sink (g_variant_new_tuple (NULL, 0));
}

static gboolean
values_equal (GVariant *a,
              GVariant *b)
{
  if (!rapport_field_value_is_set (a) || !rapport_field_value_is_set (b))
    return rapport_field_value_is_set (a) == rapport_field_value_is_set (b);
  return g_variant_equal (a, b);
}

static void
copy_values (GHashTable *into,
             GHashTable *from)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (rapport_field_value_is_set (value))
      g_hash_table_insert (into, g_strdup (name), g_variant_ref (value));
}

static void
rapport_member_form_finalize (GObject *object)
{
  RapportMemberForm *self = RAPPORT_MEMBER_FORM (object);

  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->saved, g_hash_table_unref);
  g_clear_pointer (&self->changes, g_hash_table_unref);
  g_clear_pointer (&self->blobs, g_hash_table_unref);

  G_OBJECT_CLASS (rapport_member_form_parent_class)->finalize (object);
}

static void
rapport_member_form_class_init (RapportMemberFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_member_form_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rapport_member_form_init (RapportMemberForm *self)
{
  self->saved = rapport_field_values_new ();
  self->changes = rapport_field_values_new ();
  self->blobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
}

/**
 * rapport_member_form_new:
 * @uuid: (nullable): whose form it is, %NULL for somebody new
 * @saved: (nullable): what the database has: name → GVariant; copied
 *
 * What a person types into a profile before it is saved: only differences from what is saved are kept as changes, so
 * that typing a value back is no change, and saving writes no field that nobody touched.
 */
RapportMemberForm *
rapport_member_form_new (const char *uuid,
                         GHashTable *saved)
{
  RapportMemberForm *self = g_object_new (RAPPORT_TYPE_MEMBER_FORM, NULL);

  self->uuid = g_strdup (uuid);
  if (saved != NULL)
    copy_values (self->saved, saved);
  return self;
}

const char *
rapport_member_form_get_uuid (RapportMemberForm *self)
{
  return self->uuid;
}

/** Returns: (transfer none) (nullable): the value as the form has it, %NULL when unset. */
GVariant *
rapport_member_form_get (RapportMemberForm *self,
                         const char        *name)
{
  GVariant *value = g_hash_table_lookup (self->changes, name);

  if (value == NULL)
    value = g_hash_table_lookup (self->saved, name);
  return rapport_field_value_is_set (value) ? value : NULL;
}

/** Returns: (transfer none): the text as the form has it, "" when unset. */
const char *
rapport_member_form_get_string (RapportMemberForm *self,
                                const char        *name)
{
  GVariant *value = rapport_member_form_get (self, name);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ? g_variant_get_string (value, NULL) : "";
}

/** Returns: the number as the form has it, 0 when unset. */
gint64
rapport_member_form_get_int (RapportMemberForm *self,
                             const char        *name)
{
  GVariant *value = rapport_member_form_get (self, name);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_INT64) ? g_variant_get_int64 (value) : 0;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static void
list_family (RapportMemberForm *self,
             GHashTable        *table,
             const char        *prefix,
             GHashTable        *into)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_str_has_prefix (name, prefix) && rapport_member_form_get (self, name) != NULL)
      g_hash_table_add (into, name);
}

/**
 * rapport_member_form_list:
 * @family: the part of a family's names before the slash, "language"
 *
 * Returns: (transfer container) (element-type utf8): the full names of the family's fields that are set, sorted
 */
GPtrArray *
rapport_member_form_list (RapportMemberForm *self,
                          const char        *family)
{
  g_autofree char *prefix = g_strconcat (family, "/", NULL);
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer name;

  list_family (self, self->saved, prefix, found);
  list_family (self, self->changes, prefix, found);
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/** Returns: whether @field, or of a family any element, has a value in the form. */
gboolean
rapport_member_form_has (RapportMemberForm  *self,
                         const RapportField *field)
{
  g_autoptr (GPtrArray) names = NULL;

  if (rapport_member_form_get (self, field->name) != NULL)
    return TRUE;
  names = rapport_member_form_list (self, field->name);
  return names->len > 0;
}

/**
 * rapport_member_form_set:
 * @name: a field's name in the journal
 * @value: (nullable): a floating reference is taken; %NULL unsets
 */
void
rapport_member_form_set (RapportMemberForm *self,
                         const char        *name,
                         GVariant          *value)
{
  g_autoptr (GVariant) taken = value != NULL ? g_variant_ref_sink (value) : unset_value ();
  g_autofree char *key = g_strdup (name);

  if (values_equal (rapport_member_form_get (self, key), taken))
    return;
  if (values_equal (g_hash_table_lookup (self->saved, key), taken))
    g_hash_table_remove (self->changes, key);
  else
    g_hash_table_insert (self->changes, g_strdup (key), g_steal_pointer (&taken));
  g_signal_emit (self, signals[CHANGED], 0, key);
}

/** As rapport_member_form_set(); "" unsets, and space around the text is no part of it. */
void
rapport_member_form_set_string (RapportMemberForm *self,
                                const char        *name,
                                const char        *value)
{
  g_autofree char *stripped = rapport_strip (g_strdup (value));

  rapport_member_form_set (self, name, *stripped != '\0' ? g_variant_new_string (stripped) : NULL);
}

/** Keeps a picture that is saved together with the fields. */
void
rapport_member_form_add_blob (RapportMemberForm *self,
                              const char        *hash,
                              GBytes            *bytes)
{
  g_hash_table_insert (self->blobs, g_strdup (hash), g_bytes_ref (bytes));
}

/** Returns: (transfer none) (nullable): a picture that is not saved yet. */
GBytes *
rapport_member_form_get_blob (RapportMemberForm *self,
                              const char        *hash)
{
  return g_hash_table_lookup (self->blobs, hash);
}

/** Returns: (transfer none): name → GVariant, "()" where a value is taken away. */
GHashTable *
rapport_member_form_get_changes (RapportMemberForm *self)
{
  return self->changes;
}

GHashTable *
rapport_member_form_get_blobs (RapportMemberForm *self)
{
  return self->blobs;
}

gboolean
rapport_member_form_is_changed (RapportMemberForm *self)
{
  return g_hash_table_size (self->changes) > 0;
}

/** Sets what a draft holds: name → GVariant, "()" where a value is taken away. */
void
rapport_member_form_apply (RapportMemberForm *self,
                           GHashTable        *changes)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, &name, &value))
    rapport_member_form_set (self, name, rapport_field_value_is_set (value) ? value : NULL);
}

static void
notify_difference (RapportMemberForm *self,
                   GHashTable        *before,
                   GHashTable        *after)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!values_equal (value, g_hash_table_lookup (after, name)) && !g_hash_table_contains (self->changes, name))
      g_ptr_array_add (names, g_strdup (name));
  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!g_hash_table_contains (before, name) && !g_hash_table_contains (self->changes, name))
      g_ptr_array_add (names, g_strdup (name));
  for (guint i = 0; i < names->len; i++)
    g_signal_emit (self, signals[CHANGED], 0, g_ptr_array_index (names, i));
}

/**
 * rapport_member_form_rebase:
 * @saved: what the database has now
 *
 * Somebody else has saved, or an undo was done: fields that were not touched here show the new values, those that were
 * keep what was typed.
 */
void
rapport_member_form_rebase (RapportMemberForm *self,
                            GHashTable        *saved)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&self->saved);
  GHashTableIter iter;
  gpointer name, value;

  self->saved = rapport_field_values_new ();
  copy_values (self->saved, saved);
  g_hash_table_iter_init (&iter, self->changes);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (values_equal (value, g_hash_table_lookup (self->saved, name)))
      g_hash_table_iter_remove (&iter);
  notify_difference (self, before, self->saved);
}

/** Returns: (transfer full): an empty table name → GVariant. */
GHashTable *
rapport_field_values_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
}

/** Returns: whether @value is one: %NULL and the empty tuple are not. */
gboolean
rapport_field_value_is_set (GVariant *value)
{
  return value != NULL && !g_variant_is_of_type (value, G_VARIANT_TYPE_UNIT);
}
