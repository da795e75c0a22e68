/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/draft-keeper.h"

#include "model/in-thread.h"

/* Milliseconds without typing after which what was typed is written. */
#define PAUSE 2000

/* Writes a form's draft when nobody has typed for a while. The disk is waited for on a thread, one write at a time; what it
 * has prepared becomes the draft here, so that nothing takes the place of later words, or comes back after the draft was
 * thrown away. */
struct _RapportDraftKeeper
{
  GObject parent_instance;

  /* Owned */
  RapportMemberForm *form;    /* or, where there is none: */
  GHashTable *(*values) (gpointer owner);
  gpointer owner;             /* borrowed */
  RapportClock *clock;
  char *key;

  gulong changed_id;
  guint timer;
  gboolean writing;
  gboolean again; /* changed while a write was under way */
  gboolean dropped; /* what is under way was thrown away */
  gboolean gone;  /* saved or thrown away */
  gboolean left;  /* the owner may be gone; what was typed is on the disk */
};

enum {
  KEPT,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportDraftKeeper, rapport_draft_keeper, G_TYPE_OBJECT)

/* What a thread takes along: a copy. */
typedef struct {
  char *key;
  GHashTable *values;
  GHashTable *blobs;
  gint64 now;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_free (copy->key);
  g_hash_table_unref (copy->values);
  g_hash_table_unref (copy->blobs);
  g_free (copy);
}

static GHashTable *
copy_table (GHashTable     *from,
            GBoxedCopyFunc  ref,
            GDestroyNotify  unref)
{
  GHashTable *into = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (into, g_strdup (name), ref (value));
  return into;
}

/* NULL: nothing is typed. */
static Copy *
copy_new (RapportDraftKeeper *self)
{
  GHashTable *values = self->form == NULL ? self->values (self->owner)
                       : !rapport_member_form_is_changed (self->form) ? NULL
                       : copy_table (rapport_member_form_get_changes (self->form), (GBoxedCopyFunc) g_variant_ref,
                                     (GDestroyNotify) g_variant_unref);
  Copy *copy;

  if (values == NULL)
    return NULL;
  copy = g_new0 (Copy, 1);
  copy->key = g_strdup (self->key);
  copy->values = values;
  copy->blobs = self->form == NULL ? rapport_field_values_new ()
                                   : copy_table (rapport_member_form_get_blobs (self->form), (GBoxedCopyFunc) g_bytes_ref,
                                                 (GDestroyNotify) g_bytes_unref);
  copy->now = rapport_clock_now (self->clock);
  return copy;
}

static void
write_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  const Copy *copy = data;
  GError *error = NULL;

  if (rapport_drafts_prepare (copy->key, copy->values, copy->blobs, copy->now, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void write_draft (RapportDraftKeeper *self);

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  RapportDraftKeeper *self = RAPPORT_DRAFT_KEEPER (source);
  const Copy *copy = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  self->writing = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_signal_emit (self, signals[FAILED], 0, error);
  else if (self->gone || self->again || self->dropped || self->left)
    rapport_drafts_discard (self->key);
  else if (rapport_drafts_commit (self->key, &error))
    g_signal_emit (self, signals[KEPT], 0, copy->now);
  else
    g_signal_emit (self, signals[FAILED], 0, error);
  self->dropped = FALSE;
  if (self->again && !self->left)
    write_draft (self);
}

static void
write_draft (RapportDraftKeeper *self)
{
  g_autoptr (GTask) task = NULL;
  Copy *copy;

  self->again = self->writing;
  if (self->writing || self->gone)
    return;
  copy = copy_new (self);
  if (copy == NULL)
    {
      rapport_drafts_remove (self->key);
      return;
    }
  self->writing = TRUE;
  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_set_task_data (task, copy, copy_free);
  rapport_task_run_in_thread (task, write_thread);
}

static gboolean
timer_cb (gpointer user_data)
{
  RapportDraftKeeper *self = user_data;

  self->timer = 0;
  write_draft (self);
  return G_SOURCE_REMOVE;
}

static void
form_changed_cb (RapportDraftKeeper *self)
{
  rapport_draft_keeper_keep (self);
}

static void
rapport_draft_keeper_dispose (GObject *object)
{
  RapportDraftKeeper *self = RAPPORT_DRAFT_KEEPER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->form != NULL)
    g_clear_signal_handler (&self->changed_id, self->form);
  g_clear_object (&self->form);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->key, g_free);

  G_OBJECT_CLASS (rapport_draft_keeper_parent_class)->dispose (object);
}

static void
rapport_draft_keeper_class_init (RapportDraftKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_draft_keeper_dispose;

  signals[KEPT] = g_signal_new ("kept", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
rapport_draft_keeper_init (RapportDraftKeeper *self)
{
}

/**
 * rapport_draft_keeper_new:
 * @key: see rapport_drafts_key()
 */
RapportDraftKeeper *
rapport_draft_keeper_new (RapportMemberForm *form,
                          const char        *key,
                          RapportClock      *clock)
{
  RapportDraftKeeper *self = g_object_new (RAPPORT_TYPE_DRAFT_KEEPER, NULL);

  self->form = g_object_ref (form);
  self->key = g_strdup (key);
  self->clock = g_object_ref (clock);
  self->changed_id = g_signal_connect_swapped (form, "changed", G_CALLBACK (form_changed_cb), self);
  return self;
}

/**
 * rapport_draft_keeper_new_for:
 * @values: gives what is typed into a form of another kind, name → GVariant, or %NULL
 * @owner: for @values; stays until rapport_draft_keeper_flush() or rapport_draft_keeper_forget(), the last that it says
 * @key: see rapport_drafts_key()
 *
 * Who owns it says rapport_draft_keeper_keep() when something is typed.
 */
RapportDraftKeeper *
rapport_draft_keeper_new_for (GHashTable *(*values) (gpointer owner),
                              gpointer      owner,
                              const char   *key,
                              RapportClock *clock)
{
  RapportDraftKeeper *self = g_object_new (RAPPORT_TYPE_DRAFT_KEEPER, NULL);

  self->values = values;
  self->owner = owner;
  self->key = g_strdup (key);
  self->clock = g_object_ref (clock);
  return self;
}

/** Writes the draft when nothing has been typed for two seconds from now. */
void
rapport_draft_keeper_keep (RapportDraftKeeper *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->gone)
    self->timer = g_timeout_add (PAUSE, timer_cb, self);
}

/** What is there is thrown away; what is typed from now on is kept again. */
void
rapport_draft_keeper_clear (RapportDraftKeeper *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->again = FALSE;
  self->dropped = self->writing;
  rapport_drafts_remove (self->key);
}

/** The form is left: what waits for the two seconds, or for the disk, can be read from now on. */
void
rapport_draft_keeper_flush (RapportDraftKeeper *self)
{
  g_autoptr (GError) error = NULL;
  gboolean waits = self->timer != 0 || self->writing;
  Copy *copy;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!waits || self->gone)
    return;
  copy = copy_new (self);
  if (copy == NULL)
    rapport_drafts_remove (self->key);
  else if (!rapport_drafts_save (self->key, copy->values, copy->blobs, copy->now, &error))
    g_signal_emit (self, signals[FAILED], 0, error);
  g_clear_pointer (&copy, copy_free);
  if (self->form != NULL)
    write_draft (self);
  else
    self->left = TRUE;
}

/** The form is saved, or thrown away: nothing is kept, and nothing will be. */
void
rapport_draft_keeper_forget (RapportDraftKeeper *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->gone = TRUE;
  rapport_drafts_remove (self->key);
}
