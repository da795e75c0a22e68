/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/request-rules.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/sentence.h"
#include "model/strip.h"

#define OK RAPPORT_VERDICT_OK
#define SOFT RAPPORT_VERDICT_SOFT
#define HARD RAPPORT_VERDICT_HARD

static void
clear_party (RapportParty *party)
{
  g_free (party->name);
  g_free (party->short_name);
  g_free (party->grade);
  g_free (party->paused_until);
}

void
rapport_pair_free (RapportPair *self)
{
  clear_party (&self->mentor);
  clear_party (&self->mentee);
  g_free (self->today);
  g_free (self);
}

static void
say (GPtrArray           *verdicts,
     RapportVerdictLevel  level,
     const char          *id,
     char                *sentence,
     char                *remedy)
{
  g_ptr_array_add (verdicts, rapport_verdict_new (level, id, sentence, remedy));
}

static void
check_same_person (GPtrArray         *verdicts,
                   const RapportPair *pair)
{
  if (pair->mentor.member == pair->mentee.member && pair->mentor.member != 0)
    say (verdicts, HARD, "same-person", g_strdup_printf (_("%s cannot be asked by themselves"), pair->mentor.name),
         g_strdup (_("choose somebody else")));
}

static void
check_enrolled (GPtrArray           *verdicts,
                const RapportPolicy *policy,
                const RapportParty  *party,
                const char          *role)
{
  const char *word = rapport_policy_role_word (policy, role);

  if (party->member == 0)
    say (verdicts, HARD, "gone",
         /* Translators: %s is the programme's word for the role */
         g_strdup_printf (_("Whoever is meant as %s is not a member any more"), word), g_strdup (_("choose somebody else")));
  else if (!party->enrolled)
    /* Translators: %s is a name, then the programme's word for the role */
    say (verdicts, HARD, "not-enrolled", g_strdup_printf (_("%s is not enrolled as %s"), party->name, word),
         g_strdup_printf (_("enrol %s first"), party->short_name));
}

static void
check_grade (GPtrArray           *verdicts,
             const RapportPolicy *policy,
             const RapportParty  *party)
{
  g_autofree char *grades = NULL;

  if (policy->grades[0] == NULL || g_strv_contains ((const char * const *) policy->grades, party->grade))
    return;
  grades = g_strjoinv (", ", policy->grades);
  say (verdicts, HARD, "grade", g_strdup_printf (_("The grade of %s is not eligible"), party->name),
       g_strdup_printf (_("eligible are %s"), grades));
}

/* A pause refuses requests (B21); what was asked before it may be accepted, with a reason. */
static void
check_pause (GPtrArray           *verdicts,
             RapportVerdictLevel  level,
             const RapportParty  *party,
             const char          *today)
{
  g_autofree char *until = NULL;

  if (!party->paused)
    return;
  until = rapport_date_format_day (party->paused_until, today);
  say (verdicts, level, "paused",
       *until != '\0' ? g_strdup_printf (_("%s is away until %s"), party->name, until)
                      : g_strdup_printf (_("%s is away for now"), party->name),
       level == SOFT ? g_strdup (_("you may go on; the reason is kept"))
                     : g_strdup_printf (_("wait for the return, or end the pause of %s"), party->short_name));
}

static int
free_places (const RapportPolicy *policy,
             const RapportParty  *mentor)
{
  int taken = mentor->taken + (policy->open_takes_place ? mentor->open_requests : 0);

  return MAX (mentor->capacity - taken, 0);
}

/* Capacity is honoured; what a request to somebody full means is the programme's (B25). */
static void
check_capacity (GPtrArray           *verdicts,
                RapportVerdictLevel  level,
                const RapportPolicy *policy,
                const RapportParty  *mentor)
{
  int room = free_places (policy, mentor);

  if (room > 0)
    {
      say (verdicts, OK, "capacity", g_strdup_printf (_("%s has room"), mentor->short_name),
           g_strdup_printf (ngettext ("%d of %d place is taken", "%d of %d places are taken", mentor->capacity),
                            mentor->taken, mentor->capacity));
      return;
    }
  say (verdicts, level, "capacity", g_strdup_printf (_("%s has no free place"), mentor->name),
       mentor->capacity == 0
         ? g_strdup_printf (_("give %s a place first"), mentor->short_name)
         : g_strdup_printf (ngettext ("the %d place is taken; a partnership must end or %s offer another place",
                                      "all %d places are taken; a partnership must end or %s offer another place",
                                      mentor->capacity), mentor->capacity, mentor->short_name));
}

