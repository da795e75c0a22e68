/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RAPPORT_FULL_TEXT_LEAST 3

char **rapport_search_words    (const char *text);
char  *rapport_full_text_terms (const char *text);

G_END_DECLS
