/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/transaction.h"

G_BEGIN_DECLS

/* The columns of population.py. */
typedef enum {
  PERSON_NUMBER,
  PERSON_GIVEN_NAME,
  PERSON_FAMILY_NAME,
  PERSON_EMAIL,
  PERSON_ORGANISATION,
  PERSON_JOB_TITLE,
  PERSON_GRADE,
  PERSON_COUNTRY,
  PERSON_TIME_ZONE,
  PERSON_LANGUAGES,
  PERSON_ROLE,
  PERSON_CAPACITY,
  PERSON_AREAS,
  PERSON_SKILLS,
  PERSON_SKILLS_WANTED,
  PERSON_CHANNELS,
  PERSON_BIOGRAPHY,
  PERSON_GRADUATION_DATE,
  PERSON_MEMBER_SINCE,
  N_PERSON_COLUMNS
} RapportPersonColumn;

/* People as population.py writes them, and their numbers once they are in a store. */
typedef struct {
  GPtrArray *rows;          /* char **, N_PERSON_COLUMNS each */
  gint64 programme;         /* 0: one is made */
  GArray *members;          /* gint64, result */
} RapportPeople;

RapportPeople *rapport_people_read          (const char          *path);
void           rapport_people_free          (RapportPeople       *self);
const char    *rapport_people_get           (const RapportPeople *self,
                                             guint                person,
                                             RapportPersonColumn  column);
/* A RapportCommand: "import-members" of everybody. */
gboolean       rapport_people_write_command (RapportTransaction  *transaction,
                                             gpointer             data,
                                             GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportPeople, rapport_people_free)

G_END_DECLS
