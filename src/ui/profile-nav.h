/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/editor-section.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_PROFILE_NAV (rapport_profile_nav_get_type ())
G_DECLARE_FINAL_TYPE (RapportProfileNav, rapport_profile_nav, RAPPORT, PROFILE_NAV, AdwBin)

/* Signals: "go" (RapportProfileNav *, guint section): somebody wants to see it. "go-to-hidden" (const char *field): the
 * first element that is filled but hidden. */

void rapport_profile_nav_set_sections (RapportProfileNav          *self,
                                       const RapportEditorContext *context,
                                       GPtrArray                  *sections);
void rapport_profile_nav_add_section  (RapportProfileNav          *self,
                                       const char                 *title,
                                       const char                 *icon_name);
void rapport_profile_nav_update       (RapportProfileNav          *self);
void rapport_profile_nav_select       (RapportProfileNav          *self,
                                       guint                       section);

G_END_DECLS
