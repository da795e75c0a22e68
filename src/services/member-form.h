/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/fields.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_MEMBER_FORM (rapport_member_form_get_type ())
G_DECLARE_FINAL_TYPE (RapportMemberForm, rapport_member_form, RAPPORT, MEMBER_FORM, GObject)

/* Signal "changed" (RapportMemberForm *, const char *name): the value of one field is another than before. */

RapportMemberForm *rapport_member_form_new          (const char        *uuid,
                                                     GHashTable        *saved);
const char        *rapport_member_form_get_uuid     (RapportMemberForm *self);
GVariant          *rapport_member_form_get          (RapportMemberForm *self,
                                                     const char        *name);
const char        *rapport_member_form_get_string   (RapportMemberForm *self,
                                                     const char        *name);
gint64             rapport_member_form_get_int      (RapportMemberForm *self,
                                                     const char        *name);
gboolean           rapport_member_form_has          (RapportMemberForm *self,
                                                     const RapportField *field);
GPtrArray         *rapport_member_form_list         (RapportMemberForm *self,
                                                     const char        *family);
void               rapport_member_form_set          (RapportMemberForm *self,
                                                     const char        *name,
                                                     GVariant          *value);
void               rapport_member_form_set_string   (RapportMemberForm *self,
                                                     const char        *name,
                                                     const char        *value);
void               rapport_member_form_add_blob     (RapportMemberForm *self,
                                                     const char        *hash,
                                                     GBytes            *bytes);
GBytes            *rapport_member_form_get_blob     (RapportMemberForm *self,
                                                     const char        *hash);
GHashTable        *rapport_member_form_get_changes  (RapportMemberForm *self);
GHashTable        *rapport_member_form_get_blobs    (RapportMemberForm *self);
gboolean           rapport_member_form_is_changed   (RapportMemberForm *self);
void               rapport_member_form_apply        (RapportMemberForm *self,
                                                     GHashTable        *changes);
void               rapport_member_form_rebase       (RapportMemberForm *self,
                                                     GHashTable        *saved);

/* Tables of fields: name → GVariant, with the empty tuple "()" for unset. */
GHashTable        *rapport_field_values_new         (void);
gboolean           rapport_field_value_is_set       (GVariant          *value);

G_END_DECLS
