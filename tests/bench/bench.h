/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Milliseconds by the clock on the wall and of the processor, for all threads of this process. */
typedef struct {
  double wall;
  double cpu;
} BenchTime;

BenchTime bench_now        (void);
BenchTime bench_since      (BenchTime   start);

/* A list of people, kept between runs in the build folder. */
char     *bench_population (guint       people);

/* One row of the Markdown table that the README quotes: what, ours, the other's, the ratio. @what may hold one %u. */
void      bench_row        (const char *what,
                            guint       people,
                            double      ours,
                            double      others);

G_END_DECLS
