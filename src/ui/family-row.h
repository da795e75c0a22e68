/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/field-row.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_FAMILY_ROW (rapport_family_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportFamilyRow, rapport_family_row, RAPPORT, FAMILY_ROW, RapportFieldRow)

GtkWidget *rapport_family_row_new (RapportMemberForm  *form,
                                   const RapportField *field,
                                   GtkWidget          *add);

G_END_DECLS
