/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/import-mapping.h"

G_BEGIN_DECLS

/** A file that was imported. @when: unix seconds; @rows: how many people were in it */
typedef struct {
  char *uri;
  char *name;
  gint64 when;
  guint rows;
} RapportImportRecent;

/* What is remembered of imports, in a file of its own (0600) beside the database: how the columns of a list were
 * understood, and which files were imported. Headings and names of files, never what stands below them. */
gboolean   rapport_import_memory_recall (RapportImportMapping       *mapping);
gboolean   rapport_import_memory_keep   (const RapportImportMapping *mapping,
                                         const RapportImportSource  *source,
                                         gint64                      when,
                                         GError                    **error);
GPtrArray *rapport_import_memory_recent (void);

void       rapport_import_recent_free   (RapportImportRecent        *self);

G_END_DECLS
