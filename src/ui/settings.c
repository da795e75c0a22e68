/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/settings.h"

#include <string.h>

GSettings *
rapport_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, RAPPORT_APP_ID, TRUE);
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

char *
rapport_settings_dup_author (GSettings *settings)
{
  g_autofree char *author = settings != NULL ? g_settings_get_string (settings, "author") : g_strdup ("");
  const char *real_name = g_get_real_name ();

  if (*g_strstrip (author) != '\0')
    return g_steal_pointer (&author);
  /* GLib's word for an account without one. */
  if (real_name != NULL && *real_name != '\0' && strcmp (real_name, "Unknown") != 0)
    return g_strdup (real_name);
  return g_strdup (g_get_user_name ());
}
