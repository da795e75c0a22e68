/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The first line of every test program's main(): the locale, a home and XDG folders of its own that go away with the
 * program, and GTest. (G_TEST_OPTION_ISOLATE_DIRS leaks in GLib 2.74, which LeakSanitizer reports.) */
void   rapport_test_init          (int        *argc,
                                   char     ***argv);

/* A fresh folder, 0700, removed with all in it when the program ends. */
char  *rapport_test_folder        (void);

/* The path of a file of the shared data ("data/names.csv"), or NULL after marking the running case as skipped. Only the
 * absence of the whole folder skips; a missing file in it fails. */
char  *rapport_test_shared        (const char *path);

/* Runs the shared population.py and returns the path of its CSV in a folder of rapport_test_folder(); NULL as above. */
char  *rapport_test_population    (guint       people,
                                   const char *role);

/* Iterates the default main context until *@done or @seconds are over; FALSE (and a failed case) when they are. */
gboolean rapport_test_wait        (gboolean   *done,
                                   guint       seconds);

/* As g_assert_finalize_object(), but waits for the references that are on their way home from a thread. */
void   rapport_test_finalize      (gpointer    object);

/* How long a history to make: @usual, or with RAPPORT_LONG=1 in the environment @all. */
guint  rapport_test_amount        (guint       usual,
                                   guint       all);

G_END_DECLS
