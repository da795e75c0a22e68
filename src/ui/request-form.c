/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/request-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/request-snapshot.h"
#include "model/strip.h"
#include "services/find.h"
#include "services/member-form.h"
#include "services/requests.h"
#include "store/members.h"
#include "store/requests.h"
#include "ui/draft-note.h"
#include "ui/split.h"
#include "ui/text-area.h"
#include "ui/wrap-box.h"

#define N_CONSIDERATIONS 6

struct _RapportRequestForm
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwWindowTitle *title;
  RapportDraftNote *draft;
  GtkButton *send;
  RapportSplit *split;
  GtkWidget *letter_button;
  AdwAvatar *mentee_avatar;
  AdwAvatar *mentor_avatar;
  GtkLabel *mentee_name;
  GtkLabel *mentor_name;
  GtkLabel *mentee_words;
  GtkLabel *mentor_words;
  GtkWidget *rule;
  GtkLabel *rule_words;
  GtkEntry *exception;
  RapportWrapBox *areas;
  GtkBox *terms;
  GtkLabel *term_end;
  GtkLabel *answered;
  GtkListBox *considerations;
  GtkLabel *letter_title;
  GtkLabel *letter;

  /* Owned */
  RapportSession *session;
  RapportPolicy *policy;
  RapportPair *pair;            /* NULL until it is read */
  GWeakRef page;
  GCancellable *cancellable;
  char **wished;                /* areas of who asks */
  GPtrArray *area_buttons;      /* borrowed widgets, as the policy's areas */
  GPtrArray *term_buttons;
  GtkTextView *texts[N_CONSIDERATIONS];
  GtkWidget *checks[N_CONSIDERATIONS];

  gint64 mentee;
  gint64 mentor;
  int score;
  gboolean sending;
  gboolean filling;             /* we set the fields; nobody types */
};

G_DEFINE_FINAL_TYPE (RapportRequestForm, rapport_request_form, ADW_TYPE_WINDOW)

/* What is written ------------------------------------------------------------------------------------------------- */

static char **
dup_areas (RapportRequestForm *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->area_buttons->len; i++)
    if (gtk_toggle_button_get_active (self->area_buttons->pdata[i]))
      g_strv_builder_add (builder, self->policy->areas[i]);
  return g_strv_builder_end (builder);
}

static int
chosen_term (RapportRequestForm *self)
{
  for (guint i = 0; i < self->term_buttons->len; i++)
    if (gtk_toggle_button_get_active (self->term_buttons->pdata[i]))
      return self->policy->terms[i];
  return self->policy->n_terms > 0 ? -1 : 0;
}

static char *
dup_text (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;
  char *text;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return rapport_strip (text);
}

static char **
dup_considerations (RapportRequestForm *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < N_CONSIDERATIONS; i++)
    {
      g_autofree char *text = dup_text (self->texts[i]);

      g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}

static const char *
asked_by (RapportRequestForm *self)
{
  gint64 viewer = rapport_session_get_viewer (self->session)->member;

  return viewer != 0 && viewer == self->mentor ? "mentor" : viewer != 0 ? "mentee" : "office";
}

static char *
write_letter (RapportRequestForm *self,
              char              **areas,
              char              **considerations)
{
  g_auto (RapportRequestTerms) terms = { 0 };
  g_autofree char *last_day = NULL;
  RapportRequestLetter letter;

  rapport_request_terms_from_policy (&terms, self->policy);
  last_day = rapport_request_last_day (&terms, rapport_clock_now (rapport_session_get_clock (self->session)));
  letter = (RapportRequestLetter) {
    .programme = self->policy->name,
    .mentee_name = self->pair->mentee.name,
    .mentor_name = self->pair->mentor.name,
    .mentee_short_name = self->pair->mentee.short_name,
    .mentor_short_name = self->pair->mentor.short_name,
    .asked_by = asked_by (self),
    .term = MAX (chosen_term (self), 0),
    .areas = (const char * const *) areas,
    .considerations = (const char * const *) considerations,
    .last_day = last_day,
    .expire_days = terms.expire_days,
  };
  return rapport_request_letter (&letter);
}

/* Following ------------------------------------------------------------------------------------------------------- */

