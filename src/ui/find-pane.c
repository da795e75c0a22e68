/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/find-pane.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/places.h"
#include "model/sentence.h"
#include "services/find-detail.h"
#include "ui/badge.h"
#include "ui/criterion-bar.h"
#include "ui/find-row.h"
#include "ui/stack-truth.h"
#include "ui/widgets.h"

struct _RapportFindPane
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkStack *stack;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *work;
  GtkLabel *place;
  GtkWidget *badge;
  GtkWidget *score;
  GtkLabel *percent;
  GtkLabel *of_what;
  GtkBox *criteria;
  GtkBox *words;
  GtkLabel *reason;
  GtkButton *request;
  GtkButton *profile;
  GtkToggleButton *compare;

  /* Owned */
  GCancellable *cancellable;
  char *time_zone;

  gboolean can_request;
  gboolean quiet; /* Compare is set from outside */
  gboolean mentors;
  gboolean for_somebody;
  int taken;
  int capacity;
};

G_DEFINE_FINAL_TYPE (RapportFindPane, rapport_find_pane, ADW_TYPE_BIN)

enum
{
  REQUEST,
  PROFILE,
  COMPARE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
fill_score (RapportFindPane         *self,
            const RapportFindResult *result,
            const RapportFindRow    *row)
{
  g_autofree char *percent = g_strdup_printf (_("%d %%"), row->score);
  g_autofree char *of_what = g_strdup_printf (_("of what %s asked for"), result->short_name);

  rapport_remove_children (self->criteria);
  gtk_widget_set_visible (self->score, result->has_need);
  gtk_label_set_label (self->percent, percent);
  gtk_label_set_label (self->of_what, of_what);
  for (guint i = 0; result->has_need && i < RAPPORT_N_CRITERIA; i++)
    if (row->criteria[i].applies)
      gtk_box_append (self->criteria, rapport_criterion_bar_new (i, &row->criteria[i], row->whats[i]));
}

static void
add_words (RapportFindPane *self,
           const char      *heading,
           const char      *text)
{
  GtkWidget *label;

  if (text == NULL || *text == '\0')
    return;
  if (heading != NULL)
    gtk_box_append (self->words, rapport_text_label_new (heading, "heading", FALSE));
  label = rapport_text_label_new (text, NULL, FALSE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_bottom (label, 12);
  gtk_box_append (self->words, label);
}

static char *
list_skills (const RapportMemberView *view)
{
  GPtrArray *skills = rapport_member_view_get_skills (view);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < skills->len; i++)
    {
      const RapportMemberSkill *skill = skills->pdata[i];

      g_autofree char *words = rapport_sentence_new ("%s %d", skill->label, skill->held);

      if (skill->held > 0)
        rapport_sentence_append (list, words);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static char *
list_areas (const RapportMemberView *view)
{
  char **areas = rapport_member_view_get_set (view, "area");
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; areas != NULL && areas[i] != NULL; i++)
    {
      g_autofree char *label = rapport_area_label (areas[i]);

      rapport_sentence_append (list, label);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* "2 of 4 places free · 5 partnerships, 4 ended with goals met" */
static char *
as_mentor (RapportFindPane         *self,
           const RapportFindDetail *detail)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (self->mentors)
    g_string_append_printf (words, ngettext ("%d of %d place free", "%d of %d places free", self->capacity),
                            MAX (self->capacity - self->taken, 0), self->capacity);
  if (detail->partnerships > 0)
    {
      if (words->len > 0)
        g_string_append (words, " · ");
      g_string_append_printf (words, ngettext ("%u partnership", "%u partnerships", detail->partnerships),
                              detail->partnerships);
    }
  if (detail->goals_met > 0)
    {
      g_string_append (words, ", ");
      g_string_append_printf (words, ngettext ("%u ended with goals met", "%u ended with goals met", detail->goals_met),
                              detail->goals_met);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
fill_reason (RapportFindPane         *self,
             const RapportFindDetail *detail)
{
  const RapportVerdict *worst = rapport_verdicts_worst (detail->verdicts);
  gboolean refused = worst != NULL && worst->level == RAPPORT_VERDICT_HARD;
  g_autofree char *words = worst != NULL ? rapport_verdict_words (worst) : NULL;

  self->can_request = self->for_somebody && !refused;
  gtk_widget_set_sensitive (GTK_WIDGET (self->request), self->can_request);
  gtk_label_set_label (self->reason, words != NULL ? words : self->for_somebody ? "" : _("Choose for whom first."));
  gtk_widget_set_visible (GTK_WIDGET (self->reason), worst != NULL || !self->for_somebody);
}

static void
fill_place (RapportFindPane         *self,
            const RapportFindDetail *detail,
            gint64                   now)
{
  const char *city = rapport_member_view_get_text (detail->view, "city");
  const char *country = rapport_member_view_get_text (detail->view, "country");
  const char *country_name = country != NULL ? rapport_country_name (country) : NULL;
  g_autofree char *clock = *detail->time_zone != '\0' ? rapport_date_format_clock (now, detail->time_zone) : NULL;
  g_autofree char *there = clock != NULL ? g_strdup_printf (_("now %s"), clock) : NULL;
  const char *where = city != NULL ? city : country_name;
  g_autofree char *line = where != NULL && there != NULL ? g_strdup_printf ("%s · %s", where, there) : NULL;

  gtk_label_set_label (self->place, line != NULL ? line : where != NULL ? where : there != NULL ? there : "");
  gtk_widget_set_visible (GTK_WIDGET (self->place), where != NULL || there != NULL);
}

typedef struct {
  RapportFindPane *pane;
  GCancellable *cancellable;
  gint64 now;
} Question;

static void
question_free (Question *self)
{
  g_object_unref (self->pane);
  g_object_unref (self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
on_detail (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Question) question = data;
  RapportFindPane *self = question->pane;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportFindDetail) detail = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);
  g_autofree char *skills = NULL;
  g_autofree char *areas = NULL;
  g_autofree char *mentor = NULL;

  if (question->cancellable != self->cancellable || detail == NULL)
    return;
  rapport_remove_children (self->words);
  skills = list_skills (detail->view);
  areas = list_areas (detail->view);
  mentor = as_mentor (self, detail);
  add_words (self, _("About"), rapport_member_view_get_text (detail->view, "biography"));
  add_words (self, _("Expertise"), rapport_member_view_get_text (detail->view, "expertise"));
  add_words (self, _("Areas of Guidance"), areas);
  add_words (self, _("Skills"), skills);
  add_words (self, _("Partnerships"), mentor);
  fill_place (self, detail, question->now);
  fill_reason (self, detail);
}

static void
load_detail (RapportFindPane         *self,
             RapportSession          *session,
             const RapportFindResult *result,
             const RapportFindRow    *row)
{
  Question *question = g_new0 (Question, 1);

  question->pane = g_object_ref (self);
  question->cancellable = g_object_ref (self->cancellable);
  question->now = rapport_clock_now (rapport_session_get_clock (session));
  rapport_store_read_async (rapport_session_get_store (session), rapport_find_detail,
                            rapport_find_detail_query_new (result->query->programme, result->query->role,
                                                           result->query->member, row->member),
                            rapport_find_detail_query_free, (GDestroyNotify) rapport_find_detail_free, self->cancellable,
                            on_detail, question);
}

static void
request_cb (RapportFindPane *self)
{
  g_signal_emit (self, signals[REQUEST], 0);
}

static void
profile_cb (RapportFindPane *self)
{
  g_signal_emit (self, signals[PROFILE], 0);
}

static void
compare_cb (RapportFindPane *self)
{
  if (!self->quiet)
    g_signal_emit (self, signals[COMPARE], 0, gtk_toggle_button_get_active (self->compare));
}

static void
rapport_find_pane_dispose (GObject *object)
{
  RapportFindPane *self = RAPPORT_FIND_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->time_zone, g_free);
  G_OBJECT_CLASS (rapport_find_pane_parent_class)->dispose (object);
}

static void
rapport_find_pane_class_init (RapportFindPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_find_pane_dispose;
  signals[REQUEST] = g_signal_new ("request", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[PROFILE] = g_signal_new ("profile", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[COMPARE] = g_signal_new ("compare", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  g_type_ensure (RAPPORT_TYPE_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/find-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportFindPane, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPane, avatar);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPane, name);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPane, work);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPane, place);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPane, badge);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPane, score);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPane, percent);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPane, of_what);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPane, criteria);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPane, words);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPane, reason);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPane, request);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPane, profile);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPane, compare);
  gtk_widget_class_bind_template_callback (widget_class, request_cb);
  gtk_widget_class_bind_template_callback (widget_class, profile_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
}

