/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/profile-page.h"

#include <glib/gi18n.h>

#include "model/date.h"
#include "model/person-name.h"
#include "services/member-save.h"
#include "ui/draft-keeper.h"
#include "ui/draft-toast.h"
#include "ui/drawing.h"
#include "ui/fields-section.h"
#include "ui/history-pane.h"
#include "ui/problem-bar.h"
#include "ui/profile-nav.h"

/* Narrower than this the sections are pages; narrower than the other the history takes the place of the middle. */
#define NARROW_WIDTH 620
#define HISTORY_WIDTH 860
#define ROOMY_WIDTH 1080 /* from here on the history leaves room for words on every button */
#define LEAST_WIDTH 300

struct _RapportProfilePage
{
  RapportPage parent_instance;

  /* Template widgets */
  RapportProfileNav *nav;
  GtkWidget *nav_line;
  GtkWidget *middle;
  GtkRevealer *draft_bar;
  GtkLabel *draft_words;
  RapportProblemBar *problems;
  GtkScrolledWindow *scroller;
  GtkBox *sections_box;
  GtkWidget *history_line;
  RapportHistoryPane *history;

  GtkWidget *cancel; /* in the header */
  GtkWidget *save;

  /* Owned */
  RapportMemberProfile *profile;
  GPtrArray *former_profiles; /* rows may still hold their lists */
  RapportMemberForm *form;
  RapportDraftKeeper *keeper;
  char *draft_key;
  GPtrArray *sections; /* RapportEditorSection, children of sections_box */
  GCancellable *cancellable;

  RapportEditorContext context;
  gint64 member; /* 0: somebody new */
  guint layout_source;
  int laid_out_for;  /* width */
  guint section;     /* that is looked at */
  gboolean in_section; /* narrow: a section is shown, not the list of them */
  gboolean narrow;
  gboolean saving;
  char *saved_words;       /* said when it is */
  gboolean built;
  gboolean to_first_field; /* somebody new: typing begins at once */
};

G_DEFINE_FINAL_TYPE (RapportProfilePage, rapport_profile_page, RAPPORT_TYPE_PAGE)

static const struct {
  const char *name;
  const char *title;
  const char *icon;
  GType (*get_type) (void);
} section_table[] = {
  { "identity", N_("Identity"), "avatar-default-symbolic", rapport_identity_section_get_type },
  { "contact", N_("Contact"), "mail-unread-symbolic", rapport_fields_section_get_type },
  { "work", N_("Work"), "x-office-address-book-symbolic", rapport_fields_section_get_type },
  { "membership", N_("Membership"), "application-certificate-symbolic", rapport_fields_section_get_type },
  { "biography", N_("Biography"), "text-x-generic-symbolic", rapport_fields_section_get_type },
  { "skills", N_("Skills and Expertise"), "starred-symbolic", rapport_skills_section_get_type },
  { "education", N_("Education"), "accessories-dictionary-symbolic", rapport_fields_section_get_type },
  { "place", N_("Languages and Place"), "mark-location-symbolic", rapport_place_section_get_type },
  { "mentoring", N_("Mentoring"), "system-users-symbolic", rapport_mentoring_section_get_type },
};

static void load_member (RapportProfilePage *self);
static void show_section (RapportProfilePage *self,
                          guint               section);

static RapportStore *
get_store (RapportProfilePage *self)
{
  return rapport_session_get_store (rapport_page_get_session (RAPPORT_PAGE (self)));
}

/* Layout ------------------------------------------------------------------------------------------------------------ */

