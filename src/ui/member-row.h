/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/drawn-row.h"

G_BEGIN_DECLS

/* A row of the list of members; draws a RapportMemberRow. */
#define RAPPORT_TYPE_MEMBER_LIST_ROW (rapport_member_list_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportMemberListRow, rapport_member_list_row, RAPPORT, MEMBER_LIST_ROW, RapportDrawnRow)

G_END_DECLS
