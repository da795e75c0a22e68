/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <string.h>

#include "model/terms.h"
#include "store/history.h"
#include "store/projection-row.h"

/* Kinds whose rows carry instants that follow from their own dates and their programme's zone (DESIGN §3, Time). */

RAPPORT_SQL (select_zone, "SELECT time_zone FROM programme WHERE no = ?1")
RAPPORT_SQL (select_partnerships, "SELECT no, ends_on FROM partnership WHERE programme = ?1 AND ends_on <> ''")
RAPPORT_SQL (update_partnership, "UPDATE partnership SET ends_at = ?2 WHERE no = ?1")
RAPPORT_SQL (count_answers,
             "SELECT count (*) FROM head WHERE entity = ?1 AND field = (SELECT no FROM field WHERE name = 'answer')")

static char *
dup_zone (RapportReading *reading,
          gint64          programme)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_zone);
  char *zone = NULL;

  sqlite3_bind_int64 (statement, 1, programme);
  while (rapport_reading_next (reading, statement, NULL))
    {
      g_free (zone);
      zone = rapport_column_dup (statement, 0);
    }
  return zone != NULL ? zone : g_strdup ("");
}

static char *
dup_zone_of (RapportTransaction *tx,
             GHashTable         *values)
{
  const char *programme = rapport_values_text (values, "programme");

  if (*programme == '\0')
    return g_strdup ("");
  return dup_zone (rapport_transaction_reading (tx), rapport_transaction_refer (tx, programme));
}

static const char *
part (const char **list,
      guint        i)
{
  for (guint before = 0; list != NULL && before < i; before++)
    if (list[before] == NULL)
      return "";
  return list != NULL && list[i] != NULL ? list[i] : "";
}

/* Answered differently on two replicas that did not know of each other (DESIGN §3). */
static gboolean
is_contested (RapportReading *reading,
              gint64          request)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, count_answers);
  g_autoptr (GPtrArray) versions = NULL;
  gboolean accepted = FALSE;
  gboolean declined = FALSE;
  gint64 n_heads = 0;

  sqlite3_bind_int64 (statement, 1, request);
  while (rapport_reading_next (reading, statement, NULL))
    n_heads = rapport_column_int (statement, 0);
  if (n_heads < 2)
    return FALSE;
  versions = rapport_reading_history (reading, request, "answer", NULL);
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const RapportFieldVersion *version = g_ptr_array_index (versions, i);
      g_autofree const char **list = NULL;

      if (!version->current || version->value == NULL
          || !g_variant_is_of_type (version->value, G_VARIANT_TYPE_STRING_ARRAY))
        continue;
      list = g_variant_get_strv (version->value, NULL);
      accepted |= strcmp (part (list, 0), "accepted") == 0;
      declined |= strcmp (part (list, 0), "declined") == 0;
    }
  return accepted && declined;
}

/**
 * rapport_projection_put_request:
 *
 * A #RapportProjector. Its answer is [answer, instant, comment, reason]; its instants follow from the terms in its
 * snapshot, so that no changed policy moves them (C15).
 */
gboolean
rapport_projection_put_request (RapportTransaction *tx,
                                gint64              entity,
                                GHashTable         *values,
                                gint64              changed_at,
                                gboolean            is_new,
                                GError            **error)
{
  g_autofree const char **answer = NULL;
  g_auto (RapportRequestTerms) terms = { 0 };
  gint64 sent_at;

  if (values == NULL)
    return TRUE;
  answer = rapport_values_list (values, "answer");
  sent_at = rapport_values_int (values, "sent_at");
  rapport_request_terms_from_snapshot (&terms, rapport_values_text (values, "snapshot"));
  {
    RapportDerived derived[] = {
      { "remind_at", NULL, sent_at > 0 ? rapport_request_remind_at (&terms, sent_at, rapport_values_int (values, "reminded_at")) : 0 },
      { "expires_at", NULL, sent_at > 0 ? rapport_request_expires_at (&terms, sent_at) : 0 },
      { "answered_at", NULL, g_ascii_strtoll (part (answer, 1), NULL, 10) },
      { "comment", part (answer, 2), 0 },
      { "answer_reason", part (answer, 3), 0 },
      { "contested", NULL, is_contested (rapport_transaction_reading (tx), entity) },
      { "answer", part (answer, 0), 0 },
    };

    return rapport_projection_put_row (tx, "request", entity, values, derived, G_N_ELEMENTS (derived), error);
  }
}

/**
 * rapport_projection_put_partnership:
 *
 * A #RapportProjector. Its end by somebody is [date, reason, note].
 */
