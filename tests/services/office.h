/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/requests.h"
#include "store/letters.h"

/* A programme with a mentor of two places and three mentees who have e-mail addresses, for tests of letters. */
typedef struct {
  char *path;
  RapportClock *clock;
  RapportStore *store;
  gint64 programme;
  gint64 sofia;
  gint64 mentees[3];   /* Marta, Ewa, Iván */
} Office;

#define OFFICE_NOW 1795089600 /* 2026-11-19T12:00Z */
#define OFFICE_DAY (24 * 3600)

void              office_set_up    (Office         *office,
                                    gconstpointer   data);
void              office_tear_down (Office         *office,
                                    gconstpointer   data);
void              office_write     (Office         *office,
                                    RapportCommand  command,
                                    gpointer        data);
char             *office_refuse    (Office         *office,
                                    RapportCommand  command,
                                    gpointer        data);
/* Makes so many more mentees, each with a request to a mentor of their own, all letters drafted. */
void              office_grow      (Office         *office,
                                    guint           n);
gint64            office_ask       (Office         *office,
                                    guint           mentee);
GPtrArray        *office_letters   (Office         *office);
guint             office_count     (Office         *office,
                                    RapportLetterStage stage);
/* Queues every draft. */
void              office_queue_all (Office         *office);
