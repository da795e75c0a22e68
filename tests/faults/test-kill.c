/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "faults/workload.h"
#include "services/backups.h"
#include "services/erase.h"
#include "store/backup-folder.h"
#include "support/marks.h"
#include "support/support.h"

/* kill -9 in the middle of writes, imports, merges, photos, backups, restores and erasures: what was acknowledged is there, what was not
 * is there whole or not at all. The process that dies is this program, begun anew; it says on its standard output which steps
 * are done. Upgrades are killed in store/test-migrations.c. */

#define STEPS_OF_A_LIFE 40
#define KILLS_OF_A_FILE 5
#define STEPS_OF_THE_BACKUP 3

static const char *program;

/* Who is killed --------------------------------------------------------------------------------------------------- */

static void
say (guint n_done)
{
  guint8 byte = (guint8) n_done;

  if (write (STDOUT_FILENO, &byte, 1) != 1)
    exit (1);
}

static void
do_step (RapportStore *store,
         GPtrArray    *lines,
         guint         step)
{
  g_autoptr (GError) error = NULL;

  workload_do (store, lines, step, &error);
  g_assert_no_error (error);
}

static void
live_steps (RapportStore *store,
            GPtrArray    *lines,
            const char   *backup)
{
  guint first = workload_count (store);

  for (guint step = first;; step++)
    {
      say (step - first);
      do_step (store, lines, step);
    }
}

