/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "net/compose.h"
#include "services/data-files.h"
#include "services/drafts.h"
#include "services/erase.h"
#include "store/backup-folder.h"
#include "store/partnerships.h"

/* What is kept beside the database of what was erased in it: backups and drafts. */

/** The drafts of a form, and which of them go. */
typedef struct {
  gboolean (*is_erased) (RapportReading *reading,
                         const char     *what);
  char **whats;        /* Owned: last parts of their keys: of all, then of those to be removed */
  guint n;
} Drafts;

static gboolean
is_erased (RapportReading *reading,
           gint64          member)
{
  g_autofree char *name = rapport_erased_name (reading, member);

  return name != NULL;
}

/* MENTEE-MENTOR-VIEWER: it names both, and snapshots of both go as well. */
static gboolean
is_erased_request (RapportReading *reading,
                   const char     *what)
{
  g_auto (GStrv) numbers = g_strsplit (what, "-", -1);
  gboolean erased = FALSE;

  for (guint i = 0; numbers[i] != NULL; i++)
    erased |= is_erased (reading, g_ascii_strtoll (numbers[i], NULL, 10));
  return erased;
}

/* PARTNERSHIP-MEETING-VIEWER: what the other of the two has begun to write is the other's own, as what is logged is. */
static gboolean
is_erased_meeting (RapportReading *reading,
                   const char     *what)
{
  g_auto (GStrv) numbers = g_strsplit (what, "-", -1);
  gboolean is_ours = g_strv_length (numbers) == 3;
  gint64 partnership = is_ours ? g_ascii_strtoll (numbers[0], NULL, 10) : 0;
  gint64 viewer = is_ours ? g_ascii_strtoll (numbers[2], NULL, 10) : 0;
  g_autoptr (RapportPartnershipRow) row = is_ours && viewer == 0 ? rapport_partnerships_get (reading, &partnership, NULL, NULL) : NULL;

  return is_erased (reading, viewer) || (row != NULL && (is_erased (reading, row->mentee) || is_erased (reading, row->mentor)));
}

/* Of every form that keeps drafts. */
static const struct {
  const char *form;
  gboolean (*is_erased) (RapportReading *reading,
                         const char     *what);
} forms[] = {
  { "member", rapport_erased_uuid },
  { "request", is_erased_request },
  { "meeting", is_erased_meeting },
};

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
      char *what = drafts->whats[i];

      if (drafts->is_erased (reading, what))
        drafts->whats[n++] = what;
      else
        g_free (what);
    }
  drafts->n = n;
  drafts->whats[n] = NULL;
  return drafts;
}

static guint
remove_drafts (RapportStore *store)
{
  const char *path = rapport_store_get_path (store);
  guint removed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_auto (GStrv) all = rapport_drafts_list (forms[i].form, path);
      Drafts drafts = { forms[i].is_erased, all, g_strv_length (all) };

      if (rapport_store_read (store, erased_drafts_query, &drafts, NULL, NULL) == NULL)
        continue;
      for (guint j = 0; j < drafts.n; j++)
        {
          g_autofree char *key = rapport_drafts_key (forms[i].form, path, all[j]);

          rapport_drafts_remove (key);
        }
      removed += drafts.n;
    }
  return removed;
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

/* A damaged file cannot be rewritten, and what was left half-made is of no use. */
static void
remove_copies (RapportStore        *store,
               RapportEraseAccount *account)
{
  g_autoptr (GPtrArray) paths = rapport_data_files_beside (rapport_store_get_path (store));

  for (guint i = 0; i < paths->len; i++)
    if (g_unlink (g_ptr_array_index (paths, i)) == 0)
      account->copies++;
    else
      account->backups_left = TRUE;
}

/* Which of them speak of whom is not known: a mail program that has read them needs them no more. */
static void
remove_given (void)
{
  g_autofree char *path = rapport_compose_folder ();
  g_autoptr (GDir) all = g_dir_open (path, 0, NULL);
  const char *one;

  while (all != NULL && (one = g_dir_read_name (all)) != NULL)
    {
      g_autofree char *folder = g_build_filename (path, one, NULL);
      g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
      const char *name;

      while (files != NULL && (name = g_dir_read_name (files)) != NULL)
        {
          g_autofree char *file = g_build_filename (folder, name, NULL);

          g_unlink (file);
        }
      g_rmdir (folder);
    }
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
  remove_copies (store, account);
  remove_given ();
  if (!account->backups_left)
    rapport_store_write (store, rapport_erasure_tidied_command, untidy, NULL, NULL);
}
