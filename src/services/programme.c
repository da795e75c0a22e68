/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/programme.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "model/places.h"
#include "model/policy.h"
#include "model/sentence.h"
#include "services/session.h"

/* Name and zone are fields of the programme; everything else is a setting on top of its preset. */
static gboolean
is_field (const char *key)
{
  return strcmp (key, "name") == 0 || strcmp (key, "time_zone") == 0;
}

static gboolean
check (const RapportProgrammeSet  *set,
       char                      **text,
       GError                    **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (strcmp (set->key, "preset") == 0)
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED,
                           _("The preset of a programme stays as it is."));
      return FALSE;
    }
  if (set->json != NULL && !rapport_policy_check_json (set->key, set->json, &failure))
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED, failure->message);
      return FALSE;
    }
  if (set->json == NULL || !is_field (set->key))
    return TRUE;
  node = json_from_string (set->json, NULL);
  *text = g_strdup (json_node_get_string (node));
  if (strcmp (set->key, "time_zone") == 0 && !rapport_time_zone_known (*text))
    {
      rapport_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED, _("There is no time zone “%s”."), *text);
      return FALSE;
    }
  return TRUE;
}

gboolean
rapport_programme_set_command (RapportTransaction  *transaction,
                               gpointer             data,
                               GError             **error)
{
  const RapportProgrammeSet *set = data;
  g_autofree char *text = NULL;
  g_autofree char *field = NULL;
  gint64 programme;

  if (!check (set, &text, error))
    return FALSE;
  rapport_transaction_set_operation (transaction, "change-programme", NULL);
  programme = rapport_session_ensure_programme (transaction);
  field = is_field (set->key) ? g_strdup (set->key) : g_strconcat ("setting/", set->key, NULL);
  if (text != NULL || set->json != NULL)
    rapport_transaction_set_string (transaction, programme, field, text != NULL ? text : set->json);
  else
    rapport_transaction_set (transaction, programme, field, NULL);
  return TRUE;
}
