/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/field-row.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_PHOTO_ROW (rapport_photo_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportPhotoRow, rapport_photo_row, RAPPORT, PHOTO_ROW, RapportFieldRow)

GtkWidget *rapport_photo_row_new (RapportMemberForm  *form,
                                  const RapportField *field);

G_END_DECLS
