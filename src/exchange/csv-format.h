/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  RAPPORT_ENCODING_UTF_8,
  RAPPORT_ENCODING_UTF_16_LE,
  RAPPORT_ENCODING_UTF_16_BE,
  RAPPORT_ENCODING_WINDOWS_1252,
  RAPPORT_ENCODING_WINDOWS_1250,
  RAPPORT_ENCODING_WINDOWS_1251,
  RAPPORT_N_ENCODINGS
} RapportEncoding;

/** How a file of rows and cells is to be read. @separator is a comma, a semicolon or a tab. */
typedef struct {
  RapportEncoding encoding;
  char separator;
} RapportCsvFormat;

const char *rapport_encoding_label   (RapportEncoding   encoding);
const char *rapport_encoding_charset (RapportEncoding   encoding);
const char *rapport_separator_label  (char              separator);

gboolean    rapport_csv_format_guess (GInputStream     *stream,
                                      RapportCsvFormat *format,
                                      GCancellable     *cancellable,
                                      GError          **error);

G_END_DECLS
