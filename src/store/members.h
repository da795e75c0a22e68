/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/member.h"
#include "store/member-index.h"
#include "store/transaction.h"

G_BEGIN_DECLS

/** How a list of members is ordered; ties by number. */
typedef enum {
  RAPPORT_MEMBER_SORT_NAME,
  RAPPORT_MEMBER_SORT_FAMILY_NAME,
  RAPPORT_MEMBER_SORT_CHANGED,      /* latest first */
  RAPPORT_MEMBER_SORT_WAITING,      /* longest first, then everybody else by name */
  RAPPORT_MEMBER_SORT_COMPLETENESS, /* most complete first */
} RapportMemberSort;

/** A member's part in the programme. Who is both has all of the first three. */
typedef enum {
  RAPPORT_ROLE_MENTOR = 1 << 0,
  RAPPORT_ROLE_MENTEE = 1 << 1,
  RAPPORT_ROLE_BOTH = 1 << 2,
  RAPPORT_ROLE_NONE = 1 << 3,
} RapportRoles;
#define RAPPORT_N_ROLES 4

/** A member's states in the programme; a row has one badge, see RapportMemberRow. */
typedef enum {
  RAPPORT_STATE_HAS_ROOM = 1 << 0,  /* mentor, not paused, with a free place */
  RAPPORT_STATE_WAITING = 1 << 1,   /* mentee, not paused, without an active partnership as mentee */
  RAPPORT_STATE_PARTNERED = 1 << 2, /* in an active partnership, on either side */
  RAPPORT_STATE_FULL = 1 << 3,      /* mentor, not paused, without a free place */
  RAPPORT_STATE_PAUSED = 1 << 4,    /* every enrolment is paused today */
} RapportStates;
#define RAPPORT_N_STATES 5

/**
 * RapportMemberQuery:
 * @programme: whose enrolments, partnerships and requests count; 0: none yet
 * @text: what was typed: every word of it must begin a word of the names, organisation, job title, number, e-mail,
 *   skills or interests, or (from three letters on) of biography and expertise
 * @not_paused: leaves out who is paused
 * @areas: %NULL or empty: any; so the next ones
 * @countries: ISO codes
 * @skill: 0: any
 * @least_level: of @skill held
 * @custom_field: 0: any; else only members whose value there is @custom_value
 * @request_takes_place: the policy's "an open request takes a place" (C15)
 * @viewer: for whom: a member finds by what others let them see (I13); 0, the office, by everything
 * @first: 0, or how many ids are enough: then counts are not made and the rest of the list is left out
 *
 * Values of one group are "or", groups are "and".
 */
typedef struct {
  gint64 programme;
  char *text;
  RapportRoles roles;
  RapportStates states;
  gboolean not_paused;
  char **areas;
  char **countries;
  char **grades;
  char **languages;
  gint64 skill;
  int least_level;
  gint64 custom_field;
  char *custom_value;
  RapportMemberSort sort;
  gboolean descending;              /* turns the order round */
  gboolean request_takes_place;
  gint64 viewer;
  guint first;
} RapportMemberQuery;

/** A value of a facet and how many members have it among those that the other groups let through. */
typedef struct {
  char *value;
  guint count;
} RapportFacetValue;

/**
 * RapportMemberResult:
 * @ids: (element-type gint64): in order
 * @total: how many match, exactly; with @first at most that many are in @ids and this is 0 when it was not counted
 * @everybody: how many members there are at all
 * @areas: (element-type RapportFacetValue): most frequent first, zeros last; so the next three
 * @skills: (element-type RapportFacetValue): the fifty most frequent; the value is the skill's number
 *
 * The counts of a group ignore the group's own selection.
 */
typedef struct {
  GArray *ids;
  guint total;
  guint everybody;
  guint roles[RAPPORT_N_ROLES];
  guint states[RAPPORT_N_STATES];
  GPtrArray *areas;
  GPtrArray *countries;
  GPtrArray *grades;
  GPtrArray *languages;
  GPtrArray *skills;
} RapportMemberResult;

/**
 * RapportMemberRow:
 * @no: 0 when the member is gone
 * @areas: the member's areas of guidance
 * @badge: one of RapportStates, or 0: the most urgent: paused, waiting, has room, full, partnered
 * @free: free places of a mentor
 * @waiting_since: of a mentee who waits: the date of enrolment or of the last partnership's end; "" when not known
 *
 * What a list shows of one member.
 */
typedef struct {
  gint64 no;
  char *display_name;
  char *photo;
  char *job_title;
  char *organisation;
  char *country;
  char **areas;
  RapportRoles roles;
  RapportStates states;
  RapportStates badge;
  int capacity;
  int free;
  char *waiting_since;
  char *paused_until;
  int completeness;
  int hidden;
} RapportMemberRow;

