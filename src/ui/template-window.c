/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/template-window.h"

#include <glib/gi18n.h>

#include "model/places.h"
#include "services/outbox.h"
#include "services/programme.h"
#include "store/requests.h"
#include "ui/choice-button.h"
#include "ui/choices.h"
#include "ui/chooser.h"
#include "ui/drop-down-name.h"
#include "ui/form-window.h"

#define FIRST_LANGUAGE "en" /* the one that Rapport's are written in */
#define MOST_PEOPLE 50

/** The form; lives as long as the window. */
typedef struct {
  RapportPage *page;          /* Owned */
  GtkWidget *window;          /* Borrowed */
  GtkDropDown *kind;          /* Borrowed */
  RapportChoiceButton *language; /* Borrowed */
  RapportChoiceButton *about;    /* Borrowed: whom the preview is about: number of a request */
  GtkSwitch *drafted;         /* Borrowed */
  GtkSwitch *automatic;       /* Borrowed */
  GListModel *people;         /* Owned: choices: the requests that it may be about */
  gboolean filling;
  GtkTextBuffer *text;        /* Borrowed */
  GtkLabel *preview;          /* Borrowed */
  GCancellable *cancellable;  /* Owned: of the preview under way */
} Form;

static void
form_free (Form *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_object_unref (self->page);
  g_object_unref (self->people);
  g_free (self);
}

static RapportSession *
session_of (Form *self)
{
  return rapport_page_get_session (self->page);
}

static const char *
chosen_kind (Form *self)
{
  guint n;
  const RapportLetterKind *kinds = rapport_letter_kinds (&n);

  return kinds[MIN (gtk_drop_down_get_selected (self->kind), n - 1)].id;
}

static const char *
chosen_language (Form *self)
{
  return rapport_choice_button_get_code (self->language);
}

/* 0: the newest */
static gint64
chosen_request (Form *self)
{
  return g_ascii_strtoll (rapport_choice_button_get_code (self->about), NULL, 10);
}

static char *
dup_text (Form *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->text, &start, &end);
  return gtk_text_buffer_get_text (self->text, &start, &end, TRUE);
}

/* Preview --------------------------------------------------------------------------------------------------------- */

static void
on_preview (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GtkWidget) window = data;
  Form *self = g_object_get_data (G_OBJECT (window), "form");
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportLetterText) letter = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);
  g_autofree char *words = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  words = letter != NULL ? g_strdup_printf ("%s\n\n%s", letter->subject, letter->body) : g_strdup (error->message);
  gtk_label_set_label (self->preview, words);
}

static void
preview_cb (Form *self)
{
  RapportOutboxPreview *ask = g_new0 (RapportOutboxPreview, 1);
  g_autofree char *text = dup_text (self);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (!rapport_letter_check (text, &error))
    gtk_label_set_label (self->preview, error->message);
  rapport_form_window_set_ready (RAPPORT_FORM_WINDOW (self->window), error == NULL);
  ask->kind = g_strdup (chosen_kind (self));
  ask->cause = chosen_request (self);
  ask->letter_template = g_steal_pointer (&text);
  ask->programme = rapport_session_get_programme (session_of (self));
  if (error == NULL)
    rapport_store_read_async (rapport_session_get_store (session_of (self)), rapport_outbox_preview_query, ask,
                              (GDestroyNotify) rapport_outbox_preview_free, (GDestroyNotify) rapport_letter_text_free,
                              self->cancellable, on_preview, g_object_ref (self->window));
  else
    rapport_outbox_preview_free (ask);
}

/* Loading and keeping --------------------------------------------------------------------------------------------- */

static void
on_template (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GtkWidget) window = data;
  Form *self = g_object_get_data (G_OBJECT (window), "form");
  g_autofree char *text = rapport_store_read_finish (RAPPORT_STORE (object), result, NULL);

  if (text != NULL)
    gtk_text_buffer_set_text (self->text, text, -1);
}

