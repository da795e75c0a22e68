/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

/* "members", "members/12", "members?state=waiting": everybody, found by typing and by facets. */
#define RAPPORT_TYPE_MEMBERS_PAGE (rapport_members_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportMembersPage, rapport_members_page, RAPPORT, MEMBERS_PAGE, RapportPage)

GArray *rapport_members_page_dup_chosen    (RapportMembersPage *self);
GArray *rapport_members_page_dup_listed    (RapportMembersPage *self);
void    rapport_members_page_end_selection (RapportMembersPage *self);

G_END_DECLS
