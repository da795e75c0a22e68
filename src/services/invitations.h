/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meeting-plan.h"
#include "services/mail-account.h"
#include "store/letters.h"

G_BEGIN_DECLS

/* Asking the two of a partnership to a meeting: a letter to each with an event for their calendar. */

/**
 * RapportInvite:
 * @zone: %NULL: the programme's
 * @drafted: result: how many letters
 *
 * Data of rapport_invite_command().
 */
typedef struct {
  gint64 partnership;
  char *date;
  char *clock;
  char *zone;
  int minutes;
  char *place;
  char *topics;
  guint drafted;
} RapportInvite;

RapportInvite *rapport_invite_new     (gint64                     partnership);
void           rapport_invite_free    (RapportInvite             *self);
gboolean       rapport_invite_command (RapportTransaction        *transaction,
                                       gpointer                   data,
                                       GError                   **error);

/* (transfer full) (nullable): the event that goes with a letter, as its reader may see it; %NULL: none does. @organiser:
 * (nullable): the address of the account. */
char          *rapport_invitation_of_letter (RapportReading         *reading,
                                             const RapportLetterRow *row,
                                             const char             *organiser);

/** Data of rapport_invitation_query(). */
typedef struct {
  gint64 letter;
  const char *organiser;
} RapportInvitationWhich;

/* A RapportQuery: text of an .ics file (g_free). */
gpointer       rapport_invitation_query (RapportReading  *reading,
                                         gpointer         data,
                                         GCancellable    *cancellable,
                                         GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportInvite, rapport_invite_free)

G_END_DECLS