static gboolean
lists (char       **kinds,
       const char  *kind)
{
  return g_strv_contains ((const char * const *) kinds, kind);
}

/* The rules for letters of this kind. */
static void
show_rules (Form *self)
{
  const RapportPolicy *policy = rapport_session_get_policy (session_of (self));
  gboolean asked_for = g_str_equal (chosen_kind (self), "invitation"); /* by somebody, each time */
  gboolean drafted = lists (policy->letters, chosen_kind (self));

  self->filling = TRUE;
  gtk_switch_set_active (self->drafted, drafted);
  gtk_switch_set_active (self->automatic, lists (policy->automatic_letters, chosen_kind (self)));
  self->filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->automatic), drafted); /* its row alone would not tell AT-SPI */
  gtk_widget_set_sensitive (gtk_widget_get_ancestor (GTK_WIDGET (self->automatic), ADW_TYPE_ACTION_ROW), drafted);
  gtk_widget_set_visible (gtk_widget_get_ancestor (GTK_WIDGET (self->drafted), GTK_TYPE_LIST_BOX), !asked_for);
}

/* The rules come back changed. */
static void
session_changed_cb (GtkWidget *window)
{
  show_rules (g_object_get_data (G_OBJECT (window), "form"));
}

static void
load_cb (Form *self)
{
  RapportOutboxWhich *which = g_new0 (RapportOutboxWhich, 1);

  show_rules (self);
  *which = (RapportOutboxWhich) { chosen_kind (self), chosen_language (self), rapport_session_get_programme (session_of (self)) };
  rapport_store_read_async (rapport_session_get_store (session_of (self)), rapport_outbox_template_query, which, g_free, g_free,
                            NULL, on_template, g_object_ref (self->window));
}

static void
own_free (RapportOutboxTemplate *own)
{
  g_free (own->letter_template);
  g_free (own);
}

static void
on_kept (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GtkWidget) window = data;
  Form *self = g_object_get_data (G_OBJECT (window), "form");
  RapportOutboxTemplate *own = NULL;
  g_autoptr (GError) error = NULL;

  if (rapport_store_write_finish (RAPPORT_STORE (object), result, (gpointer *) &own, &error))
    {
      rapport_page_toast (self->page, own->letter_template != NULL ? _("Template kept") : _("The template of Rapport is in force again"),
                          TRUE);
      gtk_window_destroy (GTK_WINDOW (window));
    }
  else
    rapport_form_window_fail (RAPPORT_FORM_WINDOW (window), self->preview, _("The template was not kept"), error);
  g_clear_pointer (&own, own_free);
}

static void
keep (Form *self,
      char *text)
{
  RapportOutboxTemplate *own = g_new0 (RapportOutboxTemplate, 1);

  *own = (RapportOutboxTemplate) { (char *) chosen_kind (self), (char *) chosen_language (self), text };
  rapport_store_write_async (rapport_session_get_store (session_of (self)), rapport_outbox_template_command, own,
                             (GDestroyNotify) own_free, NULL, on_kept, g_object_ref (self->window));
}

static void
accepted_cb (GtkWidget *window,
             Form      *self)
{
  keep (self, dup_text (self));
}

static void
put_back_cb (GtkWidget *button,
             Form      *self)
{
  keep (self, NULL);
}

/* The rule -------------------------------------------------------------------------------------------------------- */

static void
rule_free (RapportProgrammeSet *rule)
{
  g_free ((char *) rule->json);
  g_free (rule);
}

static void
on_rule (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GtkWidget) window = data;
  Form *self = g_object_get_data (G_OBJECT (window), "form");
  RapportProgrammeSet *rule = NULL;
  g_autoptr (GError) error = NULL;

  if (rapport_store_write_finish (RAPPORT_STORE (object), result, (gpointer *) &rule, &error))
    rapport_page_toast (self->page, _("Rule of the programme changed"), TRUE);
  else
    rapport_form_window_fail (RAPPORT_FORM_WINDOW (window), self->preview, _("The rule was not changed"), error);
  g_clear_pointer (&rule, rule_free);
}

