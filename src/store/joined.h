/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/transaction.h"

G_BEGIN_DECLS

/* Members that are one person (DESIGN §3): the reversible fact, and the rows that follow from it. The person is the
 * smallest id among the joined members that are not deleted; its values are shown, and what names any of them names it. */

/* The member whose row stands for @member: itself, unless it is joined with others. */
gint64     rapport_joined_person          (RapportTransaction  *tx,
                                           gint64               member);
/* Whether any same-person fact names it. */
gboolean   rapport_joined_is_known        (RapportTransaction  *tx,
                                           gint64               member);
/* Whether rows of members have been told by others in this transaction. */
gboolean   rapport_joined_has_settled     (RapportTransaction  *tx);
/* To be told after the rows of a member that is known here were written; @came_or_went: it is there now, or not any more. */
gboolean   rapport_joined_member_changed  (RapportTransaction  *tx,
                                           gint64               member,
                                           gboolean             came_or_went,
                                           GError             **error);
/* Brings the rows of the members joined with any of @members up to date. */
gboolean   rapport_joined_settle          (RapportTransaction  *tx,
                                           const gint64        *members,
                                           guint                n_members,
                                           GError             **error);

/* For queries, outside of the projection. */
gint64     rapport_reading_person         (RapportReading      *self,
                                           gint64               member);
/* The members that are joined as this person, itself among them; empty when there is only one. */
GArray    *rapport_reading_joined         (RapportReading      *self,
                                           gint64               person);

/* The enrolments of a person in one role of a programme, the one that is shown first (element-type gint64). */
GArray    *rapport_reading_joined_enrolments (RapportReading   *self,
                                           gint64               person,
                                           gint64               programme,
                                           const char          *role);

/** Says of two members whether they are one person. */
typedef struct {
  gint64 one;
  gint64 other;
  const char *verdict;  /* "same", "different", "" */
} RapportSamePersonFact;

/* Sets the fact. The caller names the operation. */
gboolean   rapport_transaction_say_same   (RapportTransaction          *self,
                                           const RapportSamePersonFact *fact);

G_END_DECLS
