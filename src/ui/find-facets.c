/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/find-facets.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "model/places.h"
#include "model/sentence.h"

static const char * const musts[RAPPORT_N_MUSTS] = { "room", "not-asked", "other-organisation" };
static const char * const overlaps[RAPPORT_N_OVERLAPS] = { "six", "three", "less" };

void
rapport_find_facets_init (RapportFacetList *list)
{
  rapport_facet_list_add_group (list, "must", _("Must have"), 0);
  rapport_facet_list_add_group (list, "area", _("Area of guidance"), 6);
  rapport_facet_list_add_group (list, "skill", _("Skill and level"), 6);
  rapport_facet_list_add_group (list, "overlap", _("Time-zone overlap"), 0);
  rapport_facet_list_add_group (list, "language", _("Language"), 4);
  rapport_facet_list_add_group (list, "channel", _("Channel"), 6);
}

static void
fill_musts (RapportFacetList        *list,
            const RapportFindResult *result,
            const RapportPolicy     *policy)
{
  gboolean mentors = strcmp (result->query->role, "mentor") == 0;
  /* Translators: %s is what the programme calls a mentee */
  g_autofree char *room = mentors ? g_strdup_printf (_("Room for a %s"), policy->mentee_word) : g_strdup (_("Waiting"));
  const char *labels[RAPPORT_N_MUSTS] = { room, _("Not asked before"), _("Other organisation") };

  rapport_facet_list_begin (list, "must");
  for (guint i = 0; i < RAPPORT_N_MUSTS; i++)
    if (i == 0 || result->query->member != 0)
      rapport_facet_list_set (list, "must", musts[i], labels[i], result->musts[i]);
  rapport_facet_list_end (list, "must");
}

static void
fill_skills (RapportFacetList        *list,
             const RapportFindResult *result)
{
  rapport_facet_list_begin (list, "skill");
  for (guint i = 0; i < result->skills->len; i++)
    {
      const RapportFindSkillValue *value = result->skills->pdata[i];
      g_autofree char *id = g_strdup_printf ("%d:%d", value->skill, value->least);
      /* Translators: a level and a skill, "5+ negotiating"; "Any negotiating" */
      g_autofree char *label = value->least > 1 ? rapport_sentence_new (_("%d+ %s"), value->least, value->label)
                                                : g_strdup_printf (_("Any %s"), value->label);

      rapport_facet_list_set (list, "skill", id, label, value->count);
    }
  rapport_facet_list_end (list, "skill");
}

static void
fill_overlaps (RapportFacetList        *list,
               const RapportFindResult *result)
{
  const char *labels[RAPPORT_N_OVERLAPS] = { _("6 hours or more"), _("3 to 5 hours"), _("Less") };

  rapport_facet_list_begin (list, "overlap");
  for (guint i = 0; i < RAPPORT_N_OVERLAPS && result->query->member != 0; i++)
    rapport_facet_list_set (list, "overlap", overlaps[i], labels[i], result->overlaps[i]);
  rapport_facet_list_end (list, "overlap");
}

static void
fill_values (RapportFacetList *list,
             const char       *group,
             GPtrArray        *values,
             const char       *(*label_of) (const char *))
{
  rapport_facet_list_begin (list, group);
  for (guint i = 0; i < values->len; i++)
    {
      const RapportFindValue *value = values->pdata[i];
      const char *label = label_of (value->value);

      rapport_facet_list_set (list, group, value->value, label != NULL ? label : value->value, value->count);
    }
  rapport_facet_list_end (list, group);
}

static void
fill_areas (RapportFacetList        *list,
            const RapportFindResult *result)
{
  rapport_facet_list_begin (list, "area");
  for (guint i = 0; i < result->areas->len; i++)
    {
      const RapportFindValue *value = result->areas->pdata[i];
      g_autofree char *label = rapport_area_label (value->value);

      rapport_facet_list_set (list, "area", value->value, label, value->count);
    }
  rapport_facet_list_end (list, "area");
}

/**
 * rapport_find_facets_fill:
 * @list: the facets
 * @result: of a search
 * @policy: the programme's rules
 *
 * Gives every group its values and counts.
 */
void
rapport_find_facets_fill (RapportFacetList        *list,
                          const RapportFindResult *result,
                          const RapportPolicy     *policy)
{
  fill_musts (list, result, policy);
  fill_areas (list, result);
  fill_skills (list, result);
  fill_overlaps (list, result);
  fill_values (list, "language", result->languages, rapport_language_name);
  fill_values (list, "channel", result->channels, rapport_channel_label);
}

static guint
bits_of (char              **values,
         const char * const *words,
         guint               n_words)
{
  guint bits = 0;

  for (guint i = 0; i < n_words; i++)
    if (g_strv_contains ((const char * const *) values, words[i]))
      bits |= 1u << i;
  return bits;
}

/**
 * rapport_find_facets_query:
 * @list: the facets
 * @query: what is ticked is put into it
 */
void
rapport_find_facets_query (RapportFacetList *list,
                           RapportFindQuery *query)
{
  g_auto (GStrv) must = rapport_facet_list_dup_selected (list, "must");
  g_auto (GStrv) overlap = rapport_facet_list_dup_selected (list, "overlap");
  g_auto (GStrv) skills = rapport_facet_list_dup_selected (list, "skill");

  query->musts = bits_of (must, musts, RAPPORT_N_MUSTS);
  query->overlaps = bits_of (overlap, overlaps, RAPPORT_N_OVERLAPS);
  g_strfreev (query->areas);
  query->areas = rapport_facet_list_dup_selected (list, "area");
  g_strfreev (query->languages);
  query->languages = rapport_facet_list_dup_selected (list, "language");
  g_strfreev (query->channels);
  query->channels = rapport_facet_list_dup_selected (list, "channel");
  g_array_set_size (query->skills, 0);
  for (guint i = 0; skills[i] != NULL; i++)
    {
      const char *colon = strchr (skills[i], ':');
      RapportFindSkill skill = { atoi (skills[i]), colon != NULL ? atoi (colon + 1) : 1 };

      g_array_append_val (query->skills, skill);
    }
}

/**
 * rapport_find_facets_group:
 * @group: what keeps people away
 * @facets: (out) (nullable): the group of facets, %NULL for the text
 * @value: (out) (nullable): the one value of it that is meant; %NULL for the whole group
 */
void
rapport_find_facets_group (RapportFindGroup   group,
                           const char       **facets,
                           const char       **value)
{
  static const char * const groups[RAPPORT_N_FIND_GROUPS] = {
    [RAPPORT_FIND_GROUP_AREA] = "area", [RAPPORT_FIND_GROUP_SKILL] = "skill", [RAPPORT_FIND_GROUP_OVERLAP] = "overlap",
    [RAPPORT_FIND_GROUP_LANGUAGE] = "language", [RAPPORT_FIND_GROUP_CHANNEL] = "channel",
  };

  *value = group < RAPPORT_N_MUSTS ? musts[group] : NULL;
  *facets = group < RAPPORT_N_MUSTS ? "must" : groups[group];
}
