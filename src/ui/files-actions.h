/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

/* What a window does with its database as a file. */
void rapport_files_open         (RapportWindow *window);
void rapport_files_save_copy    (RapportWindow *window);
/* Asks before a file is replaced. */
void rapport_files_save_copy_as (RapportWindow *window,
                                 const char    *path);
void rapport_files_restore      (RapportWindow *window);
void rapport_files_stored_where (RapportWindow *window);
/* When a window has opened: looks at the pages, makes the day's backup, now and each day. */
void rapport_files_start        (RapportWindow *window);
/* @undo: the backup made before. */
void rapport_files_say_restored (RapportWindow *window,
                                 const char    *when,
                                 const char    *undo);

G_END_DECLS
