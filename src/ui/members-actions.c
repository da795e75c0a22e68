/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/members-actions.h"

#include <glib/gi18n.h>

#include "model/field-check.h"
#include "model/operations.h"
#include "services/enrol.h"
#include "services/export.h"
#include "services/members.h"
#include "ui/compat.h"
#include "ui/form-window.h"
#include "ui/member-words.h"
#include "ui/set-field.h"

static RapportSession *
session_of (RapportMembersPage *page)
{
  return rapport_page_get_session (RAPPORT_PAGE (page));
}

static RapportStore *
store_of (RapportMembersPage *page)
{
  return rapport_session_get_store (session_of (page));
}

static GtkWindow *
window_of (RapportMembersPage *page)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page)));
}

/* Writing ----------------------------------------------------------------------------------------------------------- */

/* What was asked for, to say what happened. */
typedef struct {
  RapportMembersPage *page;
  char *title;     /* of the operation */
  guint count;
  GDestroyNotify data_free;
} Job;

static void
say_done (Job *job)
{
  g_autofree char *count = g_strdup_printf ("%u", job->count);
  const char *args[] = { count, NULL };
  g_autofree char *sentence = rapport_operation_sentence (job->title, args, NULL, NULL);

  rapport_members_page_end_selection (job->page);
  rapport_page_toast (RAPPORT_PAGE (job->page), sentence, TRUE);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  gpointer data = NULL;

  if (rapport_store_write_finish (RAPPORT_STORE (source), result, &data, &error))
    say_done (job);
  else
    rapport_page_show_error (RAPPORT_PAGE (job->page), _("Nothing was changed"), error);
  g_clear_pointer (&data, job->data_free);
  g_object_unref (job->page);
  g_free (job->title);
  g_free (job);
}

static void
write_job (RapportMembersPage *page,
           const char         *title,
           guint               count,
           RapportCommand      command,
           gpointer            data,
           GDestroyNotify      data_free)
{
  Job *job = g_new0 (Job, 1);

  job->page = g_object_ref (page);
  job->title = g_strdup (title);
  job->count = count;
  job->data_free = data_free;
  rapport_store_write_async (store_of (page), command, data, data_free, NULL, written_cb, job);
}

/* Delete ------------------------------------------------------------------------------------------------------------ */

/* Plain, because Undo takes it back. */
static void
delete_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  RapportMembersPage *page = user_data;
  g_autoptr (GArray) ids = rapport_members_page_dup_chosen (page);
  RapportMembersEdit *edit;

  if (ids->len == 0)
    return;
  edit = rapport_members_edit_new ();
  g_array_append_vals (edit->members, ids->data, ids->len);
  write_job (page, "delete-members", ids->len, rapport_members_delete_command, edit, (GDestroyNotify) rapport_members_edit_free);
}

/* A form about those who are chosen --------------------------------------------------------------------------------- */

typedef struct {
  RapportMembersPage *page;
  GArray *ids;
  GtkWidget *first;    /* the controls that the form asks with */
  GtkWidget *second;
} Form;

static void
form_free (gpointer  data,
           GClosure *closure)
{
  Form *form = data;

  g_object_unref (form->page);
  g_array_unref (form->ids);
  g_free (form);
}

static Form *
form_new (RapportMembersPage *page)
{
  Form *form = g_new0 (Form, 1);

  form->page = g_object_ref (page);
  form->ids = rapport_members_page_dup_chosen (page);
  return form;
}

static GtkWidget *
present_form (Form       *form,
              const char *title,
              const char *verb,
              const char *sentence,
              GtkWidget  *content,
              GCallback   accepted)
{
  GtkWidget *window = rapport_form_window_new (window_of (form->page), title, verb, sentence, content);

  g_signal_connect_data (window, "accepted", accepted, form, form_free, 0);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* Enrol ------------------------------------------------------------------------------------------------------------- */

static void
enrol_accepted_cb (RapportFormWindow *window,
                   Form              *form)
{
  gboolean mentor = adw_combo_row_get_selected (ADW_COMBO_ROW (form->first)) == 0;
  RapportEnrolment *enrolment = rapport_enrolment_new ((const gint64 *) (gpointer) form->ids->data, form->ids->len,
                                                       mentor ? "mentor" : "mentee");

  if (mentor)
    enrolment->capacity = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (form->second));
  write_job (form->page, "enrol-members", form->ids->len, rapport_enrol_command, enrolment,
             (GDestroyNotify) rapport_enrolment_free);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
role_chosen_cb (AdwComboRow *row,
                GParamSpec  *pspec,
                GtkWidget   *places)
{
  gtk_widget_set_visible (places, adw_combo_row_get_selected (row) == 0);
}

static GtkWidget *
new_enrol_form (Form                *form,
                const RapportPolicy *policy)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *places = adw_action_row_new ();
  g_autofree char *mentor = rapport_word_alone (policy->mentor_word);
  g_autofree char *mentee = rapport_word_alone (policy->mentee_word);
  const char *roles[] = { mentor, mentee, NULL };
  g_autoptr (GtkStringList) words = gtk_string_list_new (roles);

  form->first = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->first), _("Enrol as"));
  adw_combo_row_set_model (ADW_COMBO_ROW (form->first), G_LIST_MODEL (words));
  form->second = gtk_spin_button_new_with_range (1, policy->capacity_ceiling > 0 ? policy->capacity_ceiling : 50, 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (form->second), MAX (1, policy->default_capacity));
  gtk_widget_set_valign (form->second, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (form->second), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Places for each"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (places), _("Places for each"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (places), form->second);
  g_signal_connect (form->first, "notify::selected", G_CALLBACK (role_chosen_cb), places);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), form->first);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), places);
  return group;
}

