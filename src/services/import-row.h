/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/csv-reader.h"
#include "model/policy.h"
#include "model/same-person.h"
#include "services/import-mapping.h"

G_BEGIN_DECLS

/** How a value stands to what was imported last. */
typedef enum {
  RAPPORT_STANDING_PLAIN,      /* nobody has touched it since, or it was never imported */
  RAPPORT_STANDING_UNCHANGED,  /* the file says what it said last time; somebody has edited the value since */
  RAPPORT_STANDING_CONTESTED,  /* changed on both sides */
} RapportImportStanding;

/**
 * RapportImportValue:
 * @target: (nullable): what it is a value of; %NULL: of the field of the programme that @column became
 * @text: for what has one value
 * @elements: for what has several; of skills "label:level"
 * @standing: set by rapport_import_three_way()
 * @edited_wall: when somebody edited it by hand, unix milliseconds, in @edited_zone; 0: nobody
 */
typedef struct {
  const RapportImportTarget *target;
  const RapportImportColumn *column;
  char *text;
  char **elements;
  RapportImportStanding standing;
  gint64 edited_wall;
  int edited_zone;
} RapportImportValue;

/**
 * RapportImportRow:
 * @row: as a spreadsheet counts
 * @values: (element-type RapportImportValue): only what the row says; an empty cell says nothing
 * @identity: borrowed from @values
 * @name: for people, perhaps empty
 * @capacity: -1 where nothing is said
 * @programme: (nullable): folded, where a column says it
 * @reason: why it cannot be imported, a sentence for people; %NULL when it can
 *
 * One row of a file, understood.
 */
typedef struct {
  guint64 row;
  GPtrArray *values;
  RapportIdentity identity;
  char *name;
  gboolean mentor;
  gboolean mentee;
  int capacity;
  char *programme;
  char *reason;
  const RapportImportColumn *wrong_column;
  char *wrong_value;
} RapportImportRow;

/** What understanding a row needs beside its mapping. */
typedef struct {
  const RapportImportMapping *mapping;
  const RapportPolicy *policy;
  int this_year;
  GHashTable *canonical; /* folded word → area or channel of the policy */
} RapportImportRules;

RapportImportRules *rapport_import_rules_new   (const RapportImportMapping *mapping,
                                                const RapportPolicy        *policy,
                                                int                         this_year);
void                rapport_import_rules_free  (RapportImportRules         *self);
RapportImportRow   *rapport_import_row_parse   (const RapportImportRules   *rules,
                                                guint64                     row,
                                                const char * const         *cells,
                                                guint                       n_cells);
void                rapport_import_row_free    (RapportImportRow           *self);
void                rapport_import_row_reject  (RapportImportRow           *self,
                                                const RapportImportColumn  *column,
                                                const char                 *value,
                                                char                       *reason);
gboolean            rapport_import_is_role     (const RapportImportTarget  *target);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportImportRow, rapport_import_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportImportRules, rapport_import_rules_free)

G_END_DECLS
