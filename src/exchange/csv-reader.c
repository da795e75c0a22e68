/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/csv-reader.h"

#include <glib/gi18n.h>
#include <string.h>

#include "exchange/error.h"
#include "model/sentence.h"

#define BLOCK (64 * 1024)
#define LONGEST_ROW (8 * 1024 * 1024)
#define MOST_CELLS 4096

typedef enum {
  CELL_START,
  PLAIN,
  QUOTED,
  QUOTE_SEEN, /* inside quotes: the end of the cell, or the first of two that mean one */
} State;

/* RFC 4180, and what people's files do beside it: any line end, quotes in the middle of a cell, blank lines, a mark at
 * the beginning, Excel's "sep=;". Memory is bounded by the longest row. */
struct _RapportCsvReader
{
  GInputStream *stream; /* gives UTF-8 */
  GCancellable *cancellable;
  RapportCsvFormat format;
  gboolean special[256];

  char *block;
  gsize position;
  gsize length;
  gboolean started;

  GString *text;     /* the row's cells, each with its NUL */
  GArray *offsets;   /* gsize: where they begin */
  GPtrArray *cells;  /* borrowed from text */
  gsize cell_start;
  State state;
  guint64 line;
  guint64 row;
  guint64 row_line;
  guint64 quote_line;
  gboolean after_return; /* the last byte was CR: an LF belongs to it */
};

/**
 * rapport_csv_reader_new:
 * @stream: the file from its beginning
 * @format: its encoding and separator
 * @cancellable: (nullable): to stop
 *
 * Returns: (transfer full): a reader; it reads no further than it must
 */
RapportCsvReader *
rapport_csv_reader_new (GInputStream           *stream,
                        const RapportCsvFormat *format,
                        GCancellable           *cancellable)
{
  RapportCsvReader *self = g_new0 (RapportCsvReader, 1);
  const char *charset = rapport_encoding_charset (format->encoding);

  self->format = *format;
  self->stream = g_object_ref (stream);
  g_set_object (&self->cancellable, cancellable);
  if (format->encoding != RAPPORT_ENCODING_UTF_8)
    {
      g_autoptr (GCharsetConverter) converter = g_charset_converter_new ("UTF-8", charset, NULL);

      g_assert (converter != NULL);
      g_object_unref (self->stream);
      self->stream = g_converter_input_stream_new (stream, G_CONVERTER (converter));
    }
  self->special[(guchar) format->separator] = TRUE;
  self->special['"'] = self->special['\r'] = self->special['\n'] = self->special['\0'] = TRUE;
  self->block = g_malloc (BLOCK);
  self->text = g_string_new (NULL);
  self->offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->cells = g_ptr_array_new ();
  self->line = 1;
  return self;
}

void
rapport_csv_reader_free (RapportCsvReader *self)
{
  g_object_unref (self->stream);
  g_clear_object (&self->cancellable);
  g_free (self->block);
  g_string_free (self->text, TRUE);
  g_array_unref (self->offsets);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

static void
set_encoding_error (RapportCsvReader *self,
                    guint64           line,
                    GError          **error)
{
  g_clear_error (error);
  rapport_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_ENCODING,
                     _("Line %" G_GUINT64_FORMAT " has bytes that are no letters in %s: choose another encoding."),
                     line, rapport_encoding_label (self->format.encoding));
}

static void
set_quote_error (RapportCsvReader *self,
                 GError          **error)
{
  g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_QUOTE,
               _("The quotation mark opened on line %" G_GUINT64_FORMAT " is never closed."), self->quote_line);
}

/* A mark of byte order and Excel's first line are no part of the rows. */
static void
skip_beginning (RapportCsvReader *self)
{
  const char *end;

  if (self->length >= 3 && memcmp (self->block, "\357\273\277", 3) == 0)
    self->position = 3;
  if (self->length < self->position + 6 || g_ascii_strncasecmp (self->block + self->position, "sep=", 4) != 0
      || strchr ("\r\n", self->block[self->position + 5]) == NULL)
    return;
  end = memchr (self->block + self->position, '\n', MIN (self->length - self->position, 8));
  self->position = end != NULL ? (gsize) (end - self->block) + 1 : self->position + 6;
  self->line++;
  self->row++;
}

static gboolean
fill (RapportCsvReader *self,
      GError          **error)
{
  g_autoptr (GError) local = NULL;
  gsize length = 0;
  gssize got = 0;

  /* the beginning is wanted in one piece, whatever the stream gives at a time */
  do
    {
      got = g_input_stream_read (self->stream, self->block + length, BLOCK - length, self->cancellable, &local);
      if (got > 0)
        length += got;
    }
  while (!self->started && got > 0 && length < 16);
  self->position = 0;
  self->length = length;
  if (!self->started)
    skip_beginning (self);
  self->started = TRUE;
  if (got >= 0 || length > 0)
    return TRUE;
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_INVALID_DATA)
      || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    set_encoding_error (self, self->line, error);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
end_cell (RapportCsvReader *self)
{
  g_array_append_val (self->offsets, self->cell_start);
  g_string_append_c (self->text, '\0');
  self->cell_start = self->text->len;
  self->state = CELL_START;
}

static void
begin_row (RapportCsvReader *self)
{
  g_string_truncate (self->text, 0);
  g_array_set_size (self->offsets, 0);
  self->cell_start = 0;
  self->state = CELL_START;
}

