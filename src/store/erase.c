/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/erase.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/fold.h"
#include "store/dictionary.h"
#include "store/erase-reach.h"
#include "store/erased.h"
#include "store/joined.h"
#include "store/operations.h"
#include "store/sql.h"

/* A line of the wire form has its bounds: an import that is removed for good takes several records. */
#define MOST_TARGETS 2000

RAPPORT_SQL (select_kind_of_entity, "SELECT kind FROM entity WHERE no = ?1")
RAPPORT_SQL (select_named_changes, "SELECT no FROM change WHERE entity = ?1")
RAPPORT_SQL (select_erasures, "SELECT no, erased_at, counts FROM erasure ORDER BY erased_at DESC, no DESC")
RAPPORT_SQL (select_salts, "SELECT DISTINCT salt FROM erased_digest")
RAPPORT_SQL (select_digest, "SELECT 1 FROM erased_digest WHERE digest = ?1")
RAPPORT_SQL (select_erased_members,
             "SELECT e.id FROM erased AS x JOIN entity AS e ON e.no = x.entity WHERE x.field = 0 AND e.kind IN (0, ?1)")
RAPPORT_SQL (select_operation_entities, "SELECT DISTINCT entity FROM change WHERE operation = ?1")
RAPPORT_SQL (select_first_changes, "SELECT no FROM change WHERE operation = ?1 LIMIT 20")
RAPPORT_SQL (select_entity_operations, "SELECT DISTINCT operation FROM change WHERE entity = ?1")
RAPPORT_SQL (select_operation_changes, "SELECT no FROM change WHERE entity = ?1 AND operation = ?2")

static const char *const kind_names[RAPPORT_N_ERASED] = {
  "member", "enrolment", "request", "letter", "note", "signature", "photo", "end-note", "other", "value", "kept",
};

/** An erasure that is being put together. */
typedef struct {
  RapportTransaction *transaction;
  RapportErase *erase;
  GPtrArray *targets;    /* Owned strings */
  GPtrArray *blobs;      /* Owned strings: hashes in hex */
  GPtrArray *digests;    /* Owned strings */
  char *salt;            /* Owned */
} Record;

static void
record_clear (Record *self)
{
  g_ptr_array_unref (self->targets);
  g_ptr_array_unref (self->blobs);
  g_ptr_array_unref (self->digests);
  g_free (self->salt);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Record, record_clear)

static Record
record_of (RapportTransaction *transaction,
           RapportErase       *erase)
{
  return (Record) {
    transaction, erase, g_ptr_array_new_with_free_func (g_free), g_ptr_array_new_with_free_func (g_free),
    g_ptr_array_new_with_free_func (g_free), NULL,
  };
}

const char *
rapport_erased_kind_name (RapportErasedKind kind)
{
  return kind_names[kind];
}

/* The numbers that @sql gives for one or two numbers. */
static GArray *
list_numbers (RapportReading *reading,
              const char     *sql,
              gint64          one,
              gint64          other)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = rapport_reading_statement (reading, sql);

  sqlite3_bind_int64 (statement, 1, one);
  if (other != 0)
    sqlite3_bind_int64 (statement, 2, other);
  while (rapport_reading_next (reading, statement, NULL))
    {
      gint64 number = sqlite3_column_int64 (statement, 0);

      g_array_append_val (numbers, number);
    }
  return numbers;
}

/* Digests ----------------------------------------------------------------------------------------------------------- */

static void
add_digest (GPtrArray  *digests,
            const char *salt,
            const char *what,
            const char *one,
            const char *other)
{
  g_autofree char *folded_one = rapport_fold (one != NULL ? one : "");
  g_autofree char *folded_other = rapport_fold (other != NULL ? other : "");
  g_autofree char *text = g_strjoin ("\n", what, folded_one, folded_other, NULL);

  g_ptr_array_add (digests, g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) salt, strlen (salt), text, -1));
}

static void
add_digests (GPtrArray             *digests,
             const char            *salt,
             const RapportIdentity *identity)
{
  if (identity->number != NULL && *identity->number != '\0')
    add_digest (digests, salt, "number", identity->issuer, identity->number);
  if (identity->email != NULL && *identity->email != '\0')
    add_digest (digests, salt, "e-mail", identity->email, NULL);
}

static GPtrArray *
list_salts (RapportReading *reading)
{
  GPtrArray *salts = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_salts);

  while (rapport_reading_next (reading, statement, NULL))
    g_ptr_array_add (salts, rapport_column_dup (statement, 0));
  return salts;
}

