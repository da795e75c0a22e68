/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** A country or a language. @name is in the language of the user, shortened to what people say. */
typedef struct {
  char *code;
  char *name;
} RapportPlace;

const GPtrArray *rapport_countries       (void);
const GPtrArray *rapport_languages       (void);
const char      *rapport_country_name    (const char *code);
const char      *rapport_language_name   (const char *code);
const char      *rapport_country_code    (const char *text);
const char      *rapport_language_code   (const char *text);

const char * const *rapport_time_zones   (void);
gboolean         rapport_time_zone_known (const char *name);

G_END_DECLS
