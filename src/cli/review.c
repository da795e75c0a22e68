/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "cli/who.h"
#include "model/sentence.h"
#include "model/uuid.h"
#include "services/review.h"
#include "store/joined.h"

/* What somebody should settle. */

static gboolean
print_findings (RapportCli     *cli,
                RapportReview  *review)
{
  static const RapportCliColumn columns[] = {
    { "finding", N_("Finding"), FALSE },
    { "label", N_("Kind"), FALSE },
    { "about", N_("About"), FALSE },
    { "what", N_("What"), FALSE },
    { "kind", NULL, FALSE },
  };
  g_autoptr (RapportCliTable) table = rapport_cli_table_new (columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < review->items->len; i++)
    {
      const RapportReviewItem *item = g_ptr_array_index (review->items, i);
      g_autofree char *id = rapport_review_id (item->finding);

      rapport_cli_table_add (table, id, rapport_review_item_kind (item), item->title, item->subtitle,
                             rapport_finding_kind_id (item->finding->kind));
    }
  rapport_cli_table_print (table, cli, _("Nothing to settle."));
  return TRUE;
}

/* Among what is to be settled first, then among who is joined. */
static RapportFinding *
find_finding (RapportStore  *store,
              const char    *words,
              GError       **error)
{
  for (int joined = 0; joined < 2; joined++)
    {
      RapportReviewAsk ask = { joined };
      g_autoptr (RapportReview) review = rapport_store_read (store, rapport_review_query, &ask, NULL, error);

      if (review == NULL)
        return NULL;
      for (guint i = 0; i < review->items->len; i++)
        {
          const RapportReviewItem *item = g_ptr_array_index (review->items, i);
          g_autofree char *id = rapport_review_id (item->finding);

          if (strcmp (id, words) == 0)
            return rapport_finding_copy (item->finding);
        }
    }
  rapport_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_NOT_FOUND,
                     _("There is no finding “%s”, or it is settled already: see “rapportctl review”."), words);
  return NULL;
}

static JsonNode *
detail_to_json (const RapportReviewDetail *detail)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *id = rapport_review_id (detail->item->finding);

  json_builder_begin_object (builder);
