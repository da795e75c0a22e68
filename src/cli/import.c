/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/strip.h"
#include "services/import.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/import-report.h"
#include "cli/print.h"
#include "model/sentence.h"
#include "services/import-memory.h"
#include "services/import-rejected.h"

/* The options of `import`, as the words come. */
typedef struct {
  char *role;
  char *key;
  char *issuer;
  char *separator;
  char *encoding;
  char *dates;
  char *rejected;
  char **map;
  char **leave_out;
  char **fields;
  char **sensitive;
  char **same;
  int capacity;
  char *conflicts;
  gboolean no_headings;
  gboolean check;
} Words;

static void
words_clear (Words *words)
{
  g_free (words->role);
  g_free (words->key);
  g_free (words->issuer);
  g_free (words->separator);
  g_free (words->encoding);
  g_free (words->dates);
  g_free (words->rejected);
  g_free (words->conflicts);
  g_strfreev (words->map);
  g_strfreev (words->leave_out);
  g_strfreev (words->fields);
  g_strfreev (words->sensitive);
  g_strfreev (words->same);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static gboolean
refuse (GError     **error,
        const char  *format,
        const char  *word)
{
  g_autofree char *message = g_strdup_printf ("%s: %s", word, format);

  g_set_error_literal (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, message);
  return FALSE;
}

/* The place of @word in @list, which is parted by "|"; -1 and an error when it is not there. */
static int
place_of (const char  *list,
          const char  *option,
          const char  *word,
          GError     **error)
{
  g_auto (GStrv) words = g_strsplit (list, "|", -1);

  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], word) == 0)
      return i;
  rapport_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("%s takes one of: %s"), option, list);
  return -1;
}

/* What decides how the file is read at all. */
static gboolean
apply_format (const Words       *words,
              RapportImportJob  *job,
              GError           **error)
{
  static const char separators[] = RAPPORT_CLI_IMPORT_SEPARATOR_BYTES;
  RapportImportMapping *mapping = job->mapping;
  int place;

  mapping->has_headings = !words->no_headings;
  if (words->separator == NULL && words->encoding == NULL)
    return TRUE;
  if (!rapport_import_mapping_guess (mapping, job->source, NULL, error))
    return FALSE;
  job->format_chosen = TRUE;
  if (words->separator != NULL)
    {
      place = place_of (RAPPORT_CLI_IMPORT_SEPARATORS, "--separator", words->separator, error);
      if (place < 0)
        return FALSE;
      mapping->format.separator = separators[place];
    }
  if (words->encoding != NULL)
    {
      place = place_of (RAPPORT_CLI_IMPORT_ENCODINGS, "--encoding", words->encoding, error);
      if (place < 0)
        return FALSE;
      mapping->format.encoding = (RapportEncoding) place;
    }
  return TRUE;
}

static gboolean
column_index (RapportImportJob  *job,
              const char        *heading,
              guint             *index,
              GError           **error)
{
  RapportImportColumn *column = rapport_import_mapping_find (job->mapping, heading);

  return column != NULL && g_ptr_array_find (job->mapping->columns, column, index)
    ? TRUE : refuse (error, _("the file has no such column"), heading);
}

/* "Heading=field", where the field is named by its id or by what people call it. */
static gboolean
map_column (RapportImportJob  *job,
            const char        *text,
            GError           **error)
{
  const GPtrArray *targets = rapport_import_targets ();
  const char *equals = strrchr (text, '=');
  g_autofree char *heading = NULL;
  guint index;

  if (equals == NULL)
    return refuse (error, _("--map takes HEADING=FIELD"), text);
  heading = g_strndup (text, equals - text);
  if (!column_index (job, heading, &index, error))
    return FALSE;
  for (guint i = 0; i < targets->len; i++)
    {
      const RapportImportTarget *target = g_ptr_array_index (targets, i);

      if (strcmp (target->id, equals + 1) != 0 && g_ascii_strcasecmp (target->label, equals + 1) != 0
          && g_ascii_strcasecmp (target->heading, equals + 1) != 0)
        continue;
      rapport_import_mapping_set_target (job->mapping, index, target);
      return TRUE;
    }
  return refuse (error, _("there is no such field"), equals + 1);
}

static gboolean
make_fields (RapportImportJob  *job,
             char             **headings,
             gboolean           sensitive,
             GError           **error)
{
  guint index;

  for (guint i = 0; headings != NULL && headings[i] != NULL; i++)
    {
      if (!column_index (job, headings[i], &index, error))
        return FALSE;
      rapport_import_mapping_set_custom (job->mapping, index, sensitive);
    }
  return TRUE;
}

