/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/session.h"

#include "model/date.h"
#include "store/instants.h"
#include "store/programmes.h"

#define PRESET "ieee"

struct _RapportSession
{
  GObject parent_instance;

  /* Owned */
  RapportStore *store;
  RapportClock *clock;
  RapportPolicy *policy;
  GCancellable *cancellable;

  gint64 programme;
  RapportViewer viewer;
  gboolean everything;  /* to be told with the next "changed" */
};

enum
{
  CHANGED,
  VIEWER_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportSession, rapport_session, G_TYPE_OBJECT)

/* What the session must know of the database. */
typedef struct {
  gint64 programme;
  RapportPolicy *policy;
  gint64 next_instant;
} Facts;

static void
facts_free (gpointer data)
{
  Facts *facts = data;

  g_clear_pointer (&facts->policy, rapport_policy_unref);
  g_free (facts);
}

static gpointer
read_facts (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  Facts *facts = g_new0 (Facts, 1);

  facts->programme = rapport_programmes_first (reading);
  facts->policy = rapport_programmes_policy (reading, facts->programme);
  facts->next_instant = rapport_instants_next (reading, facts->programme, facts->policy->time_zone);
  return facts;
}

static void
take_facts (RapportSession *self,
            Facts          *facts)
{
  self->programme = facts->programme;
  rapport_policy_unref (self->policy);
  self->policy = g_steal_pointer (&facts->policy);
  rapport_clock_wait_for (self->clock, facts->next_instant);
  facts_free (facts);
}

static void
on_facts (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GError) error = NULL;
  Facts *facts = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);
  g_autoptr (RapportSession) self = data;
  gboolean everything;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (facts != NULL)
    take_facts (self, facts);
  everything = self->everything;
  self->everything = FALSE;
  g_signal_emit (self, signals[CHANGED], 0, everything);
}

/* A newer reading makes the one under way needless. */
static void
look (RapportSession *self,
      gboolean        everything)
{
  self->everything = self->everything || everything;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  rapport_store_read_async (self->store, read_facts, NULL, NULL, facts_free, self->cancellable, on_facts,
                            g_object_ref (self));
}

static void
on_store_changed (RapportStore   *store,
                  gboolean        everything,
                  RapportSession *self)
{
  look (self, everything);
}

static void
on_clock_passed (RapportClock   *clock,
                 RapportSession *self)
{
  look (self, FALSE);
}

static void
rapport_session_dispose (GObject *object)
{
  RapportSession *self = RAPPORT_SESSION (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->clock);
  g_clear_object (&self->store);
  g_clear_pointer (&self->policy, rapport_policy_unref);
  G_OBJECT_CLASS (rapport_session_parent_class)->dispose (object);
}

static void
rapport_session_class_init (RapportSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rapport_session_dispose;

  /**
   * RapportSession::changed:
   * @everything: a new generation of the database: nothing that was read before counts
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  /** RapportSession::viewer-changed: */
  signals[VIEWER_CHANGED] = g_signal_new ("viewer-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
}

static void
rapport_session_init (RapportSession *self)
{
  self->cancellable = g_cancellable_new ();
  self->policy = rapport_policy_new_preset (PRESET, NULL);
}

/**
 * rapport_session_new:
 * @store: an open store
 *
 * Returns: (transfer full): a session of the office, in the oldest programme
 */
RapportSession *
rapport_session_new (RapportStore *store)
{
  RapportSession *self = g_object_new (RAPPORT_TYPE_SESSION, NULL);
  Facts *facts;

  self->store = g_object_ref (store);
  self->clock = g_object_ref (rapport_store_get_clock (store));
  facts = rapport_store_read (store, read_facts, NULL, NULL, NULL);
  if (facts != NULL)
    take_facts (self, facts);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, 0);
  g_signal_connect_object (self->clock, "passed", G_CALLBACK (on_clock_passed), self, 0);
  return self;
}

RapportStore *
rapport_session_get_store (RapportSession *self)
{
  return self->store;
}

RapportClock *
rapport_session_get_clock (RapportSession *self)
{
  return self->clock;
}

/** The number of the programme, 0 while there is none. */
gint64
rapport_session_get_programme (RapportSession *self)
{
  return self->programme;
}

/** The rules of the programme; those of the preset while there is none. Borrowed: it is another after "changed". */
const RapportPolicy *
rapport_session_get_policy (RapportSession *self)
{
  return self->policy;
}

const RapportViewer *
rapport_session_get_viewer (RapportSession *self)
{
  return &self->viewer;
}

/**
 * rapport_session_set_viewer:
 * @self: a session
 * @viewer: for whom screens are made from now on
 */
void
rapport_session_set_viewer (RapportSession      *self,
                            const RapportViewer *viewer)
{
  if (rapport_viewer_equal (&self->viewer, viewer))
    return;
  self->viewer = *viewer;
  g_signal_emit (self, signals[VIEWER_CHANGED], 0);
}

/**
 * rapport_session_get_today:
 * @self: a session
 *
 * Returns: (transfer full): the date of today in the programme's zone
 */
char *
rapport_session_get_today (RapportSession *self)
{
  return rapport_date_of_instant (rapport_clock_now (self->clock), self->policy->time_zone);
}

/**
 * rapport_session_ensure_programme:
 * @transaction: of a command that needs a programme
 *
 * Makes the first programme with the operation that needs it. Its days end in the zone of this machine.
 *
 * Returns: the programme's number
 */
gint64
rapport_session_ensure_programme (RapportTransaction *transaction)
{
  gint64 programme = rapport_programmes_first (rapport_transaction_reading (transaction));
  g_autoptr (RapportPolicy) policy = NULL;
  g_autoptr (GTimeZone) here = NULL;

  if (programme != 0)
    return programme;
  policy = rapport_policy_new_preset (PRESET, NULL);
  here = g_time_zone_new_local ();
  programme = rapport_transaction_new_entity (transaction, "programme");
  rapport_transaction_set_string (transaction, programme, "name", policy->name);
  rapport_transaction_set_string (transaction, programme, "preset", PRESET);
  rapport_transaction_set_string (transaction, programme, "time_zone", g_time_zone_get_identifier (here));
  rapport_transaction_flush (transaction, NULL);
  return programme;
}
