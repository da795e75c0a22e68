/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "faults/shim.h"
#include "faults/workload.h"
#include "store/backup-folder.h"
#include "support/support.h"

/* The n-th call fails, for all n: of the disk (an input/output error, a full disk, once or from then on), and of SQLite's
 * memory. GLib ends the process when memory is out, by design, so that its calls are not among them. Whatever fails, people get a
 * sentence, nothing is half done, and the next attempt does it. */

/* Memory ---------------------------------------------------------------------------------------------------------- */

static sqlite3_mem_methods real_memory;
static gint memory_left = -1; /* until one fails; negative: none does */
static gint memory_failed;

static gboolean
memory_fails (void)
{
  if (g_atomic_int_get (&memory_left) < 0 || g_atomic_int_add (&memory_left, -1) != 1)
    return FALSE;
  g_atomic_int_set (&memory_failed, TRUE);
  return TRUE;
}

static void *
failing_malloc (int size)
{
  return memory_fails () ? NULL : real_memory.xMalloc (size);
}

static void *
failing_realloc (void *memory,
                 int   size)
{
  return memory_fails () ? NULL : real_memory.xRealloc (memory, size);
}

static void
install_memory (void)
{
  sqlite3_mem_methods failing_memory;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &real_memory), ==, SQLITE_OK);
  failing_memory = real_memory;
  failing_memory.xMalloc = failing_malloc;
  failing_memory.xRealloc = failing_realloc;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &failing_memory), ==, SQLITE_OK);
}

#define STEPS_OF_THE_EARLIER 2

/* The ways to fail ------------------------------------------------------------------------------------------------- */

typedef enum {
  FAULT_EIO,
  FAULT_EIO_FOR_EVER,
  FAULT_ENOSPC,
  FAULT_ENOSPC_FOR_EVER,
  FAULT_MEMORY,
  N_FAULTS,
} Fault;

static const char *const fault_names[N_FAULTS] = { "eio", "eio-for-ever", "enospc", "enospc-for-ever", "memory" };

static void
begin_failing (Fault fault,
               guint nth)
{
  if (fault == FAULT_MEMORY)
    {
      g_atomic_int_set (&memory_failed, FALSE);
      g_atomic_int_set (&memory_left, (gint) nth);
    }
  else
    shim_fail (fault == FAULT_ENOSPC || fault == FAULT_ENOSPC_FOR_EVER ? SHIM_ENOSPC : SHIM_EIO, nth,
               fault == FAULT_EIO_FOR_EVER || fault == FAULT_ENOSPC_FOR_EVER);
}

/* Whether a call has failed: if not, there is no n-th one. */
static gboolean
end_failing (Fault fault)
{
  if (fault != FAULT_MEMORY)
    return shim_mend ();
  g_atomic_int_set (&memory_left, -1);
  return g_atomic_int_get (&memory_failed);
}

/* What is done ----------------------------------------------------------------------------------------------------- */

/* The kinds of steps, of which the photo is a write; and what comes before all steps. */
typedef enum {
  DO_WRITE,
  DO_IMPORT,
  DO_MERGE,
  DO_CREATE,
  DO_OPEN,
  DO_BACKUP,
  DO_RESTORE,
  N_DEEDS,
} Deed;

static const char *const deed_names[N_DEEDS] = { "write", "import", "merge", "create", "open", "backup", "restore" };

/* The step that a deed is; each of those before it has been done in peace. */
static guint
step_of (Deed deed)
{
  switch (deed)
    {
    case DO_CREATE:
      return 0;
    case DO_OPEN:
    case DO_BACKUP:
      return 3;
    case DO_RESTORE:
      return WORKLOAD_KINDS;
    case DO_WRITE:
    case DO_IMPORT:
    case DO_MERGE:
    case N_DEEDS:
    default:
      return WORKLOAD_KINDS + deed;
    }
}

typedef struct {
  char *folder;    /* Owned */
  char *seed;      /* Owned: a database, copied for each attempt */
  GPtrArray *lines;
} Place;

