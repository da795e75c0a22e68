/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/members.h"

G_BEGIN_DECLS

/* Commands over members: functions for rapport_store_write() and the plain structs that they take. */

/** One value to write: a journal field ("job_title", "area/career", "skill/UUID/held") and its value; %NULL unsets. */
typedef struct {
  char *field;
  GVariant *value;
} RapportFieldEdit;

RapportFieldEdit *rapport_field_edit_new  (const char       *field,
                                           GVariant         *value);
void              rapport_field_edit_free (RapportFieldEdit *self);

/**
 * RapportMembersEdit:
 * @members: (element-type gint64): whom it is about; for rapport_member_save_command() one number or none: a new member
 * @edits: (element-type RapportFieldEdit): only what differs from the value shown is written
 * @members_written: result: how many were changed
 * @member: result: the number of the member saved
 *
 * Data of the commands that write fields. Empty text unsets.
 */
typedef struct {
  GArray *members;
  GPtrArray *edits;
  guint members_written;
  gint64 member;
} RapportMembersEdit;

RapportMembersEdit *rapport_members_edit_new      (void);
void                rapport_members_edit_free     (RapportMembersEdit  *self);
void                rapport_members_edit_add      (RapportMembersEdit  *self,
                                                   const char          *field,
                                                   GVariant            *value);
void                rapport_members_edit_add_text (RapportMembersEdit  *self,
                                                   const char          *field,
                                                   const char          *value);
/* As somebody types it: refused in a sentence where it is nothing that the field may have. */
gboolean            rapport_members_edit_add_typed (RapportMembersEdit  *self,
                                                    const char          *name,
                                                    const char          *typed,
                                                    GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMembersEdit, rapport_members_edit_free)

/* Saves a profile: "change-member" or "add-member"; refused when a new one has no name. @data: RapportMembersEdit. */
gboolean rapport_member_save_command    (RapportTransaction  *transaction,
                                         gpointer             data,
                                         GError             **error);
/* Sets the same fields of many: "set-field". @data: RapportMembersEdit. */
gboolean rapport_members_set_command    (RapportTransaction  *transaction,
                                         gpointer             data,
                                         GError             **error);
/* Deletes them with their enrolments: "delete-members". Refused for who has an active partnership. @data: RapportMembersEdit. */
gboolean rapport_members_delete_command (RapportTransaction  *transaction,
                                         gpointer             data,
                                         GError             **error);

/* The number of the skill with this label, made when there is none (uuid v5 of its normalised label). */
gint64   rapport_members_ensure_skill   (RapportTransaction  *transaction,
                                         const char          *label);

G_END_DECLS
