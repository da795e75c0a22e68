/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a change says, as the change table keeps it:
 *
 *   16 random bytes, number of distinct changes seen, (replica number, seq) each, then until the end per field:
 *   number, a byte (how it has seen << 4 | type of the value), which of the seen if they are neither none nor the
 *   first alone, value.
 *
 * Whole numbers are LEB128. Fields stand in the order of their names, the seen in that of (replica name, seq): the
 * order of the wire form. */

#define RAPPORT_RANDOM_BYTES 16

typedef enum {
  RAPPORT_VALUE_UNSET,
  RAPPORT_VALUE_INT,    /* zigzag */
  RAPPORT_VALUE_REAL,   /* 8 bytes, little end first */
  RAPPORT_VALUE_TEXT,   /* its bytes */
  RAPPORT_VALUE_UUID,   /* 16 bytes; a text that is a canonical UUID */
  RAPPORT_VALUE_STRV,   /* number, then length and bytes each */
  RAPPORT_VALUE_BYTES,
} RapportValueType;

/** A change as the version vectors name it; @replica is a number of the dictionary. */
typedef struct {
  gint64 replica;
  gint64 seq;
} RapportSeen;

/** One field of a parsed body. @data borrows from what was parsed. */
typedef struct {
  gint64 field;
  RapportValueType type;
  guint first_index;   /* into RapportBody.indices: which of the seen changes this field's author had seen */
  guint n_indices;
  const guint8 *data;
  gsize size;
} RapportBodyField;

typedef struct {
  const guint8 *random; /* Borrowed */
  GArray *seen;         /* Owned: RapportSeen */
  GArray *fields;       /* Owned: RapportBodyField */
  GArray *indices;      /* Owned: guint */
} RapportBody;

void              rapport_body_init      (RapportBody       *self);
void              rapport_body_clear     (RapportBody       *self);
gboolean          rapport_body_parse     (RapportBody       *self,
                                          const guint8      *data,
                                          gsize              size);
RapportBodyField *rapport_body_find      (const RapportBody *self,
                                          gint64             field);
gboolean          rapport_body_has_seen  (const RapportBody *self,
                                          const RapportBodyField *field,
                                          const RapportSeen *seen);
GVariant         *rapport_body_value     (const RapportBodyField *field);

/* Writing: begin, then each field in order. */
void              rapport_body_begin     (GByteArray        *buffer,
                                          const guint8      *random,
                                          const RapportSeen *seen,
                                          guint              n_seen);
void              rapport_body_add       (GByteArray        *buffer,
                                          gint64             field,
                                          const guint       *indices,
                                          guint              n_indices,
                                          GVariant          *value);
/* Whether a value can be written at all: int64, finite double, string, array of strings, bytes, or %NULL. */
gboolean          rapport_body_can_hold  (GVariant          *value);
/* The strings of a STRV value one after the other: %FALSE at the end. */
gboolean          rapport_body_next_text (const RapportBodyField *field,
                                          gsize             *offset,
                                          const char       **text,
                                          gsize             *length);
gint64            rapport_body_int       (const RapportBodyField *field);
double            rapport_body_real      (const RapportBodyField *field);

G_END_DECLS
