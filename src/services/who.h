/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/** Whom @words name: a member number, an e-mail address or a name; and with @listed, the number that lists in the terminal
 * show, which nobody sees in the window. A number that is one in the list and another's member number names both; "no:7" and
 * "number:7" say which is meant. */
typedef struct {
  char *words;
  gint64 programme;
  gboolean listed;
} RapportWhoQuestion;

/** Those who may be meant, with their names. */
typedef struct {
  GArray *ids;      /* of gint64 */
  GPtrArray *names; /* of char */
  gboolean listed;  /* as it was asked */
} RapportWho;

RapportWhoQuestion *rapport_who_question_new  (const char         *words,
                                               gint64              programme);
void                rapport_who_question_free (RapportWhoQuestion *self);
void                rapport_who_free          (RapportWho         *self);

gpointer            rapport_who_query         (RapportReading     *reading,
                                               gpointer            data,
                                               GCancellable       *cancellable,
                                               GError            **error);
gint64              rapport_who_found         (const RapportWho   *self,
                                               const char         *words,
                                               GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportWhoQuestion, rapport_who_question_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportWho, rapport_who_free)

G_END_DECLS
