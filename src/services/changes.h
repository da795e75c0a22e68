/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/changes.h"
#include "store/findings.h"
#include "store/merge-mark.h"

G_BEGIN_DECLS

/* Changes as files: out, looked at, and in. */

/**
 * RapportChangesExport:
 * @path: the file; an older one is replaced when the new one is whole
 * @after: (nullable): what the other side has: replica → gint64 *; %NULL: nothing
 * @replica: (nullable): of the other side, instead of @after: what it had when its last file came
 * @n_changes: result
 *
 * Data of rapport_changes_export_query().
 */
typedef struct {
  char *path;
  GHashTable *after;
  char *replica;
  guint n_changes;
} RapportChangesExport;

/**
 * RapportChangesImport:
 * @preview: only looks: nothing stays
 * @percent: how far it is; atomic
 * @backing_up: a backup is being made first; atomic
 * @n_reissued: result: changes of this copy that have a new name now, for another had gone on under the old one
 * @forked: result: the name under which two copies have written, when the file was not taken in for that
 * @forked_at: and from which of its changes on
 * @counts: result: (element-type RapportMergeCount)
 * @n_doubles: result: likely doubles that there were not before; so the others
 *
 * Data of rapport_changes_import_command() and rapport_changes_preview().
 */
typedef struct {
  char *path;
  gboolean preview;
  gint percent;
  gint backing_up;
  char *replica;
  guint n_new;
  guint n_known;
  guint n_missing;
  guint n_reissued;
  GPtrArray *counts;
  guint findings[RAPPORT_N_FINDINGS];
  char *forked;
  gint64 forked_at;
} RapportChangesImport;

/** Another copy that has sent a file. */
typedef struct {
  char *replica;
  char *author;     /* who wrote there last; "" when it is not known */
} RapportChangesPeer;

RapportChangesExport *rapport_changes_export_new     (const char           *path);
void                  rapport_changes_export_free    (gpointer              data);
RapportChangesImport *rapport_changes_import_new     (const char           *path,
                                                      gboolean              preview);
void                  rapport_changes_import_free    (gpointer              data);
void                  rapport_changes_peer_free      (RapportChangesPeer   *self);

/* "3 members new, 2 changed", …: a GPtrArray of sentences (utf8) for people. */
GPtrArray            *rapport_changes_import_words   (const RapportChangesImport *self);

/* A RapportQuery; returns its data, which is not freed by it. */
gpointer              rapport_changes_export_query   (RapportReading       *reading,
                                                      gpointer              data,
                                                      GCancellable         *cancellable,
                                                      GError              **error);
/* A RapportQuery: no data; a GPtrArray of RapportChangesPeer. */
gpointer              rapport_changes_peers_query    (RapportReading       *reading,
                                                      gpointer              data,
                                                      GCancellable         *cancellable,
                                                      GError              **error);
/* A RapportCommand, before that query: what goes out is not re-issued under another name any more. No data. */
gboolean              rapport_changes_share_command  (RapportTransaction   *transaction,
                                                      gpointer              data,
                                                      GError              **error);
/* A RapportCommand, after one that was refused with %RAPPORT_STORE_ERROR_FORK: the file is on Review from now on. Nothing
 * when it was refused for something else. @data is the RapportChangesImport. */
gboolean              rapport_changes_hold_command   (RapportTransaction   *transaction,
                                                      gpointer              data,
                                                      GError              **error);
/* A RapportCommand. With preview set it always fails: see rapport_changes_is_previewed(). */
gboolean              rapport_changes_import_command (RapportTransaction   *transaction,
                                                      gpointer              data,
                                                      GError              **error);
/* After it: backups and drafts lose what came as erased. Waits; the lock must be held. */
void                  rapport_changes_import_tidy    (RapportStore         *store,
                                                      RapportChangesImport *import);
/* The same without holding the main loop; when it is not a preview, with a backup before. @import must stay until @callback
 * is called. */
void                  rapport_changes_import_async   (RapportStore         *store,
                                                      RapportChangesImport *import,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
gboolean              rapport_changes_import_finish  (RapportStore         *store,
                                                      GAsyncResult         *result,
                                                      GError              **error);
/* Whether @error says no more than that a preview is done and was rolled back; its data hold the results. */
gboolean              rapport_changes_is_previewed   (const GError         *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportChangesExport, rapport_changes_export_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportChangesImport, rapport_changes_import_free)

G_END_DECLS
