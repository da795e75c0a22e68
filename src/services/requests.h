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
  gint64 partnership;
} RapportRequestAnswer;

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

/** What a letter says. Names are in full, short names as one speaks of people. */
typedef struct {
  const char *programme;
  const char *mentee_name;
  const char *mentor_name;
  const char *mentor_short_name;
  const char *mentee_short_name;
  const char *asked_by;
  int term;
  const char * const *areas;
  const char * const *considerations;
  const char *last_day;        /* of the answer */
  int expire_days;
  const char *mentor_word;
  const char *mentee_word;
} RapportRequestLetter;

char                 *rapport_request_letter          (const RapportRequestLetter *letter);

/** What was kept when a request was sent (I07), taken out of its snapshot. */
typedef struct {
  char *mentee_name;
  char *mentor_name;
  char *asked_by;
  char *letter;
  char **areas;
  int term;
  char **considerations;       /* as many as rapport_considerations() */
  int score;                   /* at that time, or -1 */
  int expire_days;
} RapportRequestSnapshot;

RapportRequestSnapshot *rapport_request_snapshot_parse (const char             *json);
void                    rapport_request_snapshot_free  (RapportRequestSnapshot *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportRequestSend, rapport_request_send_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportRequestAnswer, rapport_request_answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportRequestSnapshot, rapport_request_snapshot_free)

G_END_DECLS
