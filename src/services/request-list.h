/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/read-list.h"
#include "services/session.h"
#include "store/requests.h"

G_BEGIN_DECLS

/** What follows the rows of a list of open requests, latest first; rows of it are closed, the first begins_closed. */
typedef enum {
  RAPPORT_BELOW_NOTHING,
  RAPPORT_BELOW_CLOSED_LATELY, /* the last few of a fortnight */
  RAPPORT_BELOW_CLOSED,        /* all that the query's other parts allow */
} RapportRequestsBelow;

/**
 * RapportRequestsBeside:
 * @room: free places of the member who looks, as a mentor; -1: the office looks, or who mentors nobody or has paused
 */
typedef struct {
  RapportRequestCounts counts;
  int room;
} RapportRequestsBeside;

/* Asks @list for requests of the session's programme: its rows are RapportRequestRow, and a RapportRequestsBeside beside
 * them. @query is copied, its programme filled in. */
void rapport_request_list_ask (RapportReadList            *list,
                               RapportSession             *session,
                               const RapportRequestsQuery *query,
                               RapportRequestsBelow        below);

G_END_DECLS