static void
enrol_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  Form *form = form_new (user_data);
  const RapportPolicy *policy = rapport_session_get_policy (session_of (form->page));
  g_autofree char *title = g_strdup_printf (ngettext ("Enrol %'u Member", "Enrol %'u Members", form->ids->len), form->ids->len);
  GtkWidget *content = new_enrol_form (form, policy);

  present_form (form, title, _("Enrol"), _("They take part in the programme in this role from today on."), content,
                G_CALLBACK (enrol_accepted_cb));
}

/* Set Field --------------------------------------------------------------------------------------------------------- */

static void
set_accepted_cb (RapportFormWindow *window,
                 Form              *form)
{
  RapportMembersEdit *edit = rapport_members_edit_new ();
  g_autofree char *value = rapport_set_field_dup_value (RAPPORT_SET_FIELD (form->first));

  g_array_append_vals (edit->members, form->ids->data, form->ids->len);
  rapport_members_edit_add_text (edit, rapport_set_field_get_field (RAPPORT_SET_FIELD (form->first)), value);
  write_job (form->page, "set-field", form->ids->len, rapport_members_set_command, edit, (GDestroyNotify) rapport_members_edit_free);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
ready_cb (RapportSetField   *content,
          GParamSpec        *pspec,
          RapportFormWindow *window)
{
  gboolean ready;

  g_object_get (content, "ready", &ready, NULL);
  rapport_form_window_set_ready (window, ready);
}

static void
set_field_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  Form *form = form_new (user_data);
  g_autofree char *title = g_strdup_printf (ngettext ("Set a Field of %'u Member", "Set a Field of %'u Members", form->ids->len),
                                            form->ids->len);
  GtkWidget *window;

  form->first = rapport_set_field_new (session_of (form->page), form->ids);
  window = present_form (form, title, _("Set"), _("The same value is written for each of them, as one step that Undo takes back."),
                         form->first, G_CALLBACK (set_accepted_cb));
  g_signal_connect_object (form->first, "notify::ready", G_CALLBACK (ready_cb), window, 0);
}

/* Pause ------------------------------------------------------------------------------------------------------------- */

static void
pause_accepted_cb (RapportFormWindow *window,
                   Form              *form)
{
  const RapportField *date = rapport_fields_find ("enrolment", "paused_until");
  RapportEnrolment *enrolment = rapport_enrolment_new ((const gint64 *) (gpointer) form->ids->data, form->ids->len, NULL);

  enrolment->paused_until = rapport_field_from_typed (date, gtk_editable_get_text (GTK_EDITABLE (form->first)));
  write_job (form->page, "pause-members", form->ids->len, rapport_pause_command, enrolment, (GDestroyNotify) rapport_enrolment_free);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
date_changed_cb (GtkEditable       *editable,
                 RapportFormWindow *window)
{
  g_autofree char *problem = rapport_field_problem (rapport_fields_find ("enrolment", "paused_until"),
                                                    gtk_editable_get_text (editable));

  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (editable), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (editable), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (editable), problem);
  rapport_form_window_set_ready (window, problem == NULL);
}

static void
pause_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  Form *form = form_new (user_data);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *window;
  g_autofree char *title = g_strdup_printf (ngettext ("Pause %'u Member", "Pause %'u Members", form->ids->len), form->ids->len);

  form->first = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->first), _("Last day of the pause (may stay empty)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (form->first))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Last day of the pause"), -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), form->first);
  window = present_form (form, title, _("Pause"),
                         _("They are not found and get no requests while the pause lasts. Partnerships go on."), group,
                         G_CALLBACK (pause_accepted_cb));
  g_signal_connect_object (form->first, "changed", G_CALLBACK (date_changed_cb), window, 0);
}

