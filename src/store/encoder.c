/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/encoder.h"

#include <string.h>

/* Fewer than this are written sooner than a thread begins. */
#define LEAST_ENCODED 64
/* The other thread is told after so many. */
#define STEP 16

struct _RapportEncoder
{
  GThread *thread;
  GArray *changes;               /* Owned: RapportEncoded; its own thread's from `ready` on, the writer's before */
  guint taken;                   /* of the writer's thread */

  /* Never change */
  const char *replica;
  const char *operation;

  /* Guarded by mutex */
  GMutex mutex;
  GCond cond;
  guint ready;
  gboolean stop;
};

/* The encoder's thread -------------------------------------------------------------------------------------------- */

/* What is used again and again. */
typedef struct {
  GByteArray *body;
  RapportBody parsed;
  GPtrArray *names;
  GString *line;
  GChecksum *checksum;
  RapportRandomPool randoms;
} Scratch;

static void
encode (RapportEncoder *self,
        RapportEncoded *change,
        Scratch        *scratch)
{
  RapportPending *pending = change->pending;
  guint8 random[RAPPORT_RANDOM_BYTES];
  RapportWireFrame frame = {
    self->replica, change->seq, pending->kind, pending->uuid, change->clock, self->operation, NULL
  };

  rapport_random_pool_take (&scratch->randoms, random, sizeof random);
  rapport_pending_encode (pending, random, scratch->body, scratch->names);
  if (!rapport_body_parse (&scratch->parsed, scratch->body->data, scratch->body->len))
    g_assert_not_reached ();
  frame.fields = (const char * const *) scratch->names->pdata;
  g_string_truncate (scratch->line, 0);
  if (!rapport_wire_change (scratch->line, NULL, &frame, &scratch->parsed))
    g_assert_not_reached ();
  rapport_wire_hash (scratch->checksum, scratch->line, change->hash);
  change->size = scratch->body->len;
  change->body = g_memdup2 (scratch->body->data, change->size);
}

/* Whether to go on. */
static gboolean
tell_ready (RapportEncoder *self,
            guint           ready)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->ready = ready;
  g_cond_signal (&self->cond);
  return !self->stop;
}

static gpointer
encoder_main (gpointer data)
{
  RapportEncoder *self = data;
  Scratch scratch = {
    .body = g_byte_array_new (), .names = g_ptr_array_new (), .line = g_string_new (NULL),
    .checksum = g_checksum_new (G_CHECKSUM_SHA256),
  };

  rapport_body_init (&scratch.parsed);
  for (guint i = 0; i < self->changes->len; i++)
    {
      encode (self, &g_array_index (self->changes, RapportEncoded, i), &scratch);
      if (((i + 1) % STEP == 0 || i + 1 == self->changes->len) && !tell_ready (self, i + 1))
        break;
    }
  g_checksum_free (scratch.checksum);
  g_string_free (scratch.line, TRUE);
  g_ptr_array_unref (scratch.names);
  rapport_body_clear (&scratch.parsed);
  g_byte_array_unref (scratch.body);
  return NULL;
}

/* The writer's thread --------------------------------------------------------------------------------------------- */

static void
encoded_clear (gpointer data)
{
  RapportEncoded *change = data;

  g_free (change->body);
}

/* The changes that the new entities from @first on will make, with the names that they will get. */
static GArray *
collect (RapportTransaction *tx,
         guint               first)
{
  GArray *changes = g_array_new (FALSE, TRUE, sizeof (RapportEncoded));
  RapportEncoded change = { .seq = tx->seq, .clock = tx->clock };

  g_array_set_clear_func (changes, encoded_clear);
  for (guint i = first; i < tx->order->len; i++)
    {
      change.pending = g_ptr_array_index (tx->order, i);
      if (!change.pending->is_new)
        break;
      if (change.pending->settings->len == 0)
        continue;
      change.seq++;
      change.clock = rapport_journal_tick (tx, change.clock);
      g_array_append_val (changes, change);
    }
  return changes;
}

RapportEncoder *
rapport_encoder_new (RapportTransaction *tx,
                     guint               first)
{
  g_autoptr (GArray) changes = NULL;
  RapportEncoder *self;

  if (tx->order->len < first + LEAST_ENCODED)
    return NULL;
  changes = collect (tx, first);
  if (changes->len < LEAST_ENCODED)
    return NULL;
  self = g_new0 (RapportEncoder, 1);
  self->changes = g_steal_pointer (&changes);
  self->replica = tx->replica_name;
  self->operation = tx->operation_wire->str;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->thread = g_thread_new ("rapport-encoder", encoder_main, self);
  return self;
}

void
rapport_encoder_free (RapportEncoder *self)
{
  g_mutex_lock (&self->mutex);
  self->stop = TRUE;
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  g_array_unref (self->changes);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

const RapportEncoded *
rapport_encoder_take (RapportEncoder *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_return_val_if_fail (self->taken < self->changes->len, NULL);
  while (self->ready <= self->taken)
    g_cond_wait (&self->cond, &self->mutex);
  return &g_array_index (self->changes, RapportEncoded, self->taken++);
}

gboolean
rapport_encoder_is_done (const RapportEncoder *self)
{
  return self->taken == self->changes->len;
}
