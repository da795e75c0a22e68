/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/member.h"
#include "services/import-row.h"
#include "store/transaction.h"

G_BEGIN_DECLS

/* Compares what a row says with what was imported last: sets the standing of each of its values, for
 * rapport_import_value_differs(). */
void rapport_import_three_way (RapportReading      *reading,
                               const RapportMember *member,
                               RapportImportRow    *row);

/* Whether the row and somebody's hand have changed the same value since the last import. */
gboolean rapport_import_row_is_contested (const RapportImportRow *row);

G_END_DECLS
