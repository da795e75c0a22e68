/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/field-row.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_TEXT_ROW (rapport_text_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportTextRow, rapport_text_row, RAPPORT, TEXT_ROW, RapportFieldRow)

GtkWidget *rapport_text_row_new (RapportMemberForm  *form,
                                 const RapportField *field,
                                 const char         *name,
                                 const char         *label);

G_END_DECLS
