/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* What is done to a database while something goes wrong: steps numbered from 0, in turn a write, an import, a merge and a
 * photo. Each leaves rows by which one can tell whether it is there whole, in part or not at all. */

#define WORKLOAD_KINDS 4

/* Lines of changes from another replica, enough for the merges of @n_steps; to be freed with g_ptr_array_unref(). */
GPtrArray    *workload_lines      (guint         n_steps);
/* As a file has them, and back, for processes that are begun for the purpose. */
void          workload_save_lines (GPtrArray    *lines,
                                   const char   *path);
GPtrArray    *workload_load_lines (const char   *path);

RapportStore *workload_open       (const char   *path,
                                   GError      **error);
gboolean      workload_do         (RapportStore *store,
                                   GPtrArray    *lines,
                                   guint         step,
                                   GError      **error);
/* How many steps are there, from the first on, all of them whole and no other begun; fails the case otherwise. */
guint         workload_count      (RapportStore *store);
/* How many members were ever made, erased ones too; and which of them, in the order of making, are there. */
guint         workload_count_members (RapportStore *store);
GArray       *workload_members_left (RapportStore *store);
/* Fails the case unless the file opens, verifies, and holds at least @acknowledged steps and at most @n_begun more. Returns
 * how many. */
guint         workload_check      (const char   *path,
                                   guint         acknowledged,
                                   guint         n_begun);
/* The same of a file that may have been damaged: fails no case. */
gboolean      workload_is_whole   (const char   *path,
                                   guint         acknowledged);
void          workload_verify     (RapportStore *store);
/* Fails the case unless it is a sentence for people. */
void          workload_assert_sentence (const GError *error);

G_END_DECLS
