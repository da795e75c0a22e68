/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Who may send a request (C1). */
typedef enum {
  RAPPORT_ASKING_MENTEE,
  RAPPORT_ASKING_MENTOR,
  RAPPORT_ASKING_EITHER,
  RAPPORT_ASKING_OFFICE,
} RapportAsking;

/** Whether a comment is needed with an answer (C7). */
typedef enum {
  RAPPORT_COMMENT_NEVER,
  RAPPORT_COMMENT_ON_DECLINE,
  RAPPORT_COMMENT_ALWAYS,
} RapportCommentRule;

/** What happens to a request to somebody who is full (B25). */
typedef enum {
  RAPPORT_FULL_REFUSE,
  RAPPORT_FULL_QUEUE,
  RAPPORT_FULL_ALLOW,
} RapportFullRule;

/** The shares of a score's criteria; any unit, the sum counts as whole (DESIGN §6). */
typedef struct {
  int areas;
  int skills;
  int languages;
  int hours;
  int preferences;
} RapportScoreWeights;

/**
 * RapportPolicy:
 *
 * A programme's rules as data: the preset's, and the programme's own settings on top. It does not change once made;
 * share it with rapport_policy_ref(), between threads too. Lists are %NULL-terminated, an empty one restricts nothing.
 */
typedef struct {
  char *preset;                 /* "ieee" */
  char *name;                   /* what a programme of this preset is called at first */
  char *mentor_word;            /* the words of the programme, in the singular and the plural */
  char *mentors_word;
  char *mentee_word;
  char *mentees_word;

  char **areas;                 /* I03 */
  char **excluded_areas;        /* C8, T06: refused */
  int *terms;                   /* C3, I06: months; n_terms of them, none: any length or no term */
  guint n_terms;
  int default_term;
  RapportAsking asking;         /* C1 */
  RapportCommentRule comment;   /* C7 */
  RapportFullRule full;         /* B25 */
  int remind_days;              /* C6, I21: a reminder is due from this day … */
  int remind_again_days;        /* B29: … and a second one from this day; 0: none */
  int remind_until_days;        /* … and late after this one */
  int expire_days;              /* C6, I20 */

  int mentors_per_mentee;       /* C2: 0 is no limit */
  int default_capacity;         /* B27 */
  int capacity_ceiling;         /* B27 */
  int most_open_mentee;         /* C15: open requests at a time; 0 is no limit */
  int most_open_mentor;
  gboolean open_takes_place;    /* C15: whether an open request takes a place */

  int ending_soon_days;         /* I06 */
  int lost_touch_days;          /* C4, T18 */
  gboolean monthly;             /* C4: a contact in every calendar month is asked for */
  int first_contact_days;       /* C5, B13: 0 is none */
  char *first_contact;          /* C5: "mentee", "mentor", "requester", "either" or "" */
  char **end_reasons;           /* C11 */
  gboolean end_discussed;       /* C11: the end is to be discussed first */
  gboolean pause;               /* C12: members may pause */
  char *line_manager;           /* C10: "", "involved", "excluded" */
  char *escalation;             /* C13 */
  char *privacy;                /* C9: "element", "all", "partner" */
  char **grades;                /* C14: eligible ones */
  char **required_elements;     /* C15, B19 */
  char **signature_kinds;       /* C15 */
  char *changed_policy;         /* C15: what it does to open requests: "keep" */
  char *default_visibility;     /* C15: "" leaves each element its own */
  char **considerations;        /* I25: those that are needed */
  char **channels;              /* B11 */

  char **letters;               /* I18: the kinds of letters that are drafted */
  char **automatic_letters;     /* of these, the kinds that go out without being looked at */

  RapportScoreWeights weights;
  int score_threshold;          /* a ring below it is grey */
  char *time_zone;              /* C15 */
  char *help_contact;           /* I27 */
} RapportPolicy;

/** One setting, for showing and changing it by its key. */
typedef struct {
  const char *key;              /* as in presets and in the journal's field setting/KEY */
  const char *rule;             /* the row of FEATURES.md that it stands for, or %NULL */
  const char *label;            /* translated; the beginning of a sentence that the value ends */
} RapportSetting;

RapportPolicy  *rapport_policy_new_preset     (const char           *preset,
                                               GError              **error);
RapportPolicy  *rapport_policy_new            (const char           *preset,
                                               const char           *time_zone,
                                               const char           *settings,
                                               GError              **error);
RapportPolicy  *rapport_policy_ref            (const RapportPolicy  *self);
void            rapport_policy_unref          (RapportPolicy        *self);

GPtrArray      *rapport_policy_settings       (void);
char           *rapport_policy_get_json       (const RapportPolicy  *self,
                                               const char           *key);
gboolean        rapport_policy_check_json     (const char           *key,
                                               const char           *json,
                                               GError              **error);

gboolean        rapport_policy_has_area       (const RapportPolicy  *self,
                                               const char           *area);
gboolean        rapport_policy_excludes_area  (const RapportPolicy  *self,
                                               const char           *area);
gboolean        rapport_policy_has_term       (const RapportPolicy  *self,
                                               int                   months);
const char     *rapport_policy_role_word      (const RapportPolicy  *self,
                                               const char           *role);

/* Words for the ids that policies and members share. What has no word of ours is given back as it is. */
char           *rapport_area_label            (const char           *area);
const char     *rapport_channel_label         (const char           *channel);
const char     *rapport_end_reason_label      (const char           *reason);
const char * const *rapport_decline_reasons   (void);
const char     *rapport_decline_reason_label  (const char           *reason);
const char     *rapport_consideration_label   (const char           *consideration);
const char * const *rapport_considerations    (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportPolicy, rapport_policy_unref)

G_END_DECLS