/* @kinds with the chosen one or without it. */
static char *
kinds_json (Form      *self,
            char     **kinds,
            gboolean   with)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; kinds[i] != NULL; i++)
    if (!g_str_equal (kinds[i], chosen_kind (self)))
      g_string_append_printf (json, "%s\"%s\"", json->len > 1 ? ", " : "", kinds[i]);
  if (with)
    g_string_append_printf (json, "%s\"%s\"", json->len > 1 ? ", " : "", chosen_kind (self));
  return g_strconcat (json->str, "]", NULL);
}

static void
set_rule (Form        *self,
          const char  *key,
          char       **kinds,
          GtkSwitch   *changed)
{
  RapportProgrammeSet *rule;

  if (self->filling)
    return;
  rule = g_new0 (RapportProgrammeSet, 1);
  rule->key = key;
  rule->json = kinds_json (self, kinds, gtk_switch_get_active (changed));
  rapport_store_write_async (rapport_session_get_store (session_of (self)), rapport_programme_set_command, rule,
                             (GDestroyNotify) rule_free, NULL, on_rule, g_object_ref (self->window));
}

static void
drafted_cb (Form *self)
{
  set_rule (self, "letters", rapport_session_get_policy (session_of (self))->letters, self->drafted);
}

static void
automatic_cb (Form *self)
{
  set_rule (self, "automatic_letters", rapport_session_get_policy (session_of (self))->automatic_letters, self->automatic);
}

static GtkSwitch *
add_rule (GtkWidget  *list,
          const char *title,
          const char *what_follows)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), what_follows);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return GTK_SWITCH (toggle);
}

static GtkWidget *
make_rules (Form *self)
{
  GtkWidget *list = rapport_form_list_new ();

  self->drafted = add_rule (list, _("Drafted When It Is Called For"), _("Otherwise nobody is written to"));
  self->automatic = add_rule (list, _("Goes Out Unseen"),
                              _("Queued as soon as it is called for, and sent with the next sending; otherwise it waits as a draft"));
  g_signal_connect_swapped (self->drafted, "notify::active", G_CALLBACK (drafted_cb), self);
  g_signal_connect_swapped (self->automatic, "notify::active", G_CALLBACK (automatic_cb), self);
  return list;
}

/* Real people ----------------------------------------------------------------------------------------------------- */

static void
on_people (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GtkWidget) window = data;
  Form *self = g_object_get_data (G_OBJECT (window), "form");
  g_autoptr (GPtrArray) rows = rapport_store_read_finish (RAPPORT_STORE (object), result, NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RapportRequestRow *row = g_ptr_array_index (rows, i);
      g_autofree char *both = g_strdup_printf (_("%s and %s"), row->mentee_name, row->mentor_name);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, row->no);
      g_autoptr (RapportChoice) choice = rapport_choice_new (number, both, NULL);

      g_list_store_append (G_LIST_STORE (self->people), choice);
      if (i == 0)
        rapport_choice_button_set (self->about, number, both);
    }
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->about)), rows != NULL && rows->len > 0);
}

static void
ask_for_people (Form *self)
{
  RapportRequestsQuery *query = g_new0 (RapportRequestsQuery, 1);

  query->programme = rapport_session_get_programme (session_of (self));
  query->group = RAPPORT_REQUESTS_ALL;
  query->sort = RAPPORT_REQUESTS_NEWEST;
  query->most = MOST_PEOPLE;
  rapport_store_read_async (rapport_session_get_store (session_of (self)), rapport_requests_list, query, g_free,
                            (GDestroyNotify) g_ptr_array_unref, NULL, on_people, g_object_ref (self->window));
}

/* The form -------------------------------------------------------------------------------------------------------- */

static GtkWidget *
scrolled (GtkWidget *child)
{
  GtkWidget *window = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), child);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (window, -1, 230);
  gtk_widget_add_css_class (window, "card");
  gtk_widget_set_overflow (window, GTK_OVERFLOW_HIDDEN);
  return window;
}

