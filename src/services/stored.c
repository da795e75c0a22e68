/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/stored.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "net/compose.h"
#include "services/data-files.h"
#include "store/backup-folder.h"

/* What of a file's mode lets others in. */
#define OTHERS 077

/* What is done with each file and folder of a place. */
typedef struct {
  RapportStoredPlace *place;
  gboolean mend;
  guint failed;
} Walk;

void
rapport_stored_place_free (RapportStoredPlace *self)
{
  g_free (self->path);
  g_free (self);
}

static void
look_at (Walk       *walk,
         const char *path)
{
  struct stat info;

  if (lstat (path, &info) != 0 || S_ISLNK (info.st_mode))
    return;
  if (walk->mend && (info.st_mode & OTHERS) != 0 && g_chmod (path, S_ISDIR (info.st_mode) ? 0700 : 0600) != 0)
    walk->failed++;
  else if (walk->mend)
    info.st_mode &= (mode_t) ~OTHERS;
  if (S_ISREG (info.st_mode))
    {
      walk->place->files++;
      walk->place->bytes += (guint64) info.st_size;
    }
  walk->place->open += (info.st_mode & OTHERS) != 0;
}

/* A folder of ours, with all in it. */
static void
walk_folder (Walk       *walk,
             const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  if (dir == NULL)
    return;
  look_at (walk, path);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (g_file_test (inner, G_FILE_TEST_IS_DIR) && !g_file_test (inner, G_FILE_TEST_IS_SYMLINK))
        walk_folder (walk, inner);
      else
        look_at (walk, inner);
    }
}

static void
walk_database (Walk       *walk,
               const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-lock", "-outbox" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      look_at (walk, file);
    }
}

/* Where a folder stands open, the names of what is in it can be read at least. */
static void
walk_beside (Walk       *walk,
             const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "rapport", NULL);

  if (g_str_equal (folder, own))
    look_at (walk, folder);
}

typedef enum {
  DATABASE,         /* with its folder */
  OTHER_DATABASE,
  FOLDER,
  FILE_ALONE,
} Kind;

static guint
add_place (GPtrArray  *places,
           const char *id,
           const char *title,
           char       *path,
           Kind        kind,
           gboolean    mend)
{
  RapportStoredPlace *place = g_new0 (RapportStoredPlace, 1);
  Walk walk = { place, mend, 0 };

  place->id = id;
  place->title = title;
  place->path = path;
  if (kind == DATABASE || kind == OTHER_DATABASE)
    walk_database (&walk, path);
  if (kind == DATABASE)
    walk_beside (&walk, path);
  if (kind == FOLDER)
    walk_folder (&walk, path);
  if (kind == FILE_ALONE)
    look_at (&walk, path);
  g_ptr_array_add (places, place);
  return walk.failed;
}

/* What stands beside the database is told of when there is any. */
static guint
add_beside (GPtrArray  *places,
            const char *database,
            gboolean    mend)
{
  g_autoptr (GPtrArray) paths = rapport_data_files_beside (database);
  RapportStoredPlace *place;
  Walk walk = { NULL, mend, 0 };

  if (paths->len == 0)
    return 0;
  walk.place = place = g_new0 (RapportStoredPlace, 1);
  place->id = "aside";
  place->title = _("Damaged Data Put Aside");
  place->path = g_strdup (g_ptr_array_index (paths, 0));
  for (guint i = 0; i < paths->len; i++)
    look_at (&walk, g_ptr_array_index (paths, i));
  g_ptr_array_add (places, place);
  return walk.failed;
}

/* Where there is no keyring. */
static guint
add_passwords (GPtrArray *places,
               gboolean   mend)
{
  g_autofree char *path = rapport_data_files_passwords ();

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return 0;
  return add_place (places, "passwords", _("Passwords, Without a Keyring"), g_steal_pointer (&path), FILE_ALONE, mend);
}

/* What a mail program may still want to read, until the session ends. */
static guint
add_given (GPtrArray *places,
           gboolean   mend)
{
  g_autofree char *path = rapport_compose_folder ();

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return 0;
  return add_place (places, "given", _("Events Given to the Mail Program, Until You Log Out"), g_steal_pointer (&path), FOLDER, mend);
}

static guint
walk_all (const char *database,
          gboolean    mend,
          GPtrArray  *places)
{
  const char *data = g_get_user_data_dir ();
  const char *state = g_get_user_state_dir ();
  g_autofree char *sample = rapport_data_files_sample ();
  guint failed;

  failed = add_place (places, "data", _("Your Data"), g_strdup (database), DATABASE, mend);
  failed += add_beside (places, database, mend);
  failed += add_place (places, "backups", _("Backups"), rapport_backup_folder (database), FOLDER, mend);
  failed += add_place (places, "drafts", _("Drafts of Forms"), g_build_filename (data, "rapport", "drafts", NULL), FOLDER, mend);
  failed += add_place (places, "imports", _("Columns of Imported Files"), g_build_filename (data, "rapport", "imports.json", NULL),
                       FILE_ALONE, mend);
  if (!g_str_equal (sample, database))
    failed += add_place (places, "sample", _("Sample Data"), g_steal_pointer (&sample), OTHER_DATABASE, mend);
  failed += add_place (places, "account", _("Mail Account"), rapport_data_files_account (), FILE_ALONE, mend);
  failed += add_passwords (places, mend);
  failed += add_given (places, mend);
  failed += add_place (places, "state", _("State: Which Copy Is Which"), g_build_filename (state, "rapport", NULL), FOLDER, mend);
  return failed;
}

/**
 * rapport_stored_list:
 * @database: path of the database
 *
 * Returns: (transfer full) (element-type RapportStoredPlace): every place, the most important first
 */
GPtrArray *
rapport_stored_list (const char *database)
{
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_stored_place_free);

  walk_all (database, FALSE, places);
  return places;
}

guint
rapport_stored_mend (const char *database)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_stored_place_free);

  return walk_all (database, TRUE, places);
}

char *
rapport_stored_place_who (RapportStoredPlace *self)
{
  if (self->files == 0)
    return g_strdup (_("Nothing yet"));
  if (self->open == 0)
    return g_strdup (_("Only you can read it"));
  return g_strdup_printf (ngettext ("Others on this computer can read %u file or folder of it",
                                    "Others on this computer can read %u files or folders of it", self->open), self->open);
}
