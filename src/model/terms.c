/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/terms.h"

#include <json-glib/json-glib.h>

#include "model/date.h"

/* For a snapshot that says nothing, from a version before this or a damaged one: the numbers of I20 and I21. */
#define REMIND_DAYS 7
#define EXPIRE_DAYS 30

/**
 * rapport_request_terms_from_policy:
 * @terms: (out caller-allocates): the terms in force now
 * @policy: the programme's rules
 */
void
rapport_request_terms_from_policy (RapportRequestTerms *terms,
                                   const RapportPolicy *policy)
{
  terms->remind_days = policy->remind_days;
  terms->remind_again_days = policy->remind_again_days;
  terms->expire_days = policy->expire_days;
  terms->time_zone = g_strdup (policy->time_zone);
}

static int
whole_member (JsonObject *object,
              const char *name,
              int         otherwise)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return otherwise;
  return CLAMP (json_node_get_int (node), 0, 3650);
}

/**
 * rapport_request_terms_from_snapshot:
 * @terms: (out caller-allocates): the terms in force when it was sent
 * @snapshot: (nullable): the request's snapshot, a JSON object
 */
void
rapport_request_terms_from_snapshot (RapportRequestTerms *terms,
                                     const char          *snapshot)
{
  g_autoptr (JsonNode) root = snapshot != NULL && *snapshot != '\0' ? json_from_string (snapshot, NULL) : NULL;
  JsonNode *node = NULL;
  JsonObject *object = NULL;
  JsonNode *zone = NULL;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    node = json_object_get_member (json_node_get_object (root), "terms");
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    object = json_node_get_object (node);

  terms->remind_days = whole_member (object, "remind_days", REMIND_DAYS);
  terms->remind_again_days = whole_member (object, "remind_again_days", 0);
  terms->expire_days = whole_member (object, "expire_days", EXPIRE_DAYS);
  zone = object != NULL ? json_object_get_member (object, "time_zone") : NULL;
  terms->time_zone = g_strdup (zone != NULL && JSON_NODE_HOLDS_VALUE (zone) && json_node_get_value_type (zone) == G_TYPE_STRING
                               ? json_node_get_string (zone) : "UTC");
}

void
rapport_request_terms_clear (RapportRequestTerms *terms)
{
  g_clear_pointer (&terms->time_zone, g_free);
}

static gint64
start_of_day_after (const RapportRequestTerms *terms,
                    gint64                     sent_at,
                    int                        days)
{
  g_autofree char *sent_on = rapport_date_of_instant (sent_at, terms->time_zone);
  g_autofree char *day = rapport_date_add_days (sent_on, days);

  return rapport_date_start_of_day (day, terms->time_zone);
}

/**
 * rapport_request_remind_at:
 * @terms: what was in force when it was sent
 * @sent_at: when that was
 * @reminded_at: when the last reminder was sent; 0: none was
 *
 * Returns: the instant from which a reminder is due: the beginning of that day (I21), and once that has been sent the
 * beginning of the day of the second, where there is one (B29)
 */
gint64
rapport_request_remind_at (const RapportRequestTerms *terms,
                           gint64                     sent_at,
                           gint64                     reminded_at)
{
  gint64 first = start_of_day_after (terms, sent_at, terms->remind_days);

  return reminded_at >= first && terms->remind_again_days > terms->remind_days
         ? start_of_day_after (terms, sent_at, terms->remind_again_days) : first;
}

/**
 * rapport_request_last_day:
 * @terms: what was in force when it was sent
 * @sent_at: when that was
 *
 * Returns: (transfer full): the last day on which it may be answered (I20)
 */
char *
rapport_request_last_day (const RapportRequestTerms *terms,
                          gint64                     sent_at)
{
  g_autofree char *sent_on = rapport_date_of_instant (sent_at, terms->time_zone);

  return rapport_date_add_days (sent_on, terms->expire_days);
}

/**
 * rapport_request_expires_at:
 * @terms: what was in force when it was sent
 * @sent_at: when that was
 *
 * Returns: the instant at which its last day ends in the programme's zone (I20)
 */
gint64
rapport_request_expires_at (const RapportRequestTerms *terms,
                            gint64                     sent_at)
{
  g_autofree char *day = rapport_request_last_day (terms, sent_at);

  return rapport_date_end_of_day (day, terms->time_zone);
}

/**
 * rapport_term_ends_on:
 * @starts_on: the first day
 * @months: calendar months (I06), 0 for no fixed term
 *
 * Returns: (transfer full): the last day, "" where there is none
 */
char *
rapport_term_ends_on (const char *starts_on,
                      int         months)
{
  return months > 0 ? rapport_date_add_months (starts_on, months) : g_strdup ("");
}

/**
 * rapport_term_ends_at:
 * @ends_on: the last day, "" where there is none
 * @time_zone: the programme's
 *
 * Returns: the instant at which that day ends there, 0 where there is none
 */
gint64
rapport_term_ends_at (const char *ends_on,
                      const char *time_zone)
{
  return rapport_date_end_of_day (ends_on, time_zone);
}
