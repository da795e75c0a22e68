/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fields.h"

G_BEGIN_DECLS

/**
 * RapportImportTarget:
 * @id: "given_name", "skill/held", "skill/wanted", "role", "capacity", "programme", "both"
 * @field: the field of the table behind it, %NULL for "both"
 * @heading: the English heading under which it is exported
 * @label: for people, translated
 * @headings: (array zero-terminated=1): folded headings that it goes by
 *
 * What a column of a file can become.
 */
typedef struct {
  const char *id;
  const RapportField *field;
  char *heading;
  char *label;
  char **headings;
} RapportImportTarget;

const GPtrArray           *rapport_import_targets     (void);
const RapportImportTarget *rapport_import_target_find (const char *id);

G_END_DECLS
