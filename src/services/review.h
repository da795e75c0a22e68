/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/findings.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What people should settle, in words, with what can be done about it. */

/** A finding as lists show it. */
typedef struct {
  RapportFinding *finding; /* Owned */
  char *title;             /* whom or what it is about */
  char *subtitle;          /* what is the matter */
} RapportReviewItem;

/** Data of rapport_review_query(). */
typedef struct {
  gboolean joined;         /* who is joined, instead of what is to be settled */
} RapportReviewAsk;

/** What is to be settled. */
typedef struct {
  GPtrArray *items;        /* Owned: RapportReviewItem, by kind */
  guint counts[RAPPORT_N_FINDINGS];
} RapportReview;

/** One of the things that stand side by side: a member, a version, a partnership. */
typedef struct {
  char *title;
  char *subtitle;
} RapportReviewSide;

/** A line of the comparison, with a cell for each side. */
typedef struct {
  char *label;
  char **cells;
  gboolean differs;
} RapportReviewLine;

/**
 * RapportRemedy:
 * @id: what rapport_review_settle_command() takes: "join", "keep:…"
 * @takes_text: asks for a text; @text is where it begins, @kind and @field (static, and owned) what it is the value of
 */
typedef struct {
  char *id;
  char *label;
  gboolean suggested;
  gboolean takes_text;
  char *text;
  const char *kind;
  char *field;
} RapportRemedy;

/** A finding with all that is needed to settle it. */
typedef struct {
  RapportReviewItem *item;
  char *explanation;       /* what this means, and what follows */
  GPtrArray *sides;        /* Owned: RapportReviewSide */
  GPtrArray *lines;        /* Owned: RapportReviewLine */
  GPtrArray *remedies;     /* Owned: RapportRemedy */
  const char *way;         /* NULL, or "import-changes", "export-changes": how a file helps */
} RapportReviewDetail;

/**
 * RapportReviewSettle:
 * @remedy: one of its remedies' ids
 * @text: (nullable): for a remedy that takes one
 *
 * Data of rapport_review_settle_command().
 */
typedef struct {
  RapportFinding *finding;
  char *remedy;
  char *text;
} RapportReviewSettle;

const char          *rapport_review_kind_label     (RapportFindingKind    kind);
const char          *rapport_review_item_kind      (const RapportReviewItem *item);
char                *rapport_review_id             (const RapportFinding *finding);
void                 rapport_review_item_free      (RapportReviewItem    *self);
void                 rapport_review_free           (RapportReview        *self);
void                 rapport_review_detail_free    (RapportReviewDetail  *self);
RapportReviewSettle *rapport_review_settle_new     (const RapportFinding *finding,
                                                    const char           *remedy,
                                                    const char           *text);
void                 rapport_review_settle_free    (gpointer              data);

/* Whether people can write a value of that field as a text: a third instead of two versions. */
gboolean             rapport_review_takes_text     (const char           *kind,
                                                    const char           *name);
/* Such a text, checked as in every form. *@value: (out) (nullable) (transfer full): what it says. */
gboolean             rapport_review_read_text      (const char           *kind,
                                                    const char           *name,
                                                    const char           *text,
                                                    GVariant            **value,
                                                    GError              **error);

RapportReviewItem   *rapport_review_item_new       (RapportReading       *reading,
                                                    const RapportFinding *finding);

/* RapportQuery functions: @data is a RapportReviewAsk or %NULL, and a RapportFinding. */
gpointer             rapport_review_query          (RapportReading       *reading,
                                                    gpointer              data,
                                                    GCancellable         *cancellable,
                                                    GError              **error);
/* How many there are to settle: a guint (g_free). */
gpointer             rapport_review_count_query    (RapportReading       *reading,
                                                    gpointer              data,
                                                    GCancellable         *cancellable,
                                                    GError              **error);
gpointer             rapport_review_detail_query   (RapportReading       *reading,
                                                    gpointer              data,
                                                    GCancellable         *cancellable,
                                                    GError              **error);
/* A RapportCommand. Refused when the finding is not there any more. */
gboolean             rapport_review_settle_command (RapportTransaction   *transaction,
                                                    gpointer              data,
                                                    GError              **error);

/* Whether nothing is left of the finding then. Of those who ended one partnership of several, another may still be to end. */
gboolean             rapport_review_settle_is_whole (const RapportReviewSettle *settle);

/** Data of rapport_members_same_command(). */
typedef struct {
  gint64 one;
  gint64 other;
  gboolean same;
} RapportMembersSame;

/* A RapportCommand: "join-members", "not-the-same" or, of two that are joined, "part-members". */
gboolean             rapport_members_same_command  (RapportTransaction   *transaction,
                                                    gpointer              data,
                                                    GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportReview, rapport_review_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportReviewDetail, rapport_review_detail_free)

G_END_DECLS
