/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/field-row.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_AVAILABILITY_ROW (rapport_availability_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportAvailabilityRow, rapport_availability_row, RAPPORT, AVAILABILITY_ROW, RapportFieldRow)

GtkWidget *rapport_availability_row_new (RapportMemberForm  *form,
                                         const RapportField *field);

G_END_DECLS
