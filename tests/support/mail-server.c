/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/mail-server.h"

#include "support/support.h"

#define BOUND_MS 120000

/* Its port stands in a file as soon as it listens. */
static void
wait_for_port (RapportTestServer *self)
{
  g_autofree char *path = g_build_filename (self->folder, "port", NULL);
  g_autofree char *text = NULL;

  for (int waited = 0; !g_file_get_contents (path, &text, NULL, NULL); waited += 20)
    {
      g_assert_cmpint (waited, <, BOUND_MS);
      g_assert_nonnull (g_subprocess_get_identifier (self->process)); /* else it has ended */
      g_usleep (20 * 1000);
    }
  self->port = (guint16) g_ascii_strtoull (text, NULL, 10);
}

RapportTestServer *
rapport_test_server_start (const char *way,
                           const char *password)
{
  RapportTestServer *self = g_new0 (RapportTestServer, 1);
  g_autofree char *script = g_build_filename (g_getenv ("RAPPORT_SOURCE"), "tests", "support", "smtp-server.py", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                                                        | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;

  self->folder = rapport_test_folder ();
  self->ca_file = g_build_filename (self->folder, "ca.pem", NULL);
  g_subprocess_launcher_setenv (launcher, "RAPPORT_TEST_PASSWORD", password, TRUE);
  self->process = g_subprocess_launcher_spawn (launcher, &error, "/usr/bin/python3", script, self->folder, way, NULL);
  g_assert_no_error (error);
  wait_for_port (self);
  return self;
}

void
rapport_test_server_stop (RapportTestServer *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_free (self->folder);
  g_free (self->ca_file);
  g_free (self);
}

char *
rapport_test_server_file (const RapportTestServer *self,
                          const char              *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text != NULL ? text : g_strdup ("");
}

guint
rapport_test_server_count (const RapportTestServer *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  guint n = 0;

  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    n += g_str_has_suffix (name, ".eml");
  return n;
}
