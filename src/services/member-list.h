/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/row-source.h"
#include "services/session.h"
#include "store/members.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_MEMBER_LIST (rapport_member_list_get_type ())
G_DECLARE_FINAL_TYPE (RapportMemberList, rapport_member_list, RAPPORT, MEMBER_LIST, GObject)

/* A search among the members that is kept current: a RapportRowSource whose rows are RapportMemberRow. Follows the
 * session's "changed". Main context only; the work is done on the store's readers.
 *
 * Properties: "total" (uint): how many match; "everybody" (uint); "busy" (boolean): an answer is awaited.
 * Signals: "counts": rapport_member_list_get_result() has exact counts; "failed" (GError). */
RapportMemberList         *rapport_member_list_new        (RapportSession           *session);
/* Asks for another list: "ids" comes first with the first page, then with all. The programme and its policy are filled in. */
void                       rapport_member_list_set_query  (RapportMemberList        *self,
                                                           const RapportMemberQuery *query);
const RapportMemberQuery  *rapport_member_list_get_query  (RapportMemberList        *self);
/* (nullable): the newest complete answer. */
const RapportMemberResult *rapport_member_list_get_result (RapportMemberList        *self);
guint                      rapport_member_list_get_total  (RapportMemberList        *self);
guint                      rapport_member_list_get_everybody (RapportMemberList     *self);

G_END_DECLS