static gboolean
is_digest (RapportReading *reading,
           const char     *digest)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_digest);
  gboolean found;

  rapport_bind_text (statement, 1, digest);
  found = rapport_reading_next (reading, statement, NULL);
  if (found)
    sqlite3_reset (statement);
  return found;
}

/**
 * rapport_erased_person:
 *
 * Returns: whether somebody with that member number or that e-mail address was erased
 */
gboolean
rapport_erased_person (RapportReading        *reading,
                       const RapportIdentity *identity)
{
  g_autoptr (GPtrArray) salts = list_salts (reading);
  g_autoptr (GPtrArray) digests = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < salts->len; i++)
    add_digests (digests, g_ptr_array_index (salts, i), identity);
  for (guint i = 0; i < digests->len; i++)
    if (is_digest (reading, g_ptr_array_index (digests, i)))
      return TRUE;
  return FALSE;
}

gboolean
rapport_erased_uuid (RapportReading *reading,
                     const char     *uuid)
{
  gint64 entity = rapport_erased_anything (reading) ? rapport_reading_find (reading, uuid) : 0;

  return entity != 0 && rapport_erased_covers (reading, entity, 0);
}

char *
rapport_erased_name (RapportReading *reading,
                     gint64          member)
{
  return member != 0 && rapport_erased_covers (reading, member, 0) ? g_strdup (_("Erased person")) : NULL;
}

/* One salt for all that this copy erases, so that an import asks few questions. */
static void
load_salt (Record *self)
{
  g_autoptr (GPtrArray) salts = list_salts (&self->transaction->reading);
  guint8 bytes[16];
  GString *salt;

  if (salts->len > 0)
    {
      self->salt = g_strdup (g_ptr_array_index (salts, 0));
      return;
    }
  rapport_random (bytes, sizeof bytes);
  salt = g_string_new (NULL);
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf (salt, "%02x", bytes[i]);
  self->salt = g_string_free (salt, FALSE);
}

static const char *
text_in (GHashTable *values,
         const char *field)
{
  GVariant *value = g_hash_table_lookup (values, field);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ? g_variant_get_string (value, NULL) : "";
}

static void
note_identity (Record *self,
               gint64  member)
{
  g_autoptr (GHashTable) values = rapport_reading_get_all (&self->transaction->reading, member);
  RapportIdentity identity = { text_in (values, "issuer"), text_in (values, "number"), text_in (values, "email"), NULL, NULL };

  add_digests (self->digests, self->salt, &identity);
  if (*text_in (values, "photo") != '\0')
    {
      g_ptr_array_add (self->blobs, g_strdup (text_in (values, "photo")));
      self->erase->counts[RAPPORT_ERASED_PHOTOS]++;
    }
}

/* Targets ----------------------------------------------------------------------------------------------------------- */

/* %FALSE when it was erased before. */
static gboolean
add_whole (Record            *self,
           gint64             entity,
           RapportErasedKind  kind)
{
  if (rapport_erased_covers (&self->transaction->reading, entity, 0))
    return FALSE;
  g_ptr_array_add (self->targets, rapport_reading_uuid (&self->transaction->reading, entity));
  self->erase->counts[kind]++;
  return TRUE;
}

/* Counts those that have a value. %FALSE: it was erased before. */
static gboolean
add_field (Record            *self,
           gint64             entity,
           const char        *field,
           RapportErasedKind  kind)
{
  RapportReading *reading = &self->transaction->reading;
  gint64 number = rapport_reading_number (reading, RAPPORT_DICTIONARY_FIELD, field);
  g_autoptr (GVariant) value = NULL;
  g_autofree char *uuid = NULL;

  if (number != 0 && rapport_erased_covers (reading, entity, number))
    return FALSE;
  uuid = rapport_reading_uuid (reading, entity);
  value = number != 0 ? rapport_reading_get (reading, entity, field) : NULL;
  g_ptr_array_add (self->targets, g_strdup_printf ("%s/%s", uuid, field));
  if (value != NULL && kind < RAPPORT_N_ERASED)
    self->erase->counts[kind]++;
  return TRUE;
}

static void
add_change (Record              *self,
            const RapportChange *change)
{
  g_ptr_array_add (self->targets, g_strdup_printf ("@%s:%" G_GINT64_FORMAT, change->replica_name, change->seq));
}

