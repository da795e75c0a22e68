/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/review.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/person-name.h"
#include "model/policy-odds.h"
#include "model/sentence.h"
#include "services/entity-words.h"
#include "store/merge-mark.h"
#include "store/programmes.h"

const char *
rapport_review_kind_label (RapportFindingKind kind)
{
  switch (kind)
    {
    case RAPPORT_FINDING_DOUBLE:
      return _("Likely double");
    case RAPPORT_FINDING_CONFLICT:
      return _("Two versions");
    case RAPPORT_FINDING_UNSEEN:
      return _("Deleted and changed");
    case RAPPORT_FINDING_CONTESTED:
      return _("Contested answer");
    case RAPPORT_FINDING_NO_ROOM:
      return _("Too few places");
    case RAPPORT_FINDING_TWO_MENTORS:
      return _("Too many partners");
    case RAPPORT_FINDING_TWO_PARTNERSHIPS:
      return _("Partnered twice");
    case RAPPORT_FINDING_TWO_REQUESTS:
      return _("Asked twice");
    case RAPPORT_FINDING_ONESELF:
      return _("Partnered with themselves");
    case RAPPORT_FINDING_TWO_ENROLMENTS:
      return _("Enrolled twice");
    case RAPPORT_FINDING_POLICY:
      return _("Rules at odds");
    case RAPPORT_FINDING_MISSING:
      return _("Changes missing");
    case RAPPORT_FINDING_HELD:
      return _("Changes held back");
    case RAPPORT_FINDING_CLOCK:
      return _("Clock far off");
    case RAPPORT_N_FINDINGS:
      break;
    }
  return "";
}

/* The same, of one that may be joined already. */
const char *
rapport_review_item_kind (const RapportReviewItem *item)
{
  if (item->finding->kind == RAPPORT_FINDING_DOUBLE && item->finding->other == 0)
    return _("Joined");
  return rapport_review_kind_label (item->finding->kind);
}

/* As rapportctl shows and takes it. */
char *
rapport_review_id (const RapportFinding *finding)
{
  return g_strdup_printf ("%012" G_GINT64_MODIFIER "x", finding->id);
}

void
rapport_review_item_free (RapportReviewItem *self)
{
  if (self == NULL)
    return;
  rapport_finding_free (self->finding);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self);
}

void
rapport_review_free (RapportReview *self)
{
  g_ptr_array_unref (self->items);
  g_free (self);
}

/* Words ----------------------------------------------------------------------------------------------------------- */

static char *
conflict_title (RapportReading       *reading,
                const RapportFinding *finding)
{
  g_autofree char *kind = rapport_entity_kind (reading, finding->subject);
  g_autofree char *field = rapport_field_title (reading, kind, finding->name);
  g_autofree char *words = rapport_entity_words (reading, finding->subject);

  /* Translators: a field and whose it is: "E-mail of Ewa Dudek" */
  return rapport_sentence_new (_("%s of %s"), field, words);
}

/* Who wrote last on the replica of that number; %NULL when nothing of it is here. */
static char *
author_of (RapportReading *reading,
           gint64          replica)
{
  g_autofree char *name = rapport_reading_replica_name (reading, replica);
  g_autofree char *author = name != NULL ? rapport_reading_author_of (reading, name) : NULL;

  return author != NULL && *author != '\0' ? rapport_sentence_isolate (author) : NULL;
}

static char *
title_of (RapportReading       *reading,
          const RapportFinding *finding)
{
  g_autofree char *author = NULL;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  switch (finding->kind)
    {
    case RAPPORT_FINDING_CONFLICT:
      return conflict_title (reading, finding);
    case RAPPORT_FINDING_MISSING:
    case RAPPORT_FINDING_HELD:
      author = author_of (reading, finding->subject);
      return author == NULL ? g_strdup (_("Changes from another copy"))
                            : g_strdup_printf (_("Changes from the copy of %s"), author);
    case RAPPORT_FINDING_CLOCK:
      author = author_of (reading, finding->subject);
      return author == NULL ? g_strdup (_("The clock of another computer"))
                            : g_strdup_printf (_("The clock of the computer of %s"), author);
    case RAPPORT_FINDING_DOUBLE:
    case RAPPORT_FINDING_TWO_PARTNERSHIPS:
    case RAPPORT_FINDING_TWO_REQUESTS:
      one = rapport_entity_words (reading, finding->subject);
      if (finding->other == 0)
        return g_steal_pointer (&one);
      other = rapport_entity_words (reading, finding->other);
      return rapport_sentence_new (_("%s and %s"), one, other);
    case RAPPORT_FINDING_UNSEEN:
    case RAPPORT_FINDING_CONTESTED:
    case RAPPORT_FINDING_NO_ROOM:
    case RAPPORT_FINDING_TWO_MENTORS:
    case RAPPORT_FINDING_ONESELF:
    case RAPPORT_FINDING_TWO_ENROLMENTS:
    case RAPPORT_FINDING_POLICY:
    case RAPPORT_N_FINDINGS:
      break;
    }
  return rapport_entity_words (reading, finding->subject);
}

