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
