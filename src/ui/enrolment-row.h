/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/member-form.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_ENROLMENT_ROW (rapport_enrolment_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportEnrolmentRow, rapport_enrolment_row, RAPPORT, ENROLMENT_ROW, AdwPreferencesRow)

GtkWidget *rapport_enrolment_row_new (RapportMemberForm *form,
                                      const char        *role,
                                      const char        *label,
                                      int                default_capacity,
                                      int                ceiling,
                                      gboolean           read_only);

G_END_DECLS
