/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/viewer.h"
#include "store/overview.h"

G_BEGIN_DECLS

/** How much something presses; the screen has colours for it. */
typedef enum {
  RAPPORT_PRESSING_NOT,
  RAPPORT_PRESSING_NEW,
  RAPPORT_PRESSING_SOON,
  RAPPORT_PRESSING_LATE,
  RAPPORT_PRESSING_QUIET,
} RapportPressing;

/** A figure at the top. */
typedef struct {
  char *figure;
  char *remark;             /* "" for none */
  gboolean attention;       /* of the remark */
  char *label;
  char *target;             /* of rapport_page_go() */
} RapportOverviewTile;

/** Something that waits or that somebody should look at. */
typedef struct {
  char *name;
  char *what;               /* one line: what it is about */
  char *word;               /* of the badge; "" for none */
  char *icon;               /* of the badge */
  RapportPressing pressing;
  char *target;
} RapportOverviewItem;

/** Items with a title; without items it is not shown. */
typedef struct {
  char *title;
  char *icon;
  RapportPressing pressing;
  guint n_items;            /* in all */
  GPtrArray *items;         /* the first of them */
  char *target;             /* the full list */
} RapportOverviewSection;

#define RAPPORT_OVERVIEW_TILES 4

/** What a coordinator's, or a member's, day begins with. */
typedef struct {
  gboolean empty;           /* nobody in this database: the welcome page */
  char *programme;
  RapportOverviewTile tiles[RAPPORT_OVERVIEW_TILES];
  RapportOverviewSection *waiting;
  GPtrArray *sections;      /* ending soon, overdue, gone quiet, starred */
  guint meetings[RAPPORT_OVERVIEW_MONTHS];
  char *this_month;         /* 'YYYY-MM-01' */
  int contact_share;        /* percent of active partnerships in contact this month; -1 where not asked for */
  guint active;
  char *nothing;            /* the sentence when nothing waits, else NULL */
} RapportOverview;

/** What the frame shows beside the pages. */
typedef struct {
  char *programme;          /* its name, "" while there is none */
  guint requests;           /* open requests with a reminder due or about to expire; of a member: received ones */
  guint partnerships;       /* active partnerships that need something done */
  guint ending_soon;        /* of all active partnerships, and … */
  guint overdue;
  guint letters;            /* letters that wait for a person: drafts, failed, may have been sent; the office's alone */
  char *viewer_name;        /* %NULL for the office */
} RapportOverviewCounts;

/** Data of rapport_overview_load() and rapport_overview_counts(). */
typedef struct {
  gint64 programme;
  RapportViewer viewer;
} RapportOverviewQuery;

void     rapport_overview_free (RapportOverview *self);

/* A RapportQuery: @data is a RapportOverviewQuery; a RapportOverview, from one reading. */
gpointer rapport_overview_load (RapportReading  *reading,
                                gpointer         data,
                                GCancellable    *cancellable,
                                GError         **error);

void     rapport_overview_counts_free (RapportOverviewCounts *self);
/* A RapportQuery: @data is a RapportOverviewQuery; a RapportOverviewCounts. */
gpointer rapport_overview_counts (RapportReading *reading,
                                  gpointer        data,
                                  GCancellable   *cancellable,
                                  GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportOverview, rapport_overview_free)

G_END_DECLS
