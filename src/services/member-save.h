/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/member-form.h"
#include "store/transaction.h"

G_BEGIN_DECLS

/**
 * RapportMemberSave:
 * @member: whom; 0: somebody new. Result: the number of who was saved
 * @changes: name → GVariant, "()" unsets; besides the journal's names "new-skill/LABEL/held" and "/wanted" for a skill
 *   that is not in the dictionary, and "enrolment/ROLE" with the places
 * @blobs: hex hash → GBytes
 *
 * Data of rapport_member_form_save_command(): what the profile editor writes as one operation.
 */
typedef struct {
  gint64 member;
  GHashTable *changes;
  GHashTable *blobs;
} RapportMemberSave;

RapportMemberSave *rapport_member_save_new          (gint64              member,
                                                     RapportMemberForm  *form);
void               rapport_member_save_free         (RapportMemberSave  *self);
gboolean           rapport_member_form_save_command (RapportTransaction *transaction,
                                                     gpointer            data,
                                                     GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMemberSave, rapport_member_save_free)

G_END_DECLS
