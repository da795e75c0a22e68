/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/same-person.h"
#include "store/transaction.h"

G_BEGIN_DECLS

/** Owned strings for a RapportIdentity. */
typedef struct {
  char *issuer;
  char *number;
  char *email;
  char *given_name;
  char *family_name;
} RapportImportIdentity;

/* The number of the newest change: what was read before holds as long as it stays the same. */
gint64   rapport_import_watermark       (RapportReading         *reading);
/* Every member's number, in the order in which they came; %NULL with @error set. */
GArray  *rapport_import_everybody       (RapportReading         *reading,
                                         GError                **error);
/* What tells a member apart from others; %FALSE when there is no such member. Free with _clear(). */
gboolean rapport_import_identity        (RapportReading         *reading,
                                         gint64                  member,
                                         RapportImportIdentity  *identity);
void     rapport_import_identity_clear  (RapportImportIdentity  *identity);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RapportImportIdentity, rapport_import_identity_clear)

G_END_DECLS
