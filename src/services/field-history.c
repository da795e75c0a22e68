/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/field-history.h"

#include <string.h>

#include "services/entity-words.h"

RapportFieldHistoryAsk *
rapport_field_history_ask_new (gint64      member,
                               const char *field)
{
  RapportFieldHistoryAsk *ask = g_new0 (RapportFieldHistoryAsk, 1);

  ask->member = member;
  ask->field = g_strdup (field);
  return ask;
}

void
rapport_field_history_ask_free (gpointer data)
{
  RapportFieldHistoryAsk *ask = data;

  g_free (ask->field);
  g_free (ask);
}

void
rapport_history_entry_free (RapportHistoryEntry *entry)
{
  g_free (entry->name);
  g_free (entry->words);
  rapport_field_version_free (entry->version);
  g_free (entry);
}

static int
newest_first (gconstpointer a,
              gconstpointer b)
{
  const RapportHistoryEntry *one = *(const RapportHistoryEntry * const *) a;
  const RapportHistoryEntry *other = *(const RapportHistoryEntry * const *) b;

  if (one->version->current != other->version->current && g_str_equal (one->name, other->name))
    return one->version->current ? -1 : 1;
  return one->version->wall < other->version->wall ? 1 : one->version->wall > other->version->wall ? -1 : 0;
}

static gboolean
add_versions (RapportReading *reading,
              gint64          member,
              const char     *name,
              GPtrArray      *entries,
              GError        **error)
{
  g_autoptr (GPtrArray) versions = rapport_reading_history (reading, member, name, error);

  if (versions == NULL)
    return FALSE;
  g_ptr_array_set_free_func (versions, NULL);
  for (guint i = 0; i < versions->len; i++)
    {
      RapportHistoryEntry *entry = g_new0 (RapportHistoryEntry, 1);

      entry->name = g_strdup (name);
      entry->version = g_ptr_array_index (versions, i);
      entry->words = rapport_version_words (reading, "member", name, entry->version->value);
      g_ptr_array_add (entries, entry);
    }
  return TRUE;
}

/**
 * rapport_field_history_query:
 * @data: a RapportFieldHistoryAsk
 *
 * A RapportQuery.
 *
 * Returns: (transfer full) (element-type RapportHistoryEntry): newest first
 */
gpointer
rapport_field_history_query (RapportReading *reading,
                             gpointer        data,
                             GCancellable   *cancellable,
                             GError        **error)
{
  const RapportFieldHistoryAsk *ask = data;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_history_entry_free);
  g_autoptr (GHashTable) values = rapport_reading_get_all (reading, ask->member);
  gsize length = strlen (ask->field);
  GHashTableIter iter;
  gpointer name;

  if (!add_versions (reading, ask->member, ask->field, entries, error))
    return NULL;
  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (strncmp (name, ask->field, length) == 0 && ((const char *) name)[length] == '/'
        && !add_versions (reading, ask->member, name, entries, error))
      return NULL;
  g_ptr_array_sort (entries, newest_first);
  return g_steal_pointer (&entries);
}

RapportRestoreVersion *
rapport_restore_version_new (gint64      member,
                             const char *field,
                             GVariant   *value,
                             gboolean    choose)
{
  RapportRestoreVersion *self = g_new0 (RapportRestoreVersion, 1);

  self->member = member;
  self->field = g_strdup (field);
  self->value = value != NULL ? g_variant_ref_sink (value) : NULL;
  self->choose = choose;
  return self;
}

void
rapport_restore_version_free (gpointer data)
{
  RapportRestoreVersion *self = data;

  g_free (self->field);
  g_clear_pointer (&self->value, g_variant_unref);
  g_free (self);
}

/**
 * rapport_restore_version_command:
 * @data: a RapportRestoreVersion
 *
 * A RapportCommand: makes an earlier value the present one again, or settles which of two it is.
 */
gboolean
rapport_restore_version_command (RapportTransaction *transaction,
                                 gpointer            data,
                                 GError            **error)
{
  const RapportRestoreVersion *self = data;

  rapport_transaction_set (transaction, self->member, self->field, self->value);
  rapport_transaction_set_operation_on (transaction, self->choose ? "choose-version" : "restore-version", self->member);
  return TRUE;
}
