/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/member-filters.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/places.h"
#include "ui/member-words.h"

#define FEW 4

static const char * const role_ids[RAPPORT_N_ROLES] = { "mentor", "mentee", "both", "none" };
static const char * const state_ids[RAPPORT_N_STATES] = { "has-room", "waiting", "partnered", "full", "paused" };

/** The groups of the list, in their order. */
void
rapport_member_filters_add_groups (RapportFacetList *facets)
{
  rapport_facet_list_add_group (facets, "role", _("Role"), 0);
  rapport_facet_list_add_group (facets, "state", _("State"), 0);
  rapport_facet_list_add_group (facets, "area", _("Area of guidance"), FEW);
  rapport_facet_list_add_group (facets, "country", _("Country"), FEW);
  rapport_facet_list_add_group (facets, "grade", _("Grade"), FEW);
  rapport_facet_list_add_group (facets, "language", _("Language"), FEW);
}

static guint
read_flags (RapportFacetList   *facets,
            const char         *group,
            const char * const *ids,
            guint               n_ids)
{
  g_auto (GStrv) selected = rapport_facet_list_dup_selected (facets, group);
  guint flags = 0;

  for (guint i = 0; i < n_ids; i++)
    if (g_strv_contains ((const char * const *) selected, ids[i]))
      flags |= 1u << i;
  return flags;
}

static void
read_values (RapportFacetList *facets,
             const char       *group,
             char           ***place)
{
  g_clear_pointer (place, g_strfreev);
  *place = rapport_facet_list_dup_selected (facets, group);
}

/** Puts what is ticked into @query. */
void
rapport_member_filters_read (RapportFacetList   *facets,
                             RapportMemberQuery *query)
{
  query->roles = read_flags (facets, "role", role_ids, RAPPORT_N_ROLES);
  query->states = read_flags (facets, "state", state_ids, RAPPORT_N_STATES);
  read_values (facets, "area", &query->areas);
  read_values (facets, "country", &query->countries);
  read_values (facets, "grade", &query->grades);
  read_values (facets, "language", &query->languages);
}

static char *
role_label (const char          *value,
            const RapportPolicy *policy)
{
  for (guint i = 0; i < RAPPORT_N_ROLES; i++)
    if (g_str_equal (role_ids[i], value))
      return rapport_roles_label (1u << i, policy);
  return g_strdup (value);
}

static char *
value_label (const char          *group,
             const char          *value,
             const RapportPolicy *policy)
{
  const char *known = NULL;

  if (g_str_equal (group, "area"))
    return rapport_area_label (value);
  if (g_str_equal (group, "country"))
    known = rapport_country_name (value);
  else if (g_str_equal (group, "language"))
    known = rapport_language_name (value);
  else if (g_str_equal (group, "role") && g_str_equal (value, "none"))
    known = _("Not enrolled");
  else if (g_str_equal (group, "role"))
    return role_label (value, policy);
  else if (g_str_equal (group, "state"))
    for (guint i = 0; i < RAPPORT_N_STATES; i++)
      known = g_str_equal (state_ids[i], value) ? rapport_states_value_label (1u << i) : known;
  else if (g_str_equal (group, "grade"))
    return rapport_word_alone (value); /* files have "senior member" */
  return g_strdup (known != NULL ? known : value);
}

static void
show_flags (RapportFacetList    *facets,
            const char          *group,
            const char * const  *ids,
            const guint         *counts,
            guint                n_ids,
            const RapportPolicy *policy)
{
  rapport_facet_list_begin (facets, group);
  for (guint i = 0; i < n_ids; i++)
    {
      g_autofree char *label = value_label (group, ids[i], policy);

      rapport_facet_list_set (facets, group, ids[i], label, counts[i]);
    }
  rapport_facet_list_end (facets, group);
}

static void
show_values (RapportFacetList    *facets,
             const char          *group,
             GPtrArray           *values,
             const RapportPolicy *policy)
{
  rapport_facet_list_begin (facets, group);
  for (guint i = 0; i < values->len; i++)
    {
      const RapportFacetValue *value = g_ptr_array_index (values, i);
      g_autofree char *label = NULL;

      if (*value->value == '\0')
        continue;
      label = value_label (group, value->value, policy);
      rapport_facet_list_set (facets, group, value->value, label, value->count);
    }
  rapport_facet_list_end (facets, group);
}

/** Shows the counts of @result. */
void
rapport_member_filters_show (RapportFacetList          *facets,
                             const RapportMemberResult *result,
                             const RapportPolicy       *policy)
{
  show_flags (facets, "role", role_ids, result->roles, RAPPORT_N_ROLES, policy);
  show_flags (facets, "state", state_ids, result->states, RAPPORT_N_STATES, policy);
  show_values (facets, "area", result->areas, policy);
  show_values (facets, "country", result->countries, policy);
  show_values (facets, "grade", result->grades, policy);
  show_values (facets, "language", result->languages, policy);
}

static void
add_filter (GPtrArray           *filters,
            const char          *group,
            const char          *value,
            const RapportPolicy *policy)
{
  RapportMemberFilter *filter = g_new0 (RapportMemberFilter, 1);

  filter->group = g_strdup (group);
  filter->value = g_strdup (value);
  filter->label = g_str_equal (group, "text") ? g_strdup (value) : value_label (group, value, policy);
  g_ptr_array_add (filters, filter);
}

static void
add_group (GPtrArray           *filters,
           const char          *group,
           char               **values,
           const RapportPolicy *policy)
{
  /* Two values of a group are "or": neither of them alone keeps anybody away. */
  if (values != NULL && values[0] != NULL && values[1] == NULL)
    add_filter (filters, group, values[0], policy);
}

/** Returns: (transfer full) (element-type RapportMemberFilter): what could be taken away to find more. */
GPtrArray *
rapport_member_filters_list (const RapportMemberQuery *query,
                             const RapportPolicy      *policy)
{
  GPtrArray *filters = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_member_filter_free);

  for (guint i = 0; i < RAPPORT_N_ROLES; i++)
    if (query->roles == 1u << i)
      add_filter (filters, "role", role_ids[i], policy);
  for (guint i = 0; i < RAPPORT_N_STATES; i++)
    if (query->states == 1u << i)
      add_filter (filters, "state", state_ids[i], policy);
  add_group (filters, "area", query->areas, policy);
  add_group (filters, "country", query->countries, policy);
  add_group (filters, "grade", query->grades, policy);
  add_group (filters, "language", query->languages, policy);
  if (query->text != NULL && *query->text != '\0')
    add_filter (filters, "text", query->text, policy);
  return filters;
}

/** Takes one filter out of @query. */
void
rapport_member_query_leave_out (RapportMemberQuery        *query,
                                const RapportMemberFilter *filter)
{
  if (g_str_equal (filter->group, "role"))
    query->roles = 0;
  else if (g_str_equal (filter->group, "state"))
    query->states = 0;
  else if (g_str_equal (filter->group, "area"))
    g_clear_pointer (&query->areas, g_strfreev);
  else if (g_str_equal (filter->group, "country"))
    g_clear_pointer (&query->countries, g_strfreev);
  else if (g_str_equal (filter->group, "grade"))
    g_clear_pointer (&query->grades, g_strfreev);
  else if (g_str_equal (filter->group, "language"))
    g_clear_pointer (&query->languages, g_strfreev);
  else if (g_str_equal (filter->group, "text"))
    g_clear_pointer (&query->text, g_free);
}

void
rapport_member_filter_free (RapportMemberFilter *filter)
{
  g_free (filter->group);
  g_free (filter->value);
  g_free (filter->label);
  g_free (filter);
}
