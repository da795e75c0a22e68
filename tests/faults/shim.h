/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A VFS of SQLite over the usual one that remembers what was written and synced, or lets a call fail. Of the tests alone. */

/* Makes it the one that every connection uses; before the first is opened. */
void     shim_install    (void);

/* Power cuts ------------------------------------------------------------------------------------------------------ */

/* Forgets what was remembered, and remembers from now on what happens to the files of the folder that @path lies in. */
void     shim_record     (const char *path);
void     shim_stop       (void);
/* Notes that step number @n has been acknowledged. */
void     shim_mark       (guint       n);
guint    shim_n_events   (void);

/** How a disk fails. */
typedef struct {
  guint sector;        /* 512 or 4096 */
  double survival;     /* how probably a sector that was not synced is there all the same */
  double torn;         /* how probably one is there in part */
  gboolean garbage;    /* what the file never had before reads as noise rather than zeros */
} ShimDisk;

/* Writes into @folder what the disk holds when the power fails after @n_events. Returns how many steps had been
 * acknowledged. */
guint    shim_cut        (guint           n_events,
                          const ShimDisk *disk,
                          GRand          *random,
                          const char     *folder);

/* Failing calls --------------------------------------------------------------------------------------------------- */

typedef enum {
  SHIM_EIO,
  SHIM_ENOSPC,         /* of calls that want space; the others work */
} ShimFailure;

/* The @nth call from now on fails, counted from 1; those after it too if @for_ever. */
void     shim_fail       (ShimFailure failure,
                          guint       nth,
                          gboolean    for_ever);
/* Ends that. Returns whether a call has failed. */
gboolean shim_mend       (void);

G_END_DECLS
