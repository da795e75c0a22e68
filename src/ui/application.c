/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/application.h"

#include <glib/gi18n.h>

#include "model/in-thread.h"
#include "services/account.h"
#include "services/sample.h"
#include "services/session.h"
#include "ui/commands.h"
#include "ui/failed-window.h"
#include "ui/files-actions.h"
#include "ui/letter-actions.h"
#include "ui/preferences.h"
#include "ui/settings.h"
#include "ui/window.h"

struct _RapportApplication
{
  AdwApplication parent_instance;

  /* Owned */
  GSettings *settings;     /* NULL where the schema is not installed */
};

G_DEFINE_FINAL_TYPE (RapportApplication, rapport_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "database", 'd', 0, G_OPTION_ARG_FILENAME, NULL, N_("Open this database in the place of the usual one"), N_("FILE") },
  { "sample", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open the sample data, in a database of its own"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and leave"), NULL },
  { NULL }
};

static char *
own_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "rapport", "rapport.db", NULL);
}

static GtkWindow *
find_window (RapportApplication *self,
             const char         *path)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (RAPPORT_IS_WINDOW (l->data))
      {
        RapportSession *session = rapport_window_get_session (l->data);

        if (session != NULL && g_str_equal (rapport_store_get_path (rapport_session_get_store (session)), path))
          return l->data;
      }
  return NULL;
}

