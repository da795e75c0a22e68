/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "exchange/changes-file.h"
#include "services/backups.h"
#include "services/changes.h"

/* Changes between copies. */

gboolean
rapport_cli_changes_export (RapportCli *cli,
                            int         argc,
                            char      **argv,
                            GError    **error)
{
  g_autofree char *since = NULL;
  g_autofree char *replica = NULL;
  const GOptionEntry entries[] = {
    { "since", 's', 0, G_OPTION_ARG_STRING, &since, N_("What the other copy has, as its “changes vector” says"), N_("VECTOR") },
    { "for", 'f', 0, G_OPTION_ARG_STRING, &replica, N_("The copy that it is for, whose file has come here before"), N_("REPLICA") },
    { NULL },
  };
  g_autoptr (RapportChangesExport) export = NULL;
  g_autofree char *sentence = NULL;
  RapportStore *store;
  JsonObject *facts;

  if (!rapport_cli_parse (cli, entries, 1, 1, &argc, &argv, error))
    return FALSE;
  export = rapport_changes_export_new (argv[1]);
  export->replica = g_steal_pointer (&replica);
  export->after = since != NULL ? rapport_changes_vector_read (since, error) : NULL;
  if (since != NULL && export->after == NULL)
    return FALSE;
  store = rapport_cli_get_store (cli, error);
  if (store == NULL || !rapport_store_write (store, rapport_changes_share_command, NULL, NULL, error)
      || rapport_store_read (store, rapport_changes_export_query, export, NULL, error) == NULL)
    return FALSE;
  facts = json_object_new ();
  json_object_set_int_member (facts, "changes", export->n_changes);
  sentence = g_strdup_printf (ngettext ("%u change written to %s.", "%u changes written to %s.", export->n_changes),
                              export->n_changes, argv[1]);
  rapport_cli_print_result (cli, sentence, facts);
  return TRUE;
}

static void
print_import (RapportCli                 *cli,
              const RapportChangesImport *import)
{
  g_autoptr (GPtrArray) words = rapport_changes_import_words (import);
  const char *last = import->preview ? _("Nothing was taken in yet.")
                                     : _("“rapportctl undo” takes it back, and “rapportctl review” lists what to settle.");
  JsonObject *facts = json_object_new ();
  JsonObject *findings = json_object_new ();

  json_object_set_boolean_member (facts, "preview", import->preview);
  json_object_set_string_member (facts, "replica", import->replica);
  json_object_set_int_member (facts, "new", import->n_new);
  json_object_set_int_member (facts, "known", import->n_known);
  json_object_set_int_member (facts, "missing", import->n_missing);
  json_object_set_int_member (facts, "reissued", import->n_reissued);
  for (guint i = 0; i < import->counts->len; i++)
    {
      const RapportMergeCount *count = g_ptr_array_index (import->counts, i);
      JsonObject *numbers = json_object_new ();

      json_object_set_int_member (numbers, "new", count->n_new);
      json_object_set_int_member (numbers, "changed", count->n_changed);
      json_object_set_object_member (facts, count->kind, numbers);
    }
  for (guint i = 0; import->preview && i < RAPPORT_N_FINDINGS; i++)
    json_object_set_int_member (findings, rapport_finding_kind_id ((RapportFindingKind) i), import->findings[i]);
  json_object_set_object_member (facts, "findings", findings);
  for (guint i = 0; i < words->len && !rapport_cli_wants_json (cli); i++)
    g_print ("%s\n", (const char *) g_ptr_array_index (words, i));
  rapport_cli_print_result (cli, last, facts);
}

gboolean
rapport_cli_changes_import (RapportCli *cli,
                            int         argc,
                            char      **argv,
                            GError    **error)
{
  gboolean preview = FALSE;
  const GOptionEntry entries[] = {
    { "preview", 'p', 0, G_OPTION_ARG_NONE, &preview, N_("Only say what would come"), NULL },
    { NULL },
  };
  g_autoptr (RapportChangesImport) import = NULL;
  g_autoptr (RapportLockFile) lock = NULL;
  g_autoptr (GError) failure = NULL;
  RapportStore *store;

  if (!rapport_cli_parse (cli, entries, 1, 1, &argc, &argv, error))
    return FALSE;
  store = rapport_cli_get_store (cli, error);
  if (store == NULL)
    return FALSE;
  import = rapport_changes_import_new (argv[1], preview);
  if (!preview)
    {
      lock = rapport_backups_prepare (store, RAPPORT_LONG_JOB_MERGE, RAPPORT_BACKUP_MERGE, NULL, error);
      if (lock == NULL)
        return FALSE;
    }
  if (!rapport_store_write (store, rapport_changes_import_command, import, NULL, &failure)
      && !rapport_changes_is_previewed (failure))
    {
      if (!preview)
        rapport_store_write (store, rapport_changes_hold_command, import, NULL, NULL);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!preview)
    rapport_changes_import_tidy (store, import);
  print_import (cli, import);
  return TRUE;
}

static gpointer
vector_query (RapportReading *reading,
              gpointer        data,
              GCancellable   *cancellable,
              GError        **error)
{
  g_autoptr (GHashTable) vector = rapport_reading_vector (reading, error);

  return vector != NULL ? rapport_changes_vector_write (vector) : NULL;
}

gboolean
rapport_cli_changes_vector (RapportCli *cli,
                            int         argc,
                            char      **argv,
                            GError    **error)
{
  g_autofree char *vector = NULL;
  RapportStore *store;

  if (!rapport_cli_parse (cli, NULL, 0, 0, &argc, &argv, error))
    return FALSE;
  store = rapport_cli_get_store (cli, error);
  vector = store != NULL ? rapport_store_read (store, vector_query, NULL, NULL, error) : NULL;
  if (vector == NULL)
    return FALSE;
  g_print ("%s\n", vector);
  return TRUE;
}
