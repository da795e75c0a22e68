/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/uuid.h"
#include "store/wire.h"

G_BEGIN_DECLS

/* A line from elsewhere. Nothing in it is believed: it is checked and bounded, and who takes it in writes it again and
 * compares. */

#define RAPPORT_WIRE_LONGEST (32 * 1024 * 1024)

typedef struct {
  char *replica;
  gint64 seq;
} RapportWireName;

typedef struct {
  char *name;
  GArray *indices;      /* Owned: guint into seen */
  GVariant *value;      /* Owned, %NULL unsets */
} RapportWireField;

typedef struct {
  RapportWireName name;
  char *kind;
  guint8 entity[RAPPORT_UUID_BYTES];
  gint64 clock;
  gint64 operation_seq;
  char *title;
  char *args;           /* canonical */
  gint64 wall;
  int zone;
  char *author;
  RapportWireName undoes; /* replica %NULL: nothing */
  guint8 random[RAPPORT_RANDOM_BYTES];
  gboolean is_emptied;  /* by an erasure */
  guint8 hash[RAPPORT_HASH_BYTES]; /* then: of the line that its author wrote */
  GArray *seen;         /* Owned: RapportWireName */
  GArray *fields;       /* Owned: RapportWireField, as they stand in the line */
} RapportWireChange;

RapportWireChange *rapport_wire_read        (const char         *line,
                                             gsize               length,
                                             GError            **error);
void               rapport_wire_change_free (RapportWireChange  *self);
/* The line of a blob: {"blob":HEX,"bytes":BASE64}. %FALSE without @error: it is none. */
gboolean           rapport_wire_read_blob   (const char         *line,
                                             gsize               length,
                                             GBytes            **bytes,
                                             GError            **error);
void               rapport_wire_blob        (GString            *out,
                                             const char         *hash,
                                             GBytes             *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportWireChange, rapport_wire_change_free)

G_END_DECLS