static void
check_between (GPtrArray           *verdicts,
               const RapportPolicy *policy,
               const RapportPair   *pair)
{
  if (pair->asked_at != 0)
    {
      g_autofree char *asked_on = rapport_date_of_instant (pair->asked_at, policy->time_zone);
      g_autofree char *words = rapport_date_format_day (asked_on, pair->today);

      say (verdicts, HARD, "asked-already",
           g_strdup_printf (_("%s and %s have an open request of %s"), pair->mentee.short_name, pair->mentor.short_name, words),
           g_strdup (_("wait for the answer, or withdraw it first")));
    }
  if (pair->partners)
    say (verdicts, HARD, "partners-already",
         g_strdup_printf (_("%s and %s are partners already"), pair->mentee.short_name, pair->mentor.short_name),
         g_strdup (_("extend the term of their partnership instead")));
}

static void
check_counts (GPtrArray           *verdicts,
              const RapportPolicy *policy,
              const RapportPair   *pair)
{
  const RapportParty *mentee = &pair->mentee, *mentor = &pair->mentor;

  if (policy->most_open_mentee > 0 && mentee->open_requests >= policy->most_open_mentee)
    say (verdicts, HARD, "most-open",
         g_strdup_printf (ngettext ("%s has %d open request, and no more are allowed",
                                    "%s has %d open requests, and no more are allowed", mentee->open_requests),
                          mentee->name, mentee->open_requests),
         g_strdup (_("wait for an answer, or withdraw one")));
  if (policy->most_open_mentor > 0 && mentor->open_requests >= policy->most_open_mentor)
    say (verdicts, HARD, "most-open-asked",
         g_strdup_printf (ngettext ("%s has %d request to answer, and no more are allowed",
                                    "%s has %d requests to answer, and no more are allowed", mentor->open_requests),
                          mentor->name, mentor->open_requests),
         g_strdup_printf (_("wait until %s has answered"), mentor->short_name));
}

static void
check_mentors_of (GPtrArray           *verdicts,
                  const RapportPolicy *policy,
                  const RapportParty  *mentee)
{
  if (policy->mentors_per_mentee > 0 && mentee->taken >= policy->mentors_per_mentee)
    say (verdicts, HARD, "mentors-per-mentee",
         g_strdup_printf (ngettext ("%s has %d partnership, and no more are allowed at a time",
                                    "%s has %d partnerships, and no more are allowed at a time", mentee->taken),
                          mentee->name, mentee->taken),
         g_strdup (_("one must end first")));
}

/**
 * rapport_request_rules_check_pair:
 * @policy: the programme's rules
 * @pair: the two
 *
 * What is known before anything is written: whether one of these may ask the other at all.
 *
 * Returns: (transfer full) (element-type RapportVerdict): kept rules too, for the checklist
 */
GPtrArray *
rapport_request_rules_check_pair (const RapportPolicy *policy,
                                  const RapportPair   *pair)
{
  GPtrArray *verdicts = rapport_verdicts_new ();
  RapportVerdictLevel full = policy->full == RAPPORT_FULL_REFUSE ? HARD : SOFT;

  check_same_person (verdicts, pair);
  check_enrolled (verdicts, policy, &pair->mentee, "mentee");
  check_enrolled (verdicts, policy, &pair->mentor, "mentor");
  check_grade (verdicts, policy, &pair->mentee);
  check_grade (verdicts, policy, &pair->mentor);
  check_between (verdicts, policy, pair);
  check_pause (verdicts, HARD, &pair->mentee, pair->today);
  check_pause (verdicts, HARD, &pair->mentor, pair->today);
  if (pair->mentor.enrolled)
    check_capacity (verdicts, full, policy, &pair->mentor);
  check_counts (verdicts, policy, pair);
  check_mentors_of (verdicts, policy, &pair->mentee);
  return verdicts;
}

