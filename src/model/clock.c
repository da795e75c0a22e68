/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/clock.h"

/* A wall clock that runs this much away from the monotonic one within a minute has been set, or the machine slept. */
#define JUMP_SECONDS 5
#define LOOK_SECONDS 60

struct _RapportClock
{
  GObject parent_instance;

  GMutex mutex;
  gint64 fixed;     /* guarded by mutex: unix seconds where it stands still, or -1 */

  /* Of the context that created it */
  GMainContext *context;
  GSource *look;
  gint64 waited;    /* guarded by mutex: the next instant somebody waits for, G_MAXINT64: none */
  gint64 wall;      /* µs at the last look */
  gint64 monotonic; /* µs at the last look */
};

enum
{
  PASSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportClock, rapport_clock, G_TYPE_OBJECT)

static gboolean look_cb (gpointer data);

static gint64
fixed_of (RapportClock *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->fixed;
}

/* Looks again at the waited instant, and after a minute at the latest. */
static void
schedule (RapportClock *self)
{
  gint64 waited;
  gint64 delay;

  g_mutex_lock (&self->mutex);
  waited = self->waited;
  g_mutex_unlock (&self->mutex);
  if (self->look != NULL)
    {
      g_source_destroy (self->look);
      g_clear_pointer (&self->look, g_source_unref);
    }
  if (fixed_of (self) >= 0)
    return;

  delay = waited == G_MAXINT64 ? LOOK_SECONDS * 1000 : waited * 1000 - rapport_clock_now_ms (self);
  self->look = g_timeout_source_new ((guint) CLAMP (delay, 1, LOOK_SECONDS * 1000));
  g_source_set_static_name (self->look, "rapport-clock");
  g_source_set_callback (self->look, look_cb, self, NULL);
  g_source_attach (self->look, self->context);
}

static gboolean
take_waited (RapportClock *self,
             gint64        now)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->waited > now)
    return FALSE;
  self->waited = G_MAXINT64;
  return TRUE;
}

static gboolean
look_cb (gpointer data)
{
  g_autoptr (RapportClock) self = g_object_ref (data);
  gint64 wall = g_get_real_time ();
  gint64 monotonic = g_get_monotonic_time ();
  gint64 drift = (wall - self->wall) - (monotonic - self->monotonic);
  gboolean jumped = ABS (drift) > JUMP_SECONDS * G_USEC_PER_SEC;

  self->wall = wall;
  self->monotonic = monotonic;
  if (take_waited (self, rapport_clock_now (self)) || jumped)
    g_signal_emit (self, signals[PASSED], 0);
  schedule (self);
  return G_SOURCE_REMOVE;
}

static void
rapport_clock_finalize (GObject *object)
{
  RapportClock *self = RAPPORT_CLOCK (object);

  if (self->look != NULL)
    g_source_destroy (self->look);
  g_clear_pointer (&self->look, g_source_unref);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (rapport_clock_parent_class)->finalize (object);
}

static void
rapport_clock_class_init (RapportClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_clock_finalize;

  signals[PASSED] = g_signal_new ("passed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
rapport_clock_init (RapportClock *self)
{
  g_mutex_init (&self->mutex);
  self->fixed = -1;
  self->waited = G_MAXINT64;
  self->context = g_main_context_ref_thread_default ();
  self->wall = g_get_real_time ();
  self->monotonic = g_get_monotonic_time ();
}

/**
 * rapport_clock_new:
 *
 * Returns: (transfer full): the machine's clock; where RAPPORT_NOW is an ISO 8601 instant in the environment, one that
 *   stands still there
 */
RapportClock *
rapport_clock_new (void)
{
  const char *now = g_getenv ("RAPPORT_NOW");
  RapportClock *self;

  if (now != NULL && *now != '\0')
    {
      g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
      g_autoptr (GDateTime) instant = g_date_time_new_from_iso8601 (now, utc);

      if (instant != NULL)
        return rapport_clock_new_at (g_date_time_to_unix (instant));
      g_printerr ("RAPPORT_NOW is not an ISO 8601 instant: %s\n", now);
    }
  self = g_object_new (RAPPORT_TYPE_CLOCK, NULL);
  schedule (self);
  return self;
}

/**
 * rapport_clock_new_at:
 * @unix_seconds: where it stands
 *
 * Returns: (transfer full): a clock that stands still until it is moved
 */
RapportClock *
rapport_clock_new_at (gint64 unix_seconds)
{
  RapportClock *self = g_object_new (RAPPORT_TYPE_CLOCK, NULL);

  self->fixed = unix_seconds;
  return self;
}

/**
 * rapport_clock_move_to:
 * @unix_seconds: where a standing clock is to stand
 *
 * Emits "passed" if somebody waits for an instant up to then, and when it goes back.
 */
void
rapport_clock_move_to (RapportClock *self,
                       gint64        unix_seconds)
{
  gboolean back;

  g_return_if_fail (RAPPORT_IS_CLOCK (self));
  g_return_if_fail (fixed_of (self) >= 0);

  g_mutex_lock (&self->mutex);
  back = unix_seconds < self->fixed;
  self->fixed = unix_seconds;
  g_mutex_unlock (&self->mutex);
  if (take_waited (self, unix_seconds) || back)
    g_signal_emit (self, signals[PASSED], 0);
}

gint64
rapport_clock_now_ms (RapportClock *self)
{
  gint64 fixed = fixed_of (self);

  return fixed >= 0 ? fixed * 1000 : g_get_real_time () / 1000;
}

gint64
rapport_clock_now (RapportClock *self)
{
  return rapport_clock_now_ms (self) / 1000;
}

int
rapport_clock_zone (RapportClock *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (rapport_clock_now (self));

  return (int) (g_date_time_get_utc_offset (now) / G_TIME_SPAN_MINUTE);
}

/**
 * rapport_clock_wait_for:
 * @unix_seconds: an instant
 *
 * Has "passed" emitted once, no later than at that instant or an earlier one that somebody else waits for. Of the
 * thread that made the clock.
 */
void
rapport_clock_wait_for (RapportClock *self,
                        gint64        unix_seconds)
{
  g_mutex_lock (&self->mutex);
  self->waited = MIN (self->waited, unix_seconds);
  g_mutex_unlock (&self->mutex);
  schedule (self);
}
