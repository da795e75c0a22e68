/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/letter.h"
#include "model/meeting-plan.h"
#include "store/letters.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What calls for a letter, and what people do with letters. Sending is services/sender.h. */

/* For commands: what @cause (a request or a partnership, as it is now) calls for, as drafts; those that the programme
 * lets out without being looked at are queued. Part of the command's own operation. */
gboolean           rapport_outbox_call            (RapportTransaction  *transaction,
                                                   const char          *kind,
                                                   gint64               cause,
                                                   GError             **error);

gboolean           rapport_outbox_has_draft       (RapportReading      *reading,
                                                   gint64               cause,
                                                   const char          *kind);

/* For rapport_invite_command(): an invitation to either of the two. */
gboolean           rapport_outbox_invite          (RapportTransaction        *transaction,
                                                   gint64                     partnership,
                                                   const RapportMeetingPlan  *plan,
                                                   guint                     *drafted,
                                                   GError                   **error);

/* The template for a kind of letter in a programme: its own, else the one that comes with Rapport. (transfer full) */
char              *rapport_outbox_template        (RapportReading      *reading,
                                                   gint64               programme,
                                                   const char          *kind,
                                                   const char          *language);

/** Data of rapport_outbox_due_command(): drafts what time has called for: reminders due, and what has run out
 * (requests that expired, terms that came to their end). @programme: 0: of all programmes, each by its own rules. */
typedef struct {
  gboolean reminders;
  gboolean expiries;
  guint drafted;
  gint64 programme;
} RapportOutboxDue;

/** Data of rapport_outbox_preview_query(): what a template makes of a real request or partnership. */
typedef struct {
  char *kind;
  char *letter_template; /* %NULL: the one in force */
  gint64 cause;          /* 0: the newest that there is */
  gint64 programme;
} RapportOutboxPreview;

/** Data of rapport_outbox_edit_command(). */
typedef struct {
  gint64 letter;
  char *address;         /* "": the reader's own */
  char *subject;
  char *body;
} RapportOutboxEdit;

/** Data of rapport_outbox_template_command(): %NULL puts back what comes with Rapport. */
typedef struct {
  char *kind;
  char *language;
  char *letter_template;
} RapportOutboxTemplate;

/**
 * RapportOutboxLetters:
 * @letters: numbers (gint64)
 * @again: letters that may have been sent too
 * @done: result: how many it was done to
 * @problem: result (nullable): why it was not done to the first of the others
 *
 * Data of the commands on several letters.
 */
typedef struct {
  GArray *letters;
  gboolean again;
  guint done;
  char *problem;
} RapportOutboxLetters;

RapportOutboxLetters *rapport_outbox_letters_new  (gint64                first);
void                  rapport_outbox_letters_free (RapportOutboxLetters *self);
void                  rapport_outbox_edit_free    (RapportOutboxEdit    *self);
void                  rapport_outbox_preview_free (RapportOutboxPreview *self);

gboolean rapport_outbox_due_command      (RapportTransaction *transaction, gpointer data, GError **error);
gboolean rapport_outbox_edit_command     (RapportTransaction *transaction, gpointer data, GError **error);
gboolean rapport_outbox_queue_command    (RapportTransaction *transaction, gpointer data, GError **error);
gboolean rapport_outbox_hold_command     (RapportTransaction *transaction, gpointer data, GError **error);
gboolean rapport_outbox_discard_command  (RapportTransaction *transaction, gpointer data, GError **error);
gboolean rapport_outbox_sent_command     (RapportTransaction *transaction, gpointer data, GError **error);
gboolean rapport_outbox_template_command (RapportTransaction *transaction, gpointer data, GError **error);

/** Data of rapport_outbox_template_query(). */
typedef struct {
  const char *kind;
  const char *language;
  gint64 programme;
} RapportOutboxWhich;

/* A RapportQuery: the template in force, as text. */
gpointer rapport_outbox_template_query   (RapportReading  *reading,
                                          gpointer         data,
                                          GCancellable    *cancellable,
                                          GError         **error);
/* A RapportQuery: a RapportLetterText, or what is wrong with the template. */
gpointer rapport_outbox_preview_query    (RapportReading  *reading,
                                          gpointer         data,
                                          GCancellable    *cancellable,
                                          GError         **error);

/* For whoever notes that a letter has been sent. */
void     rapport_outbox_note_reminder    (RapportTransaction       *transaction,
                                          const RapportLetterRow   *row);

/* For the sender: writes a state. */
void     rapport_outbox_set_state        (RapportTransaction       *transaction,
                                          gint64                    letter,
                                          const RapportLetterState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportOutboxLetters, rapport_outbox_letters_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportOutboxEdit, rapport_outbox_edit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportOutboxPreview, rapport_outbox_preview_free)

G_END_DECLS
