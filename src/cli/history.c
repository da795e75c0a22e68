/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "model/operations.h"
#include "store/history.h"

static gboolean
step_back_or_forward (RapportCli     *cli,
                      gboolean        back,
                      int             argc,
                      char          **argv,
                      GError        **error)
{
  RapportStore *store = NULL;
  RapportUndoResult result = { NULL };
  g_autofree char *what = NULL;
  g_autofree char *sentence = NULL;
  JsonObject *facts = NULL;

  if (!rapport_cli_parse (cli, NULL, 0, 0, &argc, &argv, error))
    return FALSE;
  store = rapport_cli_get_store (cli, error);
  if (store == NULL || !rapport_store_write (store, back ? rapport_undo_command : rapport_redo_command, &result, NULL, error))
    return FALSE;
  what = rapport_operation_sentence (result.title, (const char *const *) result.args, NULL, NULL);
  sentence = back ? g_strdup_printf (_("Taken back: %s."), what) : g_strdup_printf (_("Done again: %s."), what);
  if (result.left_alone > 0)
    {
      g_autofree char *first = g_steal_pointer (&sentence);
      g_autofree char *rest = g_strdup_printf (g_dngettext (NULL, "%u value was left alone, because something later uses it.",
                                                            "%u values were left alone, because something later uses them.",
                                                            result.left_alone), result.left_alone);

      sentence = g_strdup_printf ("%s %s", first, rest);
    }
  facts = json_object_new ();
  json_object_set_string_member (facts, "operation", result.title);
  json_object_set_int_member (facts, "restored", result.restored);
  json_object_set_int_member (facts, "left-alone", result.left_alone);
  rapport_cli_print_result (cli, sentence, facts);
  g_free (result.title);
  g_strfreev (result.args);
  return TRUE;
}

gboolean
rapport_cli_undo (RapportCli *cli,
                  int         argc,
                  char      **argv,
                  GError    **error)
{
  return step_back_or_forward (cli, TRUE, argc, argv, error);
}

gboolean
rapport_cli_redo (RapportCli *cli,
                  int         argc,
                  char      **argv,
                  GError    **error)
{
  return step_back_or_forward (cli, FALSE, argc, argv, error);
}

static gpointer
query_operations (RapportReading *reading,
                  gpointer        data,
                  GCancellable   *cancellable,
                  GError        **error)
{
  return rapport_reading_operations (reading, GPOINTER_TO_UINT (data), error);
}

/* The wall clock of whoever did it, in their own zone. */
static char *
wall_time (const RapportOperation *operation)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (operation->zone * 60);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (operation->wall / 1000);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (there, "%Y-%m-%d %H:%M %:z");
}

gboolean
rapport_cli_log (RapportCli *cli,
                 int         argc,
                 char      **argv,
                 GError    **error)
{
  static const RapportCliColumn columns[] = {
    { "number", N_("No."), TRUE },
    { "when", N_("When"), FALSE },
    { "what", N_("What"), FALSE },
    { "author", N_("Who"), FALSE },
    { "operation", NULL, FALSE },
    { "undoable", NULL, TRUE },
  };
  int most = 50;
  const GOptionEntry entries[] = {
    { "most", 'n', 0, G_OPTION_ARG_INT, &most, N_("How many at most (50)"), N_("NUMBER") },
    { NULL },
  };
  g_autoptr (RapportCliTable) table = NULL;
  g_autoptr (GPtrArray) operations = NULL;
  RapportStore *store = NULL;

  if (!rapport_cli_parse (cli, entries, 0, 0, &argc, &argv, error))
    return FALSE;
  store = rapport_cli_get_store (cli, error);
  if (store == NULL)
    return FALSE;
  operations = rapport_store_read (store, query_operations, GUINT_TO_POINTER ((guint) MAX (most, 0)), NULL, error);
  if (operations == NULL)
    return FALSE;
  table = rapport_cli_table_new (columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < operations->len; i++)
    {
      const RapportOperation *operation = g_ptr_array_index (operations, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, operation->no);
      g_autofree char *when = wall_time (operation);
      g_autofree char *what = rapport_operation_sentence (operation->title, (const char *const *) operation->args, NULL, NULL);

      rapport_cli_table_add (table, number, when, what, operation->author, operation->title, operation->undoable ? "1" : "0");
    }
  rapport_cli_table_print (table, cli, _("Nothing has happened yet."));
  return TRUE;
}