static void
copy_seed (Place      *place,
           const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (place->seed, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
remove_database (const char *path)
{
  static const char *const tails[] = { "", "-wal", "-shm", "-journal", ".lock" };

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *name = g_strconcat (path, tails[i], NULL);

      g_unlink (name);
    }
}

/* Opens while calls fail. */
static gboolean
try_open (const char *path,
          Fault       fault,
          guint       nth,
          guint       n_steps)
{
  g_autoptr (GError) error = NULL;
  RapportStore *store;
  gboolean failed;

  begin_failing (fault, nth);
  store = workload_open (path, &error);
  failed = end_failing (fault);
  if (store == NULL)
    workload_assert_sentence (error);
  g_assert_true (store != NULL || failed);
  g_clear_object (&store);
  g_assert_cmpuint (workload_check (path, n_steps, 0), ==, n_steps);
  return failed;
}

/* Writes while calls fail. */
static gboolean
try_step (Place      *place,
          const char *path,
          Fault       fault,
          guint       nth,
          guint       step)
{
  g_autoptr (GError) error = NULL;
  RapportStore *store = workload_open (path, &error);
  gboolean done;
  gboolean failed;

  g_assert_no_error (error);
  begin_failing (fault, nth);
  done = workload_do (store, place->lines, step, &error);
  failed = end_failing (fault);
  if (!done)
    {
      g_test_message ("%s at %u: %s", fault_names[fault], nth, error->message);
      workload_assert_sentence (error);
    }
  g_assert_true (done || failed);
  g_clear_error (&error);
  /* At once, in the same process. */
  g_assert_cmpuint (workload_count (store), ==, step + done);
  if (!done)
    {
      workload_do (store, place->lines, step, &error);
      g_assert_no_error (error);
    }
  g_assert_finalize_object (store);
  g_assert_cmpuint (workload_check (path, step + 1, 0), ==, step + 1);
  return failed;
}

/* What has the name of a backup is whole, whatever went wrong. */
static void
check_backups (const char *path,
               guint       expected)
{
  g_autoptr (GPtrArray) backups = rapport_backup_list (path);

  g_assert_cmpuint (backups->len, ==, expected);
  for (guint i = 0; i < backups->len; i++)
    {
      const RapportBackup *backup = g_ptr_array_index (backups, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (RapportBackupFacts) facts = rapport_backup_check (backup->path, NULL, &error);

      g_assert_no_error (error);
      g_unlink (backup->path);
    }
}

/* Backs up while calls fail, and again when they do not. */
static gboolean
try_backup (const char *path,
            Fault       fault,
            guint       nth,
            guint       n_steps)
{
  g_autofree char *made = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  gboolean failed;

  begin_failing (fault, nth);
  made = rapport_backup_make (path, RAPPORT_BACKUP_OWN, 1800000000, NULL, NULL, NULL, &error);
  failed = end_failing (fault);
  if (made == NULL)
    workload_assert_sentence (error);
  g_assert_true (made != NULL || failed);
  check_backups (path, made != NULL);
  g_clear_error (&error);
  again = rapport_backup_make (path, RAPPORT_BACKUP_OWN, 1800000060, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  check_backups (path, 1);
  g_assert_cmpuint (workload_check (path, n_steps, 0), ==, n_steps);
  return failed;
}

/* Restores while calls fail: there is what was there, or what is restored. */
static gboolean
try_restore (Place      *place,
             const char *path,
             Fault       fault,
             guint       nth,
             guint       n_steps)
{
  g_autofree char *earlier = g_build_filename (place->folder, "earlier.db", NULL);
  g_autoptr (GError) error = NULL;
  RapportStore *store = workload_open (path, &error);
  gboolean failed;
  gboolean done;

  g_assert_no_error (error);
  begin_failing (fault, nth);
  done = rapport_backup_restore (store, earlier, NULL, NULL, NULL, NULL, NULL, &error);
  failed = end_failing (fault);
  if (!done)
    {
      g_test_message ("%s at %u: %s", fault_names[fault], nth, error->message);
      workload_assert_sentence (error);
    }
  g_assert_true (done || failed);
  g_clear_error (&error);
  g_assert_cmpuint (workload_count (store), ==, done ? STEPS_OF_THE_EARLIER : n_steps);
  rapport_backup_restore (store, earlier, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (store);
  g_assert_cmpuint (workload_check (path, STEPS_OF_THE_EARLIER, 0), ==, STEPS_OF_THE_EARLIER);
  return failed;
}

static gboolean
try_one (Place *place,
         Deed   deed,
         Fault  fault,
         guint  nth)
{
  g_autofree char *path = g_build_filename (place->folder, "tried.db", NULL);

  remove_database (path);
  if (deed != DO_CREATE)
    copy_seed (place, path);
  if (deed == DO_BACKUP)
    return try_backup (path, fault, nth, step_of (deed));
  if (deed == DO_RESTORE)
    return try_restore (place, path, fault, nth, step_of (deed));
  return deed == DO_CREATE || deed == DO_OPEN ? try_open (path, fault, nth, step_of (deed))
                                              : try_step (place, path, fault, nth, step_of (deed));
}

/* How many calls there are to fail, found by trying ever later ones. */
static guint
count_calls (Place *place,
             Deed   deed,
             Fault  fault)
{
  guint low = 1;
  guint high = 2;

  while (try_one (place, deed, fault, high))
    {
      low = high;
      high *= 2;
    }
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (try_one (place, deed, fault, middle))
        low = middle;
      else
        high = middle;
    }
  return low;
}

typedef struct {
  Deed deed;
  Fault fault;
} Case;

/* Every call of opening, writing, importing and merging fails once. Making a database, a backup and a restore take 5,000 to
 * 26,000 pieces of memory and wait for the disk each time: of those a part, evenly, begun at another place each time. */
#define MOST_OF_THE_LONG 1000

static gboolean
is_long (const Case *one)
{
  return one->fault == FAULT_MEMORY && (one->deed == DO_CREATE || one->deed == DO_BACKUP || one->deed == DO_RESTORE);
}

static void
test_nth_call_fails (gconstpointer data)
{
  const Case *one = data;
  g_autofree char *folder = rapport_test_folder ();
  Place place = { folder, g_build_filename (folder, "seed.db", NULL), workload_lines (2 * WORKLOAD_KINDS) };
  guint n_tries = rapport_test_amount (4, is_long (one) ? MOST_OF_THE_LONG : G_MAXUINT);
  g_autofree char *earlier = g_build_filename (folder, "earlier.db", NULL);
  g_autoptr (GError) error = NULL;
  RapportStore *store = workload_open (place.seed, &error);
  guint n_calls;
  double step;

  for (guint i = 0; i < step_of (one->deed); i++)
    {
      g_assert_no_error (error);
      workload_do (store, place.lines, i, &error);
      if (i + 1 == STEPS_OF_THE_EARLIER)
        g_assert_true (rapport_backup_copy (place.seed, earlier, NULL, NULL, NULL, &error));
    }
  g_assert_no_error (error);
  g_assert_finalize_object (store);
  n_calls = count_calls (&place, one->deed, one->fault);
  step = n_tries < n_calls ? (double) n_calls / n_tries : 1;
  g_test_message ("%u calls", n_calls);
  for (double nth = 1 + (step - 1) * g_test_rand_double (); nth <= n_calls; nth += step)
    try_one (&place, one->deed, one->fault, (guint) nth);
  g_ptr_array_unref (place.lines);
  g_free (place.seed);
}

int
main (int    argc,
      char **argv)
{
  static Case cases[N_DEEDS * N_FAULTS];

  install_memory ();
  rapport_test_init (&argc, &argv);
  shim_install ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = NULL;

      cases[i] = (Case) { i / N_FAULTS, i % N_FAULTS };
      name = g_strdup_printf ("/faults/calls/%s/%s", deed_names[cases[i].deed], fault_names[cases[i].fault]);
      g_test_add_data_func (name, &cases[i], test_nth_call_fails);
    }
  return g_test_run ();
}
