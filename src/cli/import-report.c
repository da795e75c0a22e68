/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/import-report.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/print.h"

/* How many rows of a kind are told one by one; the rest are in the file of --rejected, or in JSON. */
#define MOST_TOLD 20

/* The word at @place of "one|another". */
static char *
word_at (const char *list,
         guint       place)
{
  g_auto (GStrv) words = g_strsplit (list, "|", -1);

  return place < g_strv_length (words) ? g_strdup (words[place]) : NULL;
}

static char *
separator_word (char separator)
{
  static const char bytes[] = RAPPORT_CLI_IMPORT_SEPARATOR_BYTES;
  const char *found = memchr (bytes, separator, sizeof bytes);

  return found != NULL ? word_at (RAPPORT_CLI_IMPORT_SEPARATORS, (guint) (found - bytes)) : NULL;
}

static gboolean
has_dates (const RapportImportColumn *column)
{
  return column->target != NULL && column->target->field != NULL && column->target->field->type == RAPPORT_FIELD_DATE;
}

/* How the file was read: what was guessed can be said by --encoding, --separator and --no-headings. */
static void
add_format (JsonObject             *facts,
            const RapportImportJob *job)
{
  g_autofree char *encoding = word_at (RAPPORT_CLI_IMPORT_ENCODINGS, job->mapping->format.encoding);
  g_autofree char *separator = separator_word (job->mapping->format.separator);

  json_object_set_string_member (facts, "encoding", encoding);
  json_object_set_string_member (facts, "separator", separator);
  json_object_set_boolean_member (facts, "headings", job->mapping->has_headings);
  json_object_set_boolean_member (facts, "remembered", job->mapping->remembered != 0);
  json_object_set_string_member (facts, "key", job->mapping->key == RAPPORT_IMPORT_KEY_EMAIL ? "email" : "number");
}

static void
tell_format (const RapportImportJob *job)
{
  g_print (_("Read as: %s, %s"), rapport_encoding_label (job->mapping->format.encoding),
           rapport_separator_label (job->mapping->format.separator));
  g_print ("\n");
  if (job->mapping->remembered != 0)
    g_print ("%s\n", _("The columns are as they were chosen for a file with these headings before."));
}

static JsonArray *
differences_to_json (const RapportImportItem *item)
{
  JsonArray *differences = json_array_new ();

  for (guint i = 0; i < item->differences->len; i++)
    {
      const RapportImportDifference *difference = g_ptr_array_index (item->differences, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "field", difference->label);
      json_object_set_string_member (object, "old", difference->old);
      json_object_set_string_member (object, "new", difference->new);
      json_object_set_boolean_member (object, "contested", difference->contested);
      json_array_add_object_element (differences, object);
    }
  return differences;
}

/* Rows that are, or may be, somebody who is there: what each would change. */
static JsonArray *
known_to_json (RapportImportJob  *job,
               RapportImportKind  kind)
{
  const GPtrArray *items = job->report->items[kind];
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < items->len; i++)
    {
      const RapportImportItem *item = g_ptr_array_index (items, i);
      JsonObject *row = json_object_new ();

      json_object_set_int_member (row, "row", item->row);
      json_object_set_string_member (row, "name", item->name);
      json_object_set_int_member (row, "member", item->member);
      if (item->other_name != NULL)
        json_object_set_string_member (row, "member-name", item->other_name);
      if (item->differences != NULL)
        json_object_set_array_member (row, "differences", differences_to_json (item));
      json_array_add_object_element (rows, row);
    }
  return rows;
}

static void
tell_rest (guint told,
           guint count)
{
  if (count <= told)
    return;
  g_print (ngettext ("… and %u row more", "… and %u rows more", count - told), count - told);
  g_print ("\n");
}

static void
tell_changed (RapportImportJob *job)
{
  const GPtrArray *items = job->report->items[RAPPORT_IMPORT_CHANGED];
  guint told = MIN (items->len, MOST_TOLD);

  for (guint i = 0; i < told; i++)
    {
      const RapportImportItem *item = g_ptr_array_index (items, i);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *plain = NULL;

      for (guint j = 0; item->differences != NULL && j < item->differences->len; j++)
        {
          const RapportImportDifference *difference = g_ptr_array_index (item->differences, j);

          g_string_append_printf (text, "%s%s %s › %s", j > 0 ? "; " : "", difference->label,
                                  *difference->old != '\0' ? difference->old : "–", *difference->new != '\0' ? difference->new : "–");
        }
      plain = rapport_cli_plain (text->str);
      g_autofree char *name = rapport_cli_plain (item->name);
      g_print (_("Row %" G_GINT64_FORMAT ", %s, changes: %s"), item->row, name, plain);
      g_print ("\n");
    }
  tell_rest (told, job->report->counts[RAPPORT_IMPORT_CHANGED]);
}

