/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/member-form.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_VISIBILITY_BUTTON (rapport_visibility_button_get_type ())
G_DECLARE_FINAL_TYPE (RapportVisibilityButton, rapport_visibility_button, RAPPORT, VISIBILITY_BUTTON, AdwBin)

void        rapport_visibility_button_bind      (RapportVisibilityButton *self,
                                                 RapportMemberForm       *form,
                                                 const char              *element,
                                                 const char              *label);
void        rapport_visibility_button_bind_many (RapportVisibilityButton *self,
                                                 RapportMemberForm       *form,
                                                 const char * const      *elements,
                                                 const char              *label);
const char *rapport_visibility_button_get_level (RapportVisibilityButton *self);
void        rapport_visibility_button_set_compact (RapportVisibilityButton *self,
                                                 gboolean                 compact);

G_END_DECLS
