/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/page-table.h"

#include <glib/gi18n.h>

#include "ui/find-page.h"
#include "ui/members-page.h"
#include "ui/outbox-page.h"
#include "ui/overview-page.h"
#include "ui/partnerships-page.h"
#include "ui/profile-page.h"
#include "ui/requests-page.h"
#include "ui/review-page.h"
#include "ui/workspace-page.h"

#define PEOPLE N_("People")
#define MENTORING N_("Mentoring")
#define OFFICE N_("Office")

/* In the order of the sidebar. A page stands here from the commit on that brings it. */
static const RapportPageInfo pages[] = {
  { "overview", rapport_overview_page_get_type, "", N_("Overview"), "go-home-symbolic" },
  { "members", rapport_members_page_get_type, PEOPLE, N_("Members"), "x-office-address-book-symbolic" },
  { "profile", rapport_profile_page_get_type, PEOPLE, N_("Profile"), "x-office-address-book-symbolic", .parent = "members" },
  { "find", rapport_find_page_get_type, PEOPLE, N_("Find"), "system-search-symbolic" },
  { "requests", rapport_requests_page_get_type, MENTORING, N_("Requests"), "mail-unread-symbolic" },
  { "partnerships", rapport_partnerships_page_get_type, MENTORING, N_("Partnerships"), "system-users-symbolic" },
  { "partnership", rapport_workspace_page_get_type, MENTORING, N_("Partnership"), "system-users-symbolic", .parent = "partnerships" },
  { "outbox", rapport_outbox_page_get_type, OFFICE, N_("Outbox"), "mail-send-symbolic", .office_only = TRUE },
  { "review", rapport_review_page_get_type, OFFICE, N_("Review"), "view-dual-symbolic", .office_only = TRUE },
};

const RapportPageInfo *
rapport_page_table_all (guint *n_pages)
{
  *n_pages = G_N_ELEMENTS (pages);
  return pages;
}

/**
 * rapport_page_table_find:
 * @name: a target, or its first part
 *
 * Returns: (transfer none) (nullable): the page that shows it
 */
const RapportPageInfo *
rapport_page_table_find (const char *name)
{
  gsize length = strcspn (name, "/?");

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (strlen (pages[i].name) == length && strncmp (pages[i].name, name, length) == 0)
      return &pages[i];
  return NULL;
}
