/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/member.h"
#include "model/visibility.h"

G_BEGIN_DECLS

/* What a viewer may see of a member (I13). Letters, lists and files for others take views, never members, so that what
 * is not visible cannot get into them. A view owns its values and outlives its member. */
typedef struct _RapportMemberView RapportMemberView;

RapportMemberView *rapport_member_view_new           (const RapportMember     *member,
                                                      RapportRelation          relation);
void               rapport_member_view_free          (RapportMemberView       *self);

gint64             rapport_member_view_get_no        (const RapportMemberView *self);
const char        *rapport_member_view_get_name      (const RapportMemberView *self);
const char        *rapport_member_view_get_text      (const RapportMemberView *self,
                                                      const char              *field);
char             **rapport_member_view_get_set       (const RapportMemberView *self,
                                                      const char              *field);
GPtrArray         *rapport_member_view_get_skills    (const RapportMemberView *self);
GPtrArray         *rapport_member_view_get_items     (const RapportMemberView *self);
GPtrArray         *rapport_member_view_get_customs   (const RapportMemberView *self);
gboolean           rapport_member_view_sees          (const RapportMemberView *self,
                                                      const char              *element);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMemberView, rapport_member_view_free)

G_END_DECLS
