/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/viewer.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * RapportExport:
 * @file: (nullable): where to
 * @stream: (nullable): where to, if there is no @file; owned
 * @members: (nullable) (element-type gint64): whom, in this order; %NULL: everybody
 * @viewer: for whom the file is: it holds what they may see
 * @done: members written; to be read from any thread with g_atomic_int_get()
 *
 * Data of rapport_export_query().
 */
typedef struct {
  GFile *file;
  GOutputStream *stream;
  GArray *members;
  RapportViewer viewer;
  gint64 programme;
  gint done;
} RapportExport;

RapportExport *rapport_export_new   (GFile               *file,
                                     GArray              *members,
                                     const RapportViewer *viewer,
                                     gint64               programme);
void           rapport_export_free  (RapportExport       *self);

/* A RapportQuery: @data is a RapportExport, which is the result too, borrowed. Writes CSV that imports to the same. */
gpointer       rapport_export_query (RapportReading      *reading,
                                     gpointer             data,
                                     GCancellable        *cancellable,
                                     GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportExport, rapport_export_free)

G_END_DECLS
