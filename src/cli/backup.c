/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "model/sentence.h"
#include "services/backups.h"
#include "services/data-files.h"

/* Parses a command of at most @most words and opens the database. */
static RapportStore *
begin (RapportCli   *cli,
       int           least,
       int           most,
       int          *argc,
       char       ***argv,
       GError      **error)
{
  return rapport_cli_parse (cli, NULL, least, most, argc, argv, error) ? rapport_cli_get_store (cli, error) : NULL;
}

/* @sentence is taken. */
static void
print_path (RapportCli *cli,
            char       *sentence,
            const char *path)
{
  JsonObject *facts = json_object_new ();
  g_autofree char *words = sentence;

  json_object_set_string_member (facts, "path", path);
  rapport_cli_print_result (cli, words, facts);
}

gboolean
rapport_cli_backup_now (RapportCli *cli,
                        int         argc,
                        char      **argv,
                        GError    **error)
{
  RapportStore *store = begin (cli, 0, 0, &argc, &argv, error);
  g_autofree char *path = NULL;

  if (store == NULL)
    return FALSE;
  path = rapport_backup_make (rapport_store_get_path (store), RAPPORT_BACKUP_OWN,
                              rapport_clock_now (rapport_store_get_clock (store)), NULL, NULL, NULL, error);
  if (path == NULL)
    return FALSE;
  print_path (cli, g_strdup_printf (_("Backup made and checked: %s."), path), path);
  return TRUE;
}

static void
add_item (RapportCliTable         *table,
          const RapportBackupItem *item)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (item->file->at);
  g_autofree char *when = g_date_time_format (time, "%F %H:%M");
  g_autofree char *bytes = g_strdup_printf ("%" G_GUINT64_FORMAT, item->file->bytes);
  g_autofree char *members = item->facts != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, item->facts->members) : NULL;
  g_autofree char *requests = item->facts != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, item->facts->requests) : NULL;
  g_autofree char *partnerships = item->facts != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, item->facts->partnerships) : NULL;
  g_autofree char *last = item->facts != NULL ? rapport_backups_last (item->facts) : g_strdup (item->problem);

  rapport_cli_table_add (table, item->file->name, when, rapport_backup_reason_id (item->file->reason),
                         rapport_backups_reason (item->file->reason), members, requests, partnerships, bytes, last,
                         item->file->path);
}

/* Also while the database itself cannot be opened. */
gboolean
rapport_cli_backup_list (RapportCli *cli,
                         int         argc,
                         char      **argv,
                         GError    **error)
{
  static const RapportCliColumn columns[] = {
    { "name", N_("Name"), FALSE },
    { "made", N_("Made"), FALSE },
    { "reason-id", NULL, FALSE },
    { "reason", N_("Why"), FALSE },
    { "members", N_("Members"), TRUE },
    { "requests", N_("Requests"), TRUE },
    { "partnerships", N_("Partnerships"), TRUE },
    { "bytes", NULL, TRUE },
    { "last", N_("Last Done"), FALSE },
    { "path", NULL, FALSE },
  };
  g_autoptr (RapportCliTable) table = rapport_cli_table_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *database = NULL;

  if (!rapport_cli_parse (cli, NULL, 0, 0, &argc, &argv, error))
    return FALSE;
  database = rapport_cli_dup_database (cli);
  items = rapport_backups_list (database, NULL);
  for (guint i = 0; i < items->len; i++)
    add_item (table, g_ptr_array_index (items, i));
  rapport_cli_table_print (table, cli, _("There are no backups yet."));
  return TRUE;
}

