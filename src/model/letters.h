/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportLetterStage:
 * @RAPPORT_LETTER_DRAFT: waits for a person
 * @RAPPORT_LETTER_FAILED: did not get through; the words say why
 * @RAPPORT_LETTER_QUEUED: goes out with the next sending of the replica that queued it
 * @RAPPORT_LETTER_SENDING: a sender has claimed it and is about to connect, or connected
 * @RAPPORT_LETTER_UNSURE: the sender was lost between sending and noting it: may have been sent. So is what another computer
 *   has been sending for %RAPPORT_LETTER_LOST_AFTER
 * @RAPPORT_LETTER_SENT: a server has taken it, or a person says that they sent it
 *
 * How far a letter is on its way, in the order in which a later one outweighs an earlier one that did not know of it.
 */
typedef enum {
  RAPPORT_LETTER_DRAFT,
  RAPPORT_LETTER_FAILED,
  RAPPORT_LETTER_QUEUED,
  RAPPORT_LETTER_SENDING,
  RAPPORT_LETTER_UNSURE,
  RAPPORT_LETTER_SENT,
} RapportLetterStage;
#define RAPPORT_N_LETTER_STAGES 6
/* Seconds: whoever is sending a letter for so long, on another computer, does not come back to say how it went. */
#define RAPPORT_LETTER_LOST_AFTER (24 * 60 * 60)

/**
 * RapportLetterState:
 * @at: unix seconds, since when
 * @owner: name of the replica that queued it, or %NULL
 * @attempts: how often a sender has tried
 * @next_try: unix seconds: not before
 * @sent_to: (nullable): the address that was used
 * @words: (nullable): the server's, or what went wrong; plain text
 *
 * The field `state` of a letter; in the journal a list of as many texts.
 */
typedef struct {
  RapportLetterStage stage;
  gint64 at;
  char *owner;
  int attempts;
  gint64 next_try;
  char *sent_to;
  char *words;
} RapportLetterState;

void         rapport_letter_state_read    (RapportLetterState       *self,
                                           GVariant                 *value);
GVariant    *rapport_letter_state_write   (const RapportLetterState *self);
void         rapport_letter_state_clear   (RapportLetterState       *self);

const char  *rapport_letter_stage_id      (RapportLetterStage        stage);
const char  *rapport_letter_stage_label   (RapportLetterStage        stage);
gboolean     rapport_letter_stage_from_id (const char               *id,
                                           RapportLetterStage       *stage);

/** To whom a letter of a kind goes. */
typedef enum {
  RAPPORT_LETTER_TO_ASKED,
  RAPPORT_LETTER_TO_ASKER,
  RAPPORT_LETTER_TO_BOTH,
} RapportLetterReaders;

/**
 * RapportLetterKind:
 * @id: name of its template: data/letters/LANGUAGE/ID.txt
 * @label: translated
 * @rule: the row of FEATURES.md that asks for it
 * @readers: to whom it goes
 * @partners: whether the two are partners in it, so that each reads what partners may see of the other
 *
 * What calls for a letter. A new kind is a template and one line of the table.
 */
typedef struct {
  const char *id;
  const char *label;
  const char *rule;
  RapportLetterReaders readers;
  gboolean partners;
} RapportLetterKind;

const RapportLetterKind *rapport_letter_kinds     (guint      *n_kinds);
const RapportLetterKind *rapport_letter_kind_find (const char *id);
const char              *rapport_letter_kind_label (const char *id);

char        *rapport_letter_uuid          (const char *cause,
                                           const char *kind,
                                           int         number);
gboolean     rapport_mail_address_check   (const char  *address,
                                           GError     **error);
/* How long to wait after so many attempts, in seconds; negative: a person has to look. */
int          rapport_letter_pause         (int          attempts);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RapportLetterState, rapport_letter_state_clear)

G_END_DECLS
