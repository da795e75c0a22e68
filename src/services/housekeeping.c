/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/housekeeping.h"

#include <glib/gi18n.h>

#include "services/backups.h"
#include "store/letters.h"
#include "store/meta.h"

RapportHousekeeping *
rapport_housekeeping_new (void)
{
  RapportHousekeeping *self = g_new0 (RapportHousekeeping, 1);

  self->due.reminders = TRUE;
  self->due.expiries = TRUE;
  self->problems = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
rapport_housekeeping_free (RapportHousekeeping *self)
{
  g_free (self->backup);
  rapport_sender_result_clear (&self->sent);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

static void
note (RapportHousekeeping *self,
      const GError        *problem)
{
  g_ptr_array_add (self->problems, g_strdup (problem->message));
}

/* A full disk keeps no letter from going out. */
static void
back_up (RapportStore        *store,
         RapportHousekeeping *self,
         GCancellable        *cancellable)
{
  g_autoptr (GError) problem = NULL;

  if (!rapport_backups_make_due (store, &self->backup, cancellable, &problem))
    note (self, problem);
}

/* Whether a letter waits for this copy to send it: a gint64. */
static gpointer
waiting_query (RapportReading *reading,
               gpointer        data,
               GCancellable   *cancellable,
               GError        **error)
{
  g_autofree char *own_name = rapport_reading_meta (reading, RAPPORT_META_REPLICA, NULL);
  gint64 letter = own_name != NULL ? rapport_letters_next_queued (reading, own_name) : 0;

  return g_memdup2 (&letter, sizeof letter);
}

static void
note_without_account (RapportStore        *store,
                      RapportHousekeeping *self)
{
  g_autofree gint64 *letter = rapport_store_read (store, waiting_query, NULL, NULL, NULL);

  if (letter != NULL && *letter != 0)
    g_ptr_array_add (self->problems, g_strdup (_("Letters are queued, and no mail account is set up: they wait.")));
}

static void
send_queued (RapportStore        *store,
             RapportHousekeeping *self,
             GCancellable        *cancellable)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (RapportMailAccount) account = rapport_mail_account_load (&problem);

  if (account != NULL)
    rapport_sender_run_with_keyring (store, account, FALSE, &self->sent, cancellable, &problem);
  if (problem != NULL)
    note (self, problem);
  else if (account == NULL)
    note_without_account (store, self);
}

gboolean
rapport_housekeeping_run (RapportStore         *store,
                          RapportHousekeeping  *self,
                          GCancellable         *cancellable,
                          GError              **error)
{
  back_up (store, self, cancellable);
  if (!rapport_store_write (store, rapport_outbox_due_command, &self->due, cancellable, error))
    return FALSE;
  send_queued (store, self, cancellable);
  return TRUE;
}