static void
show_rule (RapportRequestForm *self,
           GPtrArray          *verdicts)
{
  const RapportVerdict *worst = rapport_verdicts_worst (verdicts);
  gboolean hard = worst != NULL && worst->level == RAPPORT_VERDICT_HARD;
  gboolean excused = *gtk_editable_get_text (GTK_EDITABLE (self->exception)) != '\0';
  g_autofree char *words = worst != NULL ? rapport_verdict_words (worst) : NULL;

  gtk_widget_set_visible (self->rule, worst != NULL);
  gtk_label_set_label (self->rule_words, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->exception), worst != NULL && !hard);
  if (hard)
    gtk_widget_add_css_class (self->rule, "hard");
  else
    gtk_widget_remove_css_class (self->rule, "hard");
  gtk_widget_set_sensitive (GTK_WIDGET (self->send), !self->sending && (worst == NULL || (!hard && excused)));
}

static void
show_term_end (RapportRequestForm *self)
{
  g_autofree char *today = rapport_session_get_today (self->session);
  int term = chosen_term (self);
  g_autofree char *ends_on = term > 0 ? rapport_term_ends_on (today, term) : NULL;
  g_autofree char *day = ends_on != NULL ? rapport_date_format_long (ends_on) : NULL;
  g_autofree char *words = day != NULL ? g_strdup_printf (_("would end on %s if accepted today"), day) : NULL;

  gtk_label_set_label (self->term_end, words != NULL ? words : _("choose one"));
}

static void
show_answers (RapportRequestForm *self,
              char              **considerations)
{
  g_autofree char *words = NULL;
  guint n = 0;

  for (guint i = 0; i < N_CONSIDERATIONS; i++)
    {
      gboolean filled = *considerations[i] != '\0';

      gtk_widget_set_opacity (self->checks[i], filled ? 1 : 0);
      n += filled;
    }
  words = g_strdup_printf (_("%u of %u"), n, N_CONSIDERATIONS);
  gtk_label_set_label (self->answered, words);
}

/* Following what is typed, a draft is kept. */
static void
follow (RapportRequestForm *self)
{
  g_auto (GStrv) areas = dup_areas (self);
  g_auto (GStrv) considerations = dup_considerations (self);
  RapportAsk ask = { asked_by (self), chosen_term (self), (const char * const *) areas, (const char * const *) considerations };
  g_autoptr (GPtrArray) verdicts = NULL;
  g_autofree char *letter = NULL;

  if (!self->filling)
    rapport_draft_note_keep (self->draft);
  show_term_end (self);
  show_answers (self, considerations);
  if (self->pair == NULL)
    return;
  verdicts = rapport_request_rules_check (self->policy, self->pair, &ask);
  show_rule (self, verdicts);
  letter = write_letter (self, areas, considerations);
  gtk_label_set_label (self->letter, letter);
}

/* Sending --------------------------------------------------------------------------------------------------------- */

static void
on_sent (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (RapportRequestForm) self = data;
  g_autoptr (RapportPage) page = g_weak_ref_get (&self->page);
  g_autoptr (RapportRequestSend) send = NULL;
  g_autoptr (GError) error = NULL;

  self->sending = FALSE;
  if (rapport_store_write_finish (RAPPORT_STORE (object), result, (gpointer *) &send, &error))
    {
      g_autofree char *words = g_strdup_printf (_("Request to %s sent"), self->pair->mentor.name);

      rapport_draft_note_forget (self->draft);
      if (page != NULL)
        rapport_page_toast (page, words, TRUE);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_widget_set_visible (self->rule, TRUE);
  gtk_widget_add_css_class (self->rule, "hard");
  gtk_label_set_label (self->rule_words, error->message);
}

static void
send_cb (RapportRequestForm *self)
{
  RapportRequestSend *send;

  if (self->pair == NULL || self->sending || !gtk_widget_get_sensitive (GTK_WIDGET (self->send)))
    return;
  send = rapport_request_send_new ();
  send->mentee = self->mentee;
  send->mentor = self->mentor;
  send->asked_by = g_strdup (asked_by (self));
  send->term = MAX (chosen_term (self), 0);
  send->areas = dup_areas (self);
  send->considerations = dup_considerations (self);
  send->letter = write_letter (self, send->areas, send->considerations);
  send->exception = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->exception)));
  send->score = self->score;
  self->sending = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->send), FALSE);
  rapport_store_write_async (rapport_session_get_store (self->session), rapport_request_send_command, send,
                             (GDestroyNotify) rapport_request_send_free, NULL, on_sent, g_object_ref (self));
}

/* Escape keeps the draft, Cancel does not. */
static void
cancel_cb (RapportRequestForm *self)
{
  rapport_draft_note_forget (self->draft);
  gtk_window_close (GTK_WINDOW (self));
}

