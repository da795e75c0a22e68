/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/field-row.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_LONG_TEXT_ROW (rapport_long_text_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportLongTextRow, rapport_long_text_row, RAPPORT, LONG_TEXT_ROW, RapportFieldRow)

GtkWidget *rapport_long_text_row_new (RapportMemberForm  *form,
                                      const RapportField *field);

G_END_DECLS
