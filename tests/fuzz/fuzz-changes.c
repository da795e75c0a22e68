/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "store/changes.h"
#include "store/verify.h"

/* Lines that claim to be changes: refused with a sentence, or taken by an empty database, which verifies then. */

typedef struct {
  const char *at;
  const char *end;
  GString *line;
} Source;

static gboolean
next_line (gpointer      data,
           const char  **line,
           gsize        *length,
           GError      **error)
{
  Source *self = data;
  const char *feed = self->at < self->end ? memchr (self->at, '\n', (gsize) (self->end - self->at)) : NULL;
  const char *stop = feed != NULL ? feed : self->end;

  *line = NULL;
  *length = 0;
  if (self->at >= self->end)
    return TRUE;
  g_string_truncate (self->line, 0);
  g_string_append_len (self->line, self->at, stop - self->at);
  self->at = stop + 1;
  *line = self->line->str;
  *length = self->line->len;
  return TRUE;
}

typedef struct {
  Source source;
  gboolean keep;
  gboolean taken;
} Attempt;

static gboolean
merge (RapportTransaction  *transaction,
       gpointer             data,
       GError             **error)
{
  Attempt *attempt = data;
  RapportMerge merge = { .source = next_line, .data = &attempt->source };

  attempt->taken = rapport_changes_merge_command (transaction, &merge, error);
  g_free (merge.forked);
  if (attempt->taken && !attempt->keep)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "That is enough.");
  return attempt->taken && attempt->keep;
}

static RapportStore *
open_store (const char *name)
{
  g_autofree char *path = g_build_filename (fuzz_folder (), name, NULL);
  g_autoptr (RapportClock) clock = rapport_clock_new_at (1800000000);
  g_autoptr (GError) error = NULL;
  RapportStore *store;

  g_unlink (path);
  store = rapport_store_open (path, clock, &error);
  g_assert_no_error (error);
  return store;
}

/* Whether they are taken; with @keep, what the store holds then is verified. */
static gboolean
try_merge (RapportStore *store,
           const guint8 *data,
           gsize         size,
           gboolean      keep)
{
  Attempt attempt = { { (const char *) data, (const char *) data + size, g_string_new (NULL) }, keep, FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  rapport_store_write (store, merge, &attempt, NULL, &error);
  g_string_free (attempt.source.line, TRUE);
  if (error != NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_true (g_str_has_suffix (error->message, "."));
      return attempt.taken;
    }
  findings = rapport_store_verify (store, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_error ("%s", (char *) g_ptr_array_index (findings, i));
  return TRUE;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static RapportStore *empty;
  g_autoptr (RapportStore) fresh = NULL;

  if (empty == NULL)
    empty = open_store ("empty.db");
  if (!try_merge (empty, data, size, FALSE))
    return 0;
  fresh = open_store ("fresh.db");
  g_assert_true (try_merge (fresh, data, size, TRUE));
  return 0;
}
