/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/transaction.h"

G_BEGIN_DECLS

/* What a search needs of every member, in memory: words, tags and orders, kept between searches and loaded anew in the
 * search's own read transaction when the database has changed. It may be used from several threads. */
typedef struct _RapportMemberIndex RapportMemberIndex;

RapportMemberIndex *rapport_member_index_new   (void);
RapportMemberIndex *rapport_member_index_ref   (RapportMemberIndex *self);
void                rapport_member_index_unref (RapportMemberIndex *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMemberIndex, rapport_member_index_unref)

G_END_DECLS
