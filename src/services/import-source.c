/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/import-source.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/opened-file.h"
#include "model/sentence.h"
#include "services/import-linkedin.h"

#define ATTRIBUTES \
  G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME "," \
  G_FILE_ATTRIBUTE_TIME_MODIFIED "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC

static gint64
changed_at (GFileInfo *info)
{
  return (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED) * G_USEC_PER_SEC
         + g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC);
}

/* The files of LinkedIn's export go together. */
static RapportImportSource *
new_linkedin (GFile   *file,
              GError **error)
{
  g_autofree char *table = rapport_import_linkedin_table (file, error);
  RapportImportSource *self = table != NULL ? rapport_import_source_new_text (table) : NULL;

  if (self == NULL)
    return NULL;
  g_free (self->name);
  self->name = g_strdup (_("LinkedIn’s export"));
  return self;
}

/**
 * rapport_import_source_new_file:
 * @file: a file
 * @error: what asking for it gave, or that it is no file
 *
 * Returns: (transfer full) (nullable): the source
 */
RapportImportSource *
rapport_import_source_new_file (GFile   *file,
                                GError **error)
{
  g_autoptr (GFileInfo) info = rapport_opened_file_info (file, ATTRIBUTES, error);
  g_autoptr (GError) failure = NULL;
  RapportImportSource *self;

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    {
      rapport_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, _("“%s” is a folder: choose a file in it."),
                         g_file_info_get_display_name (info));
      return NULL;
    }
  self = new_linkedin (file, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (self != NULL)
    return self;
  self = g_new0 (RapportImportSource, 1);
  self->file = g_object_ref (file);
  self->name = g_strdup (g_file_info_get_display_name (info));
  self->size = g_file_info_get_size (info);
  self->changed = changed_at (info);
  return self;
}

/**
 * rapport_import_source_new_text:
 * @text: cells pasted from a spreadsheet
 *
 * Returns: (transfer full): the source
 */
RapportImportSource *
rapport_import_source_new_text (const char *text)
{
  RapportImportSource *self = g_new0 (RapportImportSource, 1);

  self->bytes = g_bytes_new (text, strlen (text));
  self->name = g_strdup (_("Pasted cells"));
  self->size = strlen (text);
  return self;
}

void
rapport_import_source_free (RapportImportSource *self)
{
  g_clear_object (&self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->name);
  g_free (self);
}

/**
 * rapport_import_source_read:
 * @self: a source
 * @cancellable: (nullable): to stop
 * @error: also when the file is no longer the one that was looked at first
 *
 * Returns: (transfer full) (nullable): a stream from the beginning
 */
GInputStream *
rapport_import_source_read (RapportImportSource  *self,
                            GCancellable         *cancellable,
                            GError              **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GFileInfo) info = NULL;

  if (self->bytes != NULL)
    return g_memory_input_stream_new_from_bytes (self->bytes);
  stream = rapport_opened_file_begin (self->file, cancellable, error);
  if (stream == NULL)
    return NULL;
  info = g_file_query_info (self->file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  if (info != NULL && (g_file_info_get_size (info) != self->size || changed_at (info) != self->changed))
    {
      rapport_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
                         _("“%s” was changed meanwhile: open it again."), self->name);
      return NULL;
    }
  return G_INPUT_STREAM (g_steal_pointer (&stream));
}
