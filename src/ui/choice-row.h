/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/field-row.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_CHOICE_ROW (rapport_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportChoiceRow, rapport_choice_row, RAPPORT, CHOICE_ROW, RapportFieldRow)

GtkWidget *rapport_choice_row_new (RapportMemberForm  *form,
                                   const RapportField *field,
                                   gint64              now);

G_END_DECLS
