/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The journal's meaning once more, by brute force and straight from DESIGN §3: a set of changes, read from their lines by
 * other code than the application's, and from it heads and shown values. */

typedef struct {
  char *key;             /* "replica:seq" */
  char *replica;
  gint64 clock;
  char *entity;
  char *kind;
  GHashTable *fields;    /* name → OracleField */
} OracleChange;

typedef struct {
  GPtrArray *seen;       /* keys, sorted */
  char *value;           /* printed with its type; NULL: unset */
} OracleField;

typedef struct {
  GPtrArray *heads;      /* keys, sorted */
  char *shown;           /* NULL: unset */
  gint64 clock;          /* of the one that is shown */
  char *replica;
} OracleHeads;

OracleChange *oracle_read        (const char   *line);
void          oracle_change_free (OracleChange *change);
/* "entity field" → OracleHeads for a set of changes (key → OracleChange). */
/* "ENTITY" and "ENTITY/FIELD" of all that these changes erase. */
GHashTable   *oracle_erased (GHashTable *changes);
GHashTable   *oracle_heads       (GHashTable   *changes);
/* One line a field, sorted. */
char         *oracle_dump        (GHashTable   *heads);
char         *oracle_line        (const char   *entity,
                                  const char   *field,
                                  GPtrArray    *heads,
                                  const char   *shown);

/* The test program, histories.c; linked with the store as it is, and with mutants of it. */
int           oracle_main        (int           argc,
                                  char        **argv);
