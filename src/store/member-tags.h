/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/sql.h"

G_BEGIN_DECLS

/** What a tag is about; in the file, so numbers stay as they are. */
typedef enum {
  RAPPORT_TAG_AREA = 0,
  RAPPORT_TAG_LANGUAGE = 1,
  RAPPORT_TAG_COUNTRY = 2,
  RAPPORT_TAG_GRADE = 3,
  RAPPORT_TAG_SKILL = 4,    /* held; the number is the skill's */
  RAPPORT_TAG_WANTED = 5,   /* a skill wanted */
  RAPPORT_TAG_INTEREST = 6,
} RapportTagFacet;
#define RAPPORT_N_TAG_FACETS 7

/* A tag is (number << 3 | facet). Codes of two or three letters are their own number, other words are numbered by the
 * table tag. A member's tags stand in member_key.tags in ascending order, each as the difference to the one before,
 * seven bits a byte, low ones first, the highest bit set where more follow. */

static inline RapportTagFacet
rapport_tag_facet (guint64 tag)
{
  return (RapportTagFacet) (tag & 7);
}

static inline guint64
rapport_tag_make (RapportTagFacet facet,
                  guint64         number)
{
  return number << 3 | facet;
}

guint64  rapport_tag_of_code    (RapportTagFacet     facet,
                                 const char         *code);
char    *rapport_tag_to_code    (guint64             tag);
gboolean rapport_tag_is_code    (guint64             tag);
guint64  rapport_tag_of_word    (RapportTransaction *transaction,
                                 RapportTagFacet     facet,
                                 const char         *word,
                                 GError            **error);
void     rapport_tags_encode    (GArray             *tags,
                                 GByteArray         *bytes);
gboolean rapport_tags_next      (const guint8      **at,
                                 const guint8       *end,
                                 guint64            *tag);

G_END_DECLS