static void
update_layout (RapportProfilePage *self)
{
  int width = (int) (gtk_widget_get_width (GTK_WIDGET (self)) / rapport_text_scale (GTK_WIDGET (self)));
  gboolean history = rapport_history_pane_get_name (self->history) != NULL
                     && gtk_widget_get_visible (GTK_WIDGET (self->history));
  gboolean alone = history && width < HISTORY_WIDTH;

  self->laid_out_for = gtk_widget_get_width (GTK_WIDGET (self));
  self->narrow = width < NARROW_WIDTH;
  gtk_widget_set_visible (GTK_WIDGET (self->nav), self->narrow ? !self->in_section && !history : TRUE);
  gtk_widget_set_visible (self->nav_line, !self->narrow);
  gtk_widget_set_visible (self->middle, self->narrow ? self->in_section && !history : !alone);
  gtk_widget_set_visible (self->history_line, history && !self->narrow && !alone);
  gtk_widget_set_hexpand (GTK_WIDGET (self->nav), self->narrow);
  gtk_widget_set_hexpand (GTK_WIDGET (self->history), alone);
  for (guint i = 0; self->sections != NULL && i < self->sections->len; i++)
    {
      gtk_widget_set_visible (g_ptr_array_index (self->sections, i), !self->narrow || i == self->section);
      rapport_editor_section_set_compact (g_ptr_array_index (self->sections, i),
                                          self->narrow || (history && width < ROOMY_WIDTH));
    }
  gtk_widget_set_margin_start (GTK_WIDGET (self->sections_box), self->narrow ? 12 : 24);
  gtk_widget_set_margin_end (GTK_WIDGET (self->sections_box), self->narrow ? 12 : 24);
  rapport_page_set_can_go_back (RAPPORT_PAGE (self), (self->narrow && self->in_section) || alone);
  rapport_page_set_command (RAPPORT_PAGE (self), "select-cancel", history);
}

static gboolean
layout_cb (gpointer user_data)
{
  RapportProfilePage *self = user_data;

  self->layout_source = 0;
  update_layout (self);
  if (self->to_first_field && self->sections != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->to_first_field = FALSE;
      show_section (self, 0);
    }
  return G_SOURCE_REMOVE;
}

/* A layout manager would keep size_allocate() to itself, so there is none: the one child gets everything. What is shown
 * must not change while it is allocated. */
static void
rapport_profile_page_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  RapportProfilePage *self = RAPPORT_PROFILE_PAGE (widget);

  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (self)), width, height, baseline, NULL);
  if (width != self->laid_out_for && self->layout_source == 0)
    self->layout_source = g_idle_add (layout_cb, self);
}

static void
rapport_profile_page_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, LEAST_WIDTH); /* panes are folded before it gets so narrow */
}

static GtkSizeRequestMode
rapport_profile_page_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* A widget is brought to the top of what scrolls, at once. After the focus: the viewport scrolls to that by where things
 * were in the frame before. */
static void
scroll_to (RapportProfilePage *self,
           GtkWidget          *widget)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_point_t point;

  if (gtk_widget_compute_point (widget, GTK_WIDGET (self->sections_box), &GRAPHENE_POINT_INIT (0, 0), &point))
    gtk_adjustment_set_value (adjustment, point.y);
}

static void
focus_first_row (RapportEditorSection *section)
{
  GPtrArray *rows = rapport_editor_section_get_rows (section);

  for (guint i = 0; i < rows->len; i++)
    if (RAPPORT_IS_FIELD_ROW (g_ptr_array_index (rows, i)) && rapport_field_row_focus (g_ptr_array_index (rows, i)))
      return;
  gtk_widget_child_focus (GTK_WIDGET (section), GTK_DIR_TAB_FORWARD);
}

static void
show_section (RapportProfilePage *self,
              guint               section)
{
  GtkWidget *widget = g_ptr_array_index (self->sections, section);

  self->section = section;
  self->in_section = TRUE;
  update_layout (self);
  focus_first_row (RAPPORT_EDITOR_SECTION (widget));
  if (!self->narrow)
    scroll_to (self, widget);
  rapport_profile_nav_select (self->nav, section);
}

static void
go_cb (RapportProfilePage *self,
       guint               section)
{
  if (self->sections != NULL && section < self->sections->len)
    show_section (self, section);
}

static void
go_to_field_cb (RapportProfilePage *self,
                const char         *name)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      RapportFieldRow *row = rapport_editor_section_find_row (g_ptr_array_index (self->sections, i), name);

      if (row == NULL)
        continue;
      show_section (self, i);
      rapport_field_row_focus (row);
      scroll_to (self, GTK_WIDGET (row));
      return;
    }
}

