/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RapportPageInfo:
 * @name: first part of a target, "members" of "members/12"
 * @get_type: the subclass of #RapportPage
 * @group: heading in the sidebar; "" for none
 * @title: row of the sidebar; English, marked for translation
 * @icon: icon name
 * @parent: the page whose row stays selected; such a page has no row of its own and a back button
 * @office_only: hidden while acting as a member
 */
typedef struct {
  const char *name;
  GType (*get_type) (void);
  const char *group;
  const char *title;
  const char *icon;
  const char *parent;
  gboolean office_only;
} RapportPageInfo;

const RapportPageInfo *rapport_page_table_all  (guint      *n_pages);
const RapportPageInfo *rapport_page_table_find (const char *name);

G_END_DECLS
