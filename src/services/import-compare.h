/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/member.h"
#include "services/import-row.h"

G_BEGIN_DECLS

/**
 * RapportImportDifference:
 * @label: the field, for people
 * @old: what is known; "" where nothing is
 * @new: what the file says
 * @contested: somebody has edited it by hand since the last import, and the file says something new
 */
typedef struct {
  char *label;
  char *old;
  char *new;
  gboolean contested;
} RapportImportDifference;

void       rapport_import_difference_free (RapportImportDifference  *self);
gboolean   rapport_import_value_differs   (const RapportMember      *member,
                                           const RapportImportValue *value);
GPtrArray *rapport_import_differences     (const RapportMember      *member,
                                           const RapportImportRow   *row,
                                           gint64                    programme,
                                           const RapportPolicy      *policy);
char      *rapport_import_known_text      (const RapportMember      *member,
                                           const RapportImportValue *value);
char     **rapport_import_elements_of     (const RapportMember      *member,
                                           const RapportImportTarget *target);
char      *rapport_import_custom_of       (const RapportMember      *member,
                                           const char               *label);

G_END_DECLS
