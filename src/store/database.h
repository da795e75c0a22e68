/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/connection.h"

G_BEGIN_DECLS

/* The file: where it may lie, how it is made, opened and brought up to this version. */

#define RAPPORT_APPLICATION_ID 0x52617070 /* "Rapp" */
#define RAPPORT_BUSY_MS 5000

char              *rapport_database_prepare_path (const char         *path,
                                                  GError            **error);
RapportConnection *rapport_database_open_writer  (const char         *path,
                                                  gint64              now,
                                                  GError            **error);
RapportConnection *rapport_database_open_reader  (const char         *path,
                                                  GError            **error);
/* A copy that nobody else knows yet, to be filled or changed; nothing in it survives a crash. */
RapportConnection *rapport_database_open_copy    (const char         *path,
                                                  GError            **error);
/* A file that may come from anybody: read-only, without triggers and views. */
RapportConnection *rapport_database_open_offered (const char         *path,
                                                  GError            **error);
gboolean           rapport_database_migrate      (RapportConnection  *connection,
                                                  GError            **error);
gboolean           rapport_database_check_identity (RapportConnection *connection,
                                                    GError           **error);
/* Whether the schema is, word for word, that of its version. */
gboolean           rapport_database_check_schema (RapportConnection  *connection,
                                                  GError            **error);
/* The schema's version that this program writes. */
int                rapport_database_version      (void);
/* Whether a file system that statfs() calls @magic is shared over a network. */
gboolean           rapport_database_is_network   (gint64              magic);
/* The program that brings the file system of a device here from another computer, as /proc/self/mountinfo (proc(5)) says;
 * NULL: it is of this one. Owned. */
char              *rapport_database_remote_mount (const char         *mountinfo,
                                                  guint               major_number,
                                                  guint               minor_number);
/* Whether the file still lies where it was opened: one that was deleted or replaced loses what is written into it. */
gboolean           rapport_database_check_place   (RapportConnection *connection,
                                                   GError           **error);
gboolean           rapport_database_check_version (RapportConnection *connection,
                                                   GError           **error);

G_END_DECLS
