/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/terms.h"

G_BEGIN_DECLS

/** What a letter says. Names are in full, short names as one speaks of people; nothing may be %NULL. */
typedef struct {
  const char *programme;
  const char *mentee_name;
  const char *mentor_name;
  const char *mentee_short_name;
  const char *mentor_short_name;
  const char *asked_by;                  /* "mentee", "mentor" or "office" */
  int term;
  const char * const *areas;
  const char * const *considerations;    /* as many as rapport_considerations(), "" where there is no answer */
  const char *last_day;                  /* of the answer */
  int expire_days;
} RapportRequestLetter;

char *rapport_request_letter (const RapportRequestLetter *letter);

/**
 * RapportRequestSnapshot:
 * @considerations: as many as rapport_considerations(), "" where there is no answer
 * @letter: as it was sent
 * @score: of the two at that time, negative where it is not known
 * @terms: in force at that time
 *
 * What is kept of a request for ever, as it was sent (I07). In the journal it is a JSON object, written once.
 */
typedef struct {
  char *mentee_id;
  char *mentor_id;
  char *mentee_name;
  char *mentor_name;
  char *asked_by;
  char **areas;
  int term;
  char **considerations;
  char *letter;
  int score;
  RapportRequestTerms terms;
} RapportRequestSnapshot;

RapportRequestSnapshot *rapport_request_snapshot_parse (const char                   *json);
char                   *rapport_request_snapshot_write (const RapportRequestSnapshot *self);
void                    rapport_request_snapshot_free  (RapportRequestSnapshot       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportRequestSnapshot, rapport_request_snapshot_free)

G_END_DECLS
