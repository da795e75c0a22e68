/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/policy.h"
#include "model/viewer.h"
#include "store/transaction.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_SESSION (rapport_session_get_type ())
G_DECLARE_FINAL_TYPE (RapportSession, rapport_session, RAPPORT, SESSION, GObject)

/* Holds store, programme and viewer. Of the main context that opened the store.
 * Signals: "changed" (gboolean everything): the store's, or an instant has passed; programme and policy are up to date.
 * "viewer-changed". */
RapportSession      *rapport_session_new           (RapportStore        *store);
RapportStore        *rapport_session_get_store     (RapportSession      *self);
RapportClock        *rapport_session_get_clock     (RapportSession      *self);
gint64               rapport_session_get_programme (RapportSession      *self); /* 0: none yet */
const RapportPolicy *rapport_session_get_policy    (RapportSession      *self); /* the preset's while there is none */
const RapportViewer *rapport_session_get_viewer    (RapportSession      *self);
void                 rapport_session_set_viewer    (RapportSession      *self,
                                                    const RapportViewer *viewer);
char                *rapport_session_get_today     (RapportSession      *self); /* in the programme's zone; owned */

/* For commands, on the writer's thread: the programme's number, made from the preset if there is none yet, so that undo
 * can walk back to the empty database. */
gint64               rapport_session_ensure_programme (RapportTransaction *transaction);

G_END_DECLS
