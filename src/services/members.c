/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/members.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/fold.h"
#include "model/uuid.h"
#include "store/joined.h"

/**
 * rapport_field_edit_new:
 * @value: (nullable): taken; %NULL unsets
 */
RapportFieldEdit *
rapport_field_edit_new (const char *field,
                        GVariant   *value)
{
  RapportFieldEdit *self = g_new0 (RapportFieldEdit, 1);

  self->field = g_strdup (field);
  self->value = value != NULL ? g_variant_ref_sink (value) : NULL;
  return self;
}

void
rapport_field_edit_free (RapportFieldEdit *self)
{
  g_free (self->field);
  g_clear_pointer (&self->value, g_variant_unref);
  g_free (self);
}

RapportMembersEdit *
rapport_members_edit_new (void)
{
  RapportMembersEdit *self = g_new0 (RapportMembersEdit, 1);

  self->members = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_field_edit_free);
  return self;
}

void
rapport_members_edit_free (RapportMembersEdit *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->members);
  g_ptr_array_unref (self->edits);
  g_free (self);
}

void
rapport_members_edit_add (RapportMembersEdit *self,
                          const char         *field,
                          GVariant           *value)
{
  g_ptr_array_add (self->edits, rapport_field_edit_new (field, value));
}

void
rapport_members_edit_add_text (RapportMembersEdit *self,
                               const char         *field,
                               const char         *value)
{
  rapport_members_edit_add (self, field, value != NULL && *value != '\0' ? g_variant_new_string (value) : NULL);
}

static gboolean
same_value (GVariant *one,
            GVariant *other)
{
  if (one == NULL || other == NULL)
    return one == other;
  return g_variant_equal (one, other);
}

static gboolean
is_unset (const RapportFieldEdit *edit)
{
  return edit->value == NULL
         || (g_variant_is_of_type (edit->value, G_VARIANT_TYPE_STRING) && *g_variant_get_string (edit->value, NULL) == '\0');
}

/* Writes what differs from the value shown. Returns whether anything did. */
static gboolean
apply_edits (RapportTransaction *transaction,
             gint64              member,
             GPtrArray          *edits)
{
  RapportReading *reading = rapport_transaction_reading (transaction);
  gboolean changed = FALSE;

  for (guint i = 0; i < edits->len; i++)
    {
      const RapportFieldEdit *edit = g_ptr_array_index (edits, i);
      GVariant *value = is_unset (edit) ? NULL : edit->value;
      g_autoptr (GVariant) shown = rapport_reading_get (reading, member, edit->field);

      if (same_value (shown, value))
        continue;
      rapport_transaction_set (transaction, member, edit->field, value);
      changed = TRUE;
    }
  return changed;
}

static gboolean
sets_a_name (const RapportMembersEdit *edit)
{
  for (guint i = 0; i < edit->edits->len; i++)
    {
      const RapportFieldEdit *field = g_ptr_array_index (edit->edits, i);

      if (!is_unset (field) && (strcmp (field->field, "given_name") == 0 || strcmp (field->field, "family_name") == 0))
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_there (RapportTransaction  *transaction,
             gint64               member,
             GError             **error)
{
  if (rapport_members_exists (rapport_transaction_reading (transaction), member))
    return TRUE;
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND, _("This member is not there any more."));
  return FALSE;
}

/* "change-member" has the uuid of the one; "change-members" how many there are. */
static void
name_operation (RapportTransaction *transaction,
                const char         *one,
                const char         *many,
                const GArray       *members)
{
  g_autofree char *argument = NULL;
  const char *args[] = { NULL, NULL };

  if (members->len == 1)
    argument = rapport_reading_uuid (rapport_transaction_reading (transaction), g_array_index (members, gint64, 0));
  else
    argument = g_strdup_printf ("%u", members->len);
  args[0] = argument;
  rapport_transaction_set_operation (transaction, members->len == 1 ? one : many, args);
}

/**
 * rapport_member_save_command:
 * @data: a #RapportMembersEdit with one member, or none for a new one
 *
 * A #RapportCommand: saves a profile. Nothing is written when nothing differs.
 */
gboolean
rapport_member_save_command (RapportTransaction  *transaction,
                             gpointer             data,
                             GError             **error)
{
  RapportMembersEdit *edit = data;
  gboolean is_new = edit->members->len == 0;

  edit->members_written = 0;
  if (is_new && !sets_a_name (edit))
    return rapport_store_refuse (error, _("A member needs a name."));
  if (!is_new && !check_there (transaction, g_array_index (edit->members, gint64, 0), error))
    return FALSE;
  edit->member = is_new ? rapport_transaction_new_entity (transaction, "member") : g_array_index (edit->members, gint64, 0);
  if (is_new)
    g_array_append_val (edit->members, edit->member);
  if (apply_edits (transaction, edit->member, edit->edits))
    edit->members_written = 1;
  name_operation (transaction, is_new ? "add-member" : "change-member", "change-members", edit->members);
  return TRUE;
}

/**
 * rapport_members_set_command:
 * @data: a #RapportMembersEdit
 *
 * A #RapportCommand: sets the same fields of many; who has those values already is left alone.
 */
gboolean
rapport_members_set_command (RapportTransaction  *transaction,
                             gpointer             data,
                             GError             **error)
{
  RapportMembersEdit *edit = data;
  g_autoptr (GArray) written = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < edit->members->len; i++)
    {
      gint64 member = g_array_index (edit->members, gint64, i);

      if (!check_there (transaction, member, error))
        return FALSE;
      if (apply_edits (transaction, member, edit->edits))
        g_array_append_val (written, member);
    }
  edit->members_written = written->len;
  name_operation (transaction, "change-member", "set-field", written);
  return TRUE;
}

