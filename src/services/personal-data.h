/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/dossier.h"
#include "store/transaction.h"

G_BEGIN_DECLS

/* A RapportQuery: everything about a member, for the member: @data points to the number (gint64); a RapportDossier. What
 * is another's own, as the partner's own notes, is not in it. */
gpointer rapport_personal_data_query (RapportReading  *reading,
                                      gpointer         data,
                                      GCancellable    *cancellable,
                                      GError         **error);

G_END_DECLS
