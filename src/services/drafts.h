/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RapportDraft:
 * @values: name → GVariant, "()" where a value is taken away
 * @blobs: hex hash → GBytes
 * @saved_at: unix seconds
 *
 * What somebody has typed into a form and not saved yet.
 */
typedef struct {
  GHashTable *values;
  GHashTable *blobs;
  gint64 saved_at;
} RapportDraft;

void          rapport_draft_free   (RapportDraft  *draft);

char         *rapport_drafts_key   (const char    *form,
                                    const char    *database,
                                    const char    *what);
gboolean      rapport_drafts_save  (const char    *key,
                                    GHashTable    *values,
                                    GHashTable    *blobs,
                                    gint64         now,
                                    GError       **error);
gboolean      rapport_drafts_prepare (const char  *key,
                                      GHashTable  *values,
                                      GHashTable  *blobs,
                                      gint64       now,
                                      GError     **error);
gboolean      rapport_drafts_commit (const char   *key,
                                     GError      **error);
void          rapport_drafts_discard (const char  *key);
RapportDraft *rapport_drafts_load  (const char    *key,
                                    GError       **error);
void          rapport_drafts_remove (const char   *key);
char        **rapport_drafts_list  (const char    *form,
                                    const char    *database);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportDraft, rapport_draft_free)

G_END_DECLS