gboolean
rapport_projection_put_partnership (RapportTransaction *tx,
                                    gint64              entity,
                                    GHashTable         *values,
                                    gint64              changed_at,
                                    gboolean            is_new,
                                    GError            **error)
{
  g_autofree const char **end = NULL;
  g_autofree char *zone = NULL;
  g_autofree char *ends_on = NULL;
  gint64 term;

  if (values == NULL)
    return TRUE;
  end = rapport_values_list (values, "end");
  zone = dup_zone_of (tx, values);
  term = rapport_values_int (values, "term");
  ends_on = rapport_term_ends_on (rapport_values_text (values, "starts_on"), (int) CLAMP (term, 0, 1200));
  {
    RapportDerived derived[] = {
      { "ends_on", ends_on, 0 },
      { "ends_at", NULL, rapport_term_ends_at (ends_on, zone) },
      { "ended_on", part (end, 0), 0 },
      { "end_reason", part (end, 1), 0 },
      { "end_note", part (end, 2), 0 },
    };

    return rapport_projection_put_row (tx, "partnership", entity, values, derived, G_N_ELEMENTS (derived), error);
  }
}

/**
 * rapport_projection_put_meeting:
 *
 * A #RapportProjector. Its time is [date, start, end, minutes].
 */
gboolean
rapport_projection_put_meeting (RapportTransaction *tx,
                                gint64              entity,
                                GHashTable         *values,
                                gint64              changed_at,
                                gboolean            is_new,
                                GError            **error)
{
  g_autofree const char **time = NULL;

  if (values == NULL)
    return TRUE;
  time = rapport_values_list (values, "time");
  {
    RapportDerived derived[] = {
      { "held_on", part (time, 0), 0 },
      { "starts", part (time, 1), 0 },
      { "ends", part (time, 2), 0 },
      { "minutes", NULL, g_ascii_strtoll (part (time, 3), NULL, 10) },
    };

    return rapport_projection_put_row (tx, "meeting", entity, values, derived, G_N_ELEMENTS (derived), error);
  }
}

/* Its own settings as one JSON object, in the order of their keys. */
static char *
settings_of (GHashTable *values)
{
  GList *names = g_list_sort (g_hash_table_get_keys (values), (GCompareFunc) strcmp);
  GString *json = g_string_new ("{");

  for (GList *link = names; link != NULL; link = link->next)
    {
      const char *key = g_str_has_prefix (link->data, "setting/") ? strchr (link->data, '/') + 1 : "";
      const char *value = rapport_values_text (values, link->data);
      gboolean usable = *key != '\0' && strpbrk (key, "\"\\") == NULL && *value != '\0';
      g_autoptr (JsonNode) node = usable ? json_from_string (value, NULL) : NULL;

      if (node != NULL)
        g_string_append_printf (json, "%s\"%s\":%s", json->len > 1 ? "," : "", key, value);
    }
  g_list_free (names);
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

typedef struct {
  gint64 no;
  gint64 ends_at;
} Ending;

/* The zone of the programme has come or is another one: the days of its partnerships end at other instants. */
static gboolean
move_ends (RapportReading *reading,
           gint64          programme,
           const char     *zone,
           GError        **error)
{
  g_autoptr (GArray) endings = g_array_new (FALSE, FALSE, sizeof (Ending));
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_partnerships);

  sqlite3_bind_int64 (statement, 1, programme);
  while (rapport_reading_next (reading, statement, &failure))
    {
      Ending ending = { rapport_column_int (statement, 0), rapport_term_ends_at (rapport_column_text (statement, 1), zone) };

      g_array_append_val (endings, ending);
    }
  for (guint i = 0; failure == NULL && i < endings->len; i++)
    {
      statement = rapport_reading_statement (reading, update_partnership);
      sqlite3_bind_int64 (statement, 1, g_array_index (endings, Ending, i).no);
      sqlite3_bind_int64 (statement, 2, g_array_index (endings, Ending, i).ends_at);
      rapport_reading_run (reading, statement, &failure);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * rapport_projection_put_programme:
 *
 * A #RapportProjector. Its zone moves the instants at which its partnerships end.
 */
gboolean
rapport_projection_put_programme (RapportTransaction *tx,
                                  gint64              entity,
                                  GHashTable         *values,
                                  gint64              changed_at,
                                  gboolean            is_new,
                                  GError            **error)
{
  RapportReading *reading = rapport_transaction_reading (tx);
  const char *zone = values != NULL ? rapport_values_text (values, "time_zone") : "";

  if (values != NULL)
    {
      g_autofree char *settings = settings_of (values);
      RapportDerived derived = { "settings", settings, 0 };

      if (!rapport_projection_put_row (tx, "programme", entity, values, &derived, 1, error))
        return FALSE;
    }
  return move_ends (reading, entity, zone, error);
}
