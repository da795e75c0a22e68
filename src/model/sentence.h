/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether it turns the direction of what follows: U+202A to U+202E, U+2066 to U+2069. */
gboolean rapport_sentence_is_control (gunichar    letter);
char    *rapport_sentence_isolate    (const char *text);
/* At most so many characters of it, and an ellipsis. */
char    *rapport_sentence_begin      (const char *text,
                                      glong       most);
/* Adds to "Director · Lumen" what stands there beside the rest; %NULL and the empty text add nothing. */
void     rapport_sentence_append     (GString    *line,
                                      const char *fact);
char    *rapport_sentence_new        (const char *format,
                                      ...) G_GNUC_PRINTF (1, 2);
void     rapport_set_error           (GError    **error,
                                      GQuark      domain,
                                      int         code,
                                      const char *format,
                                      ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