static void
tell_doubles (RapportImportJob *job)
{
  const GPtrArray *items = job->report->items[RAPPORT_IMPORT_DOUBLE];
  guint told = MIN (items->len, MOST_TOLD);

  for (guint i = 0; i < told; i++)
    {
      const RapportImportItem *item = g_ptr_array_index (items, i);
      g_autofree char *name = rapport_cli_plain (item->name);
      g_autofree char *other = rapport_cli_plain (item->other_name != NULL ? item->other_name : "");

      g_print (_("Row %" G_GINT64_FORMAT ", %s, may be member %" G_GINT64_FORMAT ", %s (--same=%" G_GINT64_FORMAT " says so)"),
               item->row, name, item->member, other, item->row);
      g_print ("\n");
    }
  tell_rest (told, job->report->counts[RAPPORT_IMPORT_DOUBLE]);
}

static JsonArray *
rejected_to_json (RapportImportJob *job)
{
  const GPtrArray *items = job->report->items[RAPPORT_IMPORT_REJECTED];
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < items->len; i++)
    {
      const RapportImportItem *item = g_ptr_array_index (items, i);
      JsonObject *row = json_object_new ();

      json_object_set_int_member (row, "row", item->row);
      json_object_set_string_member (row, "name", item->name);
      if (item->column_label != NULL)
        json_object_set_string_member (row, "column", item->column_label);
      json_object_set_string_member (row, "reason", item->reason);
      json_object_set_string_member (row, "value", item->value);
      json_array_add_object_element (rows, row);
    }
  return rows;
}

static JsonArray *
columns_to_json (RapportImportJob *job)
{
  static const char * const recognitions[] = { "left-out", "guess", "heading" };
  JsonArray *columns = json_array_new ();

  for (guint i = 0; i < job->mapping->columns->len; i++)
    {
      const RapportImportColumn *column = rapport_import_mapping_column (job->mapping, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "heading", column->facts->heading);
      json_object_set_string_member (object, "recognised", recognitions[column->recognition]);
      if (column->target != NULL)
        json_object_set_string_member (object, "field", column->target->id);
      if (column->custom)
        json_object_set_boolean_member (object, "sensitive", column->sensitive);
      json_object_set_boolean_member (object, "custom", column->custom);
      if (has_dates (column))
        {
          g_autofree char *order = word_at (RAPPORT_CLI_IMPORT_DATES, column->date_order);

          json_object_set_string_member (object, "dates", order);
          json_object_set_boolean_member (object, "dates-ambiguous", column->date_ambiguous);
        }
      json_array_add_object_element (columns, object);
    }
  return columns;
}

static void
tell_columns (RapportImportJob *job)
{
  for (guint i = 0; i < job->mapping->columns->len; i++)
    {
      const RapportImportColumn *column = rapport_import_mapping_column (job->mapping, i);
      const char *mark = column->recognition == RAPPORT_RECOGNITION_HEADING ? "✓"
                         : column->recognition == RAPPORT_RECOGNITION_GUESS ? "?" : "–";
      g_autofree char *label = column->target != NULL || column->custom
        ? rapport_import_column_label (column) : g_strdup (_("left out"));
      g_autofree char *heading = rapport_cli_plain (column->facts->heading);
      g_autofree char *meaning = rapport_cli_plain (label);
      const char *note = !column->custom ? "" : column->sensitive ? _(" (field of the programme, sensitive)")
                                                                  : _(" (field of the programme)");

      g_print ("%s %s → %s%s", mark, heading, meaning, note);
      if (has_dates (column))
        g_print (column->date_ambiguous ? _(" (dates as %s, but they can be read in two ways: --dates)") : _(" (dates as %s)"),
                 rapport_date_order_label (column->date_order));
      g_print ("\n");
    }
}

/* What a file says and nobody would find again is named, so that a column is not lost unseen. */
static void
tell_left_out (RapportImportJob *job)
{
  g_autoptr (GString) headings = g_string_new (NULL);
  g_autofree char *plain = NULL;

  for (guint i = 0; i < job->mapping->columns->len; i++)
    {
      const RapportImportColumn *column = rapport_import_mapping_column (job->mapping, i);

      if (column->target == NULL && !column->custom)
        g_string_append_printf (headings, "%s%s", headings->len > 0 ? ", " : "", column->facts->heading);
    }
  if (headings->len == 0)
    return;
  plain = rapport_cli_plain (headings->str);
  g_print (_("Left out: %s (--field=HEADING keeps a column as a field of the programme)"), plain);
  g_print ("\n");
}