static void
check_asking (GPtrArray           *verdicts,
              const RapportPolicy *policy,
              const char          *asked_by)
{
  gboolean mentor = strcmp (asked_by, "mentor") == 0, mentee = strcmp (asked_by, "mentee") == 0;

  if (mentor && policy->asking == RAPPORT_ASKING_MENTEE)
    say (verdicts, HARD, "who-asks", g_strdup_printf (_("Requests are sent by %s here"), policy->mentees_word),
         g_strdup (_("the office may send it")));
  else if (mentee && policy->asking == RAPPORT_ASKING_MENTOR)
    say (verdicts, HARD, "who-asks", g_strdup_printf (_("Requests are sent by %s here"), policy->mentors_word),
         g_strdup (_("the office may send it")));
  else if ((mentor || mentee) && policy->asking == RAPPORT_ASKING_OFFICE)
    say (verdicts, HARD, "who-asks", g_strdup (_("Requests are sent by the office here")), g_strdup (_("ask the office")));
}

static char *
list_areas (const RapportPolicy *policy)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; policy->areas[i] != NULL; i++)
    if (!rapport_policy_excludes_area (policy, policy->areas[i]))
      g_ptr_array_add (labels, rapport_area_label (policy->areas[i]));
  g_ptr_array_add (labels, NULL);
  return g_strjoinv (", ", (char **) labels->pdata);
}

static void
check_areas (GPtrArray           *verdicts,
             const RapportPolicy *policy,
             const char * const  *areas)
{
  if (areas == NULL || areas[0] == NULL)
    say (verdicts, HARD, "no-area", g_strdup (_("No area of guidance is chosen")), g_strdup (_("choose at least one")));
  for (guint i = 0; areas != NULL && areas[i] != NULL; i++)
    if (!rapport_policy_has_area (policy, areas[i]))
      {
        g_autofree char *label = rapport_area_label (areas[i]);
        gboolean excluded = rapport_policy_excludes_area (policy, areas[i]);

        say (verdicts, HARD, excluded ? "area-excluded" : "area-not-listed",
             excluded ? rapport_sentence_new (_("Guidance in “%s” is excluded by the rules of the programme"), label)
                      : rapport_sentence_new (_("“%s” is not an area of the programme"), label),
             list_areas (policy));
      }
}

static void
check_term (GPtrArray           *verdicts,
            const RapportPolicy *policy,
            int                  term)
{
  g_autoptr (GString) terms = g_string_new (NULL);
  g_autofree char *asked = NULL;

  if (rapport_policy_has_term (policy, term))
    return;
  for (guint i = 0; i < policy->n_terms; i++)
    g_string_append_printf (terms, "%s%d", i > 0 ? ", " : "", policy->terms[i]);
  asked = rapport_date_format_months (term);
  say (verdicts, HARD, "term", g_strdup_printf (_("The term of a partnership cannot be %s"), asked),
       g_strdup_printf (_("choose from %s months"), terms->str));
}

static void
check_considerations (GPtrArray           *verdicts,
                      const RapportPolicy *policy,
                      const char * const  *answers)
{
  const char * const *ids = rapport_considerations ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const char *answer = answers != NULL ? answers[i] : NULL;

      if (!g_strv_contains ((const char * const *) policy->considerations, ids[i]))
        continue;
      if (answer == NULL || *answer == '\0')
        say (verdicts, HARD, "consideration",
             g_strdup_printf (_("“%s” has no answer"), rapport_consideration_label (ids[i])),
             g_strdup (_("write a line")));
    }
}

/**
 * rapport_request_rules_check:
 * @policy: the programme's rules
 * @pair: the two
 * @ask: what is asked for
 *
 * Returns: (transfer full) (element-type RapportVerdict): what the rules say of sending this request, kept ones too
 */
GPtrArray *
rapport_request_rules_check (const RapportPolicy *policy,
                             const RapportPair   *pair,
                             const RapportAsk    *ask)
{
  GPtrArray *verdicts = rapport_request_rules_check_pair (policy, pair);

  check_asking (verdicts, policy, ask->asked_by);
  check_areas (verdicts, policy, ask->areas);
  check_term (verdicts, policy, ask->term);
  check_considerations (verdicts, policy, ask->considerations);
  return verdicts;
}