static void
rapport_find_pane_init (RapportFindPane *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->stack);
}

/**
 * rapport_find_pane_set:
 * @self: a pane
 * @session: the session
 * @result: (nullable): of the search
 * @row: (nullable): whom to show
 */
void
rapport_find_pane_set (RapportFindPane         *self,
                       RapportSession          *session,
                       const RapportFindResult *result,
                       const RapportFindRow    *row)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->can_request = FALSE;
  gtk_stack_set_visible_child_name (self->stack, row != NULL ? "somebody" : "nobody");
  if (row == NULL)
    return;
  self->mentors = strcmp (result->query->role, "mentor") == 0;
  self->for_somebody = result->query->member != 0;
  self->taken = row->taken;
  self->capacity = row->capacity;
  adw_avatar_set_text (self->avatar, row->name);
  gtk_label_set_label (self->name, row->name);
  gtk_label_set_label (self->work, row->second_line);
  gtk_widget_set_visible (GTK_WIDGET (self->work), *row->second_line != '\0');
  rapport_badge_set (RAPPORT_BADGE (self->badge), rapport_find_badge_tone (row->badge), rapport_find_badge_icon (row->badge),
                     row->badge_label);
  fill_score (self, result, row);
  load_detail (self, session, result, row);
}

/** Whether the rules let who looks ask the one who is shown. */
gboolean
rapport_find_pane_can_request (RapportFindPane *self)
{
  return self->can_request;
}

/**
 * rapport_find_pane_set_compared:
 * @self: a pane
 * @compared: whether who is shown stands beside others
 * @can: whether that can be changed: there is room for only so many
 */
void
rapport_find_pane_set_compared (RapportFindPane *self,
                                gboolean         compared,
                                gboolean         can)
{
  self->quiet = TRUE;
  gtk_toggle_button_set_active (self->compare, compared);
  self->quiet = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->compare), compared || can);
}
