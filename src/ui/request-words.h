/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/policy.h"
#include "store/requests.h"
#include "ui/drawing.h"

G_BEGIN_DECLS

/** The badge of a request: @label is %NULL where it has none. */
typedef struct {
  RapportTone tone;
  const char *icon;
  const char *label;
} RapportRequestBadge;

/** How long an answer may still take. */
typedef struct {
  char *words;
  double fraction;
  RapportTone tone;
} RapportRequestCountdown;

RapportRequestBadge rapport_request_badge           (const RapportRequestRow *row,
                                                     const char              *zone,
                                                     const char              *today);
void                rapport_request_countdown       (const RapportRequestRow *row,
                                                     const char              *zone,
                                                     const char              *today,
                                                     RapportRequestCountdown *countdown);
char               *rapport_request_describe        (const RapportRequestRow *row,
                                                     const char              *zone,
                                                     const char              *today);
char               *rapport_request_what            (const RapportRequestRow *row);
char               *rapport_request_second_line     (const RapportRequestRow *row,
                                                     const char              *zone,
                                                     const char              *today);

G_END_DECLS