static GtkWidget *
make_editor (Form *self)
{
  GtkWidget *view = gtk_text_view_new ();

  self->text = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  g_object_set (view, "top-margin", 12, "bottom-margin", 12, "left-margin", 12, "right-margin", 12, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Template"), -1);
  return scrolled (view);
}

static GtkWidget *
make_preview (Form *self)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "yalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "selectable", TRUE, "margin-top", 12, "margin-bottom", 12, "margin-start", 12, "margin-end", 12,
                                   NULL);

  self->preview = GTK_LABEL (label);
  return scrolled (label);
}

static GtkWidget *
make_kinds (Form *self)
{
  guint n;
  const RapportLetterKind *kinds = rapport_letter_kinds (&n);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (words, _(kinds[i].label));
  self->kind = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL));
  rapport_drop_down_set_name (self->kind, _("Letter"));
  return GTK_WIDGET (self->kind);
}

static GListModel *
make_languages (gpointer data)
{
  return rapport_choices_new_languages ();
}

static GtkWidget *
make_choices (Form *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->language = RAPPORT_CHOICE_BUTTON (rapport_choice_button_new (_("Language"), make_languages, NULL));
  rapport_choice_button_set (self->language, FIRST_LANGUAGE, rapport_language_name (FIRST_LANGUAGE));
  gtk_box_append (GTK_BOX (box), make_kinds (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->language));
  gtk_widget_set_hexpand (GTK_WIDGET (self->kind), TRUE);
  return box;
}

static GListModel *
get_people (gpointer data)
{
  return g_object_ref (((Form *) data)->people);
}

/* "As it would be for [Marta Kovač and Sofia Lindqvist]" */
static GtkWidget *
make_people (Form *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *heading = gtk_label_new (_("As it would be for"));

  self->people = G_LIST_MODEL (g_list_store_new (RAPPORT_TYPE_CHOICE));
  self->about = RAPPORT_CHOICE_BUTTON (rapport_choice_button_new (_("Whom the preview is about"), get_people, self));
  gtk_widget_set_hexpand (GTK_WIDGET (self->about), TRUE);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->about));
  gtk_widget_set_visible (box, FALSE);
  return box;
}

GtkWidget *
rapport_template_window_new (RapportPage *page)
{
  Form *self = g_new0 (Form, 1);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *put_back = gtk_button_new_with_label (_("Put Back Rapport’s"));

  self->page = g_object_ref (page);
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_halign (put_back, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (lines), make_choices (self));
  gtk_box_append (GTK_BOX (lines), make_rules (self));
  gtk_box_append (GTK_BOX (lines), make_editor (self));
  gtk_box_append (GTK_BOX (lines), put_back);
  gtk_box_append (GTK_BOX (lines), make_people (self));
  gtk_box_append (GTK_BOX (lines), make_preview (self));
  self->window = rapport_form_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), _("Templates of Letters"), _("Save"),
                                          _("The first line is the subject. A line whose {values} are all empty is left out."), lines);
  g_object_set_data_full (G_OBJECT (self->window), "form", self, (GDestroyNotify) form_free);
  g_signal_connect (self->window, "accepted", G_CALLBACK (accepted_cb), self);
  g_signal_connect (put_back, "clicked", G_CALLBACK (put_back_cb), self);
  g_signal_connect_swapped (self->text, "changed", G_CALLBACK (preview_cb), self);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (load_cb), self);
  g_signal_connect_swapped (self->language, "chosen", G_CALLBACK (load_cb), self);
  g_signal_connect_swapped (self->about, "chosen", G_CALLBACK (preview_cb), self);
  g_signal_connect_object (session_of (self), "changed", G_CALLBACK (session_changed_cb), self->window, G_CONNECT_SWAPPED);
  ask_for_people (self);
  load_cb (self);
  return self->window;
}