static void
resume_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  RapportMembersPage *page = user_data;
  g_autoptr (GArray) ids = rapport_members_page_dup_chosen (page);
  RapportEnrolment *enrolment = rapport_enrolment_new ((const gint64 *) (gpointer) ids->data, ids->len, NULL);

  write_job (page, "resume-members", ids->len, rapport_resume_command, enrolment, (GDestroyNotify) rapport_enrolment_free);
}

/* Export ------------------------------------------------------------------------------------------------------------ */

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RapportMembersPage) page = user_data;
  g_autoptr (GError) error = NULL;
  RapportExport *export = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);

  if (export == NULL)
    rapport_page_show_error (RAPPORT_PAGE (page), _("The list is not exported"), error);
  else
    {
      int n = g_atomic_int_get (&export->done);
      g_autofree char *words = g_strdup_printf (ngettext ("%d member exported", "%d members exported", n), n);

      rapport_members_page_end_selection (page);
      rapport_page_toast (RAPPORT_PAGE (page), words, FALSE);
    }
}

static void
export_chosen_cb (GFile    *file,
                  gpointer  data)
{
  Form *form = data;
  RapportSession *session = session_of (form->page);

  if (file != NULL)
    rapport_store_read_async (store_of (form->page), rapport_export_query,
                              rapport_export_new (file, form->ids, rapport_session_get_viewer (session),
                                                  rapport_session_get_programme (session)),
                              (GDestroyNotify) rapport_export_free, NULL, NULL, exported_cb, g_object_ref (form->page));
  form_free (form, NULL);
}

/* @ids: (transfer full) */
static void
export_members (RapportMembersPage *page,
                GArray             *ids)
{
  static const RapportFileFilter filters[] = { { N_("CSV tables"), "*.csv" } };
  Form *form = g_new0 (Form, 1);

  form->page = g_object_ref (page);
  form->ids = ids;
  rapport_choose_file_to_save (window_of (page), _("Export Members"), _("members.csv"), filters, G_N_ELEMENTS (filters),
                               export_chosen_cb, form);
}

/* The whole list, as it is filtered and ordered. */
static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  export_members (user_data, rapport_members_page_dup_listed (user_data));
}

static void
export_selected_action (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  export_members (user_data, rapport_members_page_dup_chosen (user_data));
}

/* ------------------------------------------------------------------------------------------------------------------- */

static const GActionEntry entries[] = {
  { .name = "delete", .activate = delete_action },
  { .name = "enrol", .activate = enrol_action },
  { .name = "set-field", .activate = set_field_action },
  { .name = "pause", .activate = pause_action },
  { .name = "resume", .activate = resume_action },
  { .name = "export", .activate = export_action },
  { .name = "export-selected", .activate = export_selected_action },
};

/** Returns: (transfer full): the actions; they do not hold @page. */
GSimpleActionGroup *
rapport_members_actions_new (RapportMembersPage *page)
{
  GSimpleActionGroup *group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), page);
  return group;
}

/** Nobody chosen, or acting as a member: the bulk commands are there and cannot be used. */
void
rapport_members_actions_update (RapportMembersPage *page,
                                GSimpleActionGroup *actions)
{
  static const char * const names[] = { "delete", "enrol", "set-field", "pause", "resume", "export-selected" };
  g_autoptr (GArray) ids = NULL;
  gboolean enabled;

  if (actions == NULL)
    return;
  ids = rapport_members_page_dup_chosen (page);
  enabled = ids->len > 0 && rapport_viewer_is_office (rapport_session_get_viewer (session_of (page)));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (actions), names[i])), enabled);
}

static void
add_button (GtkWidget  *bar,
            const char *label,
            const char *action,
            gboolean    end)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (end)
    gtk_action_bar_pack_end (GTK_ACTION_BAR (bar), button);
  else
    gtk_action_bar_pack_start (GTK_ACTION_BAR (bar), button);
}

/** Returns: (transfer floating): the bar below the list while several are selected. */
GtkWidget *
rapport_members_actions_new_bar (void)
{
  GtkWidget *bar = gtk_action_bar_new ();

  add_button (bar, _("Enrol…"), "members.enrol", FALSE);
  add_button (bar, _("Set Field…"), "members.set-field", FALSE);
  add_button (bar, _("Pause…"), "members.pause", FALSE);
  add_button (bar, _("Delete"), "members.delete", TRUE);
  add_button (bar, _("Export…"), "members.export-selected", TRUE);
  return bar;
}
