/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/notices.h"

#include <glib/gi18n.h>

#include "ui/settings.h"

typedef enum {
  NOTICE_REQUESTS,
  NOTICE_ENDING,
  NOTICE_OVERDUE,
  N_NOTICES,
} Notice;

/* Who shows notices; GLib warns where it finds neither. */
static const char * const servers[] = { "org.gtk.Notifications", "org.freedesktop.Notifications" };

/** What a window has told, and whom: lives as long as the window. */
typedef struct {
  GApplication *application;               /* Borrowed: outlives its windows */
  guint told[N_NOTICES];
  guint counts[N_NOTICES];                 /* as they are now */
  guint watches[G_N_ELEMENTS (servers)];
  gboolean known[G_N_ELEMENTS (servers)];  /* the bus has said whether somebody is there */
  gboolean there[G_N_ELEMENTS (servers)];
} Teller;

#define TELLER_KEY "rapport-notices"

static const struct {
  const char *id;
  const char *target;
  const char *icon;
} notices[N_NOTICES] = {
  [NOTICE_REQUESTS] = { "requests", "requests/open?filter=reminder", "mail-unread-symbolic" },
  [NOTICE_ENDING] = { "ending-soon", "partnerships/active?alert=ending", "alarm-symbolic" },
  [NOTICE_OVERDUE] = { "overdue", "partnerships/active?alert=overdue", "task-past-due-symbolic" },
};

static char *
sentence (Notice notice,
          guint  n)
{
  switch (notice)
    {
    case NOTICE_REQUESTS:
      return g_strdup_printf (ngettext ("%'u request waits for somebody", "%'u requests wait for somebody", n), n);
    case NOTICE_ENDING:
      return g_strdup_printf (ngettext ("%'u partnership ends soon", "%'u partnerships end soon", n), n);
    case NOTICE_OVERDUE:
    case N_NOTICES:
    default:
      return g_strdup_printf (ngettext ("%'u partnership is overdue", "%'u partnerships are overdue", n), n);
    }
}

static gboolean
somebody_looks (GApplication *application)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l != NULL; l = l->next)
    if (gtk_window_is_active (l->data))
      return TRUE;
  return FALSE;
}

static gboolean
switched_on (void)
{
  g_autoptr (GSettings) settings = rapport_settings_new ();

  return settings != NULL && g_settings_get_boolean (settings, "notifications");
}

static void
tell (GApplication *application,
      Notice        notice,
      guint         n)
{
  g_autofree char *title = sentence (notice, n);
  g_autoptr (GNotification) notification = g_notification_new (title);
  g_autoptr (GIcon) icon = g_themed_icon_new (notices[notice].icon);

  g_notification_set_icon (notification, icon);
  g_notification_set_default_action_and_target (notification, "app.show", "s", notices[notice].target);
  g_notification_add_button_with_target (notification, _("Show"), "app.show", "s", notices[notice].target);
  if (notice == NOTICE_REQUESTS)
    g_notification_add_button (notification, _("Draft Reminders"), "app.draft-due");
  g_application_send_notification (application, notices[notice].id, notification);
}

/* Tells what has grown since, and takes back what is over. */
static void
catch_up (Teller *self)
{
  gboolean may_tell = switched_on () && !somebody_looks (self->application);
  gboolean listened_to = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      if (!self->known[i])
        return; /* soon */
      listened_to |= self->there[i];
    }
  for (Notice notice = 0; notice < N_NOTICES; notice++)
    {
      if (self->counts[notice] > self->told[notice] && may_tell && listened_to)
        tell (self->application, notice, self->counts[notice]);
      else if (self->counts[notice] == 0 && self->told[notice] > 0 && listened_to)
        g_application_withdraw_notification (self->application, notices[notice].id);
      self->told[notice] = self->counts[notice];
    }
}

static void
note_server (Teller     *self,
             const char *name,
             gboolean    there)
{
  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    if (g_str_equal (servers[i], name))
      {
        self->known[i] = TRUE;
        self->there[i] = there;
      }
  catch_up (self);
}

static void
on_appeared (GDBusConnection *bus,
             const char      *name,
             const char      *owner,
             gpointer         data)
{
  note_server (data, name, TRUE);
}

static void
on_vanished (GDBusConnection *bus,
             const char      *name,
             gpointer         data)
{
  note_server (data, name, FALSE);
}

static void
teller_free (gpointer data)
{
  Teller *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    if (self->watches[i] != 0)
      g_bus_unwatch_name (self->watches[i]);
  g_free (self);
}

static Teller *
teller_new (GApplication *application)
{
  GDBusConnection *bus = g_application_get_dbus_connection (application);
  Teller *self = g_new0 (Teller, 1);

  self->application = application;
  for (guint i = 0; i < G_N_ELEMENTS (servers) && bus != NULL; i++)
    self->watches[i] = g_bus_watch_name_on_connection (bus, servers[i], G_BUS_NAME_WATCHER_FLAGS_NONE, on_appeared, on_vanished,
                                                       self, NULL);
  return self;
}

void
rapport_notices_update (RapportWindow               *window,
                        const RapportOverviewCounts *counts)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (window)));
  Teller *self;

  if (application == NULL || counts->viewer_name != NULL)
    return;
  self = g_object_get_data (G_OBJECT (window), TELLER_KEY);
  if (self == NULL)
    {
      self = teller_new (application);
      g_object_set_data_full (G_OBJECT (window), TELLER_KEY, self, teller_free);
    }
  self->counts[NOTICE_REQUESTS] = counts->requests;
  self->counts[NOTICE_ENDING] = counts->ending_soon;
  self->counts[NOTICE_OVERDUE] = counts->overdue;
  catch_up (self);
}
