/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/import-linkedin.h"

#include <string.h>

#include "exchange/csv-reader.h"
#include "exchange/csv-writer.h"
#include "exchange/list-cell.h"
#include "model/opened-file.h"
#include "model/strip.h"

/* The files of the export that are read, and a heading that no other table has. */
static const struct {
  const char *name;
  const char *heading;
} files[] = {
  { "Profile.csv", "Headline" },
  { "Positions.csv", "Company Name" },
  { "Education.csv", "School Name" },
  { "Skills.csv", "Name" },
  { "Email Addresses.csv", "Email Address" },
};

/** One file of the export: heading → cells, row after row. */
typedef struct {
  char **headings;
  GPtrArray *rows;    /* Owned: char ** */
} Table;

static void
table_free (Table *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->headings);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Table, table_free)

static char **
copy_cells (const RapportCsvRow *row)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *cell = rapport_strip (g_strdup (row->cells[i]));

      g_strv_builder_add (cells, cell);
    }
  return g_strv_builder_end (cells);
}

/* LinkedIn writes UTF-8 with commas, and sometimes notes above the headings: those have one cell. */
static Table *
read_table (GFile       *folder,
            const char  *name,
            GError     **error)
{
  g_autoptr (GFile) file = g_file_get_child (folder, name);
  g_autoptr (GError) missing = NULL;
  g_autoptr (GFileInputStream) stream = rapport_opened_file_begin (file, NULL, &missing);
  RapportCsvFormat format = { RAPPORT_ENCODING_UTF_8, ',' };
  g_autoptr (RapportCsvReader) reader = NULL;
  g_autoptr (Table) table = NULL;
  g_autoptr (GError) failure = NULL;
  RapportCsvRow row;

  if (stream == NULL)
    {
      if (!g_error_matches (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        g_propagate_error (error, g_steal_pointer (&missing));
      return NULL;
    }
  reader = rapport_csv_reader_new (G_INPUT_STREAM (stream), &format, NULL);
  table = g_new0 (Table, 1);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  while (rapport_csv_reader_next (reader, &row, &failure))
    if (table->headings != NULL)
      g_ptr_array_add (table->rows, copy_cells (&row));
    else if (row.n_cells > 1 || strcmp (name, "Skills.csv") == 0)
      table->headings = copy_cells (&row);
  if (failure == NULL)
    return g_steal_pointer (&table);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static const char *
cell_of (const Table *table,
         guint        row,
         const char  *heading)
{
  char **cells = table != NULL && row < table->rows->len ? g_ptr_array_index (table->rows, row) : NULL;

  for (guint i = 0; cells != NULL && table->headings[i] != NULL && cells[i] != NULL; i++)
    if (g_ascii_strcasecmp (table->headings[i], heading) == 0)
      return cells[i];
  return "";
}

static gboolean
has_heading (const Table *table,
             const char  *heading)
{
  return table != NULL && table->headings != NULL && g_strv_contains ((const char * const *) table->headings, heading);
}

/* "Engineer, Acme (2019 – 2024)" */
static char *
describe (const char *what,
          const char *where,
          const char *from,
          const char *to)
{
  GString *text = g_string_new (what);

  if (*where != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", where);
  if (*from != '\0' || *to != '\0')
    g_string_append_printf (text, " (%s – %s)", from, to);
  return g_string_free (text, FALSE);
}

static char *
list_of (const Table *table,
         const char  *what,
         const char  *where,
         const char  *from,
         const char  *to)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) elements = NULL;
  g_autofree char *cell = NULL;

  for (guint i = 0; table != NULL && i < table->rows->len; i++)
    {
      g_autofree char *element = describe (cell_of (table, i, what), where != NULL ? cell_of (table, i, where) : "",
                                           from != NULL ? cell_of (table, i, from) : "", to != NULL ? cell_of (table, i, to) : "");

      if (*element != '\0')
        g_strv_builder_add (builder, element);
    }
  elements = g_strv_builder_end (builder);
  cell = rapport_list_cell_format ((const char * const *) elements);
  /* One element alone might be taken apart at its commas. */
  return *cell != '\0' ? g_strconcat (cell, ";", NULL) : g_strdup ("");
}

/* The address that they write from; the first where none is marked. */
static const char *
email_of (const Table *table)
{
  for (guint i = 0; table != NULL && i < table->rows->len; i++)
    if (g_ascii_strcasecmp (cell_of (table, i, "Primary"), "yes") == 0)
      return cell_of (table, i, "Email Address");
  return cell_of (table, 0, "Email Address");
}

/* The position that has not ended. */
static guint
present_position (const Table *positions)
{
  for (guint i = 0; positions != NULL && i < positions->rows->len; i++)
    if (*cell_of (positions, i, "Finished On") == '\0')
      return i;
  return 0;
}

static char *
write_table (Table **tables)
{
  static const char *const headings[] = {
    "Given name", "Family name", "Email", "Job title", "Organisation", "City", "Biography", "Expertise", "Experience", "Education",
    "Skills",
  };
  const Table *profile = tables[0];
  const Table *positions = tables[1];
  guint now = present_position (positions);
  g_autofree char *experience = list_of (positions, "Title", "Company Name", "Started On", "Finished On");
  g_autofree char *education = list_of (tables[2], "Degree Name", "School Name", "Start Date", "End Date");
  g_autofree char *skills = list_of (tables[3], "Name", NULL, NULL, NULL);
  const char *cells[] = {
    cell_of (profile, 0, "First Name"), cell_of (profile, 0, "Last Name"), email_of (tables[4]), cell_of (positions, now, "Title"),
    cell_of (positions, now, "Company Name"), cell_of (profile, 0, "Geo Location"), cell_of (profile, 0, "Summary"),
    cell_of (profile, 0, "Headline"), experience, education, skills,
  };
  GString *out = g_string_new (NULL);

  G_STATIC_ASSERT (G_N_ELEMENTS (headings) == G_N_ELEMENTS (cells));
  rapport_csv_append_row (out, headings, G_N_ELEMENTS (headings));
  rapport_csv_append_row (out, cells, G_N_ELEMENTS (cells));
  return g_string_free (out, FALSE);
}

/**
 * rapport_import_linkedin_table:
 * @file: one of the files of the export; the others lie beside it
 *
 * Returns: (transfer full) (nullable): one table with one row about the person
 */
char *
rapport_import_linkedin_table (GFile   *file,
                               GError **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  Table *tables[G_N_ELEMENTS (files)] = { NULL };
  gboolean is_one = FALSE;
  char *text = NULL;
  g_autoptr (GError) failure = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    is_one |= strcmp (name, files[i].name) == 0;
  for (guint i = 0; is_one && folder != NULL && i < G_N_ELEMENTS (files) && failure == NULL; i++)
    {
      tables[i] = read_table (folder, files[i].name, &failure);
      if (tables[i] != NULL && !has_heading (tables[i], files[i].heading))
        g_clear_pointer (&tables[i], table_free);
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (tables[0] != NULL && tables[0]->rows->len > 0)
    text = write_table (tables);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    table_free (tables[i]);
  return text;
}
