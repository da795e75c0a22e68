/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  RAPPORT_DATE_ORDER_YMD,
  RAPPORT_DATE_ORDER_DMY,
  RAPPORT_DATE_ORDER_MDY,
  RAPPORT_N_DATE_ORDERS
} RapportDateOrder;

typedef enum {
  RAPPORT_DATE_IS_GOOD,
  RAPPORT_DATE_IS_NO_DATE,
  RAPPORT_DATE_IS_NO_DAY, /* 31 February */
} RapportDateVerdict;

/** What the values of a column say about the order of their dates; all zero before the first. */
typedef struct {
  guint values;
  guint fits[RAPPORT_N_DATE_ORDERS];
  guint year_first;
  guint open;          /* read otherwise by day first and by month first */
  guint future;
} RapportDateGuess;

void               rapport_date_guess_add     (RapportDateGuess       *self,
                                               const char             *text,
                                               int                     this_year);
RapportDateOrder   rapport_date_guess_order   (const RapportDateGuess *self,
                                               RapportDateOrder        usual,
                                               gboolean               *ambiguous);
RapportDateOrder   rapport_date_order_usual   (void);
const char        *rapport_date_order_label   (RapportDateOrder        order);
RapportDateVerdict rapport_date_guess_parse         (const char             *text,
                                               RapportDateOrder        order,
                                               int                     this_year,
                                               char                    date[11]);

G_END_DECLS
