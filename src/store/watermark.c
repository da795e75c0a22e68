/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/watermark.h"

#define LOOK_SECONDS 1

/* The write-ahead log changes before the commit can be read, so one look at once is not enough. */
static const guint after_hint_ms[] = { 50, 250, 1000 };

struct _RapportWatermark
{
  RapportWatermarkLook look;
  gpointer data;                                  /* Borrowed */
  GFileMonitor *monitor;                          /* Owned, may be NULL */
  GSource *every_second;                          /* Owned */
  GSource *after_hint[G_N_ELEMENTS (after_hint_ms)]; /* Owned, NULL when none is due */
};

static gboolean
every_second_cb (gpointer data)
{
  RapportWatermark *self = data;

  self->look (self->data);
  return G_SOURCE_CONTINUE;
}

static gboolean
after_hint_cb (gpointer data)
{
  RapportWatermark *self = data;
  GSource *current = g_main_current_source ();

  for (guint i = 0; i < G_N_ELEMENTS (after_hint_ms); i++)
    if (self->after_hint[i] == current)
      g_clear_pointer (&self->after_hint[i], g_source_unref);
  self->look (self->data);
  return G_SOURCE_REMOVE;
}

static GSource *
add_timeout (RapportWatermark *self,
             guint             ms,
             GSourceFunc       callback)
{
  GSource *source = g_timeout_source_new (ms);

  g_source_set_static_name (source, "rapport-store-watermark");
  g_source_set_callback (source, callback, self, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

static void
monitor_changed_cb (GFileMonitor      *monitor,
                    GFile             *file,
                    GFile             *other,
                    GFileMonitorEvent  event,
                    RapportWatermark  *self)
{
  self->look (self->data);
  for (guint i = 0; i < G_N_ELEMENTS (after_hint_ms); i++)
    if (self->after_hint[i] == NULL)
      self->after_hint[i] = add_timeout (self, after_hint_ms[i], after_hint_cb);
}

/**
 * rapport_watermark_new:
 * @database: path of the database
 * @look: called on the caller's context, each second and when the write-ahead log has changed
 */
RapportWatermark *
rapport_watermark_new (const char           *database,
                       RapportWatermarkLook  look,
                       gpointer              data)
{
  RapportWatermark *self = g_new0 (RapportWatermark, 1);
  g_autofree char *wal = g_strconcat (database, "-wal", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (wal);

  self->look = look;
  self->data = data;
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect (self->monitor, "changed", G_CALLBACK (monitor_changed_cb), self);
  self->every_second = add_timeout (self, LOOK_SECONDS * 1000, every_second_cb);
  return self;
}

static void
drop (GSource *source)
{
  if (source == NULL)
    return;
  g_source_destroy (source);
  g_source_unref (source);
}

void
rapport_watermark_free (RapportWatermark *self)
{
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  for (guint i = 0; i < G_N_ELEMENTS (after_hint_ms); i++)
    drop (self->after_hint[i]);
  drop (self->every_second);
  g_free (self);
}
