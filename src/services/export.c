/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/export.h"

#include <string.h>

#include "exchange/column-guess.h"
#include "exchange/csv-writer.h"
#include "exchange/list-cell.h"
#include "model/saved-file.h"
#include "model/visibility.h"
#include "services/import-compare.h"
#include "store/import.h"
#include "store/members.h"
#include "store/programmes.h"

#define BLOCK (64 * 1024)

/* What one export writes with. */
typedef struct {
  RapportExport *export;
  RapportReading *reading;
  GPtrArray *targets; /* RapportImportTarget, borrowed: the columns */
  GPtrArray *customs; /* RapportCustomField: the columns after them */
  GPtrArray *cells;   /* char *: of the row */
  GString *out;
  GOutputStream *stream;
  GCancellable *cancellable;
} Writer;

/**
 * rapport_export_new:
 * @file: (nullable): where to; it is replaced, and readable by its owner alone; %NULL: set @stream
 * @members: (nullable) (element-type gint64): whom, in this order, perhaps nobody; %NULL: everybody
 * @viewer: for whom the file is
 * @programme: whose roles and fields are written
 *
 * Returns: (transfer full): data for rapport_export_query()
 */
RapportExport *
rapport_export_new (GFile               *file,
                    GArray              *members,
                    const RapportViewer *viewer,
                    gint64               programme)
{
  RapportExport *self = g_new0 (RapportExport, 1);

  g_set_object (&self->file, file);
  self->viewer = *viewer;
  self->programme = programme;
  self->members = members != NULL ? g_array_copy (members) : NULL;
  return self;
}

void
rapport_export_free (RapportExport *self)
{
  g_clear_object (&self->file);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->members, g_array_unref);
  g_free (self);
}

/* A full name is written as its parts, and a second way of saying a role not at all. */
static GPtrArray *
exported_targets (void)
{
  const GPtrArray *all = rapport_import_targets ();
  GPtrArray *targets = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      RapportImportTarget *target = g_ptr_array_index (all, i);

      if (strcmp (target->id, "full_name") != 0 && strcmp (target->id, "both") != 0
          && strcmp (target->id, "programme") != 0)
        g_ptr_array_add (targets, target);
    }
  return targets;
}

static int
compare_labels (gconstpointer a,
                gconstpointer b)
{
  const RapportCustomField *const *one = a, *const *other = b;

  return strcmp ((*one)->label, (*other)->label);
}

/* What of a member the reader of the file may see (I13). Nothing is known here of requests and partnerships between the
 * two, so a member sees what all members may. */
static gboolean
may_see (const Writer        *writer,
         const RapportMember *member,
         const char          *element,
         const char          *usual)
{
  RapportRelation relation = rapport_relation_of (&writer->export->viewer, member->no, FALSE, FALSE);
  const char *level = element != NULL ? rapport_member_get_level (member, element) : NULL;

  if (element == NULL)
    return TRUE;
  if (level == NULL || *level == '\0')
    level = usual;
  return rapport_visibility_allows (rapport_visibility_from_id (level), relation);
}

static char *
role_of (const Writer        *writer,
         const RapportMember *member,
         gboolean             capacity)
{
  gint64 programme = writer->export->programme;
  const RapportMemberEnrolment *mentor = rapport_member_get_enrolment (member, programme, "mentor");
  const RapportMemberEnrolment *mentee = rapport_member_get_enrolment (member, programme, "mentee");

  if (capacity)
    return mentor != NULL ? g_strdup_printf ("%d", mentor->capacity) : g_strdup ("");
  return g_strdup (mentor != NULL && mentee != NULL ? "both" : mentor != NULL ? "mentor" : mentee != NULL ? "mentee" : "");
}

static char *
cell_of (const Writer              *writer,
         const RapportMember       *member,
         const RapportImportTarget *target)
{
  const char *text;

  if (strcmp (target->id, "role") == 0 || strcmp (target->id, "capacity") == 0)
    return role_of (writer, member, strcmp (target->id, "capacity") == 0);
  if (!may_see (writer, member, target->field->element, target->field->visibility))
    return g_strdup ("");
  if (target->field->type == RAPPORT_FIELD_SET || target->field->type == RAPPORT_FIELD_SKILLS
      || target->field->type == RAPPORT_FIELD_ITEMS || target->field->type == RAPPORT_FIELD_LIST)
    {
      g_auto (GStrv) elements = rapport_import_elements_of (member, target);

      return rapport_list_cell_format ((const char *const *) elements);
    }
  text = rapport_member_get_text (member, target->id);
  return g_strdup (text != NULL ? text : "");
}

