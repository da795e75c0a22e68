/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What GTK 4.10 and later libadwaitas have replaced hides here. */

/**
 * RapportFileFilter:
 * @name: for people, translated
 * @patterns: separated by blanks, "*.csv *.tsv"
 */
typedef struct {
  const char *name;
  const char *patterns;
} RapportFileFilter;

/* @file is %NULL when nothing was chosen; borrowed. */
typedef void (*RapportFileChosen) (GFile   *file,
                                   gpointer data);

void rapport_choose_file_to_open (GtkWindow               *parent,
                                  const char              *title,
                                  const RapportFileFilter *filters,
                                  guint                    n_filters,
                                  RapportFileChosen        chosen,
                                  gpointer                 data);
void rapport_choose_file_to_save (GtkWindow               *parent,
                                  const char              *title,
                                  const char              *suggested_name,
                                  const RapportFileFilter *filters,
                                  guint                    n_filters,
                                  RapportFileChosen        chosen,
                                  gpointer                 data);

/* A rare question; without @verb it only tells, and @answered may be %NULL. @answered with %TRUE when @verb was chosen; a destroying one is never the default. */
typedef void (*RapportAnswered)  (gboolean answer,
                                  gpointer data);

void rapport_ask                 (GtkWindow               *parent,
                                  const char              *question,
                                  const char              *what_follows,
                                  const char              *verb,
                                  gboolean                 destroys,
                                  RapportAnswered          answered,
                                  gpointer                 data);

G_END_DECLS