/* [date, reason, note] with a note. */
static gboolean
has_end_note (GVariant *end)
{
  g_autofree const char **parts = end != NULL && g_variant_is_of_type (end, G_VARIANT_TYPE_STRING_ARRAY)
    ? g_variant_get_strv (end, NULL) : NULL;

  return parts != NULL && g_strv_length ((char **) parts) >= 3 && *parts[2] != '\0';
}

/* The end without its note. */
static void
keep_end (Record   *self,
          gint64    partnership,
          GVariant *end)
{
  g_autofree const char **parts = NULL;
  const char *kept[] = { NULL, NULL, "", NULL };

  if (!has_end_note (end))
    {
      rapport_transaction_set (self->transaction, partnership, "end", end);
      return;
    }
  parts = g_variant_get_strv (end, NULL);
  kept[0] = parts[0];
  kept[1] = parts[1];
  rapport_transaction_set_strv (self->transaction, partnership, "end", kept);
}

/* What was written when a partnership ended is about both, and what was taken back is still there; who stays keeps the day
 * and the reason. */
static gboolean
add_end_note (Record   *self,
              gint64    partnership,
              GError  **error)
{
  RapportReading *reading = &self->transaction->reading;
  gint64 field = rapport_reading_number (reading, RAPPORT_DICTIONARY_FIELD, "end");
  g_autoptr (GVariant) shown = field != 0 ? rapport_reading_get (reading, partnership, "end") : NULL;
  g_autoptr (GArray) numbers = field != 0 ? list_numbers (reading, select_named_changes, partnership, 0) : NULL;
  gboolean found = FALSE;

  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    {
      g_autoptr (RapportChange) change = rapport_reading_change (reading, g_array_index (numbers, gint64, i), error);
      const RapportBodyField *end = change != NULL ? rapport_body_find (&change->body, field) : NULL;
      g_autoptr (GVariant) value = end != NULL ? rapport_body_value (end) : NULL;

      if (change == NULL)
        return FALSE;
      if (change->body.fields->len != 1 || !has_end_note (value))
        continue;
      add_change (self, change);
      found = TRUE;
    }
  if (!found)
    return TRUE;
  keep_end (self, partnership, shown);
  self->erase->counts[RAPPORT_ERASED_END_NOTES]++;
  return TRUE;
}

static void
add_all (Record            *self,
         GArray            *reached,
         RapportErasedKind  kind)
{
  for (guint i = 0; i < reached->len; i++)
    add_whole (self, g_array_index (reached, RapportReached, i).entity, kind);
}

static gboolean
add_reached (Record             *self,
             const RapportReach *reach,
             GError            **error)
{
  static const char *const signature_fields[] = { "sentence", "path", "entered_by" };

  add_all (self, reach->enrolments, RAPPORT_ERASED_ENROLMENTS);
  add_all (self, reach->requests, RAPPORT_ERASED_REQUESTS);
  add_all (self, reach->letters, RAPPORT_ERASED_LETTERS);
  for (guint i = 0; i < reach->meetings->len; i++)
    {
      const RapportReached *one = &g_array_index (reach->meetings, RapportReached, i);

      add_field (self, one->entity, one->is_mentor ? "mentor_notes" : "mentee_notes", RAPPORT_ERASED_NOTES);
    }
  for (guint i = 0; i < reach->signatures->len; i++)
    {
      const RapportReached *one = &g_array_index (reach->signatures, RapportReached, i);

      if (add_field (self, one->entity, "name", RAPPORT_N_ERASED))
        self->erase->counts[RAPPORT_ERASED_SIGNATURES]++;
      for (guint j = 0; j < G_N_ELEMENTS (signature_fields); j++)
        add_field (self, one->entity, signature_fields[j], RAPPORT_N_ERASED);
    }
  for (guint i = 0; i < reach->partnerships->len; i++)
    if (!add_end_note (self, g_array_index (reach->partnerships, RapportReached, i).entity, error))
      return FALSE;
  return TRUE;
}

/* Writing it down --------------------------------------------------------------------------------------------------- */

static void
set_counts (Record *self,
            gint64  erasure)
{
  g_autoptr (GPtrArray) counts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < RAPPORT_N_ERASED; i++)
    if (self->erase->counts[i] > 0)
      g_ptr_array_add (counts, g_strdup_printf ("%s=%u", kind_names[i], self->erase->counts[i]));
  g_ptr_array_add (counts, NULL);
  rapport_transaction_set_strv (self->transaction, erasure, "counts", (const char * const *) counts->pdata);
}