static gboolean
apply_columns (const Words       *words,
               RapportImportJob  *job,
               GError           **error)
{
  guint index;

  for (guint i = 0; words->leave_out != NULL && words->leave_out[i] != NULL; i++)
    {
      if (!column_index (job, words->leave_out[i], &index, error))
        return FALSE;
      rapport_import_mapping_set_target (job->mapping, index, NULL);
    }
  for (guint i = 0; words->map != NULL && words->map[i] != NULL; i++)
    if (!map_column (job, words->map[i], error))
      return FALSE;
  return make_fields (job, words->fields, FALSE, error) && make_fields (job, words->sensitive, TRUE, error);
}

/* What holds for the whole file. */
static gboolean
apply_whole (const Words       *words,
             RapportImportJob  *job,
             GError           **error)
{
  RapportImportMapping *mapping = job->mapping;
  int role = words->role != NULL ? place_of ("mentor|mentee|both|none", "--role", words->role, error) : 0;
  int key = words->key != NULL ? place_of ("number|email", "--key", words->key, error) : 0;
  int order = words->dates != NULL ? place_of (RAPPORT_CLI_IMPORT_DATES, "--dates", words->dates, error) : 0;

  if (role < 0 || key < 0 || order < 0)
    return FALSE;
  if (words->role != NULL)
    {
      mapping->mentor = role == 0 || role == 2;
      mapping->mentee = role == 1 || role == 2;
    }
  if (words->key != NULL)
    mapping->key = (RapportImportKey) key;
  for (guint i = 0; words->dates != NULL && i < mapping->columns->len; i++)
    rapport_import_mapping_column (mapping, i)->date_order = (RapportDateOrder) order;
  if (words->issuer != NULL)
    {
      g_free (mapping->issuer);
      mapping->issuer = rapport_strip (g_strdup (words->issuer));
    }
  if (words->capacity >= 0)
    mapping->capacity = words->capacity;
  for (guint i = 0; words->same != NULL && words->same[i] != NULL; i++)
    rapport_import_rows_set (job->same, g_ascii_strtoll (words->same[i], NULL, 10), TRUE);
  return TRUE;
}

static gboolean
check_job (RapportStore      *store,
           RapportImportJob  *job,
           GError           **error)
{
  g_autofree char *problem = NULL;

  if (!rapport_import_mapping_is_useful (job->mapping, &problem))
    {
      g_set_error_literal (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_FAILED, problem);
      return FALSE;
    }
  job->report = rapport_store_read (store, rapport_import_check_query, job, NULL, error);
  return job->report != NULL;
}

/* Writes what is to be written. A file that says nothing new makes no operation. */
static gboolean
write_job (RapportCli        *cli,
           RapportSession    *session,
           RapportImportJob  *job,
           GError           **error)
{
  RapportStore *store = rapport_session_get_store (session);
  gint64 now = rapport_clock_now (rapport_session_get_clock (session));
  g_autoptr (GError) forgetful = NULL;
  gboolean written;

  if (rapport_import_job_will_write (job) == 0)
    {
      job->result.same = job->report->counts[RAPPORT_IMPORT_SAME];
      job->result.rejected = job->report->counts[RAPPORT_IMPORT_REJECTED];
      return TRUE;
    }
  written = rapport_import_prepare (job, store, NULL, error)
            && rapport_store_write (store, rapport_import_write_command, job, NULL, error);
  rapport_import_settle (job);
  if (!written)
    return FALSE;
  if (!rapport_import_memory_keep (job->mapping, job->source, now, &forgetful))
    g_printerr ("%s\n", forgetful->message);
  return TRUE;
}

static void
ask_row (RapportImportJob        *job,
         const RapportImportItem *item)
{
  char answer[16] = "";

  for (guint i = 0; i < item->differences->len; i++)
    {
      const RapportImportDifference *difference = g_ptr_array_index (item->differences, i);
      g_autofree char *old = rapport_cli_plain (difference->old);
      g_autofree char *new = rapport_cli_plain (difference->new);

      if (difference->contested)
        g_print ("%s, %s: %s › %s\n", item->name, difference->label, old, new);
    }
  g_print ("%s ", _("Changed here, too. Keep mine or take the file? [k/t]"));
  if (fgets (answer, sizeof answer, stdin) != NULL && *answer == 't')
    rapport_import_rows_set (job->keep, item->row, FALSE);
}

