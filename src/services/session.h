/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/policy.h"
#include "model/viewer.h"
#include "store/transaction.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_SESSION (rapport_session_get_type ())
G_DECLARE_FINAL_TYPE (RapportSession, rapport_session, RAPPORT, SESSION, GObject)

/* Holds store, programme and viewer; makes the first programme (IEEE preset) in an empty database lazily, with the
 * first command that needs one, so that undo can walk back to the empty database.
 * Signals: "changed" (gboolean everything): the store's, and after the clock's "passed"; "viewer-changed". */
RapportSession      *rapport_session_new           (RapportStore        *store);
RapportStore        *rapport_session_get_store     (RapportSession      *self);
RapportClock        *rapport_session_get_clock     (RapportSession      *self);
gint64               rapport_session_get_programme (RapportSession      *self); /* 0: none yet */
const RapportPolicy *rapport_session_get_policy    (RapportSession      *self); /* the preset's while there is none */
const RapportViewer *rapport_session_get_viewer    (RapportSession      *self);
void                 rapport_session_set_viewer    (RapportSession      *self,
                                                    const RapportViewer *viewer);

/* For commands, on the writer's thread: the programme's number, made from the preset if there is none yet. */
gint64               rapport_session_ensure_programme (RapportTransaction *transaction);

G_END_DECLS
