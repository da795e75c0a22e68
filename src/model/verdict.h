/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** How a rule judges: kept, warned (may be overridden with a recorded reason), refused. */
typedef enum {
  RAPPORT_VERDICT_OK,
  RAPPORT_VERDICT_SOFT,
  RAPPORT_VERDICT_HARD,
} RapportVerdictLevel;

/**
 * RapportVerdict:
 * @level: how the rule judges
 * @id: which rule, "capacity", "asked-already", …
 * @sentence: for people: "Sofia Lindqvist has no free place"
 * @remedy: what would allow it, or beside a kept rule the facts: "2 of 4 places are taken"
 *
 * What one rule says of a command.
 */
typedef struct {
  RapportVerdictLevel level;
  const char *id;
  char *sentence;
  char *remedy;
} RapportVerdict;

RapportVerdict       *rapport_verdict_new         (RapportVerdictLevel  level,
                                                   const char          *id,
                                                   char                *sentence,
                                                   char                *remedy);
void                  rapport_verdict_free        (RapportVerdict      *self);
char                 *rapport_verdict_words       (const RapportVerdict *self);

GPtrArray            *rapport_verdicts_new        (void);
const RapportVerdict *rapport_verdicts_find       (GPtrArray           *verdicts,
                                                   const char          *id);
const RapportVerdict *rapport_verdicts_worst      (GPtrArray           *verdicts);
RapportVerdictLevel   rapport_verdicts_level      (GPtrArray           *verdicts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportVerdict, rapport_verdict_free)

G_END_DECLS