static void
open_database (RapportApplication *self,
               const char         *path,
               gboolean            sample)
{
  GtkWindow *window = find_window (self, path);
  g_autoptr (RapportClock) clock = NULL;
  g_autoptr (RapportStore) store = NULL;
  g_autoptr (RapportSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *author = NULL;

  if (window != NULL)
    {
      gtk_window_present (window);
      return;
    }

  clock = rapport_clock_new ();
  store = rapport_store_open (path, clock, &error);
  if (store == NULL)
    {
      window = GTK_WINDOW (rapport_failed_window_new (GTK_APPLICATION (self), path, error));
      gtk_window_present (window);
      return;
    }
  author = rapport_account_author ();
  rapport_store_set_author (store, author);
  session = rapport_session_new (store);
  window = GTK_WINDOW (rapport_window_new (GTK_APPLICATION (self), session, sample));
  gtk_window_present (window);
  if (!sample)
    rapport_files_start (RAPPORT_WINDOW (window));
}

/* The sample programme and one's own are never open together: one window takes the place of the other. */
static void
open_in_place_of (RapportApplication *self,
                  GtkWindow          *before,
                  const char         *path,
                  gboolean            sample)
{
  open_database (self, path, sample);
  if (before != NULL && before != gtk_application_get_active_window (GTK_APPLICATION (self)))
    gtk_window_close (before);
}

typedef struct {
  char *path;
  gint64 now;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_free (making->path);
  g_free (making);
}

static void
make_sample (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  const Making *making = data;
  GError *error = NULL;

  if (rapport_sample_make (making->path, making->now, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
sample_made_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  RapportApplication *self = RAPPORT_APPLICATION (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rapport_sample_path ();
  GtkWindow *before = gtk_application_get_active_window (GTK_APPLICATION (self));

  g_application_unmark_busy (G_APPLICATION (self));
  if (g_task_propagate_boolean (G_TASK (result), &error))
    open_in_place_of (self, before, path, TRUE);
  else
    gtk_window_present (GTK_WINDOW (rapport_failed_window_new (GTK_APPLICATION (self), path, error)));
  g_application_release (G_APPLICATION (self));
}

static void
open_sample (RapportApplication *self)
{
  g_autofree char *path = rapport_sample_path ();
  g_autoptr (RapportClock) clock = NULL;
  g_autoptr (GTask) task = NULL;
  Making *making;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      open_in_place_of (self, gtk_application_get_active_window (GTK_APPLICATION (self)), path, TRUE);
      return;
    }
  clock = rapport_clock_new ();
  making = g_new0 (Making, 1);
  making->path = g_strdup (path);
  making->now = rapport_clock_now (clock);
  g_application_hold (G_APPLICATION (self));
  g_application_mark_busy (G_APPLICATION (self));
  task = g_task_new (self, NULL, sample_made_cb, NULL);
  g_task_set_task_data (task, making, making_free);
  rapport_task_run_in_thread (task, make_sample);
}

static void
preferences_activated (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  GtkWidget *window = rapport_preferences_new (RAPPORT_IS_WINDOW (parent)
                                               ? rapport_window_get_session (RAPPORT_WINDOW (parent)) : NULL);

  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_present (GTK_WINDOW (window));
}

static void
about_activated (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  adw_show_about_window (parent,
                         "application-name", _("Rapport"),
                         "application-icon", RAPPORT_APP_ID,
                         "version", RAPPORT_VERSION,
                         "developer-name", _("The Rapport Authors"),
                         "comments", _("Runs mentoring programmes: members, requests, partnerships, and meeting "
                                       "logs with signatures."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

/* Called from outside too, by a notification: the window comes forward and shows the page. */
static RapportWindow *
come_forward (RapportApplication *self,
              const char         *target)
{
  GtkWindow *window;

  g_application_activate (G_APPLICATION (self));
  window = gtk_application_get_active_window (GTK_APPLICATION (self));
  if (!RAPPORT_IS_WINDOW (window))
    return NULL;
  rapport_window_go (RAPPORT_WINDOW (window), target);
  return RAPPORT_WINDOW (window);
}

static void
show_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  come_forward (user_data, g_variant_get_string (parameter, NULL));
}

static void
draft_due_activated (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  RapportWindow *window = come_forward (user_data, "outbox/drafts");

  if (window != NULL)
    rapport_letters_draft_due (rapport_window_get_page (window));
}

static void
sample_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  open_sample (user_data);
}

static void
start_own_activated (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  g_autofree char *path = own_path ();

  open_in_place_of (user_data, gtk_application_get_active_window (GTK_APPLICATION (user_data)), path, FALSE);
}

static void
open_database_activated (GSimpleAction *action,
                         GVariant      *parameter,
                         gpointer       user_data)
{
  g_autofree char *sample = rapport_sample_path ();
  const char *path = g_variant_get_bytestring (parameter);

  open_database (user_data, path, g_str_equal (path, sample));
}

/* Dialogs first: each is left as by its own button, so that it keeps its draft or stops what it does. */
static void
close_dialogs (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    g_ptr_array_add (windows, g_list_model_get_item (toplevels, i));
  for (guint i = 0; i < windows->len; i++)
    if (gtk_window_get_transient_for (windows->pdata[i]) != NULL)
      gtk_window_close (windows->pdata[i]);
}

static void
quit_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  GList *windows;

  close_dialogs ();
  windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  g_list_free_full (windows, (GDestroyNotify) gtk_window_close);
}

static const GActionEntry actions[] = {
  { "preferences", preferences_activated },
  { "about", about_activated },
  { "sample", sample_activated },
  { "start-own", start_own_activated },
  { "show", show_activated, "s" },
  { "draft-due", draft_due_activated },
  { "open-database", open_database_activated, "ay" },
  { "quit", quit_activated },
};

static void
author_changed_cb (RapportApplication *self)
{
  g_autofree char *author = rapport_account_author ();

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (RAPPORT_IS_WINDOW (l->data))
      rapport_store_set_author (rapport_session_get_store (rapport_window_get_session (l->data)), author);
}

static void
scheme_changed_cb (RapportApplication *self)
{
  g_autofree char *word = g_settings_get_string (self->settings, "color-scheme");
  AdwColorScheme scheme = g_str_equal (word, "dark") ? ADW_COLOR_SCHEME_FORCE_DARK
                          : g_str_equal (word, "light") ? ADW_COLOR_SCHEME_FORCE_LIGHT : ADW_COLOR_SCHEME_DEFAULT;

  adw_style_manager_set_color_scheme (adw_application_get_style_manager (ADW_APPLICATION (self)), scheme);
}

static void
follow_settings (RapportApplication *self)
{
  self->settings = rapport_settings_new ();
  if (self->settings == NULL)
    return;
  g_signal_connect_object (self->settings, "changed::author", G_CALLBACK (author_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::color-scheme", G_CALLBACK (scheme_changed_cb), self, G_CONNECT_SWAPPED);
  scheme_changed_cb (self);
}

static void
rapport_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (rapport_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  rapport_commands_set_keys (GTK_APPLICATION (application));
  rapport_commands_watch_windows (GTK_APPLICATION (application));
  gtk_window_set_default_icon_name (RAPPORT_APP_ID);
  follow_settings (RAPPORT_APPLICATION (application));
}

static void
rapport_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    {
      g_autofree char *path = own_path ();

      open_database (RAPPORT_APPLICATION (application), path, FALSE);
      return;
    }
  gtk_window_present (window);
}

static int
rapport_application_command_line (GApplication            *application,
                                  GApplicationCommandLine *command_line)
{
  RapportApplication *self = RAPPORT_APPLICATION (application);
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  g_autofree char *database = NULL;

  if (g_variant_dict_lookup (dict, "database", "^ay", &database))
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, database);
      g_autofree char *path = g_file_get_path (file);

      g_action_group_activate_action (G_ACTION_GROUP (self), "open-database", g_variant_new_bytestring (path));
    }
  else if (g_variant_dict_contains (dict, "sample"))
    open_sample (self);
  else
    g_application_activate (application);
  return EXIT_SUCCESS;
}

static int
rapport_application_handle_local_options (GApplication *application,
                                          GVariantDict *dict)
{
  if (!g_variant_dict_contains (dict, "version"))
    return -1;
  g_print ("rapport %s\n", RAPPORT_VERSION);
  return EXIT_SUCCESS;
}

static void
rapport_application_dispose (GObject *object)
{
  g_clear_object (&RAPPORT_APPLICATION (object)->settings);

  G_OBJECT_CLASS (rapport_application_parent_class)->dispose (object);
}

static void
rapport_application_class_init (RapportApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_application_dispose;
  application_class->startup = rapport_application_startup;
  application_class->activate = rapport_application_activate;
  application_class->command_line = rapport_application_command_line;
  application_class->handle_local_options = rapport_application_handle_local_options;
}

static void
rapport_application_init (RapportApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * rapport_application_new:
 *
 * Returns: (transfer full): the application; a second one hands its command line to the first
 */
RapportApplication *
rapport_application_new (void)
{
  return g_object_new (RAPPORT_TYPE_APPLICATION,
                       "application-id", RAPPORT_APP_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       NULL);
}
