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

/** What was told last. */
typedef struct {
  guint counts[N_NOTICES];
} Told;

#define TOLD_KEY "rapport-notices-told"

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

/* GLib warns where it finds nobody. */
static gboolean
somebody_listens (GApplication *application)
{
  static const char * const names[] = { "org.gtk.Notifications", "org.freedesktop.Notifications" };
  GDBusConnection *bus = g_application_get_dbus_connection (application);

  for (guint i = 0; bus != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GVariant) answer = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                                                 "org.freedesktop.DBus", "NameHasOwner",
                                                                 g_variant_new ("(s)", names[i]), G_VARIANT_TYPE ("(b)"),
                                                                 G_DBUS_CALL_FLAGS_NONE, 200, NULL, NULL);
      gboolean owned = FALSE;

      if (answer != NULL)
        g_variant_get (answer, "(b)", &owned);
      if (owned)
        return TRUE;
    }
  return FALSE;
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

void
rapport_notices_update (RapportWindow               *window,
                        const RapportOverviewCounts *counts)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (window)));
  const guint now[N_NOTICES] = { counts->requests, counts->ending_soon, counts->overdue };
  Told *told;
  gboolean may_tell;

  if (application == NULL || counts->viewer_name != NULL)
    return;
  told = g_object_get_data (G_OBJECT (window), TOLD_KEY);
  if (told == NULL)
    {
      told = g_new0 (Told, 1);
      g_object_set_data_full (G_OBJECT (window), TOLD_KEY, told, g_free);
    }
  may_tell = switched_on () && !somebody_looks (application);
  for (Notice notice = 0; notice < N_NOTICES; notice++)
    {
      if (now[notice] > told->counts[notice] && may_tell && somebody_listens (application))
        tell (application, notice, now[notice]);
      else if (now[notice] == 0 && told->counts[notice] > 0 && somebody_listens (application))
        g_application_withdraw_notification (application, notices[notice].id);
      told->counts[notice] = now[notice];
    }
}
