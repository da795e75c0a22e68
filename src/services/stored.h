/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/**
 * RapportStoredPlace:
 * @id: for programs
 * @title: for people
 * @path: a file or a folder
 * @files: how many there are; 0: nothing yet
 * @bytes: all told
 * @open: how many of them others on this computer may read or write
 *
 * One of the places where something of this database is kept.
 */
typedef struct {
  const char *id;
  const char *title;
  char *path;
  guint files;
  guint64 bytes;
  guint open;
} RapportStoredPlace;

void       rapport_stored_place_free (RapportStoredPlace *self);
/* Who can read it, in a sentence. */
char      *rapport_stored_place_who  (RapportStoredPlace *self);
/* Every place. Reads folders: not for the main loop when @database is on a slow disk. */
GPtrArray *rapport_stored_list       (const char         *database);
/* Closes what others can read: files 0600, folders 0700. Returns how many it could not. */
guint      rapport_stored_mend       (const char         *database);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportStoredPlace, rapport_stored_place_free)

G_END_DECLS