static void
letter_cb (RapportRequestForm *self)
{
  rapport_split_set_show_detail (self->split, !rapport_split_get_show_detail (self->split));
  gtk_button_set_label (GTK_BUTTON (self->letter_button),
                        rapport_split_get_show_detail (self->split) ? _("Back to the Form") : _("Look at the Letter"));
}

static void
folded_cb (RapportRequestForm *self)
{
  gtk_widget_set_visible (self->letter_button, rapport_split_get_folded (self->split));
}

/* Beginning ------------------------------------------------------------------------------------------------------- */

/** What the form must know of the two. */
typedef struct {
  RapportPair *pair;
  char **areas;        /* of who asks */
} Facts;

static void
facts_free (gpointer data)
{
  Facts *facts = data;

  g_clear_pointer (&facts->pair, rapport_pair_free);
  g_strfreev (facts->areas);
  g_free (facts);
}

static gpointer
read_facts (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  const RapportPairQuery *query = data;
  g_autoptr (RapportMember) mentee = rapport_members_load (reading, query->mentee);
  RapportPair *pair = rapport_requests_pair (reading, data, cancellable, error);
  Facts *facts;

  if (pair == NULL)
    return NULL;
  facts = g_new0 (Facts, 1);
  facts->pair = pair;
  facts->areas = mentee != NULL && mentee->areas != NULL ? g_strdupv (mentee->areas) : g_new0 (char *, 1);
  return facts;
}

static void
show_people (RapportRequestForm *self)
{
  const RapportParty *mentee = &self->pair->mentee, *mentor = &self->pair->mentor;
  g_autofree char *title = g_strdup_printf (_("%s → %s"), mentee->name, mentor->name);
  g_autofree char *letter = g_strdup_printf (_("Letter to %s"), strcmp (asked_by (self), "mentor") == 0
                                                                ? mentee->short_name : mentor->short_name);
  int room = MAX (mentor->capacity - mentor->taken, 0);
  g_autofree char *space = room > 0 ? g_strdup_printf (_("room for %d"), room) : g_strdup (_("full"));
  g_autofree char *words = self->score >= 0 ? g_strdup_printf (_("%s · %s · %d %% match"), self->policy->mentor_word, space,
                                                               self->score)
                                            : g_strdup_printf ("%s · %s", self->policy->mentor_word, space);

  adw_window_title_set_subtitle (self->title, title);
  adw_avatar_set_text (self->mentee_avatar, mentee->name);
  adw_avatar_set_text (self->mentor_avatar, mentor->name);
  gtk_label_set_label (self->mentee_name, mentee->name);
  gtk_label_set_label (self->mentor_name, mentor->name);
  gtk_label_set_label (self->mentee_words, self->policy->mentee_word);
  gtk_label_set_label (self->mentor_words, words);
  gtk_label_set_label (self->letter_title, letter);
}

static void
set_areas (RapportRequestForm *self,
           const char * const *areas)
{
  for (guint i = 0; i < self->area_buttons->len; i++)
    gtk_toggle_button_set_active (self->area_buttons->pdata[i],
                                  g_strv_contains (areas, self->policy->areas[i])
                                  && !rapport_policy_excludes_area (self->policy, self->policy->areas[i]));
}

static void
set_term (RapportRequestForm *self,
          int                 term)
{
  for (guint i = 0; i < self->term_buttons->len; i++)
    if (self->policy->terms[i] == term)
      gtk_toggle_button_set_active (self->term_buttons->pdata[i], TRUE);
}

static void
set_text (GtkTextView *view,
          const char  *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
}

/* As it is before anything is typed: with what the mentee wishes for. */
static void
begin_anew (RapportRequestForm *self)
{
  self->filling = TRUE;
  set_areas (self, (const char * const *) self->wished);
  set_term (self, self->policy->default_term);
  gtk_editable_set_text (GTK_EDITABLE (self->exception), "");
  for (guint i = 0; i < N_CONSIDERATIONS; i++)
    set_text (self->texts[i], "");
  self->filling = FALSE;
  follow (self);
}

