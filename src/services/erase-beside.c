/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "services/drafts.h"
#include "services/erase.h"
#include "store/backup-folder.h"

/* What is kept beside the database of what was erased in it: backups and drafts. */

/** Whose drafts go. */
typedef struct {
  char **uuids;        /* Owned: of all drafts, then of those to be removed */
  guint n;
} Drafts;

static gpointer
erased_drafts_query (RapportReading  *reading,
                     gpointer         data,
                     GCancellable    *cancellable,
                     GError         **error)
{
  Drafts *drafts = data;
  guint n = 0;

  for (guint i = 0; i < drafts->n; i++)
    {
      char *uuid = drafts->uuids[i];

      if (rapport_erased_uuid (reading, uuid))
        drafts->uuids[n++] = uuid;
      else
        g_free (uuid);
    }
  drafts->n = n;
  drafts->uuids[n] = NULL;
  return drafts;
}

static guint
remove_drafts (RapportStore *store)
{
  g_auto (GStrv) all = rapport_drafts_list ("member", rapport_store_get_path (store));
  Drafts drafts = { all, g_strv_length (all) };

  if (rapport_store_read (store, erased_drafts_query, &drafts, NULL, NULL) == NULL)
    return 0;
  for (guint i = 0; i < drafts.n; i++)
    {
      g_autofree char *key = rapport_drafts_key ("member", rapport_store_get_path (store), all[i]);

      rapport_drafts_remove (key);
    }
  return drafts.n;
}

/** Where the progress of a backup goes. */
typedef struct {
  RapportErasingProgress progress;
  gpointer data;
} Telling;

static void
tell_backup (guint    percent,
             gpointer data)
{
  Telling *telling = data;

  if (telling->progress != NULL)
    telling->progress (RAPPORT_ERASING_BACKUPS, percent, telling->data);
}

/* The older ones hold what was erased: they go, whatever becomes of the new one, and what was left half-made with them. */
static void
replace_backups (RapportStore        *store,
                 RapportEraseAccount *account,
                 Telling             *telling)
{
  const char *database = rapport_store_get_path (store);
  g_autofree char *folder = rapport_backup_folder (database);
  g_autoptr (GPtrArray) backups = rapport_backup_list (database);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *made = NULL;
  gboolean left = FALSE;

  account->backups = backups != NULL ? backups->len : 0;
  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      left |= g_unlink (path) != 0;
    }
  account->backups_left = left;
  if (account->backups == 0)
    return;
  made = rapport_backup_make (database, RAPPORT_BACKUP_ERASE, account->at, tell_backup, telling, NULL, NULL);
  account->backup_failed = made == NULL;
}

gboolean
rapport_erase_is_untidy (RapportStore *store)
{
  g_autofree char *untidy = rapport_store_read (store, rapport_erasure_untidy_query, NULL, NULL, NULL);

  return untidy != NULL;
}

/* What was erased anew stands in no backup. */
void
rapport_erase_forget_untidy (RapportStore *store)
{
  g_autofree char *untidy = rapport_store_read (store, rapport_erasure_untidy_query, NULL, NULL, NULL);

  if (untidy != NULL)
    rapport_store_write (store, rapport_erasure_tidied_command, untidy, NULL, NULL);
}

/**
 * rapport_erase_tidy:
 * @account: what was done is noted in it
 * @progress: (nullable): hears how far it is, on this thread
 *
 * Removes what backups and drafts hold of what was erased, here or with changes that came. Nothing when that was done before:
 * who is killed in the middle goes on the next time. The lock file must be held.
 */
void
rapport_erase_tidy (RapportStore           *store,
                    RapportEraseAccount    *account,
                    RapportErasingProgress  progress,
                    gpointer                data)
{
  g_autofree char *untidy = rapport_store_read (store, rapport_erasure_untidy_query, NULL, NULL, NULL);
  Telling telling = { progress, data };

  if (untidy == NULL)
    return;
  account->drafts = remove_drafts (store);
  replace_backups (store, account, &telling);
  if (!account->backups_left)
    rapport_store_write (store, rapport_erasure_tidied_command, untidy, NULL, NULL);
}
