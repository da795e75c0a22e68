/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/preferences.h"

#include <glib/gi18n.h>

#include "services/account.h"
#include "ui/settings.h"
#include "ui/timer-row.h"

struct _RapportPreferences
{
  AdwPreferencesWindow parent_instance;

  /* Template widgets */
  AdwEntryRow *author;
  AdwComboRow *scheme;
  AdwComboRow *paper;
  GtkSwitch *notifications;
  GtkWidget *data;
  AdwActionRow *file;
  AdwActionRow *zone;

  /* Owned */
  GSettings *settings;
  char *path;
};

G_DEFINE_FINAL_TYPE (RapportPreferences, rapport_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* The words of the settings, in the order of the rows' lists. */
static const char * const schemes[] = { "default", "light", "dark", NULL };
static const char * const papers[] = { "locale", "a4", "letter", NULL };

static void
show_choice (GSettings          *settings,
             const char         *key,
             const char * const *words,
             AdwComboRow        *row)
{
  g_autofree char *word = g_settings_get_string (settings, key);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], word))
      adw_combo_row_set_selected (row, i);
}

/* A name is taken as it is confirmed, or as it stands when the window goes. */
static void
author_applied_cb (RapportPreferences *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->author));
  g_autofree char *before = rapport_account_author ();

  if (self->settings != NULL && !g_str_equal (text, before))
    g_settings_set_string (self->settings, "author", text);
}

static void
scheme_cb (RapportPreferences *self)
{
  guint selected = adw_combo_row_get_selected (self->scheme);

  if (self->settings != NULL && selected < G_N_ELEMENTS (schemes) - 1)
    g_settings_set_string (self->settings, "color-scheme", schemes[selected]);
}

static void
paper_cb (RapportPreferences *self)
{
  guint selected = adw_combo_row_get_selected (self->paper);

  if (self->settings != NULL && selected < G_N_ELEMENTS (papers) - 1)
    g_settings_set_string (self->settings, "paper", papers[selected]);
}

static void
show_folder_cb (RapportPreferences *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
rapport_preferences_dispose (GObject *object)
{
  RapportPreferences *self = RAPPORT_PREFERENCES (object);

  if (self->settings != NULL)
    author_applied_cb (self);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (rapport_preferences_parent_class)->dispose (object);
}

static void
rapport_preferences_class_init (RapportPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_preferences_dispose;
  g_type_ensure (RAPPORT_TYPE_TIMER_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, author);
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, scheme);
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, paper);
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, notifications);
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, data);
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, file);
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, zone);
  gtk_widget_class_bind_template_callback (widget_class, author_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, scheme_cb);
  gtk_widget_class_bind_template_callback (widget_class, paper_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_folder_cb);
}

static void
rapport_preferences_init (RapportPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rapport_preferences_new (RapportSession *session)
{
  RapportPreferences *self = g_object_new (RAPPORT_TYPE_PREFERENCES, NULL);
  g_autofree char *author = rapport_account_author ();
  g_autoptr (GSettings) settings = rapport_settings_new ();

  gtk_editable_set_text (GTK_EDITABLE (self->author), author);
  if (settings != NULL)
    {
      show_choice (settings, "color-scheme", schemes, self->scheme);
      show_choice (settings, "paper", papers, self->paper);
      g_settings_bind (settings, "notifications", self->notifications, "active", G_SETTINGS_BIND_DEFAULT);
    }
  self->settings = g_steal_pointer (&settings);
  gtk_widget_set_visible (self->data, session != NULL);
  if (session != NULL)
    {
      g_autofree char *shown = NULL;

      self->path = g_strdup (rapport_store_get_path (rapport_session_get_store (session)));
      shown = g_filename_display_name (self->path);
      adw_action_row_set_subtitle (self->file, shown);
      adw_action_row_set_subtitle (self->zone, rapport_session_get_policy (session)->time_zone);
    }
  return GTK_WIDGET (self);
}
