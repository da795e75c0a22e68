/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/policy.h"
#include "store/members.h"
#include "ui/facet-list.h"

G_BEGIN_DECLS

/* Between the facets of the members page and what is asked. */

/** A filter that can be taken away alone: a value of a facet, or the text. */
typedef struct {
  char *group;   /* "text" for what was typed */
  char *value;
  char *label;
} RapportMemberFilter;

void       rapport_member_filters_add_groups (RapportFacetList          *facets);
void       rapport_member_filters_read       (RapportFacetList          *facets,
                                              RapportMemberQuery        *query);
void       rapport_member_filters_show       (RapportFacetList          *facets,
                                              const RapportMemberResult *result,
                                              const RapportPolicy       *policy);
GPtrArray *rapport_member_filters_list       (const RapportMemberQuery  *query,
                                              const RapportPolicy       *policy);
void       rapport_member_query_leave_out    (RapportMemberQuery        *query,
                                              const RapportMemberFilter *filter);
void       rapport_member_filter_free        (RapportMemberFilter       *filter);

G_END_DECLS