/* Who is in the middle of something is not deleted: end it first, so that the other side is not left with nobody. */
static gboolean
check_free_to_go (RapportTransaction  *transaction,
                  gint64               member,
                  GError             **error)
{
  RapportReading *reading = rapport_transaction_reading (transaction);
  g_autofree char *name = NULL;
  g_autofree char *sentence = NULL;

  if (!rapport_members_has_partnership (reading, member))
    return TRUE;
  name = rapport_members_name (reading, member);
  sentence = g_strdup_printf (_("%s has an active partnership. End it first."), name);
  return rapport_store_refuse (error, sentence);
}

static void
delete_member (RapportTransaction *transaction,
               gint64              member)
{
  RapportReading *reading = rapport_transaction_reading (transaction);
  g_autoptr (GArray) enrolments = rapport_members_enrolments (reading, member);
  g_autoptr (GArray) joined = rapport_reading_joined (reading, member);

  for (guint i = 0; i < enrolments->len; i++)
    rapport_transaction_delete (transaction, g_array_index (enrolments, gint64, i));
  /* Of a person that is joined, every profile: else another would come forward. */
  for (guint i = 0; i < joined->len; i++)
    if (g_array_index (joined, gint64, i) != member)
      rapport_transaction_delete (transaction, g_array_index (joined, gint64, i));
  rapport_transaction_delete (transaction, member);
}

/**
 * rapport_members_delete_command:
 * @data: a #RapportMembersEdit; its edits are not looked at
 *
 * A #RapportCommand: deletes members with their enrolments, all or nobody.
 */
gboolean
rapport_members_delete_command (RapportTransaction  *transaction,
                                gpointer             data,
                                GError             **error)
{
  RapportMembersEdit *edit = data;

  for (guint i = 0; i < edit->members->len; i++)
    if (!check_there (transaction, g_array_index (edit->members, gint64, i), error)
        || !check_free_to_go (transaction, g_array_index (edit->members, gint64, i), error))
      return FALSE;
  name_operation (transaction, "delete-member", "delete-members", edit->members);
  for (guint i = 0; i < edit->members->len; i++)
    delete_member (transaction, g_array_index (edit->members, gint64, i));
  edit->members_written = edit->members->len;
  return TRUE;
}

/**
 * rapport_members_ensure_skill:
 *
 * For other commands: the skill of that label, as another replica would name it too (DESIGN §3).
 *
 * Returns: its number; a new one where there is none
 */
gint64
rapport_members_ensure_skill (RapportTransaction *transaction,
                              const char         *label)
{
  gint64 skill = rapport_members_find_skill (rapport_transaction_reading (transaction), label);
  g_autofree char *folded = rapport_fold (label);
  g_autofree char *uuid = NULL;

  if (skill != 0)
    return skill;
  uuid = rapport_uuid_v5 ("skill", folded, NULL);
  skill = rapport_transaction_entity (transaction, "skill", uuid);
  rapport_transaction_set_string (transaction, skill, "label", label);
  return skill;
}
