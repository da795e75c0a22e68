/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportExchangeError:
 * @RAPPORT_EXCHANGE_ERROR_NOT_TEXT: no text at all: a workbook, a picture, bytes of zero
 * @RAPPORT_EXCHANGE_ERROR_ENCODING: bytes that the encoding does not know
 * @RAPPORT_EXCHANGE_ERROR_QUOTE: a quotation mark that is never closed
 * @RAPPORT_EXCHANGE_ERROR_TOO_LONG: a row beyond all measure
 * @RAPPORT_EXCHANGE_ERROR_EMPTY: nothing in it
 *
 * Every message is a sentence for people, translated.
 */
typedef enum {
  RAPPORT_EXCHANGE_ERROR_NOT_TEXT,
  RAPPORT_EXCHANGE_ERROR_ENCODING,
  RAPPORT_EXCHANGE_ERROR_QUOTE,
  RAPPORT_EXCHANGE_ERROR_TOO_LONG,
  RAPPORT_EXCHANGE_ERROR_EMPTY,
} RapportExchangeError;

#define RAPPORT_EXCHANGE_ERROR (rapport_exchange_error_quark ())
GQuark rapport_exchange_error_quark (void);

G_END_DECLS
