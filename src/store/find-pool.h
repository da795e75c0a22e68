/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/visibility.h"
#include "store/transaction.h"

G_BEGIN_DECLS

/* The elements of a profile that a search looks at. */
typedef enum {
  RAPPORT_FIND_AREAS,
  RAPPORT_FIND_SKILLS,
  RAPPORT_FIND_LANGUAGES,
  RAPPORT_FIND_CHANNELS,
  RAPPORT_FIND_PLACE,
  RAPPORT_FIND_AVAILABILITY,
  RAPPORT_FIND_ORGANISATION,
  RAPPORT_FIND_JOB_TITLE,
  RAPPORT_FIND_PHOTO,
} RapportFindElement;
#define RAPPORT_FIND_N_ELEMENTS 9

/** A skill of a candidate. */
typedef struct {
  int skill;   /* the skill's number */
  int held;
} RapportFindSkill;

/** Where and when somebody is free; shared by all who are so alike. */
typedef struct {
  char *time_zone;
  char **intervals;
} RapportFindHours;

/**
 * RapportFindCandidate:
 * @areas: bits of the pool's @areas; so @languages and @channels
 * @hours: index in the pool's @hours
 * @skills: sorted by skill
 * @since: of a mentee the day from which on they wait; else the day of enrolment
 * @words: folded, each word after a blank: names; then the organisation and the position, which may be hidden
 * @levels: who may see each element (I13)
 *
 * Somebody enrolled, as a search needs them.
 */
typedef struct {
  gint64 member;
  guint64 areas;
  guint64 languages[4];
  guint64 channels;
  const RapportFindSkill *skills;
  guint n_skills;
  guint hours;
  int capacity;
  int taken;
  int open_requests;
  gboolean paused;
  const char *name;
  const char *photo;
  const char *job_title;
  const char *organisation;
  const char *country;
  const char *since;
  const char *name_words;
  const char *organisation_words;
  const char *job_title_words;
  guint8 levels[RAPPORT_FIND_N_ELEMENTS];
} RapportFindCandidate;

/**
 * RapportFindPool:
 * @candidates: (element-type RapportFindCandidate): in the order of their names
 * @areas: (element-type utf8): what the bits mean; so @languages and @channels
 * @hours: (element-type RapportFindHours)
 * @skill_words: skill number → folded label, each word after a blank
 * @skill_labels: skill number → label
 *
 * Everybody enrolled in a role, read once and not changed after. It may be used by several threads.
 */
typedef struct {
  GArray *candidates;
  GHashTable *by_member;      /* number → index + 1 */
  GPtrArray *areas;
  GPtrArray *languages;
  GPtrArray *channels;
  GPtrArray *hours;
  GHashTable *skill_words;
  GHashTable *skill_labels;
  GArray *skills;
  GStringChunk *strings;
} RapportFindPool;

/** What is between somebody and a candidate. */
typedef struct {
  gint64 asked_at;            /* of the open request, or 0 */
  gboolean asked_before;
  gboolean partners;
} RapportFindBetween;

RapportFindPool            *rapport_find_pool_load   (RapportReading        *reading,
                                                      gint64                 programme,
                                                      const char            *role,
                                                      GCancellable          *cancellable,
                                                      GError               **error);
RapportFindPool            *rapport_find_pool_ref    (RapportFindPool       *self);
void                        rapport_find_pool_unref  (RapportFindPool       *self);
const RapportFindCandidate *rapport_find_pool_get    (const RapportFindPool *self,
                                                      gint64                 member);
guint64                     rapport_find_pool_bit    (GPtrArray             *dictionary,
                                                      const char            *value);
void                        rapport_find_pool_bits   (GPtrArray             *dictionary,
                                                      const char            *value,
                                                      guint64                bits[4]);

/* Number of a candidate → RapportFindBetween, of those with whom @member has or had something to do. */
GHashTable                 *rapport_find_between     (RapportReading        *reading,
                                                      gint64                 programme,
                                                      gint64                 member,
                                                      GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportFindPool, rapport_find_pool_unref)

G_END_DECLS