gboolean
rapport_cli_backup_restore (RapportCli *cli,
                            int         argc,
                            char      **argv,
                            GError    **error)
{
  RapportStore *store = begin (cli, 1, 1, &argc, &argv, error);
  g_autofree char *path = store != NULL ? rapport_backups_find (rapport_store_get_path (store), argv[1], error) : NULL;
  g_autoptr (RapportBackupFacts) facts = NULL;
  g_autofree char *undo = NULL;
  g_autofree char *name = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *sentence = NULL;
  JsonObject *object = NULL;

  if (path == NULL || !rapport_backups_restore (store, path, NULL, NULL, &undo, NULL, error))
    return FALSE;
  facts = rapport_backup_facts_of (rapport_store_get_path (store), error);
  if (facts == NULL)
    return FALSE;
  name = g_path_get_basename (undo);
  *strrchr (name, '.') = '\0';
  contents = rapport_backups_contents (facts);
  sentence = g_strdup_printf (_("Restored: %s. What was there before is kept; “rapportctl backup restore %s” brings it back."),
                              contents, name);
  object = json_object_new ();
  json_object_set_string_member (object, "before", name);
  json_object_set_int_member (object, "members", facts->members);
  rapport_cli_print_result (cli, sentence, object);
  return TRUE;
}

static gboolean
verify_one (RapportCliTable  *table,
            const char       *name,
            const char       *path,
            GError          **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GPtrArray) found = rapport_backup_verify (path, NULL, &failure);

  if (found == NULL)
    rapport_cli_table_add (table, name, failure->message);
  for (guint i = 0; found != NULL && i < found->len; i++)
    rapport_cli_table_add (table, name, g_ptr_array_index (found, i));
  return found != NULL && found->len == 0;
}

gboolean
rapport_cli_backup_verify (RapportCli *cli,
                           int         argc,
                           char      **argv,
                           GError    **error)
{
  static const RapportCliColumn columns[] = { { "name", N_("Name"), FALSE }, { "difference", N_("Difference"), FALSE } };
  g_autoptr (RapportCliTable) table = rapport_cli_table_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *database = NULL;
  g_autofree char *path = NULL;
  guint n = 1;
  guint bad = 0;

  if (!rapport_cli_parse (cli, NULL, 0, 1, &argc, &argv, error))
    return FALSE;
  database = rapport_cli_dup_database (cli);
  list = rapport_backup_list (database);
  if (argc > 1)
    {
      path = rapport_backups_find (database, argv[1], error);
      if (path == NULL)
        return FALSE;
      bad += !verify_one (table, argv[1], path, error);
    }
  else
    for (n = 0; n < list->len; n++)
      {
        const RapportBackup *backup = g_ptr_array_index (list, n);

        bad += !verify_one (table, backup->name, backup->path, error);
      }
  if (bad == 0)
    {
      rapport_cli_table_print (table, cli, n == 0 ? _("There are no backups yet.") : _("All that was looked at is whole."));
      return TRUE;
    }
  if (!rapport_cli_wants_json (cli))
    rapport_cli_table_print_plain (table);
  g_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_DIFFERENCES,
               ngettext ("%u backup is not whole.", "%u backups are not whole.", bad), bad);
  return FALSE;
}

gboolean
rapport_cli_copy (RapportCli *cli,
                  int         argc,
                  char      **argv,
                  GError    **error)
{
  gboolean replace = FALSE;
  const GOptionEntry entries[] = {
    { "replace", 0, 0, G_OPTION_ARG_NONE, &replace, N_("Replace a file that is there"), NULL },
    { NULL },
  };
  RapportStore *store = NULL;
  g_autofree char *path = NULL;

  if (!rapport_cli_parse (cli, entries, 1, 1, &argc, &argv, error))
    return FALSE;
  path = g_canonicalize_filename (argv[1], NULL);
  if (!replace && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      rapport_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_REFUSED, _("%s is there already. With --replace it is replaced."), path);
      return FALSE;
    }
  store = rapport_cli_get_store (cli, error);
  if (store == NULL || !rapport_backups_save_copy (store, path, NULL, NULL, NULL, error))
    return FALSE;
  print_path (cli, g_strdup_printf (_("Copied to %s. The copy goes on by itself; changes in one do not come into the other."),
                                    path), path);
  return TRUE;
}
