/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/session.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_SET_FIELD (rapport_set_field_get_type ())
G_DECLARE_FINAL_TYPE (RapportSetField, rapport_set_field, RAPPORT, SET_FIELD, AdwPreferencesGroup)

/* Property "ready": what is typed can be set. */
GtkWidget  *rapport_set_field_new       (RapportSession  *session,
                                         GArray          *members);
const char *rapport_set_field_get_field (RapportSetField *self);
char       *rapport_set_field_dup_value (RapportSetField *self);

G_END_DECLS
