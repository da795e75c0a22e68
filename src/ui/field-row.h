/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/member-form.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_FIELD_ROW (rapport_field_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (RapportFieldRow, rapport_field_row, RAPPORT, FIELD_ROW, AdwPreferencesRow)

/**
 * RapportFieldRowClass:
 * @load: show what the form has; called when it changes from outside, not for what the row itself has just set
 * @problem: what is wrong with what is typed, as a sentence (transfer full), or %NULL
 * @focus_value: move the focus to where one types
 *
 * A row of the profile editor: the field's name as caption, its value to edit below, then where the value came from,
 * its history and who may see it.
 */
struct _RapportFieldRowClass
{
  AdwPreferencesRowClass parent_class;

  void     (*load)        (RapportFieldRow *self);
  char    *(*problem)     (RapportFieldRow *self);
  gboolean (*focus_value) (RapportFieldRow *self);
};

void               rapport_field_row_bind           (RapportFieldRow    *self,
                                                     RapportMemberForm  *form,
                                                     const RapportField *field,
                                                     const char         *name,
                                                     const char         *label);
RapportMemberForm *rapport_field_row_get_form       (RapportFieldRow    *self);
const RapportField *rapport_field_row_get_field     (RapportFieldRow    *self);
const char        *rapport_field_row_get_name       (RapportFieldRow    *self);
const char        *rapport_field_row_get_label      (RapportFieldRow    *self);
void               rapport_field_row_set_value_widget (RapportFieldRow  *self,
                                                     GtkWidget          *widget);
void               rapport_field_row_set_wide_widget (RapportFieldRow   *self,
                                                     GtkWidget          *widget);
void               rapport_field_row_add_suffix     (RapportFieldRow    *self,
                                                     GtkWidget          *widget);
void               rapport_field_row_label_widget   (RapportFieldRow    *self,
                                                     GtkWidget          *widget);
void               rapport_field_row_set_hint       (RapportFieldRow    *self,
                                                     const char         *hint);
void               rapport_field_row_set_source     (RapportFieldRow    *self,
                                                     const char         *source,
                                                     gboolean            conflict);
void               rapport_field_row_set_read_only  (RapportFieldRow    *self,
                                                     gboolean            read_only);
void               rapport_field_row_set_plain      (RapportFieldRow    *self);
void               rapport_field_row_set_compact    (RapportFieldRow    *self,
                                                     gboolean            compact);
gboolean           rapport_field_row_get_read_only  (RapportFieldRow    *self);
void               rapport_field_row_set_string     (RapportFieldRow    *self,
                                                     const char         *value);
void               rapport_field_row_set_value      (RapportFieldRow    *self,
                                                     GVariant           *value);
const char        *rapport_field_row_check          (RapportFieldRow    *self);
void               rapport_field_row_clear_problem  (RapportFieldRow    *self);
gboolean           rapport_field_row_focus          (RapportFieldRow    *self);

G_END_DECLS
