/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/whole.h"

#include <string.h>

#include "model/fields.h"

/* How the texts of a list read, where `*` is a mark and `#` one that is the reader's own. */
static const struct {
  const char *kind;
  const char *field;
  const char *texts[8];
} lists[] = {
  { "request", "answer", { "declined", "1799990000", "*", "no-time", NULL } },
  { "partnership", "end", { "2026-11-01", "other", "*", NULL } },
  { "letter", "meeting", { "1799990000", "60", "Europe/Warsaw", "*", "*", NULL } },
  { "letter", "state", { "sent", "1799990000", "", "1", "0", "#", "#", NULL } },
};

/* The partner's own, or of both: they stay with the partner. */
static const char *const partners[] = { "meeting/mentor_notes", NULL };

static void
mark_free (gpointer data)
{
  RapportMark *mark = data;

  g_free (mark->text);
  g_free (mark);
}

RapportWhole *
rapport_whole_new (void)
{
  RapportWhole *self = g_new0 (RapportWhole, 1);

  self->marks = g_ptr_array_new_with_free_func (mark_free);
  self->others = g_ptr_array_new_with_free_func (mark_free);
  return self;
}

void
rapport_whole_free (RapportWhole *self)
{
  g_ptr_array_unref (self->marks);
  g_ptr_array_unref (self->others);
  g_free (self);
}

/* A word that stands nowhere else, and whose end does not either. */
static const char *
new_mark (GPtrArray          *marks,
          const RapportField *field)
{
  RapportMark *mark = g_new0 (RapportMark, 1);
  static guint n = 0;
  g_autofree char *number = g_strdup_printf ("%u%s%s", ++n, field->kind, field->name);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, number, -1);

  digest[12] = '\0';
  mark->text = g_strconcat ("zwq", digest, "q", NULL);
  mark->kind = field->kind;
  mark->field = field->name;
  g_ptr_array_add (marks, mark);
  return mark->text;
}

static GVariant *
list_of (const RapportField *field,
         GPtrArray          *marks,
         GPtrArray          *own)
{
  const char *texts[8] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (strcmp (lists[i].kind, field->kind) == 0 && strcmp (lists[i].field, field->name) == 0)
      {
        for (guint j = 0; lists[i].texts[j] != NULL; j++)
          texts[j] = *lists[i].texts[j] == '*' ? new_mark (marks, field)
                     : *lists[i].texts[j] == '#' ? new_mark (own, field) : lists[i].texts[j];
        return g_variant_new_strv (texts, -1);
      }
  texts[0] = new_mark (marks, field);
  texts[1] = new_mark (marks, field);
  return g_variant_new_strv (texts, -1);
}

static void
fill_family (RapportTransaction *transaction,
             gint64              entity,
             const RapportField *field,
             GPtrArray          *marks)
{
  gint64 part = field->type != RAPPORT_FIELD_SET
    ? rapport_transaction_new_entity (transaction, field->type == RAPPORT_FIELD_CUSTOM ? "custom-field" : "skill") : 0;
  g_autofree char *uuid = part != 0 ? rapport_reading_uuid (rapport_transaction_reading (transaction), part) : NULL;
  g_autofree char *name = g_strdup_printf ("%s/%s", field->name, uuid != NULL ? uuid : new_mark (marks, field));

  if (part != 0)
    rapport_transaction_set_string (transaction, part, "label", field->name);
  if (field->type == RAPPORT_FIELD_SET)
    rapport_transaction_set_int (transaction, entity, name, 1);
  else if (field->type == RAPPORT_FIELD_CUSTOM)
    rapport_transaction_set_string (transaction, entity, name, new_mark (marks, field));
  else
    rapport_transaction_set (transaction, entity, name, list_of (field, marks, marks));
}

static void
fill_field (RapportTransaction *transaction,
            gint64              entity,
            const RapportField *field,
            GPtrArray          *marks,
            GPtrArray          *own)
{
  g_autofree char *text = NULL;
  g_autofree char *photo = NULL;
  g_autoptr (GBytes) bytes = NULL;

  switch ((int) field->type)
    {
    case RAPPORT_FIELD_TEXT:
    case RAPPORT_FIELD_LONG_TEXT:
      if (strcmp (field->name, "snapshot") == 0)
        text = g_strdup_printf ("{\"letter\":\"%s\"}", new_mark (marks, field));
      else if (strcmp (field->name, "email") == 0 || strcmp (field->name, "address") == 0)
        text = g_strdup_printf ("%s@example.org", new_mark (own, field));
      else
        text = g_strdup (new_mark (marks, field));
      rapport_transaction_set_string (transaction, entity, field->name, text);
      break;
    case RAPPORT_FIELD_LIST:
      rapport_transaction_set (transaction, entity, field->name, list_of (field, marks, own));
      break;
    case RAPPORT_FIELD_BLOB:
      text = g_strdup_printf ("\x89PNG%s%sEND", new_mark (marks, field), "padding");
      bytes = g_bytes_new (text, strlen (text));
      photo = rapport_transaction_add_blob (transaction, bytes);
      rapport_transaction_set_string (transaction, entity, field->name, photo);
      break;
    case RAPPORT_FIELD_SET:
    case RAPPORT_FIELD_ITEMS:
    case RAPPORT_FIELD_CUSTOM:
      fill_family (transaction, entity, field, marks);
      break;
    default:
      break;
    }
}

