/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/sample.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "model/date.h"
#include "services/rapport-sample.h"
#include "services/sample-events.h"
#include "store/letters.h"
#include "store/programmes.h"

#define PEOPLE "/io/github/rapport_mentoring/Rapport/sample/people.json"

char *
rapport_sample_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "rapport", "sample.db", NULL);
}

static JsonNode *
load_people (GError **error)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (rapport_sample_get_resource (), PEOPLE, 0, error);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize length;
  const char *text;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  if (!json_parser_load_from_data (parser, text, (gssize) length, error))
    return NULL;
  return json_node_copy (json_parser_get_root (parser));
}

/* Letters about what was long ago: nobody would look at them. */
#define STALE_SECONDS (14 * 24 * 3600)

/** An event, and the instant from which on its letters are drafted. */
typedef struct {
  RapportSampleEvent *event;
  gint64 stale;
} Played;

static gboolean
play_command (RapportTransaction  *transaction,
              gpointer             data,
              GError             **error)
{
  const Played *played = data;
  RapportReading *reading = rapport_transaction_reading (transaction);
  g_autoptr (RapportLettersQuery) query = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (!played->event->command (transaction, played->event, error))
    return FALSE;
  if (played->event->at >= played->stale)
    return TRUE;
  if (!rapport_transaction_flush (transaction, error))
    return FALSE;
  query = rapport_letters_query_new (rapport_programmes_first (reading));
  rows = rapport_letters_list (reading, query, NULL, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    rapport_transaction_delete (transaction, ((const RapportLetterRow *) g_ptr_array_index (rows, i))->no);
  return rows != NULL;
}

static gboolean
play (RapportStore  *store,
      RapportClock  *clock,
      GPtrArray     *events,
      gint64         now,
      GCancellable  *cancellable,
      GError       **error)
{
  for (guint i = 0; i < events->len; i++)
    {
      Played played = { g_ptr_array_index (events, i), now - STALE_SECONDS };

      rapport_clock_move_to (clock, played.event->at);
      if (!rapport_store_write (store, play_command, &played, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill (const char    *path,
      JsonObject    *root,
      gint64         now,
      GCancellable  *cancellable,
      GError       **error)
{
  const char *zone = json_object_get_string_member (json_object_get_object_member (root, "programme"), "time_zone");
  g_autofree char *today = rapport_date_of_instant (now, zone);
  RapportSampleWorld world = {
    .today = today,
    .zone = zone,
    .members = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free),
    .results = g_hash_table_new_full (NULL, NULL, NULL, g_free),
  };
  g_autoptr (GPtrArray) events = rapport_sample_events (root, &world, now);
  g_autoptr (RapportClock) clock = rapport_clock_new_at (now);
  g_autoptr (RapportStore) store = rapport_store_open (path, clock, error);
  gboolean done = FALSE;

  if (store != NULL)
    {
      rapport_store_set_author (store, _("Programme office"));
      done = play (store, clock, events, now, cancellable, error);
      rapport_store_close (store);
    }
  g_hash_table_unref (world.members);
  g_hash_table_unref (world.results);
  return done;
}

static void
remove_database (const char *path)
{
  static const char * const endings[] = { "", "-wal", "-shm", "-lock", "-outbox" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      g_unlink (file);
    }
}

gboolean
rapport_sample_make (const char    *path,
                     gint64         now,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (JsonNode) people = load_people (error);
  g_autofree char *unfinished = g_strconcat (path, ".new", NULL);
  gboolean done;

  if (people == NULL)
    return FALSE;
  remove_database (unfinished);
  g_main_context_push_thread_default (context);
  done = fill (unfinished, json_node_get_object (people), now, cancellable, error);
  g_main_context_pop_thread_default (context);
  if (!done)
    {
      remove_database (unfinished);
      return FALSE;
    }
  remove_database (path);
  if (g_rename (unfinished, path) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The sample data cannot be put in place at %s"), path);
  return FALSE;
}
