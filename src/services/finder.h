/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/find.h"
#include "services/row-source.h"
#include "services/session.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_FINDER (rapport_finder_get_type ())
G_DECLARE_FINAL_TYPE (RapportFinder, rapport_finder, RAPPORT, FINDER, GObject)

/* A search for somebody's mentor or mentee that is kept current: a RapportRowSource whose rows are RapportFindRow, made
 * from memory when they are asked for. Follows the session's "changed". Main context only; the work is done on the
 * store's readers, and of two questions only the later one is answered.
 *
 * Signals: "counts": rapport_finder_get_result() is a new one; "failed" (GError). Property "busy" (boolean). */
RapportFinder           *rapport_finder_new        (RapportSession         *session);
void                     rapport_finder_set_query  (RapportFinder          *self,
                                                    const RapportFindQuery *query);
const RapportFindQuery  *rapport_finder_get_query  (RapportFinder          *self);
const RapportFindResult *rapport_finder_get_result (RapportFinder          *self);
const RapportFindRow    *rapport_finder_get_row    (RapportFinder          *self,
                                                    gint64                  member);

G_END_DECLS