/* What was changed on both sides stays as it is here, unless somebody says otherwise. */
static gboolean
settle_contested (const Words       *words,
                  RapportImportJob  *job,
                  GError           **error)
{
  int how = words->conflicts != NULL ? place_of ("keep|take|ask", "--conflicts", words->conflicts, error) : 0;
  const GPtrArray *items = job->report->items[RAPPORT_IMPORT_CHANGED];

  if (how < 0)
    return FALSE;
  if (how == 2 && !isatty (STDIN_FILENO))
    return refuse (error, _("nobody sits here who could be asked"), "--conflicts=ask");
  if (how != 1)
    rapport_import_job_keep_edits (job);
  for (guint i = 0; how == 2 && i < items->len; i++)
    {
      const RapportImportItem *item = g_ptr_array_index (items, i);

      if (rapport_import_rows_contain (job->keep, item->row))
        ask_row (job, item);
    }
  return TRUE;
}

static gboolean
run_job (RapportCli        *cli,
         const Words       *words,
         RapportSession    *session,
         RapportImportJob  *job,
         GError           **error)
{
  RapportStore *store = rapport_session_get_store (session);

  if (!apply_format (words, job, error)
      || rapport_store_read (store, rapport_import_scan_query, job, NULL, error) == NULL
      || !apply_columns (words, job, error) || !apply_whole (words, job, error) || !check_job (store, job, error))
    return FALSE;
  if (words->rejected != NULL && job->report->counts[RAPPORT_IMPORT_REJECTED] > 0)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (words->rejected);

      if (rapport_import_save_rejected (job, file, NULL, error) == 0)
        return FALSE;
    }
  if (!settle_contested (words, job, error))
    return FALSE;
  if (!words->check && !write_job (cli, session, job, error))
    return FALSE;
  rapport_cli_import_report (cli, job, !words->check);
  return TRUE;
}

gboolean
rapport_cli_import (RapportCli *cli,
                    int         argc,
                    char      **argv,
                    GError    **error)
{
  g_auto (Words) words = { .capacity = -1 };
  const GOptionEntry entries[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &words.role, N_("Part of everybody whose row says none: mentor, mentee, both, none"), N_("ROLE") },
    { "capacity", 0, 0, G_OPTION_ARG_INT, &words.capacity, N_("Places of everybody whose row says none"), N_("NUMBER") },
    { "key", 0, 0, G_OPTION_ARG_STRING, &words.key, N_("What tells people apart: number, email"), N_("KEY") },
    { "issuer", 0, 0, G_OPTION_ARG_STRING, &words.issuer, N_("Who issued the member numbers"), N_("NAME") },
    { "conflicts", 0, 0, G_OPTION_ARG_STRING, &words.conflicts, N_("What was changed here and in the file: keep (mine), take (the file’s), ask"), N_("HOW") },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.map, N_("What a column becomes"), N_("HEADING=FIELD") },
    { "leave-out", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.leave_out, N_("Leave a column out"), N_("HEADING") },
    { "field", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.fields, N_("Make a column a field of the programme"), N_("HEADING") },
    { "sensitive", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.sensitive, N_("Make a column a sensitive field of the programme"), N_("HEADING") },
    { "separator", 0, 0, G_OPTION_ARG_STRING, &words.separator, N_("comma, semicolon, tab"), N_("SEPARATOR") },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &words.encoding, N_("utf-8, utf-16le, utf-16be, windows-1252, …"), N_("ENCODING") },
    { "dates", 0, 0, G_OPTION_ARG_STRING, &words.dates, N_("Order of dates: ymd, dmy, mdy"), N_("ORDER") },
    { "no-headings", 0, 0, G_OPTION_ARG_NONE, &words.no_headings, N_("The first row is a person"), NULL },
    { "same", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.same, N_("A row that is the member it resembles"), N_("ROW") },
    { "check", 0, 0, G_OPTION_ARG_NONE, &words.check, N_("Say what would be done, and write nothing"), NULL },
    { "rejected", 0, 0, G_OPTION_ARG_FILENAME, &words.rejected, N_("Save the rejected rows with their reasons"), N_("FILE") },
    { NULL },
  };
  RapportSession *session;
  RapportImportSource *source;
  g_autoptr (RapportImportJob) job = NULL;
  g_autoptr (GFile) file = NULL;

  if (!rapport_cli_parse (cli, entries, 1, 1, &argc, &argv, error))
    return FALSE;
  session = rapport_cli_get_session (cli, error);
  if (session == NULL)
    return FALSE;
  file = g_file_new_for_commandline_arg (argv[1]);
  source = rapport_import_source_new_file (file, error);
  if (source == NULL)
    return FALSE;
  job = rapport_import_job_for (session, source);
  return run_job (cli, &words, session, job, error);
}
