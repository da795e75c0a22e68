/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/request-rules.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What people do with requests. Each struct is the data of one command for rapport_store_write() or, made by its _new()
 * and with its _free(), for rapport_store_write_async(). Results stand last. A hard rule refuses with its sentence; a soft
 * one needs @exception, the reason, which is kept. */

/** Data of rapport_request_send_command(). */
typedef struct {
  gint64 mentee;
  gint64 mentor;
  char *asked_by;              /* "mentee", "mentor" or "office" */
  int term;
  char **areas;
  char **considerations;       /* as many as rapport_considerations(), "" where there is no answer */
  char *letter;                /* (nullable): as it is sent; %NULL writes rapport_request_letter() */
  char *exception;
  int score;                   /* of the two when it was sent, in per cent; negative: not known */
  gint64 request;
} RapportRequestSend;

/** Data of the commands that answer. */
typedef struct {
  gint64 request;
  char *comment;
  char *reason;                /* of a decline */
  char *exception;
  int term;                    /* accepting: 0 for the one asked for */
  char *starts_on;             /* accepting: %NULL for today */
  gboolean had_room;           /* accepting: a free place was seen before; its loss is told as what it is */
  gint64 partnership;
} RapportRequestAnswer;

/** Data of rapport_request_answer_again_command(): which of two answers stands. */
typedef struct {
  gint64 request;
  gboolean accept;
} RapportRequestAgain;

RapportRequestSend   *rapport_request_send_new        (void);
void                  rapport_request_send_free       (RapportRequestSend   *self);
RapportRequestAnswer *rapport_request_answer_new      (gint64                request);
void                  rapport_request_answer_free     (RapportRequestAnswer *self);

gboolean              rapport_request_send_command     (RapportTransaction *transaction, gpointer data, GError **error);
gboolean              rapport_request_accept_command   (RapportTransaction *transaction, gpointer data, GError **error);
gboolean              rapport_request_decline_command  (RapportTransaction *transaction, gpointer data, GError **error);
gboolean              rapport_request_save_command     (RapportTransaction *transaction, gpointer data, GError **error);
gboolean              rapport_request_withdraw_command (RapportTransaction *transaction, gpointer data, GError **error);
gboolean              rapport_request_remind_command   (RapportTransaction *transaction, gpointer data, GError **error);
gboolean              rapport_request_draft_reminder_command (RapportTransaction *transaction, gpointer data, GError **error);
gboolean              rapport_request_answer_again_command (RapportTransaction *transaction, gpointer data, GError **error);

/* Whether the programme writes its reminders as letters; else that one has been sent is noted. */
gboolean              rapport_request_reminders_are_letters  (const RapportPolicy *policy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportRequestSend, rapport_request_send_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportRequestAnswer, rapport_request_answer_free)

G_END_DECLS
