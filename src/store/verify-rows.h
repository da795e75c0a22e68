/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/transaction.h"

G_BEGIN_DECLS

/* Compares one table of two databases. Returns the first difference for people, %NULL when there is none. */
char *rapport_verify_compare_rows (RapportReading *live,
                                   RapportReading *rebuilt,
                                   const char     *table);

G_END_DECLS