/* The list at the left follows the scrolling: the section is the last whose heading is in the upper third. */
static void
scrolled_cb (RapportProfilePage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double line = gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) / 3;
  guint section = 0;
  graphene_point_t last;

  if (self->sections == NULL || self->narrow || self->sections->len == 0
      || gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment))
    return;
  /* new sections stand nowhere yet */
  if (!gtk_widget_compute_point (g_ptr_array_index (self->sections, self->sections->len - 1), GTK_WIDGET (self->sections_box),
                                 &GRAPHENE_POINT_INIT (0, 0), &last)
      || last.y <= 0)
    return;
  for (guint i = 0; i < self->sections->len; i++)
    {
      graphene_point_t point;

      if (gtk_widget_compute_point (g_ptr_array_index (self->sections, i), GTK_WIDGET (self->sections_box),
                                    &GRAPHENE_POINT_INIT (0, 0), &point)
          && point.y <= line)
        section = i;
    }
  if (gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment)
      >= gtk_adjustment_get_upper (adjustment) - 1)
    section = self->sections->len - 1;
  self->section = section;
  rapport_profile_nav_select (self->nav, section);
}

/* Header ------------------------------------------------------------------------------------------------------------ */

static char *
dup_shown_name (RapportProfilePage *self)
{
  return rapport_name_display (rapport_member_form_get_string (self->form, "given_name"),
                               rapport_member_form_get_string (self->form, "family_name"),
                               rapport_member_form_get_string (self->form, "name_order"));
}

static void
update_header (RapportProfilePage *self)
{
  g_autofree char *name = self->form != NULL ? dup_shown_name (self) : g_strdup ("");
  gboolean editable = self->form != NULL && !self->context.read_only;
  gboolean can_save = editable && rapport_member_form_is_changed (self->form) && !self->saving;

  g_object_set (self, "title", *name != '\0' ? name : self->member == 0 ? _("New Member") : _("Profile"), NULL);
  gtk_widget_set_visible (self->cancel, editable);
  gtk_widget_set_visible (self->save, editable);
  gtk_widget_set_sensitive (self->save, can_save);
  rapport_page_set_command (RAPPORT_PAGE (self), "suggested", can_save);
}

static void
draft_kept_cb (RapportProfilePage *self,
               gint64              when)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (when);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  g_autofree char *clock = g_date_time_format (local, "%H:%M");
  g_autofree char *words = g_strdup_printf (_("Draft saved %s"), clock);

  g_object_set (self, "subtitle", words, NULL);
}

static void
draft_failed_cb (RapportProfilePage *self,
                 GError             *error)
{
  g_object_set (self, "subtitle", _("The draft cannot be saved"), NULL);
  g_message ("%s", error->message);
}

static void
form_changed_cb (RapportProfilePage *self)
{
  update_header (self);
  rapport_profile_nav_update (self->nav);
}

/* Drafts ------------------------------------------------------------------------------------------------------------ */

static void
offer_draft (RapportProfilePage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportDraft) draft = rapport_drafts_load (self->draft_key, &error);
  g_autofree char *words = NULL;
  g_autofree char *day = NULL;
  GHashTableIter iter;
  gpointer hash, bytes;

  gtk_revealer_set_reveal_child (self->draft_bar, FALSE);
  if (error != NULL)
    g_message ("%s", error->message);
  if (draft == NULL || self->context.read_only)
    return;
  g_hash_table_iter_init (&iter, draft->blobs);
  while (g_hash_table_iter_next (&iter, &hash, &bytes))
    rapport_member_form_add_blob (self->form, hash, bytes);
  rapport_member_form_apply (self->form, draft->values);
  if (!rapport_member_form_is_changed (self->form))
    return;
  {
    g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (draft->saved_at);
    g_autoptr (GDateTime) local = g_date_time_to_local (utc);

    day = g_date_time_format (local, "%e %B, %H:%M");
    words = g_strdup_printf (_("What you typed on %s and did not save is here again."), g_strchug (day));
  }
  gtk_label_set_text (self->draft_words, words);
  gtk_revealer_set_reveal_child (self->draft_bar, TRUE);
}

static void
forget_draft (RapportProfilePage *self)
{
  if (self->keeper != NULL)
    rapport_draft_keeper_forget (self->keeper);
  g_clear_object (&self->keeper);
  gtk_revealer_set_reveal_child (self->draft_bar, FALSE);
  g_object_set (self, "subtitle", NULL, NULL);
}

