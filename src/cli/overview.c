/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/overview.h"

#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/facts.h"

static JsonArray *
items_to_json (const RapportOverviewSection *section)
{
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < section->items->len; i++)
    {
      const RapportOverviewItem *item = g_ptr_array_index (section->items, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", item->name);
      json_object_set_string_member (object, "what", item->what);
      json_object_set_string_member (object, "state", item->word);
      json_array_add_object_element (items, object);
    }
  return items;
}

static void
add_section (JsonArray                    *sections,
             const RapportOverviewSection *section)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "title", section->title);
  json_object_set_int_member (object, "count", section->n_items);
  json_object_set_array_member (object, "items", items_to_json (section));
  json_array_add_object_element (sections, object);
}

static void
add_figures (RapportCliFacts       *facts,
             const RapportOverview *overview)
{
  JsonArray *figures = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  rapport_cli_facts_text (facts, "programme", _("Programme"), overview->programme);
  for (guint i = 0; i < RAPPORT_OVERVIEW_TILES; i++)
    {
      const RapportOverviewTile *tile = &overview->tiles[i];
      g_autofree char *value = *tile->remark != '\0' ? g_strdup_printf ("%s (%s)", tile->figure, tile->remark) : g_strdup (tile->figure);
      JsonObject *figure = json_object_new ();

      json_object_set_string_member (figure, "label", tile->label);
      json_object_set_string_member (figure, "figure", tile->figure);
      json_object_set_string_member (figure, "remark", tile->remark);
      json_array_add_object_element (figures, figure);
      rapport_cli_facts_label (facts, tile->label, value);
    }
  json_node_take_array (node, figures);
  rapport_cli_facts_node (facts, "figures", node);
}

static void
tell_section (const RapportOverviewSection *section)
{
  g_print ("\n%s (%u)\n", section->title, section->n_items);
  for (guint i = 0; i < section->items->len; i++)
    {
      const RapportOverviewItem *item = g_ptr_array_index (section->items, i);
      g_autofree char *name = rapport_cli_plain (item->name);
      g_autofree char *what = rapport_cli_plain (item->what);
      g_autofree char *word = *item->word != '\0' ? g_strdup_printf (" (%s)", item->word) : g_strdup ("");

      g_print ("  %s: %s%s\n", name, what, word);
    }
}

/* What waits, ends soon and is overdue: what the first page of the window shows. */
gboolean
rapport_cli_overview (RapportCli *cli,
                      int         argc,
                      char      **argv,
                      GError    **error)
{
  g_autoptr (RapportCliFacts) facts = NULL;
  g_autoptr (RapportOverview) overview = NULL;
  RapportOverviewQuery query = { 0 };
  RapportSession *session = NULL;
  JsonArray *sections = NULL;
  JsonNode *node = NULL;

  if (!rapport_cli_parse (cli, NULL, 0, 0, &argc, &argv, error))
    return FALSE;
  session = rapport_cli_get_session (cli, error);
  if (session == NULL)
    return FALSE;
  query.programme = rapport_session_get_programme (session);
  query.viewer = *rapport_session_get_viewer (session);
  overview = rapport_store_read (rapport_session_get_store (session), rapport_overview_load, &query, NULL, error);
  if (overview == NULL)
    return FALSE;
  facts = rapport_cli_facts_new ();
  if (!overview->empty)
    add_figures (facts, overview);
  sections = json_array_new ();
  if (overview->waiting != NULL && overview->waiting->n_items > 0)
    add_section (sections, overview->waiting);
  for (guint i = 0; overview->sections != NULL && i < overview->sections->len; i++)
    add_section (sections, g_ptr_array_index (overview->sections, i));
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, sections);
  rapport_cli_facts_node (facts, "sections", node);
  if (!overview->empty || rapport_cli_wants_json (cli))
    rapport_cli_facts_print (facts, cli);
  if (rapport_cli_wants_json (cli))
    return TRUE;
  if (overview->waiting != NULL && overview->waiting->n_items > 0)
    tell_section (overview->waiting);
  else
    g_print ("%s\n", overview->empty || overview->nothing == NULL ? _("Nothing waits.") : overview->nothing);
  for (guint i = 0; overview->sections != NULL && i < overview->sections->len; i++)
    tell_section (g_ptr_array_index (overview->sections, i));
  return TRUE;
}
