/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportSamePerson:
 * @RAPPORT_PERSON_DIFFERENT: nothing says that the two are one
 * @RAPPORT_PERSON_LIKELY: somebody should look
 * @RAPPORT_PERSON_SAME: one person
 */
typedef enum {
  RAPPORT_PERSON_DIFFERENT,
  RAPPORT_PERSON_LIKELY,
  RAPPORT_PERSON_SAME,
} RapportSamePerson;

/** What tells people apart; %NULL and empty both mean that it is not known. Borrowed strings. */
typedef struct {
  const char *issuer;
  const char *number;
  const char *email;
  const char *given_name;
  const char *family_name;
} RapportIdentity;

RapportSamePerson rapport_same_person (const RapportIdentity *one,
                                       const RapportIdentity *other);
char             *rapport_name_key    (const char            *given_name,
                                       const char            *family_name);

G_END_DECLS
