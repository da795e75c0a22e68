/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/member-view.h"

G_BEGIN_DECLS

/**
 * RapportLetterFacts:
 * @to: the reader, as they see themselves
 * @other: the other one of the two, as the reader may see them
 *
 * What a letter may say. People come as views alone, so that nothing gets into a letter that its reader may not see
 * (I13). Texts may be %NULL or empty: lines that would hold nothing else are left out.
 */
typedef struct {
  const RapportMemberView *to;
  const RapportMemberView *other;
  const char *programme;
  const char *help_contact;
  const char *areas;
  const char *term;
  const char *message;   /* of the request, as it was sent */
  const char *sent_on;
  const char *last_day;
  const char *comment;   /* that came with the answer */
  const char *no_address; /* a sentence where the reader may see no address of the other: who puts them in touch */
  const char *starts_on;
  const char *ends_on;
  const char *ended_on;
  const char *meeting_time;        /* of an invitation, by the clocks of the reader … */
  const char *meeting_other_time;  /* … and of the other, where those differ */
  const char *meeting_place;
  const char *meeting_topics;
} RapportLetterFacts;

/** A letter without its addresses. */
typedef struct {
  char *subject;         /* one line */
  char *body;            /* plain text, UTF-8, lines end in "\n" */
} RapportLetterText;

RapportLetterText *rapport_letter_fill        (const char                *letter_template,
                                               const RapportLetterFacts  *facts,
                                               GError                   **error);
gboolean           rapport_letter_check       (const char                *letter_template,
                                               GError                   **error);
void               rapport_letter_text_free   (RapportLetterText         *self);

/* (transfer full) (nullable): the template that comes with Rapport, in the first of @languages (%NULL-terminated) that it
 * is written in, else in English; %NULL for a kind that has none. */
char              *rapport_letter_template    (const char                *kind,
                                               const char * const        *languages);
gboolean           rapport_letter_has_language (const char               *kind,
                                                const char               *language);
/* (transfer full): all that may stand in braces, for people who write templates. */
char             **rapport_letter_placeholders (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportLetterText, rapport_letter_text_free)

G_END_DECLS
