/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/viewer.h"

/**
 * rapport_viewer_for_member:
 * @member: a member's number, or 0 for the office
 *
 * Returns: the viewer
 */
RapportViewer
rapport_viewer_for_member (gint64 member)
{
  return (RapportViewer) { member };
}

/**
 * rapport_viewer_is_office:
 * @viewer: a viewer
 *
 * Returns: whether it is the office and no member
 */
gboolean
rapport_viewer_is_office (const RapportViewer *viewer)
{
  return viewer->member == 0;
}

/**
 * rapport_viewer_equal:
 * @a: a viewer
 * @b: another
 *
 * Returns: whether both see the same
 */
gboolean
rapport_viewer_equal (const RapportViewer *a,
                      const RapportViewer *b)
{
  return a->member == b->member;
}
