/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/facts.h"

#include <glib/gi18n.h>

#include "model/date.h"
#include "model/policy.h"

struct _RapportCliFacts
{
  JsonObject *object;
  RapportCliTable *table;
};

RapportCliFacts *
rapport_cli_facts_new (void)
{
  static const RapportCliColumn columns[] = { { "label", N_("Field"), FALSE }, { "value", N_("Value"), FALSE } };
  RapportCliFacts *self = g_new0 (RapportCliFacts, 1);

  self->object = json_object_new ();
  self->table = rapport_cli_table_new (columns, G_N_ELEMENTS (columns));
  return self;
}

void
rapport_cli_facts_free (RapportCliFacts *self)
{
  json_object_unref (self->object);
  rapport_cli_table_free (self->table);
  g_free (self);
}

void
rapport_cli_facts_word (RapportCliFacts *self,
                        const char      *key,
                        const char      *label,
                        const char      *id,
                        const char      *words)
{
  if (id == NULL || *id == '\0')
    return;
  json_object_set_string_member (self->object, key, id);
  if (label != NULL)
    rapport_cli_table_add (self->table, label, words);
}

void
rapport_cli_facts_text (RapportCliFacts *self,
                        const char      *key,
                        const char      *label,
                        const char      *value)
{
  rapport_cli_facts_word (self, key, label, value, value);
}

void
rapport_cli_facts_number (RapportCliFacts *self,
                          const char      *key,
                          const char      *label,
                          gint64           number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  json_object_set_int_member (self->object, key, number);
  if (label != NULL)
    rapport_cli_table_add (self->table, label, text);
}

void
rapport_cli_facts_flag (RapportCliFacts *self,
                        const char      *key,
                        const char      *label,
                        gboolean         value)
{
  json_object_set_boolean_member (self->object, key, value);
  if (label != NULL && value)
    rapport_cli_table_add (self->table, label, _("yes"));
}

void
rapport_cli_facts_instant (RapportCliFacts *self,
                           const char      *key,
                           const char      *label,
                           gint64           instant,
                           const char      *zone)
{
  g_autoptr (GDateTime) time = instant != 0 ? g_date_time_new_from_unix_utc (instant) : NULL;
  g_autofree char *utc = time != NULL ? g_date_time_format_iso8601 (time) : NULL;
  g_autofree char *day = time != NULL ? rapport_date_of_instant (instant, zone) : NULL;

  rapport_cli_facts_word (self, key, label, utc, day);
}

void
rapport_cli_facts_areas (RapportCliFacts  *self,
                         char            **areas)
{
  JsonArray *array = json_array_new ();
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; areas != NULL && areas[i] != NULL; i++)
    {
      g_autofree char *label = rapport_area_label (areas[i]);

      json_array_add_string_element (array, areas[i]);
      g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", label);
    }
  json_object_set_array_member (self->object, "areas", array);
  if (words->len > 0)
    rapport_cli_table_add (self->table, _("Areas"), words->str);
}

void
rapport_cli_facts_label (RapportCliFacts *self,
                         const char      *label,
                         const char      *value)
{
  rapport_cli_table_add (self->table, label, value);
}

void
rapport_cli_facts_node (RapportCliFacts *self,
                        const char      *key,
                        JsonNode        *node)
{
  json_object_set_member (self->object, key, node);
}

void
rapport_cli_facts_print (RapportCliFacts *self,
                         RapportCli      *cli)
{
  JsonNode *root;

  if (!rapport_cli_wants_json (cli))
    {
      rapport_cli_table_print_plain (self->table);
      return;
    }
  root = json_node_new (JSON_NODE_OBJECT);
  json_node_set_object (root, self->object);
  rapport_cli_print_json (root);
}
