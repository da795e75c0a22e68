/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/** Data of the commands on a partnership; each reads what it needs. */
typedef struct {
  gint64 partnership;
  char *ended_on;    /* %NULL: today */
  char *reason;      /* of the policy's list */
  char *note;
  int term;          /* the whole length, in months */
  gboolean starred;
} RapportPartnershipChange;

/** Data of rapport_partnership_record_command(): one from before, or made elsewhere (I05). */
typedef struct {
  gint64 mentee;
  gint64 mentor;
  char **areas;
  int term;
  char *starts_on;
  char *ended_on;    /* (nullable) */
  gboolean legacy;
  gint64 partnership;
} RapportPartnershipRecord;

RapportPartnershipChange *rapport_partnership_change_new  (gint64                    partnership);
void                      rapport_partnership_change_free (RapportPartnershipChange *self);
void                      rapport_partnership_record_free (RapportPartnershipRecord *self);

gboolean rapport_partnership_end_command    (RapportTransaction *transaction, gpointer data, GError **error);
gboolean rapport_partnership_extend_command (RapportTransaction *transaction, gpointer data, GError **error);
gboolean rapport_partnership_star_command   (RapportTransaction *transaction, gpointer data, GError **error);
gboolean rapport_partnership_record_command (RapportTransaction *transaction, gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportPartnershipChange, rapport_partnership_change_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportPartnershipRecord, rapport_partnership_record_free)

G_END_DECLS