static GHashTable *
values_of_draft (gpointer owner)
{
  RapportRequestForm *self = owner;
  GHashTable *values = rapport_field_values_new ();
  g_auto (GStrv) areas = dup_areas (self);
  const char *exception = gtk_editable_get_text (GTK_EDITABLE (self->exception));

  g_hash_table_insert (values, g_strdup ("areas"), g_variant_ref_sink (g_variant_new_strv ((const char * const *) areas, -1)));
  g_hash_table_insert (values, g_strdup ("term"), g_variant_ref_sink (g_variant_new_int64 (chosen_term (self))));
  g_hash_table_insert (values, g_strdup ("score"), g_variant_ref_sink (g_variant_new_int64 (self->score)));
  g_hash_table_insert (values, g_strdup ("exception"), g_variant_ref_sink (g_variant_new_string (exception)));
  for (guint i = 0; i < N_CONSIDERATIONS; i++)
    g_hash_table_insert (values, g_strdup_printf ("consideration/%u", i),
                         g_variant_ref_sink (g_variant_new_take_string (dup_text (self->texts[i]))));
  return values;
}

static void
bring_draft_back (RapportRequestForm *self)
{
  g_autofree char *what = g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, self->mentee, self->mentor,
                                           rapport_session_get_viewer (self->session)->member);
  g_autoptr (RapportDraft) draft = rapport_draft_note_begin (self->draft, self->session, "request", what, values_of_draft, self);
  GVariant *areas = draft != NULL ? g_hash_table_lookup (draft->values, "areas") : NULL;

  if (draft == NULL)
    return;
  self->filling = TRUE;
  if (areas != NULL && g_variant_is_of_type (areas, G_VARIANT_TYPE_STRING_ARRAY))
    {
      g_autofree const char **chosen = g_variant_get_strv (areas, NULL);

      set_areas (self, chosen);
    }
  set_term (self, rapport_draft_get_int (draft, "term"));
  if (self->score < 0 && g_hash_table_contains (draft->values, "score"))
    {
      self->score = CLAMP (rapport_draft_get_int (draft, "score"), -1, 100);
      show_people (self);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->exception), rapport_draft_get_string (draft, "exception"));
  for (guint i = 0; i < N_CONSIDERATIONS; i++)
    {
      g_autofree char *name = g_strdup_printf ("consideration/%u", i);

      set_text (self->texts[i], rapport_draft_get_string (draft, name));
    }
  self->filling = FALSE;
  follow (self);
}

static void
on_facts (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (RapportRequestForm) self = data;
  g_autoptr (GError) error = NULL;
  Facts *facts = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&facts, facts_free);
      return;
    }
  if (facts == NULL)
    {
      gtk_widget_set_visible (self->rule, TRUE);
      gtk_label_set_label (self->rule_words, error->message);
      return;
    }
  self->pair = g_steal_pointer (&facts->pair);
  self->wished = g_steal_pointer (&facts->areas);
  facts_free (facts);
  show_people (self);
  begin_anew (self);
  bring_draft_back (self);
  if (self->area_buttons->len > 0)
    gtk_widget_grab_focus (self->area_buttons->pdata[0]);
}

static void
make_areas (RapportRequestForm *self)
{
  for (guint i = 0; self->policy->areas[i] != NULL; i++)
    {
      g_autofree char *label = rapport_area_label (self->policy->areas[i]);
      GtkWidget *button = gtk_toggle_button_new_with_label (label);

      gtk_widget_add_css_class (button, "toggle-chip");
      if (rapport_policy_excludes_area (self->policy, self->policy->areas[i]))
        {
          gtk_widget_set_sensitive (button, FALSE);
          gtk_widget_set_tooltip_text (button, _("Excluded by the rules of the programme"));
        }
      g_signal_connect_object (button, "toggled", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->area_buttons, button);
      rapport_wrap_box_append (self->areas, button);
    }
}

static void
make_terms (RapportRequestForm *self)
{
  for (guint i = 0; i < self->policy->n_terms; i++)
    {
      g_autofree char *label = rapport_date_format_months (self->policy->terms[i]);
      GtkWidget *button = gtk_toggle_button_new_with_label (label);

      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->term_buttons->pdata[0]);
      g_ptr_array_add (self->term_buttons, button);
      gtk_widget_set_hexpand (button, TRUE);
      gtk_box_append (self->terms, button);
    }
  for (guint i = 0; i < self->policy->n_terms; i++)
    if (self->policy->terms[i] == self->policy->default_term)
      gtk_toggle_button_set_active (self->term_buttons->pdata[i], TRUE);
  for (guint i = 0; i < self->policy->n_terms; i++)
    g_signal_connect_object (self->term_buttons->pdata[i], "toggled", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
}

