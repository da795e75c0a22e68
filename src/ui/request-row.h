/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/drawn-row.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_REQUEST_LIST_ROW (rapport_request_list_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportRequestListRow, rapport_request_list_row, RAPPORT, REQUEST_LIST_ROW, RapportDrawnRow)

/* A request in a list: its data is a RapportRequestRow. */

G_END_DECLS
