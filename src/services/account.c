/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/account.h"

#include <gio/gio.h>

#include "model/strip.h"

/* What the preferences say; NULL where nothing is chosen, or the settings are not installed. */
static char *
chosen_name (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettings) settings = NULL;
  g_autofree char *name = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, RAPPORT_APP_ID, TRUE);
  if (schema == NULL)
    return NULL;
  settings = g_settings_new (RAPPORT_APP_ID);
  name = rapport_strip (g_settings_get_string (settings, "author"));
  return *name != '\0' ? g_steal_pointer (&name) : NULL;
}

char *
rapport_account_author (void)
{
  char *chosen = chosen_name ();
  const char *real = g_get_real_name ();

  if (chosen != NULL)
    return chosen;
  return g_strdup (g_strcmp0 (real, "Unknown") != 0 ? real : g_get_user_name ());
}