static void
start_keeper (RapportProfilePage *self)
{
  self->keeper = rapport_draft_keeper_new (self->form, self->draft_key,
                                           rapport_session_get_clock (rapport_page_get_session (RAPPORT_PAGE (self))));
  g_signal_connect_object (self->keeper, "kept", G_CALLBACK (draft_kept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "failed", G_CALLBACK (draft_failed_cb), self, G_CONNECT_SWAPPED);
}

static void
throw_away_cb (RapportProfilePage *self)
{
  forget_draft (self);
  load_member (self);
}

static void
leave (RapportProfilePage *self,
       gint64              member)
{
  g_autofree char *target = member != 0 ? g_strdup_printf ("members/%" G_GINT64_FORMAT, member) : g_strdup ("members");

  rapport_page_go (RAPPORT_PAGE (self), target);
}

static void
cancel_cb (RapportProfilePage *self)
{
  if (self->form != NULL && rapport_member_form_is_changed (self->form))
    {
      g_autofree char *target = self->member != 0 ? g_strdup_printf ("profile/%" G_GINT64_FORMAT, self->member)
                                                  : g_strdup ("profile/new");

      forget_draft (self);
      rapport_draft_toast_show (RAPPORT_PAGE (self), self->form, self->draft_key, target);
    }
  leave (self, self->member);
}

/* Saving ------------------------------------------------------------------------------------------------------------ */

/* Every field that cannot be saved says so, and the bar on top leads to each. */
static gboolean
check_sections (RapportProfilePage *self)
{
  const char *first = NULL;

  rapport_problem_bar_clear (self->problems);
  if (*rapport_member_form_get_string (self->form, "given_name") == '\0'
      && *rapport_member_form_get_string (self->form, "family_name") == '\0')
    {
      rapport_problem_bar_add (self->problems, "given_name", "", _("A member has a name: one of the two is enough."));
      first = "given_name";
    }
  for (guint i = 0; i < self->sections->len; i++)
    {
      RapportFieldRow *row = rapport_editor_section_check (g_ptr_array_index (self->sections, i));

      if (row == NULL)
        continue;
      rapport_problem_bar_add (self->problems, rapport_field_row_get_name (row), rapport_field_row_get_label (row), rapport_field_row_check (row));
      first = first != NULL ? first : rapport_field_row_get_name (row);
    }
  if (first != NULL)
    go_to_field_cb (self, first);
  return first == NULL;
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (RapportProfilePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = g_steal_pointer (&self->saved_words);
  gpointer data = NULL;
  gboolean saved = rapport_store_write_finish (RAPPORT_STORE (source), result, &data, &error);
  g_autoptr (RapportMemberSave) save = data;

  self->saving = FALSE;
  update_header (self);
  if (!saved)
    {
      rapport_page_show_error (RAPPORT_PAGE (self), _("The profile is not saved"), error);
      return;
    }
  forget_draft (self);
  rapport_page_toast (RAPPORT_PAGE (self), words, TRUE);
  leave (self, save->member);
}

static void
save_profile (RapportProfilePage *self)
{
  g_autofree char *name = NULL;

  if (self->saving || self->form == NULL || !rapport_member_form_is_changed (self->form) || !check_sections (self))
    return;
  name = dup_shown_name (self);
  self->saved_words = g_strdup_printf (self->member == 0 ? _("%s added") : _("Profile of %s changed"), name);
  self->saving = TRUE;
  update_header (self);
  rapport_store_write_async (get_store (self), rapport_member_form_save_command,
                             rapport_member_save_new (self->member, self->form), (GDestroyNotify) rapport_member_save_free,
                             NULL, saved_cb, g_object_ref (self));
}

/* History ----------------------------------------------------------------------------------------------------------- */

static void
show_history (RapportProfilePage *self,
              const char         *name)
{
  const RapportField *field = rapport_fields_find ("member", name);
  const char *label = _(field->label);

  for (guint i = 0; i < self->sections->len; i++)
    {
      RapportFieldRow *row = rapport_editor_section_find_row (g_ptr_array_index (self->sections, i), name);

      if (row != NULL)
        label = rapport_field_row_get_label (row);
    }
  rapport_history_pane_show_field (self->history, rapport_page_get_session (RAPPORT_PAGE (self)), self->profile, name, label);
  gtk_widget_set_visible (GTK_WIDGET (self->history), TRUE);
  update_layout (self);
}

static void
history_action (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  RapportProfilePage *self = RAPPORT_PROFILE_PAGE (widget);

  if (self->profile != NULL)
    show_history (self, g_variant_get_string (parameter, NULL));
}

static void
close_history_cb (RapportProfilePage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->history), FALSE);
  update_layout (self);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RapportProfilePage) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer data = NULL;

  if (rapport_store_write_finish (RAPPORT_STORE (source), result, &data, &error))
    rapport_page_toast (RAPPORT_PAGE (self), _("Earlier version restored"), TRUE);
  else
    rapport_page_show_error (RAPPORT_PAGE (self), _("The earlier version is not restored"), error);
  g_clear_pointer (&data, rapport_restore_version_free);
}