static void
check_open (GPtrArray           *verdicts,
            RapportRequestState  state)
{
  static const char * const sentences[] = {
    [RAPPORT_REQUEST_OPEN] = NULL,
    [RAPPORT_REQUEST_ACCEPTED] = N_("The request has been accepted already"),
    [RAPPORT_REQUEST_DECLINED] = N_("The request has been declined already"),
    [RAPPORT_REQUEST_WITHDRAWN] = N_("The request has been withdrawn"),
    [RAPPORT_REQUEST_EXPIRED] = N_("The request has expired"),
  };

  if (state != RAPPORT_REQUEST_OPEN)
    say (verdicts, HARD, "not-open", g_strdup (_(sentences[state])), g_strdup (_("a new one may be sent")));
}

static void
check_comment (GPtrArray           *verdicts,
               const RapportPolicy *policy,
               gboolean             declines,
               const char          *comment)
{
  gboolean needed = policy->comment == RAPPORT_COMMENT_ALWAYS || (declines && policy->comment == RAPPORT_COMMENT_ON_DECLINE);
  g_autofree char *text = rapport_strip (g_strdup (comment != NULL ? comment : ""));

  if (needed && *text == '\0')
    say (verdicts, HARD, "comment", g_strdup (_("A comment is needed with this answer")), g_strdup (_("write a line")));
}

/**
 * rapport_request_rules_check_accept:
 * @policy: the programme's rules
 * @pair: the two
 * @state: the request's, now
 * @term: months that the partnership is to last
 * @starts_on: its first day
 * @comment: (nullable): with the answer
 *
 * Capacity is asked of the facts of this moment, and refuses whatever the programme says of requests to somebody full.
 *
 * Returns: (transfer full) (element-type RapportVerdict): what the rules say of accepting, kept ones too
 */
GPtrArray *
rapport_request_rules_check_accept (const RapportPolicy *policy,
                                    const RapportPair   *pair,
                                    RapportRequestState  state,
                                    int                  term,
                                    const char          *starts_on,
                                    const char          *comment)
{
  GPtrArray *verdicts = rapport_verdicts_new ();
  RapportPolicy without_open = *policy;

  /* the place that the request itself takes, if any, is the one that it gets */
  without_open.open_takes_place = FALSE;
  check_open (verdicts, state);
  check_same_person (verdicts, pair);
  check_enrolled (verdicts, policy, &pair->mentee, "mentee");
  check_enrolled (verdicts, policy, &pair->mentor, "mentor");
  check_capacity (verdicts, HARD, &without_open, &pair->mentor);
  check_mentors_of (verdicts, policy, &pair->mentee);
  if (pair->partners)
    check_between (verdicts, policy, &(RapportPair) { pair->mentor, pair->mentee, 0, TRUE, pair->today });
  else if (pair->mentee.member != pair->mentor.member)
    say (verdicts, OK, "partners-already", g_strdup (_("No other partnership between the two")),
         rapport_sentence_new (_("one at a time in %s"), policy->name));
  check_pause (verdicts, SOFT, &pair->mentor, pair->today);
  check_pause (verdicts, SOFT, &pair->mentee, pair->today);
  check_term (verdicts, policy, term);
  if (!rapport_date_is_valid (starts_on))
    say (verdicts, HARD, "starts-on", g_strdup (_("The first day is not a date")), g_strdup (_("write it as 2026-11-19")));
  check_comment (verdicts, policy, FALSE, comment);
  return verdicts;
}

/**
 * rapport_request_rules_check_answer:
 * @policy: the programme's rules
 * @pair: the two
 * @answer: decline, save, withdraw or remind; accepting has a function of its own
 * @state: the request's, now
 * @comment: (nullable): with the answer
 *
 * Only what is open is answered (I20).
 *
 * Returns: (transfer full) (element-type RapportVerdict): what the rules say
 */
GPtrArray *
rapport_request_rules_check_answer (const RapportPolicy *policy,
                                    const RapportPair   *pair,
                                    RapportAnswer        answer,
                                    RapportRequestState  state,
                                    const char          *comment)
{
  GPtrArray *verdicts = rapport_verdicts_new ();

  check_open (verdicts, state);
  if (answer == RAPPORT_ANSWER_DECLINE)
    check_comment (verdicts, policy, TRUE, comment);
  return verdicts;
}
