/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/column-guess.h"
#include "exchange/csv-format.h"
#include "services/import-source.h"

G_BEGIN_DECLS

/** By what a row is the same person as a member. */
typedef enum {
  RAPPORT_IMPORT_KEY_NUMBER, /* member number with its issuer, else e-mail */
  RAPPORT_IMPORT_KEY_EMAIL,
} RapportImportKey;

/**
 * RapportImportColumn:
 * @facts: heading, examples and counts
 * @target: what it becomes; %NULL: a field of the programme if @custom, else it is left out
 * @sensitive: with @custom: visible to nobody by default
 * @date_ambiguous: the column's dates can be read in two ways
 */
typedef struct {
  RapportColumnFacts *facts;
  const RapportImportTarget *target;
  gboolean custom;
  gboolean sensitive;
  RapportRecognition recognition;
  RapportDateOrder date_order;
  gboolean date_ambiguous;
} RapportImportColumn;

/**
 * RapportImportMapping:
 * @format: encoding and separator
 * @columns: (element-type RapportImportColumn): in the order of the file
 * @n_rows: rows with people in them
 * @issuer: for the whole file where no column says it; perhaps ""
 * @mentor: the whole file's people are mentors; so @mentee
 * @capacity: for the whole file; -1: the programme's usual one
 * @programme: for the whole file; 0: the session's
 * @remembered: unix seconds of the import whose choices these are; 0: guessed
 *
 * How a file is to be understood.
 */
typedef struct {
  RapportCsvFormat format;
  gboolean has_headings;
  GPtrArray *columns;
  guint n_rows;
  RapportImportKey key;
  char *issuer;
  gboolean mentor;
  gboolean mentee;
  int capacity;
  gint64 programme;
  gint64 remembered;
} RapportImportMapping;

RapportImportMapping *rapport_import_mapping_new        (void);
void                  rapport_import_mapping_free       (RapportImportMapping       *self);
gboolean              rapport_import_mapping_guess      (RapportImportMapping       *self,
                                                         RapportImportSource        *source,
                                                         GCancellable               *cancellable,
                                                         GError                    **error);
gboolean              rapport_import_mapping_scan       (RapportImportMapping       *self,
                                                         RapportImportSource        *source,
                                                         int                         this_year,
                                                         GCancellable               *cancellable,
                                                         GError                    **error);
void                  rapport_import_mapping_set_target (RapportImportMapping       *self,
                                                         guint                       column,
                                                         const RapportImportTarget  *target);
void                  rapport_import_mapping_set_custom (RapportImportMapping       *self,
                                                         guint                       column,
                                                         gboolean                    sensitive);
RapportImportColumn  *rapport_import_mapping_column     (const RapportImportMapping *self,
                                                         guint                       column);
RapportImportColumn  *rapport_import_mapping_find       (const RapportImportMapping *self,
                                                         const char                 *heading);
gboolean              rapport_import_mapping_has        (const RapportImportMapping *self,
                                                         const char                 *target);
char                 *rapport_import_column_label       (const RapportImportColumn  *column);
gboolean              rapport_import_mapping_is_useful  (const RapportImportMapping *self,
                                                         char                      **problem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportImportMapping, rapport_import_mapping_free)

G_END_DECLS