static char *
odd_words (RapportReading       *reading,
           const RapportFinding *finding)
{
  g_autoptr (RapportPolicy) policy = rapport_programmes_policy (reading, finding->programme);
  g_autoptr (GPtrArray) odds = rapport_policy_odds (policy);

  for (guint i = 0; i < odds->len; i++)
    {
      const RapportPolicyOdd *odd = g_ptr_array_index (odds, i);

      if (strcmp (odd->key, finding->name) == 0)
        return g_strdup (odd->sentence);
    }
  return g_strdup ("");
}

static char *
clock_words (gint64 wall)
{
  g_autofree char *day = rapport_date_of_instant (wall, "");
  g_autofree char *words = rapport_date_format_long (day);

  return rapport_sentence_new (_("It says %s"), words);
}

static char *
subtitle_of (RapportReading       *reading,
             const RapportFinding *finding)
{
  int n = (int) finding->number;

  switch (finding->kind)
    {
    case RAPPORT_FINDING_DOUBLE:
      return finding->other != 0 ? g_strdup (_("May be the same person"))
                                 : g_strdup_printf (ngettext ("Joined from %d profile", "Joined from %d profiles", n), n);
    case RAPPORT_FINDING_CONFLICT:
      return g_strdup (_("Two versions, choose one"));
    case RAPPORT_FINDING_UNSEEN:
      return g_strdup (_("Deleted by somebody who had not seen what was changed meanwhile"));
    case RAPPORT_FINDING_CONTESTED:
      return g_strdup (_("Accepted by one and declined by another"));
    case RAPPORT_FINDING_NO_ROOM:
      return g_strdup_printf (ngettext ("%d partnership, and fewer places", "%d partnerships, and fewer places", n), n);
    case RAPPORT_FINDING_TWO_MENTORS:
      return g_strdup_printf (ngettext ("In %d partnership, more than the rules allow",
                                        "In %d partnerships, more than the rules allow", n), n);
    case RAPPORT_FINDING_TWO_PARTNERSHIPS:
      return g_strdup_printf (ngettext ("%d partnership of the same two", "%d partnerships of the same two", n), n);
    case RAPPORT_FINDING_TWO_REQUESTS:
      return g_strdup_printf (ngettext ("%d open request between the same two", "%d open requests between the same two", n), n);
    case RAPPORT_FINDING_ONESELF:
      return g_strdup (_("On both sides of one partnership"));
    case RAPPORT_FINDING_TWO_ENROLMENTS:
      return g_strdup_printf (ngettext ("%d enrolment, of which one counts", "%d enrolments, of which one counts", n), n);
    case RAPPORT_FINDING_POLICY:
      return odd_words (reading, finding);
    case RAPPORT_FINDING_MISSING:
      return g_strdup_printf (ngettext ("%d has not come here yet", "%d have not come here yet", n), n);
    case RAPPORT_FINDING_HELD:
      return g_strdup (_("Not taken in: two copies have gone on under one name"));
    case RAPPORT_FINDING_CLOCK:
      return clock_words (finding->number);
    case RAPPORT_N_FINDINGS:
      break;
    }
  return g_strdup ("");
}

RapportReviewItem *
rapport_review_item_new (RapportReading       *reading,
                         const RapportFinding *finding)
{
  RapportReviewItem *item = g_new0 (RapportReviewItem, 1);

  item->finding = rapport_finding_copy (finding);
  item->title = title_of (reading, finding);
  item->subtitle = subtitle_of (reading, finding);
  return item;
}

/**
 * rapport_review_query:
 * @data: (nullable): a #RapportReviewAsk
 *
 * A #RapportQuery.
 *
 * Returns: (transfer full): a #RapportReview
 */
gpointer
rapport_review_query (RapportReading  *reading,
                      gpointer         data,
                      GCancellable    *cancellable,
                      GError         **error)
{
  const RapportReviewAsk *ask = data;
  g_autoptr (GPtrArray) findings = ask != NULL && ask->joined ? rapport_reading_joins (reading, error)
                                                              : rapport_reading_findings (reading, cancellable, error);
  g_autoptr (RapportReview) review = NULL;

  if (findings == NULL)
    return NULL;
  review = g_new0 (RapportReview, 1);
  review->items = g_ptr_array_new_full (findings->len, (GDestroyNotify) rapport_review_item_free);
  for (guint i = 0; i < findings->len; i++)
    {
      const RapportFinding *finding = g_ptr_array_index (findings, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_ptr_array_add (review->items, rapport_review_item_new (reading, finding));
      review->counts[finding->kind]++;
    }
  return g_steal_pointer (&review);
}

gpointer
rapport_review_count_query (RapportReading  *reading,
                            gpointer         data,
                            GCancellable    *cancellable,
                            GError         **error)
{
  g_autoptr (GPtrArray) findings = rapport_reading_findings (reading, cancellable, error);

  return findings != NULL ? g_memdup2 (&findings->len, sizeof findings->len) : NULL;
}