static void
set_list (Record     *self,
          gint64      erasure,
          const char *field,
          GPtrArray  *list,
          guint       first,
          guint       most)
{
  guint n = MIN (most, list->len - MIN (first, list->len));
  g_autofree const char **strings = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    strings[i] = g_ptr_array_index (list, first + i);
  if (n > 0)
    rapport_transaction_set_strv (self->transaction, erasure, field, strings);
}

static gint64
write_record (Record *self,
              guint   first)
{
  gint64 erasure = rapport_transaction_new_entity (self->transaction, RAPPORT_KIND_ERASURE);

  rapport_transaction_set_int (self->transaction, erasure, "erased_at", rapport_transaction_now (self->transaction));
  set_list (self, erasure, "targets", self->targets, first, MOST_TARGETS);
  if (first > 0)
    return erasure;
  set_counts (self, erasure);
  set_list (self, erasure, "blobs", self->blobs, 0, G_MAXUINT);
  set_list (self, erasure, "digests", self->digests, 0, G_MAXUINT);
  if (self->digests->len > 0)
    rapport_transaction_set_string (self->transaction, erasure, "salt", self->salt);
  return erasure;
}

static gboolean
carry_out (Record   *self,
           GError  **error)
{
  g_autoptr (GArray) erasures = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) touched = g_hash_table_new (NULL, NULL);

  for (guint first = 0; first == 0 || first < self->targets->len; first += MOST_TARGETS)
    {
      gint64 erasure = write_record (self, first);

      g_array_append_val (erasures, erasure);
    }
  if (!rapport_transaction_flush (self->transaction, error))
    return FALSE;
  for (guint i = 0; i < erasures->len; i++)
    if (!rapport_erasure_apply (self->transaction, g_array_index (erasures, gint64, i), touched, error))
      return FALSE;
  return rapport_journal_project_touched (self->transaction, touched, error);
}

/* Members ----------------------------------------------------------------------------------------------------------- */

static void
add_uuid (GHashTable *set,
          const char *text)
{
  guint8 *bytes = g_malloc (RAPPORT_UUID_BYTES);

  if (text != NULL && rapport_uuid_parse (text, bytes))
    g_hash_table_add (set, bytes);
  else
    g_free (bytes);
}

static void
add_member (Record     *self,
            GHashTable *members,
            gint64      member)
{
  g_autofree char *uuid = rapport_reading_uuid (&self->transaction->reading, member);

  if (uuid == NULL || rapport_erased_covers (&self->transaction->reading, member, 0))
    return;
  note_identity (self, member);
  add_whole (self, member, RAPPORT_ERASED_MEMBERS);
  add_uuid (members, uuid);
}

/* All records that are joined as that person. */
static void
add_person (Record     *self,
            GHashTable *members,
            gint64      member)
{
  g_autoptr (GArray) joined = rapport_reading_joined (&self->transaction->reading,
                                                       rapport_reading_person (&self->transaction->reading, member));

  add_member (self, members, member);
  for (guint i = 0; i < joined->len; i++)
    if (g_array_index (joined, gint64, i) != member)
      add_member (self, members, g_array_index (joined, gint64, i));
}

/**
 * rapport_erase_members_command:
 * @data: a #RapportErase with members
 *
 * A #RapportCommand: "erase-member". Erases these people: their records, enrolments and requests, their own notes and
 * signatures in others' meetings, photos, and what was said when their partnerships ended.
 */
gboolean
rapport_erase_members_command (RapportTransaction  *transaction,
                               gpointer             data,
                               GError             **error)
{
  RapportErase *erase = data;
  g_auto (Record) record = record_of (transaction, erase);
  g_autoptr (GHashTable) members = rapport_uuid_set_new ();
  g_auto (RapportReach) reach = { 0 };

  if (!rapport_transaction_flush (transaction, error))
    return FALSE;
  load_salt (&record);
  for (guint i = 0; i < erase->n_members; i++)
    add_person (&record, members, erase->members[i]);
  if (g_hash_table_size (members) == 0)
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND, _("That person is not there any more."));
      return FALSE;
    }
  if (!rapport_reach_init (&reach, &transaction->reading, members, transaction->cancellable, error)
      || !add_reached (&record, &reach, error))
    return FALSE;
  erase->counts[RAPPORT_ERASED_KEPT] = reach.partnerships->len;
  return carry_out (&record, error);
}