/* The question over its answer, which grows with it. */
static GtkWidget *
make_consideration (RapportRequestForm *self,
                    guint               i,
                    const char         *id)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *question = gtk_label_new (rapport_consideration_label (id));

  self->checks[i] = gtk_image_new_from_icon_name ("emblem-ok-symbolic");
  gtk_widget_add_css_class (self->checks[i], "state-active");
  self->texts[i] = g_object_new (RAPPORT_TYPE_TEXT_AREA, NULL); /* a plain GtkTextView has no height here */
  gtk_text_view_set_wrap_mode (self->texts[i], GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->texts[i], FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->texts[i]), "inline-text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->texts[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rapport_consideration_label (id), -1);
  gtk_label_set_xalign (GTK_LABEL (question), 0);
  gtk_label_set_wrap (GTK_LABEL (question), TRUE);
  gtk_widget_set_hexpand (question, TRUE);
  gtk_widget_add_css_class (question, "caption");
  gtk_widget_add_css_class (question, "dim-label");
  gtk_box_append (GTK_BOX (head), question);
  gtk_box_append (GTK_BOX (head), self->checks[i]);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->texts[i]));
  gtk_widget_add_css_class (box, "consideration");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  g_signal_connect_object (gtk_text_view_get_buffer (self->texts[i]), "changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  return row;
}

static void
begin (RapportRequestForm *self)
{
  const char * const *ids = rapport_considerations ();
  RapportPairQuery *query = g_new0 (RapportPairQuery, 1);

  make_areas (self);
  make_terms (self);
  for (guint i = 0; i < N_CONSIDERATIONS && ids[i] != NULL; i++)
    gtk_list_box_append (self->considerations, make_consideration (self, i, ids[i]));
  follow (self);
  *query = (RapportPairQuery) { rapport_session_get_programme (self->session), self->mentee, self->mentor };
  rapport_store_read_async (rapport_session_get_store (self->session), read_facts, query, g_free, facts_free,
                            self->cancellable, on_facts, g_object_ref (self));
}

static void
rapport_request_form_dispose (GObject *object)
{
  RapportRequestForm *self = RAPPORT_REQUEST_FORM (object);

  if (self->draft != NULL)
    rapport_draft_note_end (self->draft);
  self->draft = NULL;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->policy, rapport_policy_unref);
  g_clear_pointer (&self->pair, rapport_pair_free);
  g_clear_pointer (&self->wished, g_strfreev);
  g_clear_pointer (&self->area_buttons, g_ptr_array_unref);
  g_clear_pointer (&self->term_buttons, g_ptr_array_unref);
  G_OBJECT_CLASS (rapport_request_form_parent_class)->dispose (object);
}

static void
rapport_request_form_finalize (GObject *object)
{
  g_weak_ref_clear (&RAPPORT_REQUEST_FORM (object)->page);
  G_OBJECT_CLASS (rapport_request_form_parent_class)->finalize (object);
}

static void
send_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  send_cb (RAPPORT_REQUEST_FORM (widget));
}

static void
rapport_request_form_class_init (RapportRequestFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_request_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_request_form_finalize;
  g_type_ensure (RAPPORT_TYPE_DRAFT_NOTE);
  g_type_ensure (RAPPORT_TYPE_SPLIT);
  g_type_ensure (RAPPORT_TYPE_WRAP_BOX);
  gtk_widget_class_install_action (widget_class, "form.send", NULL, send_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "form.send", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "form.send", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/request-form.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, title);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, draft);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, send);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, split);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, letter_button);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, mentee_avatar);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, mentor_avatar);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, mentee_name);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, mentor_name);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, mentee_words);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, mentor_words);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, rule);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, rule_words);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, exception);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, areas);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, terms);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, term_end);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, answered);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, considerations);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, letter_title);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestForm, letter);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, letter_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, follow);
  gtk_widget_class_bind_template_callback (widget_class, begin_anew);
}

static void
rapport_request_form_init (RapportRequestForm *self)
{
  g_weak_ref_init (&self->page, NULL);
  self->cancellable = g_cancellable_new ();
  self->area_buttons = g_ptr_array_new ();
  self->term_buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rapport_request_form_new (RapportPage *page,
                          gint64       mentee,
                          gint64       mentor,
                          int          score)
{
  RapportRequestForm *self = g_object_new (RAPPORT_TYPE_REQUEST_FORM,
                                           "transient-for", gtk_widget_get_root (GTK_WIDGET (page)), NULL);

  self->session = g_object_ref (rapport_page_get_session (page));
  self->policy = rapport_policy_ref (rapport_session_get_policy (self->session));
  g_weak_ref_set (&self->page, page);
  self->mentee = mentee;
  self->mentor = mentor;
  self->score = score;
  begin (self);
  return GTK_WIDGET (self);
}
