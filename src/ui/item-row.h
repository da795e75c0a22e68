/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/member-form.h"

G_BEGIN_DECLS

/** How the parts of an item are asked for. */
typedef struct {
  const char *label;
  gboolean required;
  const char * const *codes;  /* one of these, with @words; %NULL: any text */
  const char * const *words;
} RapportItemPart;

/**
 * RapportItemKind:
 * @family: the field of the journal, "education"
 * @new_title: of an item in which nothing stands yet
 * @parts: in the order of the stored list
 * @main: the part that is the row's title
 */
typedef struct {
  const char *family;
  const char *new_title;
  const RapportItemPart *parts;
  guint n_parts;
  guint main;
} RapportItemKind;

#define RAPPORT_TYPE_ITEM_ROW (rapport_item_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportItemRow, rapport_item_row, RAPPORT, ITEM_ROW, AdwExpanderRow)

/* Signal "removed" (RapportItemRow *). */

const RapportItemKind *rapport_item_kind_find (const char            *family);
GtkWidget             *rapport_item_row_new   (RapportMemberForm     *form,
                                               const RapportItemKind *kind,
                                               const char            *name,
                                               gboolean               read_only);
const char            *rapport_item_row_get_name (RapportItemRow     *self);
const char            *rapport_item_row_check    (RapportItemRow     *self);
void                   rapport_item_row_edit     (RapportItemRow     *self);

G_END_DECLS
