/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file of changes: lines of JSON.
 *
 *   {"rapport-changes":1,"replica":NAME,"vector":{NAME:N,…}}     who wrote it, and what was there then
 *   one change or one blob a line, as the store writes them; a line of a kind that is not known is passed on to it
 *   {"end":N}                                                    how many lines there were between
 *
 * Nothing in it is believed: lines are bounded, and a file without its end is refused. */

#define RAPPORT_CHANGES_LONGEST_LINE (32 * 1024 * 1024)

typedef struct {
  char *replica;
  GHashTable *vector;  /* Owned: name → gint64 * */
} RapportChangesHeader;

typedef struct _RapportChangesReader RapportChangesReader;

void                  rapport_changes_header_free  (RapportChangesHeader  *self);
char                 *rapport_changes_header_write (const char            *replica,
                                                    GHashTable            *vector);
char                 *rapport_changes_end_write    (guint64                n_lines);
/* {NAME:N,…}, sorted; and read again. */
char                 *rapport_changes_vector_write (GHashTable            *vector);
GHashTable           *rapport_changes_vector_read  (const char            *text,
                                                    GError               **error);

/* Reads the header at once. */
RapportChangesReader *rapport_changes_reader_new   (GInputStream          *stream,
                                                    GCancellable          *cancellable,
                                                    GError               **error);
void                  rapport_changes_reader_free  (RapportChangesReader  *self);
const RapportChangesHeader *rapport_changes_reader_header (RapportChangesReader *self);
/* @line: %NULL after the last one; valid until the next call. */
gboolean              rapport_changes_reader_next  (RapportChangesReader  *self,
                                                    const char           **line,
                                                    gsize                 *length,
                                                    GError               **error);
/* Of the line that was read last, from 1. */
guint64               rapport_changes_reader_line  (RapportChangesReader  *self);
guint64               rapport_changes_reader_bytes (RapportChangesReader  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportChangesHeader, rapport_changes_header_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportChangesReader, rapport_changes_reader_free)

G_END_DECLS