/* What was typed into that field and not saved gives way; the rest of the form stays as it is. */
static void
restore_cb (RapportProfilePage  *self,
            RapportHistoryEntry *entry,
            gboolean             choose)
{
  GVariant *value = rapport_field_value_is_set (entry->version->value) ? entry->version->value : NULL;
  RapportRestoreVersion *restore = rapport_restore_version_new (self->member, entry->name, value, choose);

  rapport_member_form_set (self->form, entry->name, value);
  rapport_store_write_async (get_store (self), rapport_restore_version_command, restore, rapport_restore_version_free,
                             NULL, restored_cb, g_object_ref (self));
}

/* Loading ----------------------------------------------------------------------------------------------------------- */

static void
clear_sections (RapportProfilePage *self)
{
  for (guint i = 0; self->sections != NULL && i < self->sections->len; i++)
    gtk_box_remove (self->sections_box, g_ptr_array_index (self->sections, i));
  g_clear_pointer (&self->sections, g_ptr_array_unref);
}

static void
build_sections (RapportProfilePage *self)
{
  clear_sections (self);
  self->sections = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (section_table); i++)
    {
      GtkWidget *section = g_object_new (section_table[i].get_type (), NULL);

      rapport_editor_section_set_up (RAPPORT_EDITOR_SECTION (section), section_table[i].name, _(section_table[i].title),
                                     &self->context);
      gtk_box_append (self->sections_box, section);
      g_ptr_array_add (self->sections, section);
    }
  rapport_profile_nav_set_sections (self->nav, &self->context, self->sections);
  rapport_profile_nav_select (self->nav, 0);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
fill_context (RapportProfilePage *self)
{
  RapportSession *session = rapport_page_get_session (RAPPORT_PAGE (self));
  const RapportViewer *viewer = rapport_session_get_viewer (session);

  self->context.form = self->form;
  self->context.profile = self->profile;
  self->context.policy = rapport_session_get_policy (session);
  self->context.programme = rapport_session_get_programme (session);
  self->context.now = rapport_clock_now (rapport_session_get_clock (session));
  self->context.read_only = !rapport_viewer_is_office (viewer) && viewer->member != self->member;
}

static char *
dup_draft_key (RapportProfilePage *self)
{
  const RapportMember *member = self->profile->member;

  return rapport_drafts_key ("member", rapport_store_get_path (get_store (self)), member != NULL ? member->uuid : "new");
}

/* Another person, or the same after the form was left: everything is made anew. */
static void
take_profile (RapportProfilePage *self)
{
  const RapportMember *member = self->profile->member;

  g_free (self->draft_key);
  self->form = rapport_member_form_new (member != NULL ? member->uuid : NULL, self->profile->values);
  self->draft_key = dup_draft_key (self);
  g_object_set (self, "subtitle", NULL, NULL);
  fill_context (self);
  offer_draft (self);
  build_sections (self);
  if (!self->context.read_only)
    start_keeper (self);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (form_changed_cb), self, G_CONNECT_SWAPPED);
  update_header (self);
  update_layout (self);
  self->to_first_field = self->member == 0;
  if (self->to_first_field && self->layout_source == 0)
    self->layout_source = g_idle_add (layout_cb, self);
}

/* The store has changed meanwhile: what was typed stays, what was not follows. */
static void
follow_profile (RapportProfilePage *self)
{
  self->context.profile = self->profile;
  rapport_member_form_rebase (self->form, self->profile->values);
  rapport_profile_nav_update (self->nav);
  update_header (self);
  if (gtk_widget_get_visible (GTK_WIDGET (self->history)) && rapport_history_pane_get_name (self->history) != NULL)
    show_history (self, rapport_history_pane_get_name (self->history));
}

