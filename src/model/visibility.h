/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "model/viewer.h"

G_BEGIN_DECLS

/** Who may see an element of a profile, chosen by its owner (I13); from the widest to the narrowest. */
typedef enum {
  RAPPORT_VISIBLE_EVERYONE,
  RAPPORT_VISIBLE_MEMBERS,
  RAPPORT_VISIBLE_REQUESTED,  /* those with an open request between us (B29) */
  RAPPORT_VISIBLE_PARTNERS,   /* matched partners */
  RAPPORT_VISIBLE_NOBODY,
} RapportVisibility;

/** What a viewer is to a member; each sees what the ones before it see. */
typedef enum {
  RAPPORT_RELATION_PUBLIC,
  RAPPORT_RELATION_MEMBER,
  RAPPORT_RELATION_REQUESTED,
  RAPPORT_RELATION_PARTNER,
  RAPPORT_RELATION_SELF,
  RAPPORT_RELATION_OFFICE,
} RapportRelation;

RapportVisibility rapport_visibility_from_id     (const char          *id);
const char       *rapport_visibility_id          (RapportVisibility    level);
const char       *rapport_visibility_label       (RapportVisibility    level);
gboolean          rapport_visibility_allows      (RapportVisibility    level,
                                                  RapportRelation      relation);

RapportRelation   rapport_relation_of            (const RapportViewer *viewer,
                                                  gint64               member,
                                                  gboolean             open_request,
                                                  gboolean             partners);

G_END_DECLS
