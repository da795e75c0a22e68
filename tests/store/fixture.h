/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/changes.h"
#include "store/history.h"

/* A database of its own for each case, by Ada, with the clock standing still. */
typedef struct {
  char *path;
  RapportClock *clock;
  RapportStore *store;
} Fixture;

void    fixture_set_up    (Fixture        *self,
                           gconstpointer   data);
void    fixture_tear_down (Fixture        *self,
                           gconstpointer   data);
void    fixture_reopen    (Fixture        *self);
/* Runs a command that must do. */
void    fixture_write     (Fixture        *self,
                           RapportCommand  command,
                           gpointer        data);
/* Runs one that must fail with @code; returns its words. */
char   *fixture_refuse    (Fixture        *self,
                           RapportCommand  command,
                           gpointer        data,
                           int             code);
/* The shown value printed, "" when unset. */
char   *fixture_value     (Fixture        *self,
                           gint64          entity,
                           const char     *field);
gint64  fixture_count     (Fixture        *self,
                           const char     *sql);

/* The number of the entity of that name, 0: none. */
gint64  fixture_find      (Fixture        *self,
                           const char     *uuid);
/* Opens what fixture_close() has closed, or somebody has put in its place. */
void    fixture_open      (Fixture        *self);
void    fixture_close     (Fixture        *self);
/* Whether every change and every row is what it should be. */
void    fixture_assert_sound (Fixture     *self);
/* All that the other lacks, as a bundle carries it. */
void    fixture_send      (Fixture        *from,
                           Fixture        *to);

/* All that is here, whatever the other has. */
RapportMerge fixture_send_all (Fixture   *from,
                           Fixture        *to);

/* The same, refused with @code; returns the words. */
char   *fixture_refuse_all (Fixture       *from,
                           Fixture        *to,
                           int             code);
/* The same with what @to lacks alone. */
char   *fixture_refuse_new (Fixture       *from,
                            Fixture       *to,
                            int            code);

/** Sets one text field of one entity, made as @kind if @entity is 0. */
typedef struct {
  gint64 entity;
  const char *kind;
  const char *field;
  const char *value; /* NULL unsets */
} Edit;

gboolean edit_command     (RapportTransaction  *transaction,
                           gpointer             data,
                           GError             **error);
/* @data is the entity's gint64. */
gboolean delete_command   (RapportTransaction  *transaction,
                           gpointer             data,
                           GError             **error);