RapportMemberQuery  *rapport_member_query_new    (void);
RapportMemberQuery  *rapport_member_query_copy   (const RapportMemberQuery *self);
gboolean             rapport_member_query_equal  (const RapportMemberQuery *one,
                                                  const RapportMemberQuery *other);
void                 rapport_member_query_free   (RapportMemberQuery       *self);
void                 rapport_facet_value_free    (RapportFacetValue        *self);
void                 rapport_member_result_free  (RapportMemberResult      *self);
void                 rapport_member_row_free     (RapportMemberRow         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMemberQuery, rapport_member_query_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMemberResult, rapport_member_result_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMemberRow, rapport_member_row_free)

/** Data of the RapportQuery rapport_members_find(): what is asked, and an index kept between calls or %NULL. */
typedef struct {
  RapportMemberQuery *query;
  RapportMemberIndex *index;
} RapportMembersFind;

RapportMembersFind  *rapport_members_find_data_new  (const RapportMemberQuery *query,
                                                     RapportMemberIndex       *index);
void                 rapport_members_find_data_free (gpointer                  data);

/* A RapportQuery: @data is a RapportMembersFind; returns a RapportMemberResult. */
gpointer             rapport_members_find        (RapportReading           *reading,
                                                  gpointer                  data,
                                                  GCancellable             *cancellable,
                                                  GError                  **error);

/** Data of rapport_members_rows(). What @viewer, a member, may not see is left out; 0 is the office. */
typedef struct {
  gint64 programme;
  gboolean request_takes_place;
  gint64 viewer;
  guint n_ids;
  gint64 ids[];
} RapportMembersRows;

RapportMembersRows  *rapport_members_rows_data_new (gint64        programme,
                                                    gboolean      request_takes_place,
                                                    const gint64 *ids,
                                                    guint         n_ids);

/* A RapportQuery: @data is a RapportMembersRows; returns a GPtrArray of RapportMemberRow in the order of the ids. */
gpointer             rapport_members_rows        (RapportReading           *reading,
                                                  gpointer                  data,
                                                  GCancellable             *cancellable,
                                                  GError                  **error);

/* A RapportQuery: @data points to the member's number (gint64); returns a RapportMember, or %NULL with NOT_FOUND. */
gpointer             rapport_members_get         (RapportReading           *reading,
                                                  gpointer                  data,
                                                  GCancellable             *cancellable,
                                                  GError                  **error);
RapportMember       *rapport_members_load        (RapportReading           *reading,
                                                  gint64                    member);
gboolean             rapport_members_exists      (RapportReading           *reading,
                                                  gint64                    member);
char                *rapport_members_name        (RapportReading           *reading,
                                                  gint64                    member);

/* For the rules of deleting: whether a partnership of the member, on either side, has not been ended by somebody and is
 * within its term; and the numbers of the member's enrolments (element-type gint64). */
gboolean             rapport_members_has_partnership (RapportReading       *reading,
                                                      gint64                member);
gint64               rapport_members_enrolment   (RapportReading           *reading,
                                                  gint64                    member,
                                                  gint64                    programme,
                                                  const char               *role);
GArray              *rapport_members_enrolments  (RapportReading           *reading,
                                                  gint64                    member);

/** What an import looks people up by; %NULL and "" are not known. Borrowed. */
typedef struct {
  const char *issuer;
  const char *number;
  const char *email;
  const char *given_name;
  const char *family_name;
} RapportMemberKey;

/* Members that could be the person of the key: by number (and issuer, when both are known), e-mail without regard to
 * case, or folded name. A GArray of gint64 without repetitions. */
GArray              *rapport_members_candidates  (RapportReading           *reading,
                                                  const RapportMemberKey   *key,
                                                  GError                  **error);

/** An entry of the dictionary of skills. */
typedef struct {
  gint64 no;
  char *label;
  char *framework;
} RapportSkill;

/** A field of the programme's own. */
typedef struct {
  gint64 no;
  char *uuid;
  gint64 programme;
  char *label;
  char *type;
  gboolean sensitive;
} RapportCustomField;

void                 rapport_skill_free          (RapportSkill             *self);
void                 rapport_custom_field_free   (RapportCustomField       *self);

gint64               rapport_members_find_skill  (RapportReading           *reading,
                                                  const char               *label);
/* (element-type RapportSkill): by label. */
GPtrArray           *rapport_members_skills      (RapportReading           *reading,
                                                  GError                  **error);
/* (element-type RapportCustomField): of a programme. */
GPtrArray           *rapport_members_custom_fields (RapportReading         *reading,
                                                    gint64                  programme,
                                                    GError                **error);
/* The values that members have in a field ("area", "grade", "organisation", "country", "language", "channel",
 * "interest", "job_title", "city", "region", "issuer", "status", or "custom/UUID"): RapportFacetValue, most frequent first. */
GPtrArray           *rapport_members_values      (RapportReading           *reading,
                                                  const char               *field,
                                                  guint                     most,
                                                  GError                  **error);

G_END_DECLS
