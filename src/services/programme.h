/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/** Data of rapport_programme_set_command(): a setting's key ("name" and "time_zone" too) and its value as JSON; %NULL puts
 * the preset's back. */
typedef struct {
  const char *key;
  const char *json;
} RapportProgrammeSet;

/* A RapportCommand: "change-programme". Refused for a value that the setting may not have. */
gboolean rapport_programme_set_command (RapportTransaction  *transaction,
                                        gpointer             data,
                                        GError             **error);

G_END_DECLS
