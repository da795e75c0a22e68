/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/transaction.h"

G_BEGIN_DECLS

/** One value that a field has had: who wrote it, when and with what operation. */
typedef struct {
  GVariant *value;
  char *author;
  gint64 wall;         /* unix milliseconds */
  int zone;            /* minutes east of UTC */
  char *operation;     /* title id */
  char **args;
  gboolean current;    /* a head; two current ones are a conflict */
  char *change;        /* its name, "replica:seq" */
  gboolean own;        /* written by this copy of the data */
} RapportFieldVersion;

/**
 * RapportOperation:
 * @undoable: undo by its author would take it next
 *
 * One operation, for "What Happened" and for Undo's words.
 */
typedef struct {
  gint64 no;
  char *title;
  char **args;
  gint64 wall;
  int zone;
  char *author;
  gboolean undoable;
} RapportOperation;

/** What undo or redo did: its operation's title and what it had to leave alone because a later one uses it. */
typedef struct {
  char *title;
  char **args;
  guint restored;
  guint left_alone;
} RapportUndoResult;

void       rapport_field_version_free  (RapportFieldVersion *version);
void       rapport_operation_free      (RapportOperation    *operation);
void       rapport_undo_result_free    (RapportUndoResult   *result);

GPtrArray *rapport_reading_history     (RapportReading      *self,
                                        gint64               entity,
                                        const char          *field,
                                        GError             **error);
GPtrArray *rapport_reading_operations  (RapportReading      *self,
                                        guint                most,
                                        GError             **error);

/** What imports have said of one field, and since when somebody else has. */
typedef struct {
  gboolean is_imported;
  GVariant *value;     /* of the last import that stands; %NULL: it took the value away */
  gint64 edited_wall;  /* unix milliseconds of the last edit by other means after that; 0: none */
  int edited_zone;
} RapportImported;

/* name of a field → RapportImported, of every field that the entity has or has had. */
GHashTable *rapport_reading_imported       (RapportReading      *self,
                                            gint64               entity,
                                            GError             **error);

/* As commands: rapport_store_write (store, rapport_undo_command, &result, …) with RapportUndoResult *result. */
gboolean   rapport_undo_command        (RapportTransaction  *transaction,
                                        gpointer             result,
                                        GError             **error);
gboolean   rapport_redo_command        (RapportTransaction  *transaction,
                                        gpointer             result,
                                        GError             **error);
/* What Undo and Redo would take next: an RapportOperation each, or %NULL. */
RapportOperation *rapport_reading_next_undo (RapportReading *self, const char *author);
RapportOperation *rapport_reading_next_redo (RapportReading *self, const char *author);

G_END_DECLS