#define MEMBER(name, text) (json_builder_set_member_name (builder, name), json_builder_add_string_value (builder, text))
  MEMBER ("finding", id);
  MEMBER ("kind", rapport_finding_kind_id (detail->item->finding->kind));
  MEMBER ("about", detail->item->title);
  MEMBER ("what", detail->item->subtitle);
  MEMBER ("explanation", detail->explanation != NULL ? detail->explanation : "");
  json_builder_set_member_name (builder, "sides");
  json_builder_begin_array (builder);
  for (guint i = 0; i < detail->sides->len; i++)
    {
      const RapportReviewSide *side = g_ptr_array_index (detail->sides, i);

      json_builder_begin_object (builder);
      MEMBER ("title", side->title);
      MEMBER ("source", side->subtitle);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < detail->lines->len; i++)
    {
      const RapportReviewLine *line = g_ptr_array_index (detail->lines, i);

      json_builder_begin_object (builder);
      MEMBER ("label", line->label);
      json_builder_set_member_name (builder, "differs");
      json_builder_add_boolean_value (builder, line->differs);
      json_builder_set_member_name (builder, "cells");
      json_builder_begin_array (builder);
      for (char **cell = line->cells; *cell != NULL; cell++)
        json_builder_add_string_value (builder, *cell);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "remedies");
  json_builder_begin_array (builder);
  for (guint i = 0; i < detail->remedies->len; i++)
    {
      const RapportRemedy *remedy = g_ptr_array_index (detail->remedies, i);

      json_builder_begin_object (builder);
      MEMBER ("remedy", remedy->id);
      MEMBER ("label", remedy->label);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
#undef MEMBER
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static void
print_plain (const char *format,
             const char *text) G_GNUC_PRINTF (1, 0);

static void
print_plain (const char *format,
             const char *text)
{
  g_autofree char *plain = rapport_cli_plain (text);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_print (format, plain);
#pragma GCC diagnostic pop
}

static void
print_detail (const RapportReviewDetail *detail)
{
  print_plain ("%s\n", detail->item->title);
  print_plain ("%s\n", detail->item->subtitle);
  if (detail->explanation != NULL)
    print_plain ("%s\n", detail->explanation);
  for (guint i = 0; i < detail->sides->len; i++)
    {
      const RapportReviewSide *side = g_ptr_array_index (detail->sides, i);

      g_print ("\n%u  ", i + 1);
      print_plain ("%s", side->title);
      print_plain (*side->subtitle != '\0' ? "  (%s)\n" : "%s\n", side->subtitle);
      for (guint j = 0; j < detail->lines->len; j++)
        {
          const RapportReviewLine *line = g_ptr_array_index (detail->lines, j);

          g_print (line->differs ? "   * " : "     ");
          print_plain ("%s: ", line->label);
          print_plain ("%s\n", line->cells[i]);
        }
    }
  if (detail->remedies->len > 0)
    g_print ("\n%s\n", _("Ways to settle it:"));
  for (guint i = 0; i < detail->remedies->len; i++)
    {
      const RapportRemedy *remedy = g_ptr_array_index (detail->remedies, i);

      print_plain ("  %s", remedy->id);
      print_plain ("  %s\n", remedy->label);
    }
}

gboolean
rapport_cli_review (RapportCli *cli,
                    int         argc,
                    char      **argv,
                    GError    **error)
{
  gboolean joined = FALSE;
  const GOptionEntry entries[] = {
    { "joined", 'j', 0, G_OPTION_ARG_NONE, &joined, N_("List who is joined from several profiles"), NULL },
    { NULL },
  };
  RapportReviewAsk ask;
  g_autoptr (RapportReview) review = NULL;
  g_autoptr (RapportFinding) finding = NULL;
  g_autoptr (RapportReviewDetail) detail = NULL;
  RapportStore *store;

  if (!rapport_cli_parse (cli, entries, 0, 1, &argc, &argv, error))
    return FALSE;
  store = rapport_cli_get_store (cli, error);
  if (store == NULL)
    return FALSE;
  if (argc < 2)
    {
      ask.joined = joined;
      review = rapport_store_read (store, rapport_review_query, &ask, NULL, error);
      return review != NULL && print_findings (cli, review);
    }
  finding = find_finding (store, argv[1], error);
  detail = finding != NULL ? rapport_store_read (store, rapport_review_detail_query, finding, NULL, error) : NULL;
  if (detail == NULL)
    return FALSE;
  if (rapport_cli_wants_json (cli))
    rapport_cli_print_json (detail_to_json (detail));
  else
    print_detail (detail);
  return TRUE;
}

gboolean
rapport_cli_settle (RapportCli *cli,
                    int         argc,
                    char      **argv,
                    GError    **error)
{
  g_autoptr (RapportFinding) finding = NULL;
  RapportReviewSettle settle = { NULL };
  RapportStore *store;

  if (!rapport_cli_parse (cli, NULL, 2, 3, &argc, &argv, error))
    return FALSE;
  store = rapport_cli_get_store (cli, error);
  finding = store != NULL ? find_finding (store, argv[1], error) : NULL;
  settle = (RapportReviewSettle) { finding, argv[2], argc > 3 ? argv[3] : NULL };
  if (finding == NULL || !rapport_store_write (store, rapport_review_settle_command, &settle, NULL, error))
    return FALSE;
  rapport_cli_print_result (cli, finding->kind == RAPPORT_FINDING_HELD
                                   ? _("Settled: it is shown again when the file comes again.")
                                   : _("Settled. “rapportctl undo” takes it back."), NULL);
  return TRUE;
}

static gpointer
entity_query (RapportReading *reading,
              gpointer        data,
              GCancellable   *cancellable,
              GError        **error)
{
  gint64 entity = rapport_reading_find (reading, data);

  return g_memdup2 (&entity, sizeof entity);
}

/* A profile that is joined is not in any list any more: it goes by its id as well. */
static gint64
find_profile (RapportCli    *cli,
              RapportStore  *store,
              const char    *words,
              GError       **error)
{
  guint8 bytes[RAPPORT_UUID_BYTES];
  g_autofree gint64 *entity = NULL;

  if (!rapport_uuid_parse (words, bytes))
    return rapport_cli_who (cli, words, error);
  entity = rapport_store_read (store, entity_query, (gpointer) words, NULL, error);
  if (entity != NULL && *entity == 0)
    rapport_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_NOT_FOUND, _("There is no member “%s”."), words);
  return entity != NULL ? *entity : 0;
}

static gboolean
say_same (RapportCli  *cli,
          gboolean     same,
          int          argc,
          char       **argv,
          GError     **error)
{
  RapportMembersSame saying = { 0, 0, same };
  RapportStore *store;

  if (!rapport_cli_parse (cli, NULL, 2, 2, &argc, &argv, error))
    return FALSE;
  store = rapport_cli_get_store (cli, error);
  saying.one = store != NULL ? find_profile (cli, store, argv[1], error) : 0;
  saying.other = saying.one != 0 ? find_profile (cli, store, argv[2], error) : 0;
  if (saying.other == 0 || !rapport_store_write (store, rapport_members_same_command, &saying, NULL, error))
    return FALSE;
  rapport_cli_print_result (cli, same ? _("They are one person now. “rapportctl undo” takes it back.")
                                      : _("They are two people. “rapportctl undo” takes it back."), NULL);
  return TRUE;
}

gboolean
rapport_cli_join (RapportCli *cli,
                  int         argc,
                  char      **argv,
                  GError    **error)
{
  return say_same (cli, TRUE, argc, argv, error);
}

gboolean
rapport_cli_part (RapportCli *cli,
                  int         argc,
                  char      **argv,
                  GError    **error)
{
  return say_same (cli, FALSE, argc, argv, error);
}
