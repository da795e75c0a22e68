/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The most cells that a strip of months has; of longer terms those around today (SCREENS §1.4). */
#define RAPPORT_TERM_MOST_CELLS 12

/** How a calendar month of a partnership's term went (W02). */
typedef enum {
  RAPPORT_TERM_MONTH_MET,
  RAPPORT_TERM_MONTH_CHECK_IN,
  RAPPORT_TERM_MONTH_NOTHING,  /* and contact was asked for */
  RAPPORT_TERM_MONTH_PLAIN,    /* nothing, and nobody asked for it; or a part month at the start */
  RAPPORT_TERM_MONTH_OPEN,     /* this one, nothing yet */
  RAPPORT_TERM_MONTH_TO_COME,
} RapportTermMonthState;

/** What was logged in a calendar month. */
typedef struct {
  int year;
  int month;     /* 1 to 12 */
  guint met;
  guint check_ins;
  int minutes;
} RapportMonthContact;

/** A cell of the strip. */
typedef struct {
  RapportMonthContact contact;
  RapportTermMonthState state;
} RapportTermMonth;

/** The dates of a term; text, "" where there is none. */
typedef struct {
  const char *starts_on;
  const char *ends_on;
  const char *ended_on;
  int months;    /* 0: no term */
} RapportTermDates;

GArray *rapport_term_months_new     (const RapportTermDates    *term,
                                     const char                *today,
                                     gboolean                   monthly,
                                     const RapportMonthContact *contacts,
                                     guint                      n_contacts);
char   *rapport_term_month_sentence (const RapportTermMonth    *month);
char   *rapport_term_months_name    (GArray                    *months);

int     rapport_term_elapsed_months (const char                *starts_on,
                                     const char                *today);
double  rapport_term_elapsed_share  (const RapportTermDates    *term,
                                     const char                *today);
char   *rapport_term_elapsed_words  (const RapportTermDates    *term,
                                     const char                *today);

G_END_DECLS