static gboolean
is_blank (RapportCsvReader *self)
{
  return self->offsets->len == 1 && self->text->str[strspn (self->text->str, " \t")] == '\0';
}

static gboolean
check_row (RapportCsvReader *self,
           GError          **error)
{
  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < self->offsets->len; i++)
    {
      gsize start = g_array_index (self->offsets, gsize, i);
      gsize end = i + 1 < self->offsets->len ? g_array_index (self->offsets, gsize, i + 1) : self->text->len;
      const char *cell = self->text->str + start;
      const char *wrong;

      g_ptr_array_add (self->cells, (char *) cell);
      if (g_utf8_validate_len (cell, end - start - 1, &wrong))
        continue;
      guint64 line = self->row_line;
      for (const char *p = self->text->str; p < wrong; p++)
        line += *p == '\n';
      set_encoding_error (self, line, error);
      return FALSE;
    }
  return TRUE;
}

/* The end of a line outside quotes. Returns whether a row is complete; a blank one is not. */
static gboolean
end_line (RapportCsvReader *self)
{
  end_cell (self);
  self->row++;
  if (!is_blank (self))
    return TRUE;
  begin_row (self);
  return FALSE;
}

/* One byte that means something. Sets @complete when it ends a row. Outside quotes a quotation mark counts only at the
 * beginning of a cell: 5" is a length. */
static gboolean
take_special (RapportCsvReader *self,
              char              byte,
              gboolean         *complete,
              GError          **error)
{
  if (byte == '\0')
    {
      g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_NOT_TEXT,
                   _("Line %" G_GUINT64_FORMAT " has a zero byte: this is no text, or its encoding is UTF-16."),
                   self->line);
      return FALSE;
    }
  if (self->state == QUOTED)
    {
      if (byte == '"')
        self->state = QUOTE_SEEN;
      else
        g_string_append_c (self->text, byte);
    }
  else if (byte == '"' && self->state != PLAIN)
    {
      if (self->state == QUOTE_SEEN)
        g_string_append_c (self->text, '"');
      else
        self->quote_line = self->line;
      self->state = QUOTED;
    }
  else if (byte == self->format.separator)
    end_cell (self);
  else if (byte == '\n' || byte == '\r')
    *complete = end_line (self);
  else
    g_string_append_c (self->text, byte);
  return TRUE;
}

static void
count_line (RapportCsvReader *self,
            char              byte)
{
  if (byte == '\r' || (byte == '\n' && !self->after_return))
    self->line++;
  self->after_return = byte == '\r';
}

static gboolean
within_bounds (RapportCsvReader *self,
               GError          **error)
{
  if (self->text->len <= LONGEST_ROW && self->offsets->len <= MOST_CELLS)
    return TRUE;
  if (self->state == QUOTED)
    set_quote_error (self, error);
  else
    g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_TOO_LONG,
                 _("The row on line %" G_GUINT64_FORMAT " is too long to be a row of people."), self->row_line);
  return FALSE;
}

/* Reads on in the block. Sets @complete when a row ends in it. */
static gboolean
scan_block (RapportCsvReader *self,
            gboolean         *complete,
            GError          **error)
{
  while (self->position < self->length && !*complete)
    {
      const char *start = self->block + self->position;
      const char *end = self->block + self->length;
      const char *p = start;
      gboolean joined;

      while (p < end && !self->special[(guchar) *p])
        p++;
      if (p > start)
        {
          if (self->state != QUOTED)
            self->state = PLAIN;
          self->after_return = FALSE;
          g_string_append_len (self->text, start, p - start);
          self->position += p - start;
        }
      if (p == end)
        break;
      joined = *p == '\n' && self->after_return && self->state != QUOTED;
      self->position++;
      count_line (self, *p);
      if (!joined && !take_special (self, *p, complete, error))
        return FALSE;
      if (self->text->len == 0 && self->offsets->len == 0 && self->state == CELL_START)
        self->row_line = self->line;
    }
  return within_bounds (self, error);
}

/**
 * rapport_csv_reader_next:
 * @self: a reader
 * @row: (out caller-allocates): the next row that is not blank
 * @error: %RAPPORT_EXCHANGE_ERROR, or what reading the stream gave
 *
 * Returns: whether there is a row; %FALSE without @error at the end
 */
gboolean
rapport_csv_reader_next (RapportCsvReader *self,
                         RapportCsvRow    *row,
                         GError          **error)
{
  gboolean complete = FALSE;

  begin_row (self);
  self->row_line = self->line;
  while (!complete)
    {
      if (self->position >= self->length)
        {
          if (!fill (self, error))
            return FALSE;
          if (self->position >= self->length)
            {
              if (self->state == QUOTED)
                {
                  set_quote_error (self, error);
                  return FALSE;
                }
              if (self->text->len == 0 && self->state == CELL_START)
                return FALSE;
              if (!end_line (self))
                return FALSE;
              break;
            }
          if (self->text->len == 0)
            self->row_line = self->line;
        }
      if (!scan_block (self, &complete, error))
        return FALSE;
    }
  if (!check_row (self, error))
    return FALSE;
  *row = (RapportCsvRow) { (const char *const *) self->cells->pdata, self->cells->len, self->row, self->row_line };
  return TRUE;
}
