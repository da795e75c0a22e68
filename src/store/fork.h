/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/transaction.h"

G_BEGIN_DECLS

/* One name, two hashes (DESIGN §3): two copies of one database have gone on under one name. The side that has not shared
 * its tail gives it a new name; what cannot be told apart any more is held, and said on Review. */

/** A file of changes that was not taken in: of which copy it came, and the name under which two have written. */
typedef struct {
  gint64 sender;      /* number of the replica that wrote the file */
  char *name;         /* of the one that two have written under */
  gint64 seq;         /* from where on the two differ */
} RapportHeldFile;

void       rapport_held_file_free        (RapportHeldFile     *self);
/* Every file that is held (element-type RapportHeldFile). */
GPtrArray *rapport_reading_held_files    (RapportReading      *self,
                                          GError             **error);
gboolean   rapport_reading_hold_file     (RapportReading      *self,
                                          const char          *sender,
                                          const char          *name,
                                          gint64               seq,
                                          GError             **error);
gboolean   rapport_reading_let_file_go   (RapportReading      *self,
                                          const char          *sender,
                                          GError             **error);

/* Before changes go out: what this copy has written until now is not re-issued by itself any more. */
gboolean   rapport_fork_share            (RapportTransaction  *self,
                                          GError             **error);
/* Whether this copy writes as @replica and has given nothing from @seq on to anybody. */
gboolean   rapport_fork_is_unshared      (RapportTransaction  *self,
                                          const char          *replica,
                                          gint64               seq);
/* This copy's changes from @seq on take a new name, which it keeps. */
gboolean   rapport_fork_reissue          (RapportTransaction  *self,
                                          gint64               seq,
                                          GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportHeldFile, rapport_held_file_free)

G_END_DECLS
