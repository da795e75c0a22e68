/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/date-guess.h"
#include "exchange/import-target.h"

G_BEGIN_DECLS

#define RAPPORT_N_EXAMPLES 3

/**
 * RapportRecognition:
 * @RAPPORT_RECOGNITION_NONE: left out until somebody says otherwise
 * @RAPPORT_RECOGNITION_GUESS: by a similar heading or by the values
 * @RAPPORT_RECOGNITION_HEADING: by its heading, and the values do not contradict it
 */
typedef enum {
  RAPPORT_RECOGNITION_NONE,
  RAPPORT_RECOGNITION_GUESS,
  RAPPORT_RECOGNITION_HEADING,
} RapportRecognition;

/**
 * RapportColumnFacts:
 * @heading: as in the file
 * @examples: the first different values, %NULL where there are fewer
 * @filled: cells that are not empty
 * @tried: of these, how many the following counts know
 *
 * What a column's heading and values say.
 */
typedef struct {
  char *heading;
  char *examples[RAPPORT_N_EXAMPLES];
  guint filled;
  guint tried;
  guint emails;
  guint countries;
  guint languages;
  guint zones;
  guint skills;
  guint integers;
  guint roles;
  guint yes_no;
  guint honorifics;
  RapportDateGuess dates;
} RapportColumnFacts;

/** What a column is taken for. @custom: a field of the programme, named by the heading. */
typedef struct {
  const RapportImportTarget *target;
  gboolean custom;
  gboolean sensitive;
  RapportRecognition recognition;
} RapportColumnGuess;

RapportColumnFacts *rapport_column_facts_new          (const char               *heading);
void                rapport_column_facts_free         (RapportColumnFacts       *facts);
void                rapport_column_facts_add          (RapportColumnFacts       *facts,
                                                       const char               *value,
                                                       int                       this_year);

void                rapport_columns_guess             (RapportColumnFacts      **columns,
                                                       guint                     n_columns,
                                                       RapportColumnGuess       *guesses);
gboolean            rapport_columns_first_row_heads   (const char * const       *cells,
                                                       guint                     n_cells);
gboolean            rapport_heading_sounds_sensitive  (const char               *heading);
const char         *rapport_heading_custom_label      (const char               *heading,
                                                       gboolean                 *sensitive);
char               *rapport_heading_of_custom         (const char               *label,
                                                       gboolean                  sensitive);
gboolean            rapport_email_looks_right         (const char               *text);
gboolean            rapport_role_parse                (const char               *text,
                                                       gboolean                 *mentor,
                                                       gboolean                 *mentee);
gboolean            rapport_yes_no_parse              (const char               *text,
                                                       gboolean                 *yes);

G_END_DECLS