/* @own: of what only who it went to may have; the person's where it is theirs. */
static void
fill (RapportTransaction *transaction,
      RapportWhole       *self,
      gint64              entity,
      const char         *kind,
      GPtrArray          *marks,
      GPtrArray          *own)
{
  guint n_fields;
  const RapportField *fields = rapport_fields_of_kind (kind, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *name = g_strconcat (kind, "/", fields[i].name, NULL);
      gboolean is_partners = g_strv_contains (partners, name);

      /* A full name is no field of the journal: it is taken apart. */
      if (fields[i].privacy != RAPPORT_PRIVACY_PLAIN && strcmp (fields[i].name, "full_name") != 0)
        fill_field (transaction, entity, &fields[i], is_partners ? self->others : marks, is_partners ? self->others : own);
    }
}

static gint64
between (RapportTransaction *transaction,
         RapportWhole       *self,
         const char         *kind,
         const char         *one,
         const char         *other)
{
  gint64 entity = rapport_transaction_new_entity (transaction, kind);

  rapport_transaction_set_reference (transaction, entity, "programme", self->programme);
  rapport_transaction_set_reference (transaction, entity, one, self->person);
  rapport_transaction_set_reference (transaction, entity, other, self->partner);
  return entity;
}

static void
sign (RapportTransaction *transaction,
      RapportWhole       *self,
      const char         *side,
      GPtrArray          *marks)
{
  gint64 signature = rapport_transaction_new_entity (transaction, "signature");

  rapport_transaction_set_reference (transaction, signature, "meeting", self->meeting);
  rapport_transaction_set_string (transaction, signature, "side", side);
  rapport_transaction_set_string (transaction, signature, "method", "drawn");
  fill (transaction, self, signature, "signature", marks, marks);
}

/* The end comes by itself, as everywhere. */
gboolean
rapport_whole_end_command (RapportTransaction  *transaction,
                           gpointer             data,
                           GError             **error)
{
  RapportWhole *self = data;

  rapport_transaction_set_operation (transaction, "end-partnership", NULL);
  fill (transaction, self, self->partnership, "partnership", self->marks, self->marks);
  return TRUE;
}

gboolean
rapport_whole_command (RapportTransaction  *transaction,
                       gpointer             data,
                       GError             **error)
{
  RapportWhole *self = data;
  static const char *const time[] = { "2026-10-02", "", "", "60", NULL };
  gint64 entity;

  rapport_transaction_set_operation (transaction, "change-member", NULL);
  self->programme = rapport_transaction_new_entity (transaction, "programme");
  rapport_transaction_set_string (transaction, self->programme, "preset", "ieee");
  self->person = rapport_transaction_new_entity (transaction, "member");
  self->partner = rapport_transaction_new_entity (transaction, "member");
  rapport_transaction_set_string (transaction, self->partner, "given_name", "Arturo");
  fill (transaction, self, self->person, "member", self->marks, self->marks);
  entity = between (transaction, self, "request", "mentee", "mentor");
  rapport_transaction_set_int (transaction, entity, "sent_at", 1799990000);
  fill (transaction, self, entity, "request", self->marks, self->marks);
  self->partnership = entity = between (transaction, self, "partnership", "mentee", "mentor");
  rapport_transaction_set_string (transaction, entity, "starts_on", "2026-10-01");
  self->meeting = rapport_transaction_new_entity (transaction, "meeting");
  rapport_transaction_set_reference (transaction, self->meeting, "partnership", entity);
  rapport_transaction_set_strv (transaction, self->meeting, "time", time);
  fill (transaction, self, self->meeting, "meeting", self->marks, self->marks);
  sign (transaction, self, "mentee", self->marks);
  sign (transaction, self, "mentor", self->others);
  entity = between (transaction, self, "letter", "member", "other");
  fill (transaction, self, entity, "letter", self->marks, self->marks);
  entity = between (transaction, self, "letter", "other", "member");
  fill (transaction, self, entity, "letter", self->marks, self->others);
  return TRUE;
}