static void
profile_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (RapportProfilePage) self = user_data;
  g_autoptr (GError) error = NULL;
  RapportMemberProfile *profile = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (profile == NULL)
    {
      if (g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND))
        leave (self, 0);
      else
        rapport_page_show_error (RAPPORT_PAGE (self), _("The profile cannot be read"), error);
      return;
    }
  if (self->profile != NULL)
    g_ptr_array_add (self->former_profiles, self->profile);
  self->profile = profile;
  if (self->built)
    {
      follow_profile (self);
      return;
    }
  self->built = TRUE;
  take_profile (self);
  g_ptr_array_set_size (self->former_profiles, 0);
}

static void
read_profile (RapportProfilePage *self)
{
  RapportSession *session = rapport_page_get_session (RAPPORT_PAGE (self));
  RapportMemberProfileAsk *ask = g_new0 (RapportMemberProfileAsk, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  ask->member = self->member;
  ask->programme = rapport_session_get_programme (session);
  ask->viewer = *rapport_session_get_viewer (session);
  rapport_store_read_async (get_store (self), rapport_member_profile_query, ask, g_free,
                            (GDestroyNotify) rapport_member_profile_free, self->cancellable, profile_read_cb,
                            g_object_ref (self));
}

/* Until the next profile is read nothing is there to type into: it would be lost with the form before. */
static void
drop_form (RapportProfilePage *self)
{
  clear_sections (self);
  if (self->form != NULL)
    g_signal_handlers_disconnect_by_data (self->form, self);
  g_clear_object (&self->keeper);
  g_clear_object (&self->form);
  rapport_problem_bar_clear (self->problems);
  gtk_revealer_set_reveal_child (self->draft_bar, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->history), FALSE);
  update_header (self);
}

static void
load_member (RapportProfilePage *self)
{
  drop_form (self);
  self->built = FALSE;
  self->section = 0;
  self->in_section = FALSE;
  read_profile (self);
}

/* The page ---------------------------------------------------------------------------------------------------------- */

static void
rapport_profile_page_go_to (RapportPage *page,
                            const char  *target)
{
  RapportProfilePage *self = RAPPORT_PROFILE_PAGE (page);

  if (self->keeper != NULL)
    rapport_draft_keeper_flush (self->keeper);
  self->member = g_str_equal (target, "new") ? 0 : g_ascii_strtoll (target, NULL, 10);
  load_member (self);
}

static void
rapport_profile_page_refresh (RapportPage *page)
{
  RapportProfilePage *self = RAPPORT_PROFILE_PAGE (page);
  const RapportViewer *viewer = rapport_session_get_viewer (rapport_page_get_session (page));
  gboolean read_only = !rapport_viewer_is_office (viewer) && viewer->member != self->member;

  if (self->built && read_only != self->context.read_only)
    load_member (self);
  else if (self->built)
    read_profile (self);
}

static void
rapport_profile_page_command (RapportPage *page,
                              const char  *name,
                              GVariant    *parameter)
{
  RapportProfilePage *self = RAPPORT_PROFILE_PAGE (page);

  if (g_str_equal (name, "suggested"))
    save_profile (self);
  else if (g_str_equal (name, "select-cancel"))
    close_history_cb (self);
}

static void
rapport_profile_page_back (RapportPage *page)
{
  RapportProfilePage *self = RAPPORT_PROFILE_PAGE (page);

  if (gtk_widget_get_visible (GTK_WIDGET (self->history)))
    gtk_widget_set_visible (GTK_WIDGET (self->history), FALSE);
  else
    self->in_section = FALSE;
  update_layout (self);
}

static void
rapport_profile_page_unmap (GtkWidget *widget)
{
  RapportProfilePage *self = RAPPORT_PROFILE_PAGE (widget);

  if (self->keeper != NULL)
    rapport_draft_keeper_flush (self->keeper);
  GTK_WIDGET_CLASS (rapport_profile_page_parent_class)->unmap (widget);
}

