/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* Drafts of requests and meetings are named by the numbers of those they are about, and another file gives these to others.
 * What each is about is noted before a file is replaced; afterwards the drafts go whose numbers are others'. */
typedef struct _RapportDraftsAbout RapportDraftsAbout;

RapportDraftsAbout *rapport_drafts_about_new  (RapportReading      *reading,
                                               const char          *database);
void                rapport_drafts_about_free (RapportDraftsAbout  *self);
guint               rapport_drafts_about_trim (RapportDraftsAbout  *self,
                                               RapportStore        *store);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportDraftsAbout, rapport_drafts_about_free)

G_END_DECLS
