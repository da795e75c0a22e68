/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/transaction.h"

G_BEGIN_DECLS

/* Where texts of others may speak of somebody who is being erased. Erasing does not reach them: they are others' words, and a
 * name alone says too little. So people are told where to look. */

/** Somebody, as they were called. */
typedef struct {
  gint64 member;
  char *given;         /* folded, "" if there is none */
  char *family;
  char *author;        /* as operations name who did them */
} RapportMentioned;

/** A text that may speak of them. */
typedef struct {
  const char *kind;    /* of the entity: "meeting", … */
  gint64 entity;
  const char *field;
} RapportMention;

void              rapport_mentioned_free  (RapportMentioned    *self);
/* Taken before the member is erased; %NULL: has no name. */
RapportMentioned *rapport_mentioned_new   (RapportReading      *reading,
                                           gint64               member);
/* (element-type RapportMention): in no order; freed by g_free(). Goes through tables, so on a reader's thread. */
GPtrArray        *rapport_mentions_find   (RapportReading      *reading,
                                           GPtrArray           *people,
                                           GCancellable        *cancellable,
                                           GError             **error);
/* How many operations name one of them as who did it. */
guint             rapport_mentions_authored (RapportReading    *reading,
                                           GPtrArray           *people);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMentioned, rapport_mentioned_free)

G_END_DECLS
