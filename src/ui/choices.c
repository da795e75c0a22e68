/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/choices.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/places.h"
#include "ui/chooser.h"

static const struct {
  const char *code;
  const char *label;
} name_orders[] = {
  { "given-first", N_("Given name first") },
  { "family-first", N_("Family name first") },
};

static void
append (GListStore *store,
        const char *code,
        const char *label,
        const char *detail)
{
  g_autoptr (RapportChoice) choice = rapport_choice_new (code, label, detail);

  g_list_store_append (store, choice);
}

static GListModel *
choices_of_places (const GPtrArray *places)
{
  GListStore *store = g_list_store_new (RAPPORT_TYPE_CHOICE);

  for (guint i = 0; i < places->len; i++)
    {
      const RapportPlace *place = g_ptr_array_index (places, i);

      append (store, place->code, place->name, NULL);
    }
  return G_LIST_MODEL (store);
}

/** Returns: (transfer full): the countries of ISO 3166-1 in the user's language. */
GListModel *
rapport_choices_new_countries (void)
{
  return choices_of_places (rapport_countries ());
}

/** Returns: (transfer full): the languages of ISO 639 in the user's language. */
GListModel *
rapport_choices_new_languages (void)
{
  return choices_of_places (rapport_languages ());
}

static char *
zone_label (const char *zone)
{
  return g_strdelimit (g_strdup (zone), "_", ' ');
}

/** Returns: (transfer full): the time zones, each with the time that it is there now. */
GListModel *
rapport_choices_new_zones (gint64 now)
{
  GListStore *store = g_list_store_new (RAPPORT_TYPE_CHOICE);
  const char * const *zones = rapport_time_zones ();

  for (guint i = 0; zones[i] != NULL; i++)
    {
      g_autofree char *label = zone_label (zones[i]);
      g_autofree char *time = rapport_date_format_clock (now, zones[i]);

      append (store, zones[i], label, time);
    }
  return G_LIST_MODEL (store);
}

/** Returns: (transfer full): what can be chosen for @field. */
GListModel *
rapport_choices_new_for_field (const RapportField *field,
                               gint64              now)
{
  GListStore *store;

  if (field->type == RAPPORT_FIELD_COUNTRY)
    return rapport_choices_new_countries ();
  if (field->type == RAPPORT_FIELD_ZONE)
    return rapport_choices_new_zones (now);
  store = g_list_store_new (RAPPORT_TYPE_CHOICE);
  if (g_str_equal (field->name, "name_order"))
    for (guint i = 0; i < G_N_ELEMENTS (name_orders); i++)
      append (store, name_orders[i].code, _(name_orders[i].label), NULL);
  return G_LIST_MODEL (store);
}

/** Returns: (transfer full): "Europe/Zagreb, now 14:32". */
char *
rapport_zone_words (const char *zone,
                    gint64      now)
{
  g_autofree char *label = zone_label (zone);
  g_autofree char *time = rapport_date_format_clock (now, zone);

  /* Translators: a time zone, and the time that it is there */
  return g_strdup_printf (_("%s · now %s"), label, time);
}

/** Returns: (transfer full): what people read for a code of @field; the code itself when it is not known. */
char *
rapport_choice_words (const RapportField *field,
                      const char         *code,
                      gint64              now)
{
  const char *name = NULL;

  if (field->type == RAPPORT_FIELD_COUNTRY)
    name = rapport_country_name (code);
  else if (field->type == RAPPORT_FIELD_ZONE && rapport_time_zone_known (code))
    return rapport_zone_words (code, now);
  for (guint i = 0; g_str_equal (field->name, "name_order") && i < G_N_ELEMENTS (name_orders); i++)
    if (g_str_equal (name_orders[i].code, code))
      name = _(name_orders[i].label);
  return g_strdup (name != NULL ? name : code);
}
