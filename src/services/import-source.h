/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** A file of rows, or text that was pasted. It is read several times and must be the same each time. */
typedef struct {
  GFile *file;
  GBytes *bytes;
  char *name;      /* for people */
  goffset size;
  gint64 changed;  /* microseconds since 1970 */
} RapportImportSource;

RapportImportSource *rapport_import_source_new_file (GFile                *file,
                                                     GError              **error);
RapportImportSource *rapport_import_source_new_text (const char           *text);
void                 rapport_import_source_free     (RapportImportSource  *self);
GInputStream        *rapport_import_source_read     (RapportImportSource  *self,
                                                     GCancellable         *cancellable,
                                                     GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportImportSource, rapport_import_source_free)

G_END_DECLS
