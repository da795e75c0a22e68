/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/body.h"
#include "store/transaction.h"

G_BEGIN_DECLS

/* The form in which a change travels and over which its hash is taken: one line of JSON that stands by itself.
 *
 *   {"replica":NAME,"seq":N,"kind":NAME,"entity":UUID,"clock":N,
 *    "operation":{"seq":N,"title":ID,"args":[TEXT…],"wall":MS,"zone":MINUTES,"author":TEXT,"undoes":[NAME,N] or null},
 *    "random":32 HEX DIGITS,"seen":[[NAME,N]…],"fields":{NAME:[[INDEX…],VALUE]…}}
 *
 * A change that an erasure has emptied begins with "hash", 64 hex digits: that of the line as its author wrote it. Its
 * random digits are zeros, erased values are null, and of an erased entity there are neither seen nor fields.
 *
 * The writer is canonical: no space, this order, fields and seen sorted, control characters as \u00xx and nothing else
 * escaped but quote and backslash, reals with a point or an exponent, bytes as {"b":BASE64}, unset as null. A line that
 * is not written so is refused: equal changes are equal lines. */

struct sqlite3_stmt;

/** The parts of a change that are not in its body. All borrowed. */
typedef struct {
  const char *replica;
  gint64 seq;
  const char *kind;
  const guint8 *entity;      /* 16 bytes */
  gint64 clock;
  const char *operation;     /* its object, as rapport_wire_operation() wrote it */
  const char * const *fields; /* the names of the body's fields, in its order; %NULL: the reading knows them */
  const guint8 *hash;        /* of an emptied change: its author's line's; %NULL: it is whole */
} RapportWireFrame;

/** What is named by (replica, seq of its first change). All borrowed. */
typedef struct {
  gint64 seq;
  const char *title;
  const char *args;          /* JSON array, as rapport_wire_strings() wrote it */
  gint64 wall;               /* unix milliseconds */
  int zone;                  /* minutes east of UTC */
  const char *author;
  const char *undoes_replica; /* %NULL: undoes nothing */
  gint64 undoes_seq;
} RapportWireOperation;

#define RAPPORT_HASH_BYTES 32

void     rapport_wire_strings   (GString                    *out,
                                 const char * const         *strings);
void     rapport_wire_operation (GString                    *out,
                                 const RapportWireOperation *operation);
/* Of a row (seq, title, args, wall, zone, author, undoes_replica, undoes_seq) that begins at @column. */
void     rapport_wire_operation_row (GString                *out,
                                     RapportReading         *reading,
                                     struct sqlite3_stmt    *row,
                                     int                     column);
gboolean rapport_wire_change    (GString                    *out,
                                 RapportReading             *reading,
                                 const RapportWireFrame     *frame,
                                 const RapportBody          *body);
void     rapport_wire_hash      (GChecksum                  *checksum,
                                 const GString              *line,
                                 guint8                     *hash);

G_END_DECLS
