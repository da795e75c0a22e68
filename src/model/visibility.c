/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/visibility.h"

#include <glib/gi18n.h>

static const char * const ids[] = { "everyone", "members", "requested", "partners", "nobody" };

/**
 * rapport_visibility_from_id:
 * @id: (nullable): a level as the journal has it
 *
 * Returns: the level; a word that this version does not know is taken for nobody, so that nothing is shown by mistake
 */
RapportVisibility
rapport_visibility_from_id (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (g_strcmp0 (ids[i], id) == 0)
      return i;
  return RAPPORT_VISIBLE_NOBODY;
}

/** The word of a level in the journal. */
const char *
rapport_visibility_id (RapportVisibility level)
{
  return ids[level];
}

/** The word of a level for people, translated. */
const char *
rapport_visibility_label (RapportVisibility level)
{
  static const char * const labels[] = {
    N_("Everyone"), N_("Members"), N_("Those who asked"), N_("Partners"), N_("Nobody"),
  };

  return _(labels[level]);
}

/**
 * rapport_visibility_allows:
 * @level: what the owner chose
 * @relation: what the viewer is to the owner
 *
 * Returns: whether the viewer may see it (I13). The office keeps the records and sees them
 */
gboolean
rapport_visibility_allows (RapportVisibility level,
                           RapportRelation   relation)
{
  switch (relation)
    {
    case RAPPORT_RELATION_PUBLIC:
      return level <= RAPPORT_VISIBLE_EVERYONE;
    case RAPPORT_RELATION_MEMBER:
      return level <= RAPPORT_VISIBLE_MEMBERS;
    case RAPPORT_RELATION_REQUESTED:
      return level <= RAPPORT_VISIBLE_REQUESTED;
    case RAPPORT_RELATION_PARTNER:
      return level <= RAPPORT_VISIBLE_PARTNERS;
    case RAPPORT_RELATION_SELF:
    case RAPPORT_RELATION_OFFICE:
      return TRUE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * rapport_relation_of:
 * @viewer: who looks
 * @member: at whom
 * @open_request: whether a request between the two is open
 * @partners: whether the two have a partnership that has not ended
 *
 * Returns: what the viewer is to the member
 */
RapportRelation
rapport_relation_of (const RapportViewer *viewer,
                     gint64               member,
                     gboolean             open_request,
                     gboolean             partners)
{
  if (rapport_viewer_is_office (viewer))
    return RAPPORT_RELATION_OFFICE;
  if (viewer->member == member)
    return RAPPORT_RELATION_SELF;
  if (partners)
    return RAPPORT_RELATION_PARTNER;
  return open_request ? RAPPORT_RELATION_REQUESTED : RAPPORT_RELATION_MEMBER;
}
