/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportViewer:
 * @member: the member for whom a screen or output is made; 0 is the office
 *
 * A value. It is a view and not protection: the boundary is the account and the 0600 file.
 */
typedef struct {
  gint64 member;
} RapportViewer;

#define RAPPORT_VIEWER_OFFICE ((RapportViewer) { 0 })

RapportViewer rapport_viewer_for_member (gint64               member);
gboolean      rapport_viewer_is_office  (const RapportViewer *viewer);
gboolean      rapport_viewer_equal      (const RapportViewer *a,
                                         const RapportViewer *b);

G_END_DECLS
