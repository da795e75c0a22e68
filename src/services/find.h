/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "matching/score.h"
#include "model/member.h"
#include "store/find-pool.h"

G_BEGIN_DECLS

/** A skill that is wanted above the level held. */
typedef struct {
  gint64 skill;
  char *label;
  int held;
  int wanted;
} RapportFindGap;

/**
 * RapportFindNeed:
 * @gaps: (element-type RapportFindGap)
 *
 * What somebody looks for; at first what their profile says, and then what Change… made of it for this search.
 */
typedef struct {
  char **areas;
  GPtrArray *gaps;
  char **languages;
  char **channels;
  char *time_zone;
  char **availability;
  char *organisation;
} RapportFindNeed;

typedef enum {
  RAPPORT_FIND_BEST_MATCH,
  RAPPORT_FIND_BY_NAME,
  RAPPORT_FIND_LEAST_LOAD,
  RAPPORT_FIND_LONGEST_WAITING,
} RapportFindSort;

/** Must haves: bits. */
typedef enum {
  RAPPORT_MUST_ROOM = 1 << 0,
  RAPPORT_MUST_NOT_ASKED = 1 << 1,
  RAPPORT_MUST_OTHER_ORGANISATION = 1 << 2,
} RapportFindMusts;
#define RAPPORT_N_MUSTS 3

/** How many office hours of a day two zones share: bits. */
typedef enum {
  RAPPORT_OVERLAP_SIX = 1 << 0,
  RAPPORT_OVERLAP_THREE = 1 << 1,
  RAPPORT_OVERLAP_LESS = 1 << 2,
} RapportFindOverlaps;
#define RAPPORT_N_OVERLAPS 3

/** What keeps people away: each must, each group of facets, the text. */
typedef enum {
  RAPPORT_FIND_GROUP_MUST, /* and one more for each must */
  RAPPORT_FIND_GROUP_AREA = RAPPORT_N_MUSTS,
  RAPPORT_FIND_GROUP_SKILL,
  RAPPORT_FIND_GROUP_OVERLAP,
  RAPPORT_FIND_GROUP_LANGUAGE,
  RAPPORT_FIND_GROUP_CHANNEL,
  RAPPORT_FIND_GROUP_TEXT,
} RapportFindGroup;
#define RAPPORT_N_FIND_GROUPS (RAPPORT_FIND_GROUP_TEXT + 1)

/**
 * RapportFindQuery:
 * @programme: filled in by a RapportFinder
 * @role: "mentor" or "mentee": who is looked for
 * @member: who looks: what they may see limits search, facets and rows (I13); 0: the office, for nobody
 * @need: (nullable): %NULL: what the profile of @member says
 * @text: words that begin words of names, organisations, positions and skills
 * @skills: numbers of skills, and the least levels
 *
 * Values of one group are "or", groups and musts are "and".
 */
typedef struct {
  gint64 programme;
  char *role;
  gint64 member;
  RapportFindNeed *need;
  char *text;
  RapportFindMusts musts;
  char **areas;
  GArray *skills;        /* of RapportFindSkill */
  RapportFindOverlaps overlaps;
  char **languages;
  char **channels;
  RapportFindSort sort;
} RapportFindQuery;

/** A value of a facet and how many have it among those that everything else lets through. */
typedef struct {
  char *value;
  guint count;
} RapportFindValue;

typedef struct {
  int skill;
  int least;
  char *label;
  guint count;
} RapportFindSkillValue;

/** Why somebody cannot be asked, or that they can. */
typedef enum {
  RAPPORT_FIND_HAS_ROOM,
  RAPPORT_FIND_FULL,
  RAPPORT_FIND_ASKED,
  RAPPORT_FIND_PARTNERS,
  RAPPORT_FIND_WAITING,    /* mentees: without a partnership */
  RAPPORT_FIND_HAS_MENTOR,
} RapportFindBadge;

/**
 * RapportFindRow:
 * @second_line: position, organisation, country, as far as they are visible
 * @matches: what matches, in words; @misses: what does not
 * @whats: of each criterion "what" in words
 *
 * A result as a card shows it.
 */
typedef struct {
  gint64 member;
  int score;
  char *name;
  char *photo;
  char *second_line;
  char *matches;
  char *misses;
  RapportFindBadge badge;
  char *badge_label;
  int free;
  int capacity;
  int taken;
  gint64 asked_at;
  RapportCriterion criteria[RAPPORT_N_CRITERIA];
  char *whats[RAPPORT_N_CRITERIA];
} RapportFindRow;

/**
 * RapportFindResult:
 * @ids: (element-type gint64): who fits, in order
 * @scores: (element-type int): as @ids
 * @has_need: whether there is anything to score by
 * @without: where nobody fits, how many would if that group alone were left out
 *
 * What a search found. It keeps the pool, so that rows are made from memory.
 */
typedef struct {
  RapportFindPool *pool;
  RapportFindQuery *query;
  RapportFindNeed *need;
  char *member_name;         /* who looks, "" for nobody */
  char *short_name;          /* as one speaks of them */
  gboolean has_need;
  GArray *ids;
  GArray *scores;
  guint everybody;           /* that could be found at all */
  guint musts[RAPPORT_N_MUSTS];
  guint overlaps[RAPPORT_N_OVERLAPS];
  guint without[RAPPORT_N_FIND_GROUPS];
  GPtrArray *areas;          /* RapportFindValue: what is needed first, then the most frequent */
  GPtrArray *skills;         /* RapportFindSkillValue */
  GPtrArray *languages;
  GPtrArray *channels;
  /* private */
  gpointer run;
} RapportFindResult;

/** Data of rapport_find(): @pool (nullable) is one of the same programme and role that is still good. */
typedef struct {
  RapportFindQuery *query;
  RapportFindPool *pool;
} RapportFindJob;

RapportFindNeed   *rapport_find_need_new       (void);
RapportFindNeed   *rapport_find_need_of        (const RapportMember    *member);
RapportFindNeed   *rapport_find_need_copy      (const RapportFindNeed  *self);
void               rapport_find_need_free      (RapportFindNeed        *self);
void               rapport_find_need_add_gap   (RapportFindNeed        *self,
                                                gint64                  skill,
                                                const char             *label,
                                                int                     held,
                                                int                     wanted);

RapportFindQuery  *rapport_find_query_new      (const char             *role,
                                                gint64                  member);
RapportFindQuery  *rapport_find_query_copy     (const RapportFindQuery *self);
void               rapport_find_query_free     (RapportFindQuery       *self);

RapportFindJob    *rapport_find_job_new        (const RapportFindQuery *query,
                                                RapportFindPool        *pool);
void               rapport_find_job_free       (gpointer                data);

/* A RapportQuery: @data is a RapportFindJob; returns a RapportFindResult. */
gpointer           rapport_find                (RapportReading         *reading,
                                                gpointer                data,
                                                GCancellable           *cancellable,
                                                GError                **error);
void               rapport_find_result_free    (RapportFindResult      *self);
RapportFindRow    *rapport_find_result_row     (const RapportFindResult *self,
                                                gint64                  member);
void               rapport_find_row_free       (RapportFindRow         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportFindNeed, rapport_find_need_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportFindQuery, rapport_find_query_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportFindResult, rapport_find_result_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportFindRow, rapport_find_row_free)

G_END_DECLS
