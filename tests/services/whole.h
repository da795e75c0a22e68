/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/transaction.h"

G_BEGIN_DECLS

/* Somebody of whom everything that the table of fields knows is filled, each with a mark of its own. */

/** A mark, of one field of one entity. */
typedef struct {
  char *text;
  const char *kind;
  const char *field;
} RapportMark;

/**
 * RapportWhole:
 * @marks: (element-type RapportMark): what is the person's
 * @others: the same, of what is the partner's alone
 */
typedef struct {
  gint64 programme;
  gint64 person;
  gint64 partner;
  gint64 partnership;
  gint64 meeting;
  GPtrArray *marks;
  GPtrArray *others;
} RapportWhole;

RapportWhole *rapport_whole_new     (void);
void          rapport_whole_free    (RapportWhole        *self);
/* RapportCommand functions, one after the other: @data is a RapportWhole. */
gboolean      rapport_whole_command (RapportTransaction  *transaction,
                                     gpointer             data,
                                     GError             **error);
gboolean      rapport_whole_end_command (RapportTransaction *transaction,
                                     gpointer             data,
                                     GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportWhole, rapport_whole_free)

G_END_DECLS
