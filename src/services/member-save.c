/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/member-save.h"

#include <string.h>

#include "services/enrol.h"
#include "services/members.h"
#include "services/session.h"

#define NEW_SKILL "new-skill/"
#define ENROLMENT "enrolment/"

/**
 * rapport_member_save_new:
 * @form: its changes are copied; it may go on changing
 */
RapportMemberSave *
rapport_member_save_new (gint64             member,
                         RapportMemberForm *form)
{
  RapportMemberSave *self = g_new0 (RapportMemberSave, 1);
  GHashTableIter iter;
  gpointer name, value;

  self->member = member;
  self->changes = rapport_field_values_new ();
  g_hash_table_iter_init (&iter, rapport_member_form_get_changes (form));
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (self->changes, g_strdup (name), g_variant_ref (value));
  self->blobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_hash_table_iter_init (&iter, rapport_member_form_get_blobs (form));
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (self->blobs, g_strdup (name), g_bytes_ref (value));
  return self;
}

void
rapport_member_save_free (RapportMemberSave *self)
{
  g_hash_table_unref (self->changes);
  g_hash_table_unref (self->blobs);
  g_free (self);
}

/* The field of the journal: for a skill that is new its uuid is known once it is in the dictionary. */
static char *
journal_name (RapportTransaction *transaction,
              const char         *name)
{
  g_autofree char *label = NULL;
  g_autofree char *uuid = NULL;
  const char *level;

  if (!g_str_has_prefix (name, NEW_SKILL))
    return g_strdup (name);
  level = strrchr (name, '/');
  label = g_strndup (name + strlen (NEW_SKILL), level - name - strlen (NEW_SKILL));
  uuid = rapport_reading_uuid (rapport_transaction_reading (transaction), rapport_members_ensure_skill (transaction, label));
  return g_strconcat ("skill/", uuid, level, NULL);
}

static gboolean
is_ours (const char *name)
{
  return g_str_has_prefix (name, ENROLMENT);
}

static RapportMembersEdit *
edit_of_changes (RapportTransaction *transaction,
                 RapportMemberSave  *self)
{
  RapportMembersEdit *edit = rapport_members_edit_new ();
  GHashTableIter iter;
  gpointer name, value;

  if (self->member != 0)
    g_array_append_val (edit->members, self->member);
  g_hash_table_iter_init (&iter, self->changes);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!is_ours (name) && (rapport_field_value_is_set (value) || !g_str_has_prefix (name, NEW_SKILL)))
      {
        g_autofree char *field = journal_name (transaction, name);

        rapport_members_edit_add (edit, field, rapport_field_value_is_set (value) ? value : NULL);
      }
  return edit;
}

static gboolean
leave_role (RapportTransaction *transaction,
            gint64              member,
            const char         *role,
            GError            **error)
{
  g_autoptr (RapportEnrolment) enrolment = rapport_enrolment_new (&member, 1, role);

  return rapport_unenrol_command (transaction, enrolment, error);
}

static gboolean
save_enrolments (RapportTransaction *transaction,
                 RapportMemberSave  *self,
                 GError            **error)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, self->changes);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const char *role;
      gboolean done;

      if (!is_ours (name))
        continue;
      role = (const char *) name + strlen (ENROLMENT);
      if (!rapport_field_value_is_set (value))
        done = leave_role (transaction, self->member, role, error);
      else
        done = rapport_enrol_member (transaction, rapport_session_ensure_programme (transaction), self->member, role,
                                     (int) g_variant_get_int64 (value), error);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

static void
add_photo (RapportTransaction *transaction,
           RapportMemberSave  *self)
{
  GVariant *photo = g_hash_table_lookup (self->changes, "photo");
  GBytes *bytes = NULL;

  if (photo != NULL && g_variant_is_of_type (photo, G_VARIANT_TYPE_STRING))
    bytes = g_hash_table_lookup (self->blobs, g_variant_get_string (photo, NULL));
  if (bytes != NULL)
    g_free (rapport_transaction_add_blob (transaction, bytes));
}

/**
 * rapport_member_form_save_command:
 * @data: a RapportMemberSave
 *
 * A RapportCommand: writes what differs as one operation, "change-member" or "add-member".
 */
gboolean
rapport_member_form_save_command (RapportTransaction *transaction,
                                  gpointer            data,
                                  GError            **error)
{
  RapportMemberSave *self = data;
  gboolean is_new = self->member == 0;
  g_autoptr (RapportMembersEdit) edit = edit_of_changes (transaction, self);

  add_photo (transaction, self);
  if (!rapport_member_save_command (transaction, edit, error))
    return FALSE;
  self->member = edit->member;
  if (!save_enrolments (transaction, self, error))
    return FALSE;
  rapport_transaction_set_operation_on (transaction, is_new ? "add-member" : "change-member", self->member);
  return TRUE;
}
