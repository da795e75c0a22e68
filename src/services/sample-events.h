/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "store/transaction.h"

G_BEGIN_DECLS

/* What happens in the sample programme, for services/sample.c. */

typedef struct _RapportSampleEvent RapportSampleEvent;

/** What the events share while they are played. */
typedef struct {
  const char *today;      /* in the programme's zone */
  const char *zone;
  GHashTable *members;    /* key of a person → number (gint64, owned) */
  GHashTable *results;    /* JsonObject of a request, partnership or meeting → its number (gint64, owned) */
} RapportSampleWorld;

/** One event: a command, and the facts that it takes. */
struct _RapportSampleEvent {
  gint64 at;              /* unix seconds */
  guint order;            /* among those of one second */
  RapportCommand command; /* its data is the event */
  RapportSampleWorld *world;
  JsonObject *object;     /* Borrowed: a member, request or partnership */
  JsonObject *meeting;    /* Borrowed */
};

/* (transfer full) (element-type RapportSampleEvent): everything, in order; borrows from @root and @world. */
GPtrArray *rapport_sample_events (JsonObject         *root,
                                  RapportSampleWorld *world,
                                  gint64              now);
/* The date so many days from today. */
char      *rapport_sample_date   (RapportSampleWorld *world,
                                  int                 day);

/* The commands; each reads the facts of its event. */
gboolean   rapport_sample_begin           (RapportTransaction *transaction, gpointer data, GError **error);
gboolean   rapport_sample_add_member      (RapportTransaction *transaction, gpointer data, GError **error);
gboolean   rapport_sample_pause           (RapportTransaction *transaction, gpointer data, GError **error);
gboolean   rapport_sample_ask             (RapportTransaction *transaction, gpointer data, GError **error);
gboolean   rapport_sample_remind          (RapportTransaction *transaction, gpointer data, GError **error);
gboolean   rapport_sample_save            (RapportTransaction *transaction, gpointer data, GError **error);
gboolean   rapport_sample_decline         (RapportTransaction *transaction, gpointer data, GError **error);
gboolean   rapport_sample_withdraw        (RapportTransaction *transaction, gpointer data, GError **error);
gboolean   rapport_sample_accept          (RapportTransaction *transaction, gpointer data, GError **error);
gboolean   rapport_sample_record          (RapportTransaction *transaction, gpointer data, GError **error);
gboolean   rapport_sample_meet            (RapportTransaction *transaction, gpointer data, GError **error);
gboolean   rapport_sample_sign_as_mentee  (RapportTransaction *transaction, gpointer data, GError **error);
gboolean   rapport_sample_sign_as_mentor  (RapportTransaction *transaction, gpointer data, GError **error);
gboolean   rapport_sample_end             (RapportTransaction *transaction, gpointer data, GError **error);
gboolean   rapport_sample_star            (RapportTransaction *transaction, gpointer data, GError **error);

G_END_DECLS
