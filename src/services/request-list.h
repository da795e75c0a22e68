/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/read-list.h"
#include "services/session.h"
#include "store/requests.h"

G_BEGIN_DECLS

/* Asks @list for requests of the session's programme: its rows are RapportRequestRow, and beside them are the
 * RapportRequestCounts of the groups. @query is copied, its programme filled in. */
void rapport_request_list_ask (RapportReadList            *list,
                               RapportSession             *session,
                               const RapportRequestsQuery *query);

G_END_DECLS
