/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/letter.h"
#include "model/letters.h"
#include "model/meeting-plan.h"
#include "store/transaction.h"

G_BEGIN_DECLS

/** The two people and what is between them, as a letter needs it. */
typedef struct _RapportLetterCase RapportLetterCase;

/* Reads the request or partnership @cause; %NULL with @error set when it is not there. */
RapportLetterCase *rapport_letter_case_new       (RapportReading           *reading,
                                                  gint64                    cause,
                                                  GError                  **error);
void               rapport_letter_case_free      (RapportLetterCase        *self);
gint64             rapport_letter_case_programme (const RapportLetterCase  *self);
/* The readers of a kind of letter: one or two; returns how many. */
guint              rapport_letter_case_readers   (const RapportLetterCase  *self,
                                                  const RapportLetterKind  *kind,
                                                  gint64                    readers[2]);
gint64             rapport_letter_case_other     (const RapportLetterCase  *self,
                                                  gint64                    reader);
/* Of an invitation: what it is to. @plan is borrowed. */
void               rapport_letter_case_set_plan  (RapportLetterCase        *self,
                                                  const RapportMeetingPlan *plan);
/* (out) (transfer full): the two as the reader of a letter of @kind may see them; %FALSE: one is not there any more. */
gboolean           rapport_letter_views          (RapportReading           *reading,
                                                  const char               *kind,
                                                  gint64                    reader,
                                                  gint64                    other,
                                                  RapportMemberView       **reader_view,
                                                  RapportMemberView       **other_view);
/* The letter to @reader; @letter_template %NULL takes the one in force in the reader's language. */
RapportLetterText *rapport_letter_case_write     (const RapportLetterCase  *self,
                                                  RapportReading           *reading,
                                                  const RapportLetterKind  *kind,
                                                  gint64                    reader,
                                                  const char               *letter_template,
                                                  GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportLetterCase, rapport_letter_case_free)

G_END_DECLS