static void
live_backups (RapportStore *store,
              GPtrArray    *lines,
              const char   *backup)
{
  guint first = workload_count (store);

  for (guint step = first;; step++)
    {
      g_autofree char *made = NULL;
      g_autoptr (GError) error = NULL;

      say (step - first);
      do_step (store, lines, step);
      made = rapport_backup_make (rapport_store_get_path (store), RAPPORT_BACKUP_OWN, g_get_real_time () / G_USEC_PER_SEC, NULL,
                                  NULL, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
live_restores (RapportStore *store,
               GPtrArray    *lines,
               const char   *backup)
{
  for (;;)
    {
      g_autoptr (GError) error = NULL;

      say (0);
      rapport_backup_restore (store, backup, NULL, NULL, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      do_step (store, lines, STEPS_OF_THE_BACKUP);
      do_step (store, lines, STEPS_OF_THE_BACKUP + 1);
    }
}

/* Somebody with marks all over, a backup of them, and their erasure: the step that counts. */
typedef struct {
  guint step;
  gint64 member;
} Marked;

static char *
mark_of (guint step)
{
  return g_strdup_printf ("Zwq%05uxv", step);
}

static gboolean
marked_command (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  Marked *marked = data;
  g_autofree char *mark = mark_of (marked->step);
  g_autoptr (GBytes) photo = g_bytes_new (mark, strlen (mark));
  g_autofree char *hash = rapport_transaction_add_blob (transaction, photo);

  rapport_transaction_set_operation (transaction, "change-member", NULL);
  marked->member = rapport_transaction_new_entity (transaction, "member");
  rapport_transaction_set_string (transaction, marked->member, "given_name", mark);
  rapport_transaction_set_string (transaction, marked->member, "biography", mark);
  rapport_transaction_set_string (transaction, marked->member, "photo", hash);
  return TRUE;
}

static void
live_erasures (RapportStore *store,
               GPtrArray    *lines,
               const char   *backup)
{
  for (guint step = workload_count_members (store);; step++)
    {
      Marked marked = { step, 0 };
      g_autoptr (RapportEraseJob) job = rapport_erase_job_new ();
      g_autoptr (RapportEraseAccount) account = NULL;
      g_autofree char *made = NULL;
      g_autoptr (GError) error = NULL;

      rapport_store_write (store, marked_command, &marked, NULL, &error);
      g_assert_no_error (error);
      made = rapport_backup_make (rapport_store_get_path (store), RAPPORT_BACKUP_OWN, g_get_real_time () / G_USEC_PER_SEC, NULL,
                                  NULL, NULL, &error);
      g_assert_no_error (error);
      say (0);
      g_array_append_val (job->members, marked.member);
      account = rapport_erase_run (store, job, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }
}

typedef struct {
  const char *name;
  void (*live) (RapportStore *store,
                GPtrArray    *lines,
                const char   *backup);
  guint n_kills;        /* in CI; ten times as many in --all */
  guint longest_us;     /* from the beginning of the first step */
} Mode;

static const Mode modes[] = {
  { "steps", live_steps, 60, 40000 },
  { "backups", live_backups, 20, 60000 },
  { "restores", live_restores, 20, 300000 },
  { "erasures", live_erasures, 20, 150000 },
};

static int
live (char **argv)
{
  g_autoptr (GPtrArray) lines = workload_load_lines (argv[3]);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportStore) store = workload_open (argv[2], &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    if (strcmp (modes[i].name, argv[1]) == 0)
      modes[i].live (store, lines, argv[4]);
  return 1;
}

/* Who kills ------------------------------------------------------------------------------------------------------- */

/* What a whole file's lives have in common. */
typedef struct {
  const Mode *mode;
  char *path;
  char *lines_path;
  char *backup;
} Scene;

static GPid
begin_life (const Scene *scene,
            int         *output)
{
  const char *argv[] = { program, scene->mode->name, scene->path, scene->lines_path, scene->backup, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid = 0;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, output, NULL,
                            &error);
  g_assert_no_error (error);
  return pid;
}

/* Kills the process some time after it has begun its first step. Returns how many steps it said to have done. */
static guint
kill_one (const Scene *scene)
{
  int output = -1;
  GPid pid = begin_life (scene, &output);
  guint8 bytes[STEPS_OF_A_LIFE];
  guint8 last = 0;
  gssize n;
  int status;

  g_assert_cmpint (read (output, bytes, 1), ==, 1);
  g_usleep ((gulong) g_test_rand_int_range (0, (gint32) scene->mode->longest_us));
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  while ((n = read (output, bytes, sizeof bytes)) > 0)
    last = bytes[n - 1];
  close (output);
  return last;
}

/* What has the name of a backup is one. */
static void
check_backups (const char *path)
{
  g_autoptr (GPtrArray) backups = rapport_backup_list (path);

  for (guint i = 0; i < backups->len; i++)
    {
      const RapportBackup *backup = g_ptr_array_index (backups, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (RapportBackupFacts) facts = rapport_backup_check (backup->path, NULL, &error);
      g_autoptr (GPtrArray) findings = NULL;

      g_assert_no_error (error);
      findings = rapport_backup_verify (backup->path, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (findings->len, ==, 0);
    }
}

/* Whoever is erased is in no file, once the program has been begun again. Returns how many are not. */
static guint
check_marks (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *backups = rapport_backup_folder (path);
  g_autoptr (GArray) left = NULL;
  guint n;

  {
    g_autoptr (GError) error = NULL;
    g_autoptr (RapportStore) store = workload_open (path, &error);

    g_assert_no_error (error);
    workload_verify (store);
    rapport_backups_make_due (store, NULL, NULL, &error);
    g_assert_no_error (error);
    n = workload_count_members (store);
    left = workload_members_left (store);
  }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *mark = mark_of (i);
      guint found = rapport_marks_count (folder, mark) + rapport_marks_count (backups, mark);
      gboolean is_left = FALSE;

      for (guint j = 0; j < left->len; j++)
        is_left |= g_array_index (left, guint, j) == i;
      g_test_message ("%s: %s, in %u places", mark, is_left ? "not erased" : "erased", found);
      if (is_left)
        g_assert_cmpuint (found, >, 0);
      else
        g_assert_cmpuint (found, ==, 0);
    }
  return left->len;
}

/* Of one file. Returns how many kills hit a step before it was committed. */
static guint
kill_several (const Scene *scene)
{
  gboolean restores = scene->mode->live == live_restores;
  guint in_the_middle = 0;
  guint there = restores ? STEPS_OF_THE_BACKUP : 0;

  for (guint i = 0; i < KILLS_OF_A_FILE; i++)
    {
      guint done = there + kill_one (scene);

      if (scene->mode->live == live_erasures)
        {
          in_the_middle += check_marks (scene->path) > 0;
          continue;
        }
      if (restores)
        {
          guint n = workload_check (scene->path, STEPS_OF_THE_BACKUP, 2);

          in_the_middle += n > STEPS_OF_THE_BACKUP;
          continue;
        }
      there = workload_check (scene->path, done, 1);
      in_the_middle += there == done;
    }
  check_backups (scene->path);
  return in_the_middle;
}

static char *
make_backup (const char *folder,
             GPtrArray  *lines)
{
  char *path = g_build_filename (folder, "backup.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportStore) store = workload_open (path, &error);

  g_assert_no_error (error);
  for (guint step = 0; step < STEPS_OF_THE_BACKUP; step++)
    do_step (store, lines, step);
  return path;
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents_full (to, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
test_kills_lose_nothing (gconstpointer data)
{
  const Mode *mode = data;
  guint n_kills = rapport_test_amount (mode->n_kills, 10 * mode->n_kills);
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *lines_path = g_build_filename (folder, "lines", NULL);
  g_autoptr (GPtrArray) lines = workload_lines (KILLS_OF_A_FILE * STEPS_OF_A_LIFE);
  g_autofree char *backup = make_backup (folder, lines);
  guint in_the_middle = 0;

  workload_save_lines (lines, lines_path);
  for (guint file = 0; file * KILLS_OF_A_FILE < n_kills; file++)
    {
      g_autofree char *name = g_strdup_printf ("%u", file);
      g_autofree char *path = g_build_filename (folder, name, "rapport.db", NULL);
      g_autofree char *inside = g_path_get_dirname (path);
      Scene scene = { mode, path, lines_path, backup };

      g_mkdir_with_parents (inside, 0700);
      if (mode->live == live_restores)
        copy_file (backup, path);
      in_the_middle += kill_several (&scene);
    }
  g_test_message ("%u kills, %u of them in the middle of a step", n_kills, in_the_middle);
  g_assert_cmpuint (in_the_middle, >, 0);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 5)
    return live (argv);
  program = argv[0];
  rapport_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *name = g_strconcat ("/faults/kill/", modes[i].name, NULL);

      g_test_add_data_func (name, &modes[i], test_kills_lose_nothing);
    }
  return g_test_run ();
}