/* Whether anything came that can name somebody. */
static gboolean
can_name (RapportReading *reading,
          GHashTable     *touched)
{
  static const char *const kinds[] = { "enrolment", "request", "partnership", "meeting", "signature", "letter" };
  GHashTableIter iter;
  gpointer entity;

  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &entity, NULL))
    {
      sqlite3_stmt *statement = rapport_reading_statement (reading, select_kind_of_entity);
      const char *kind = NULL;

      sqlite3_bind_int64 (statement, 1, (gint64) GPOINTER_TO_SIZE (entity));
      if (rapport_reading_next (reading, statement, NULL))
        {
          kind = rapport_reading_name (reading, RAPPORT_DICTIONARY_KIND, sqlite3_column_int64 (statement, 0));
          sqlite3_reset (statement);
        }
      for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (kinds); i++)
        if (strcmp (kinds[i], kind) == 0)
          return TRUE;
    }
  return FALSE;
}

static GHashTable *
erased_members (RapportReading *reading)
{
  GHashTable *members = rapport_uuid_set_new ();
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_erased_members);

  sqlite3_bind_int64 (statement, 1, rapport_reading_number (reading, RAPPORT_DICTIONARY_KIND, "member"));
  while (rapport_reading_next (reading, statement, NULL))
    if (sqlite3_column_bytes (statement, 0) == RAPPORT_UUID_BYTES)
      g_hash_table_add (members, g_memdup2 (sqlite3_column_blob (statement, 0), RAPPORT_UUID_BYTES));
  return members;
}

/**
 * rapport_erase_newcomers:
 * @touched: the entities that a merge has changed
 *
 * Somebody who did not know of the erasure has gone on writing about the erased person: what names them is erased as if
 * it had been here before, by a record of its own.
 */
gboolean
rapport_erase_newcomers (RapportTransaction  *transaction,
                         GHashTable          *touched,
                         GError             **error)
{
  RapportErase erase = { 0 };
  g_auto (Record) record = record_of (transaction, &erase);
  g_autoptr (GHashTable) members = NULL;
  g_auto (RapportReach) reach = { 0 };

  if (!rapport_erased_anything (&transaction->reading) || !can_name (&transaction->reading, touched))
    return TRUE;
  members = erased_members (&transaction->reading);
  if (g_hash_table_size (members) == 0)
    return TRUE;
  if (!rapport_reach_init (&reach, &transaction->reading, members, transaction->cancellable, error)
      || !add_reached (&record, &reach, error))
    return FALSE;
  if (record.targets->len == 0)
    return TRUE;
  if (transaction->title == NULL)
    rapport_transaction_set_operation (transaction, "erase-member", NULL);
  return carry_out (&record, error);
}

/* What an import alone made ------------------------------------------------------------------------------------------ */

/* The operation, what undid it, what did it again …; %FALSE: it stands. */
static gboolean
collect_undoings (RapportReading *reading,
                  gint64          operation,
                  GHashTable     *all)
{
  gboolean undone = FALSE;

  g_hash_table_add (all, GSIZE_TO_POINTER (operation));
  for (gint64 by = rapport_reading_undone_by (reading, operation); by != 0; by = rapport_reading_undone_by (reading, by))
    {
      g_hash_table_add (all, GSIZE_TO_POINTER (by));
      undone = !undone;
    }
  return undone;
}

static gboolean
is_made_by (RapportReading *reading,
            gint64          entity,
            GHashTable     *operations)
{
  g_autoptr (GArray) all = list_numbers (reading, select_entity_operations, entity, 0);

  for (guint i = 0; i < all->len; i++)
    if (!g_hash_table_contains (operations, GSIZE_TO_POINTER (g_array_index (all, gint64, i))))
      return FALSE;
  return TRUE;
}

/* The values that the import gave to somebody who was there before, and that no longer stand. */
static gboolean
add_lost_values (Record   *self,
                 gint64    operation,
                 gint64    entity,
                 GError  **error)
{
  RapportReading *reading = &self->transaction->reading;
  g_autoptr (RapportState) state = rapport_reading_state (reading, entity, error);
  g_autoptr (GArray) changes = list_numbers (reading, select_operation_changes, entity, operation);

  if (state == NULL)
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    {
      g_autoptr (RapportChange) change = rapport_reading_change (reading, g_array_index (changes, gint64, i), error);
      gboolean is_head = FALSE;

      if (change == NULL)
        return FALSE;
      for (guint j = 0; j < state->heads->len; j++)
        is_head |= g_array_index (state->heads, RapportHead, j).change->no == change->no;
      if (is_head || rapport_body_is_emptied (&change->body))
        continue;
      add_change (self, change);
      self->erase->counts[RAPPORT_ERASED_VALUES] += change->body.fields->len;
    }
  return TRUE;
}