static char *
custom_cell (const Writer             *writer,
             const RapportMember      *member,
             const RapportCustomField *field)
{
  g_autofree char *element = g_strconcat ("custom/", field->uuid, NULL);

  if (!may_see (writer, member, element, field->sensitive ? "nobody" : "members"))
    return g_strdup ("");
  for (guint i = 0; i < member->customs->len; i++)
    {
      const RapportMemberCustom *custom = g_ptr_array_index (member->customs, i);

      if (custom->field == field->no)
        return g_strdup (custom->value);
    }
  return g_strdup ("");
}

static void
append_headings (Writer *writer)
{
  g_ptr_array_set_size (writer->cells, 0);
  for (guint i = 0; i < writer->targets->len; i++)
    {
      const RapportImportTarget *target = g_ptr_array_index (writer->targets, i);

      g_ptr_array_add (writer->cells, g_strdup (target->heading));
    }
  for (guint i = 0; i < writer->customs->len; i++)
    {
      const RapportCustomField *field = g_ptr_array_index (writer->customs, i);

      g_ptr_array_add (writer->cells, rapport_heading_of_custom (field->label, field->sensitive));
    }
  rapport_csv_append_row (writer->out, (const char *const *) writer->cells->pdata, writer->cells->len);
}

static gboolean
write_member (Writer  *writer,
              gint64   no,
              GError **error)
{
  g_autoptr (RapportMember) member = rapport_members_load (writer->reading, no);

  if (member == NULL)
    return TRUE;
  g_ptr_array_set_size (writer->cells, 0);
  for (guint i = 0; i < writer->targets->len; i++)
    g_ptr_array_add (writer->cells, cell_of (writer, member, g_ptr_array_index (writer->targets, i)));
  for (guint i = 0; i < writer->customs->len; i++)
    g_ptr_array_add (writer->cells, custom_cell (writer, member, g_ptr_array_index (writer->customs, i)));
  rapport_csv_append_row (writer->out, (const char *const *) writer->cells->pdata, writer->cells->len);
  g_atomic_int_inc (&writer->export->done);
  if (writer->out->len < BLOCK)
    return TRUE;
  if (!g_output_stream_write_all (writer->stream, writer->out->str, writer->out->len, NULL, writer->cancellable, error))
    return FALSE;
  g_string_truncate (writer->out, 0);
  return TRUE;
}

static gboolean
write_members (Writer  *writer,
               GError **error)
{
  g_autoptr (GArray) everybody = NULL;
  GArray *members = writer->export->members;

  if (members == NULL)
    members = everybody = rapport_import_everybody (writer->reading, error);
  if (members == NULL)
    return FALSE;
  append_headings (writer);
  for (guint i = 0; i < members->len; i++)
    if (g_cancellable_set_error_if_cancelled (writer->cancellable, error)
        || !write_member (writer, g_array_index (members, gint64, i), error))
      return FALSE;
  return g_output_stream_write_all (writer->stream, writer->out->str, writer->out->len, NULL, writer->cancellable, error);
}

gpointer
rapport_export_query (RapportReading  *reading,
                      gpointer         data,
                      GCancellable    *cancellable,
                      GError         **error)
{
  RapportExport *self = data;
  g_autoptr (GPtrArray) targets = exported_targets ();
  gint64 programme = self->programme > 0 ? self->programme : rapport_programmes_first (reading);
  g_autoptr (GPtrArray) customs = rapport_members_custom_fields (reading, programme, error);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) out = g_string_new (NULL);
  Writer writer = { self, reading, targets, customs, cells, out, NULL, cancellable };

  if (customs == NULL)
    return NULL;
  self->programme = programme;
  g_ptr_array_sort (customs, compare_labels);
  if (self->stream == NULL)
    self->stream = G_OUTPUT_STREAM (rapport_saved_file_begin (self->file, cancellable, error));
  writer.stream = self->stream;
  if (self->stream == NULL || !write_members (&writer, error)
      || !g_output_stream_close (self->stream, cancellable, error))
    return NULL;
  return self;
}