static void
rapport_profile_page_dispose (GObject *object)
{
  RapportProfilePage *self = RAPPORT_PROFILE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->layout_source, g_source_remove);
  g_clear_object (&self->keeper);
  g_clear_object (&self->form);
  g_clear_pointer (&self->draft_key, g_free);
  g_clear_pointer (&self->saved_words, g_free);
  g_clear_pointer (&self->sections, g_ptr_array_unref);

  G_OBJECT_CLASS (rapport_profile_page_parent_class)->dispose (object);
}

static void
rapport_profile_page_finalize (GObject *object)
{
  RapportProfilePage *self = RAPPORT_PROFILE_PAGE (object);

  g_clear_pointer (&self->profile, rapport_member_profile_free);
  g_clear_pointer (&self->former_profiles, g_ptr_array_unref);

  G_OBJECT_CLASS (rapport_profile_page_parent_class)->finalize (object);
}

static void
rapport_profile_page_class_init (RapportProfilePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RapportPageClass *page_class = RAPPORT_PAGE_CLASS (klass);

  object_class->dispose = rapport_profile_page_dispose;
  object_class->finalize = rapport_profile_page_finalize;
  widget_class->size_allocate = rapport_profile_page_size_allocate;
  widget_class->measure = rapport_profile_page_measure;
  widget_class->get_request_mode = rapport_profile_page_get_request_mode;
  widget_class->unmap = rapport_profile_page_unmap;
  page_class->go_to = rapport_profile_page_go_to;
  page_class->refresh = rapport_profile_page_refresh;
  page_class->command = rapport_profile_page_command;
  page_class->back = rapport_profile_page_back;

  g_type_ensure (RAPPORT_TYPE_PROFILE_NAV);
  g_type_ensure (RAPPORT_TYPE_HISTORY_PANE);
  g_type_ensure (RAPPORT_TYPE_PROBLEM_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/profile-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportProfilePage, nav);
  gtk_widget_class_bind_template_child (widget_class, RapportProfilePage, nav_line);
  gtk_widget_class_bind_template_child (widget_class, RapportProfilePage, middle);
  gtk_widget_class_bind_template_child (widget_class, RapportProfilePage, draft_bar);
  gtk_widget_class_bind_template_child (widget_class, RapportProfilePage, draft_words);
  gtk_widget_class_bind_template_child (widget_class, RapportProfilePage, problems);
  gtk_widget_class_bind_template_child (widget_class, RapportProfilePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, RapportProfilePage, sections_box);
  gtk_widget_class_bind_template_child (widget_class, RapportProfilePage, history_line);
  gtk_widget_class_bind_template_child (widget_class, RapportProfilePage, history);
  gtk_widget_class_bind_template_callback (widget_class, go_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_to_field_cb);
  gtk_widget_class_bind_template_callback (widget_class, throw_away_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_history_cb);
  gtk_widget_class_install_action (widget_class, "profile.history", "s", history_action);
}

/* Narrow the header has room for icons alone. */
static void
narrow_cb (RapportProfilePage *self)
{
  gboolean narrow;

  g_object_get (self, "narrow", &narrow, NULL);
  if (narrow)
    {
      gtk_button_set_icon_name (GTK_BUTTON (self->cancel), "edit-clear-all-symbolic");
      gtk_button_set_icon_name (GTK_BUTTON (self->save), "document-save-symbolic");
    }
  else
    {
      gtk_button_set_label (GTK_BUTTON (self->cancel), _("Cancel"));
      gtk_button_set_label (GTK_BUTTON (self->save), _("Save"));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cancel), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Cancel"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->save), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Save"), -1);
}

static void
make_header (RapportProfilePage *self)
{
  self->cancel = gtk_button_new ();
  self->save = gtk_button_new ();
  gtk_widget_set_tooltip_text (self->cancel, _("Cancel: Keep Nothing of What Was Typed"));
  gtk_widget_set_tooltip_text (self->save, _("Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (cancel_cb), self);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_profile), self);
  g_object_set (self, "start-widget", self->cancel, "end-widget", self->save, NULL);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
  narrow_cb (self);
}

static void
rapport_profile_page_init (RapportProfilePage *self)
{
  self->former_profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_member_profile_free);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (section_table); i++)
    rapport_profile_nav_add_section (self->nav, _(section_table[i].title), section_table[i].icon);
  make_header (self);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
}
