/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/policy.h"
#include "services/find.h"
#include "ui/facet-list.h"

G_BEGIN_DECLS

/* The facets of a search: its groups, their counts, and what is ticked. */
void rapport_find_facets_init  (RapportFacetList        *list);
void rapport_find_facets_fill  (RapportFacetList        *list,
                                const RapportFindResult *result,
                                const RapportPolicy     *policy);
void rapport_find_facets_query (RapportFacetList        *list,
                                RapportFindQuery        *query);
void rapport_find_facets_group (RapportFindGroup         group,
                                const char             **facets,
                                const char             **value);

G_END_DECLS