static void
tell_rejected (RapportImportJob *job)
{
  const GPtrArray *items = job->report->items[RAPPORT_IMPORT_REJECTED];

  for (guint i = 0; i < MIN (items->len, MOST_TOLD); i++)
    {
      const RapportImportItem *item = g_ptr_array_index (items, i);
      g_autofree char *text = g_strdup_printf (_("Row %" G_GINT64_FORMAT ": %s: %s"), item->row, item->reason,
                                               *item->value != '\0' ? item->value : "–");
      g_autofree char *plain = rapport_cli_plain (text);

      g_print ("%s\n", plain);
    }
}

static void
add_counts (JsonObject             *facts,
            const RapportImportJob *job,
            gboolean                written)
{
  const guint *counts = job->report->counts;
  const RapportImportResult *result = &job->result;

  json_object_set_int_member (facts, "new", written ? result->added : counts[RAPPORT_IMPORT_NEW]);
  json_object_set_int_member (facts, "changed", written ? result->changed : counts[RAPPORT_IMPORT_CHANGED]);
  json_object_set_int_member (facts, "same", written ? result->same : counts[RAPPORT_IMPORT_SAME]);
  json_object_set_int_member (facts, "doubles", written ? result->doubles : counts[RAPPORT_IMPORT_DOUBLE]);
  json_object_set_int_member (facts, "rejected", written ? result->rejected : counts[RAPPORT_IMPORT_REJECTED]);
  json_object_set_boolean_member (facts, "written", written);
}

/**
 * rapport_cli_import_report:
 * @job: an import that was checked, and written where @written
 *
 * Tells what was read and how, what becomes of the rows, and what came of it.
 */
void
rapport_cli_import_report (RapportCli       *cli,
                           RapportImportJob *job,
                           gboolean          written)
{
  JsonObject *facts = json_object_new ();
  g_autofree char *sentence = NULL;

  add_counts (facts, job, written);
  sentence = g_strdup_printf (written ? _("Imported: %d new, %d changed, %d the same, %d rejected.")
                                      : _("Checked, nothing is written: %d new, %d changed, %d the same, %d rejected."),
                              (int) json_object_get_int_member (facts, "new"),
                              (int) json_object_get_int_member (facts, "changed"),
                              (int) json_object_get_int_member (facts, "same"),
                              (int) json_object_get_int_member (facts, "rejected"));
  if (job->report->counts[RAPPORT_IMPORT_DOUBLE] > 0)
    {
      g_autofree char *first = g_steal_pointer (&sentence);
      g_autofree char *doubles = g_strdup_printf (ngettext ("%u row may be somebody who is there already.",
                                                            "%u rows may be people who are there already.",
                                                            job->report->counts[RAPPORT_IMPORT_DOUBLE]),
                                                  job->report->counts[RAPPORT_IMPORT_DOUBLE]);

      sentence = g_strdup_printf ("%s %s", first, doubles);
    }
  if (job->report->contested > 0)
    {
      g_autofree char *first = g_steal_pointer (&sentence);
      g_autofree char *both = g_strdup_printf (ngettext ("%u row was changed on both sides; of it mine is kept in %u (--conflicts).",
                                                         "%u rows were changed on both sides; of them mine are kept in %u (--conflicts).",
                                                         job->report->contested),
                                               job->report->contested, g_hash_table_size (job->keep));

      sentence = g_strdup_printf ("%s %s", first, both);
    }
  json_object_set_int_member (facts, "contested", job->report->contested);
  json_object_set_int_member (facts, "kept", g_hash_table_size (job->keep));
  add_format (facts, job);
  json_object_set_array_member (facts, "columns", columns_to_json (job));
  json_object_set_array_member (facts, "changed-rows", known_to_json (job, RAPPORT_IMPORT_CHANGED));
  json_object_set_array_member (facts, "double-rows", known_to_json (job, RAPPORT_IMPORT_DOUBLE));
  json_object_set_array_member (facts, "rejected-rows", rejected_to_json (job));
  if (!rapport_cli_wants_json (cli))
    {
      tell_format (job);
      if (written)
        tell_left_out (job);
      else
        {
          tell_columns (job);
          tell_changed (job);
        }
      tell_doubles (job);
      tell_rejected (job);
    }
  rapport_cli_print_result (cli, sentence, facts);
}
