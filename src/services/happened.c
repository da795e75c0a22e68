/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/happened.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/operations.h"
#include "store/erase.h"
#include "store/members.h"
#include "store/partnerships.h"
#include "store/requests.h"

void
rapport_happened_free (RapportHappened *self)
{
  if (self == NULL)
    return;
  g_free (self->sentence);
  g_free (self->author);
  g_free (self);
}

void
rapport_happened_next_free (RapportHappenedNext *self)
{
  if (self == NULL)
    return;
  g_free (self->undo);
  g_free (self->redo);
  g_free (self);
}

static char *
two_names (const char *one,
           const char *other)
{
  /* Translators: two people */
  return g_strdup_printf (_("%s and %s"), one, other);
}

/* Operations hold ids, never names: these are the names of today. */
static char *
name_of (const char *uuid,
         gpointer    data)
{
  RapportReading *reading = data;
  gint64 no = rapport_reading_find (reading, uuid);
  g_autofree char *member = NULL;
  g_autoptr (RapportRequestRow) request = NULL;
  g_autoptr (RapportPartnershipRow) partnership = NULL;

  if (no == 0)
    return NULL;
  member = rapport_members_name (reading, no);
  if (member != NULL && *member != '\0')
    return g_steal_pointer (&member);
  request = rapport_requests_get (reading, &no, NULL, NULL);
  if (request != NULL)
    return two_names (request->mentee_name, request->mentor_name);
  partnership = rapport_partnerships_get (reading, &no, NULL, NULL);
  if (partnership != NULL)
    return two_names (partnership->mentee_name, partnership->mentor_name);
  return NULL;
}

static char *
sentence_of (RapportReading         *reading,
             const RapportOperation *operation)
{
  return rapport_operation_sentence (operation->title, (const char * const *) operation->args, name_of, reading);
}

gpointer
rapport_happened_list (RapportReading  *reading,
                       gpointer         data,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_autoptr (GPtrArray) operations = rapport_reading_operations (reading, GPOINTER_TO_UINT (data), error);
  GPtrArray *list;

  if (operations == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_happened_free);
  for (guint i = 0; i < operations->len; i++)
    {
      const RapportOperation *operation = g_ptr_array_index (operations, i);
      RapportHappened *happened = g_new0 (RapportHappened, 1);

      happened->no = operation->no;
      happened->sentence = sentence_of (reading, operation);
      happened->author = g_strdup (operation->author);
      happened->wall = operation->wall;
      happened->zone = operation->zone;
      happened->undoable = operation->undoable;
      happened->removable = strcmp (operation->title, "import-members") == 0 && rapport_erase_is_removable (reading, operation->no);
      g_ptr_array_add (list, happened);
    }
  return list;
}

gpointer
rapport_happened_next (RapportReading  *reading,
                       gpointer         data,
                       GCancellable    *cancellable,
                       GError         **error)
{
  RapportOperation *undo = rapport_reading_next_undo (reading, data);
  RapportOperation *redo = rapport_reading_next_redo (reading, data);
  RapportHappenedNext *next = g_new0 (RapportHappenedNext, 1);

  if (undo != NULL)
    next->undo = sentence_of (reading, undo);
  if (redo != NULL)
    next->redo = sentence_of (reading, redo);
  rapport_operation_free (undo);
  rapport_operation_free (redo);
  return next;
}