static RapportErasedKind
kind_of (RapportTransaction *transaction,
         gint64              entity)
{
  const char *kind = "";
  guint8 uuid[RAPPORT_UUID_BYTES];

  rapport_journal_entity (transaction, entity, &kind, uuid, NULL);
  if (strcmp (kind, "member") == 0)
    return RAPPORT_ERASED_MEMBERS;
  if (strcmp (kind, "enrolment") == 0)
    return RAPPORT_ERASED_ENROLMENTS;
  return RAPPORT_ERASED_OTHERS;
}

/**
 * rapport_erase_import_command:
 * @data: a #RapportErase with an operation that was undone
 *
 * A #RapportCommand: "erase-import": Remove for Good. What the operation alone made is erased, and of what was there before
 * the values that it gave. No digests: who was imported by mistake may come again.
 */
gboolean
rapport_erase_import_command (RapportTransaction  *transaction,
                              gpointer             data,
                              GError             **error)
{
  RapportErase *erase = data;
  RapportReading *reading = &transaction->reading;
  g_auto (Record) record = record_of (transaction, erase);
  g_autoptr (GHashTable) operations = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) entities = list_numbers (reading, select_operation_entities, erase->operation, 0);
  guint n = 0;

  if (!collect_undoings (reading, erase->operation, operations))
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED,
                           _("This import stands. Take it back first; then what it made can be removed for good."));
      return FALSE;
    }
  for (guint i = 0; i < entities->len; i++)
    {
      gint64 entity = g_array_index (entities, gint64, i);

      if (g_cancellable_set_error_if_cancelled (transaction->cancellable, error))
        return FALSE;
      if (is_made_by (reading, entity, operations))
        n += add_whole (&record, entity, kind_of (transaction, entity));
      else if (!add_lost_values (&record, erase->operation, entity, error))
        return FALSE;
    }
  if (record.targets->len == 0)
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOTHING,
                           _("Nothing is left of this import that could be removed."));
      return FALSE;
    }
  {
    g_autofree char *count = g_strdup_printf ("%u", n);
    const char *args[] = { count, NULL };

    rapport_transaction_set_operation (transaction, "erase-import", args);
  }
  return carry_out (&record, error);
}

/* One change that still says something will do. */
gboolean
rapport_erase_is_removable (RapportReading *reading,
                            gint64          operation)
{
  g_autoptr (GHashTable) operations = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) changes = NULL;

  if (!collect_undoings (reading, operation, operations))
    return FALSE;
  changes = list_numbers (reading, select_first_changes, operation, 0);
  for (guint i = 0; i < changes->len; i++)
    {
      g_autoptr (RapportChange) change = rapport_reading_change (reading, g_array_index (changes, gint64, i), NULL);

      if (change != NULL && !rapport_body_is_emptied (&change->body))
        return TRUE;
    }
  return FALSE;
}

/* Accounts ---------------------------------------------------------------------------------------------------------- */

static void
read_counts (const char *json,
             guint      *counts)
{
  for (guint i = 0; i < RAPPORT_N_ERASED; i++)
    {
      g_autofree char *key = g_strdup_printf ("\"%s=", kind_names[i]);
      const char *found = strstr (json, key);

      counts[i] = found != NULL ? (guint) g_ascii_strtoull (found + strlen (key), NULL, 10) : 0;
    }
}

/**
 * rapport_erasures_list:
 *
 * Returns: (transfer full) (nullable) (element-type RapportErasureRow): what was erased when: numbers and kinds
 */
GPtrArray *
rapport_erasures_list (RapportReading  *reading,
                       GError         **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_erasures);

  while (rapport_reading_next (reading, statement, &failure))
    {
      RapportErasureRow *row = g_new0 (RapportErasureRow, 1);

      row->no = sqlite3_column_int64 (statement, 0);
      row->erased_at = sqlite3_column_int64 (statement, 1);
      read_counts (rapport_column_text (statement, 2), row->counts);
      g_ptr_array_add (rows, row);
    }
  if (failure == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
