/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/drafts-about.h"

#include "services/drafts.h"
#include "store/transaction.h"

struct _RapportDraftsAbout
{
  GPtrArray *drafts;     /* Owned: Draft */
};

typedef struct {
  char *key;
  char **numbers;        /* "0": nobody, or something new */
  GPtrArray *uuids;      /* of the numbers; "" where there is none */
  gboolean is_strange;
} Draft;

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_free (draft->key);
  g_strfreev (draft->numbers);
  g_ptr_array_unref (draft->uuids);
  g_free (draft);
}

static char *
uuid_of (RapportReading *reading,
         const char     *number)
{
  gint64 no = g_ascii_strtoll (number, NULL, 10);
  char *uuid = no > 0 ? rapport_reading_uuid (reading, no) : NULL;

  return uuid != NULL ? uuid : g_strdup ("");
}

static void
add_form (RapportDraftsAbout *self,
          RapportReading     *reading,
          const char         *database,
          const char         *form)
{
  g_auto (GStrv) whats = rapport_drafts_list (form, database);

  for (guint i = 0; whats[i] != NULL; i++)
    {
      Draft *draft = g_new0 (Draft, 1);

      draft->key = rapport_drafts_key (form, database, whats[i]);
      draft->numbers = g_strsplit (whats[i], "-", -1);
      draft->uuids = g_ptr_array_new_with_free_func (g_free);
      for (guint j = 0; draft->numbers[j] != NULL; j++)
        g_ptr_array_add (draft->uuids, uuid_of (reading, draft->numbers[j]));
      g_ptr_array_add (self->drafts, draft);
    }
}

/**
 * rapport_drafts_about_new:
 * @database: path of the file that will be replaced
 *
 * Returns: (transfer full): what its drafts are about
 */
RapportDraftsAbout *
rapport_drafts_about_new (RapportReading *reading,
                          const char     *database)
{
  RapportDraftsAbout *self = g_new0 (RapportDraftsAbout, 1);

  self->drafts = g_ptr_array_new_with_free_func (draft_free);
  add_form (self, reading, database, "request");
  add_form (self, reading, database, "meeting");
  return self;
}

void
rapport_drafts_about_free (RapportDraftsAbout *self)
{
  g_ptr_array_unref (self->drafts);
  g_free (self);
}

/* A RapportQuery: which numbers are others' now. */
static gpointer
compare_query (RapportReading *reading,
               gpointer        data,
               GCancellable   *cancellable,
               GError        **error)
{
  RapportDraftsAbout *self = data;

  for (guint i = 0; i < self->drafts->len; i++)
    {
      Draft *draft = g_ptr_array_index (self->drafts, i);

      for (guint j = 0; draft->numbers[j] != NULL; j++)
        {
          g_autofree char *uuid = uuid_of (reading, draft->numbers[j]);

          draft->is_strange |= g_strcmp0 (uuid, g_ptr_array_index (draft->uuids, j)) != 0;
        }
    }
  return self;
}

/**
 * rapport_drafts_about_trim:
 * @store: as it is after the file was replaced
 *
 * Returns: how many drafts were about somebody or something that the new file does not have under that number, and are gone
 */
guint
rapport_drafts_about_trim (RapportDraftsAbout *self,
                           RapportStore       *store)
{
  guint removed = 0;

  if (rapport_store_read (store, compare_query, self, NULL, NULL) == NULL)
    return 0;
  for (guint i = 0; i < self->drafts->len; i++)
    {
      const Draft *draft = g_ptr_array_index (self->drafts, i);

      if (draft->is_strange)
        rapport_drafts_remove (draft->key);
      removed += draft->is_strange;
    }
  return removed;
}
