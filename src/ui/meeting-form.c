/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting-form.h"

#include <glib/gi18n.h>

#include "model/date.h"
#include "model/strip.h"
#include "services/meetings.h"
#include "ui/badge.h"
#include "ui/day-row.h"
#include "ui/draft-note.h"
#include "ui/meeting-draft.h"
#include "ui/note-row.h"
#include "ui/stack-truth.h"

/* What the form is for. */
typedef enum {
  MODE_EMPTY,
  MODE_NEW,
  MODE_EDIT,     /* nobody has signed */
  MODE_READ,     /* somebody has, or it was corrected: but for own notes */
  MODE_CORRECT,
} Mode;

struct _RapportMeetingForm
{
  AdwBin parent_instance;

  /* Template widgets */
  RapportDraftNote *draft;
  GtkStack *stack;
  GtkLabel *title_label;
  AdwBin *badge_slot;
  GtkWidget *kinds;
  GtkToggleButton *meeting_button;
  GtkToggleButton *check_in_button;
  GtkEditable *date_row;
  GtkEditable *from_entry;
  GtkEditable *to_entry;
  GtkEditable *minutes_entry;
  AdwComboRow *channel_row;
  GtkEditable *place_row;
  RapportNoteRow *topics_row;
  RapportNoteRow *agenda_row;
  RapportNoteRow *next_steps_row;
  GtkWidget *notes_list;
  RapportNoteRow *notes_row;
  RapportNoteRow *own_notes_row;
  GtkLabel *hint_label;
  GtkLabel *problem_label;
  GtkWidget *save_button;
  GtkWidget *sign_button;
  GtkWidget *correct_button;
  GtkWidget *cancel_button;
  GtkWidget *more_button;

  /* Borrowed */
  const RapportWorkspace *workspace;

  /* Owned */
  RapportSession *session;
  RapportMeeting *kept;    /* as it is in the store, or what a new one began with */
  char **channels;
  GSimpleActionGroup *actions;

  Mode mode;
  gboolean filling;        /* we set the fields; nobody types */
  gboolean touched;
  gboolean busy;
};

enum {
  SAVED,
  SIGN,
  REMOVE,
  CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportMeetingForm, rapport_meeting_form, ADW_TYPE_BIN)

static void update_kind    (RapportMeetingForm *self);
static void update_actions (RapportMeetingForm *self);

/* --- Between fields and meeting ------------------------------------------------------------------------------ */

static void
set_text (char       **field,
          const char  *text)
{
  g_free (*field);
  *field = g_strdup (text);
  rapport_strip (*field);
}

static const char *
get_channel (RapportMeetingForm *self)
{
  guint selected = adw_combo_row_get_selected (self->channel_row);

  return selected == GTK_INVALID_LIST_POSITION || self->channels == NULL || selected >= g_strv_length (self->channels)
           ? "" : self->channels[selected];
}

/* The meeting as the form has it now. */
static RapportMeeting *
read_form (RapportMeetingForm *self)
{
  RapportMeeting *meeting = rapport_meeting_copy (self->kept);
  gboolean check_in = gtk_toggle_button_get_active (self->check_in_button);

  set_text (&meeting->kind, check_in ? "check-in" : "meeting");
  if (self->mode != MODE_READ) /* where it stands in words */
    set_text (&meeting->held_on, gtk_editable_get_text (self->date_row));
  set_text (&meeting->starts, check_in ? "" : gtk_editable_get_text (self->from_entry));
  set_text (&meeting->ends, check_in ? "" : gtk_editable_get_text (self->to_entry));
  meeting->minutes = (int) CLAMP (g_ascii_strtoll (gtk_editable_get_text (self->minutes_entry), NULL, 10), 0, 100000);
  set_text (&meeting->channel, get_channel (self));
  set_text (&meeting->place, check_in ? "" : gtk_editable_get_text (self->place_row));
  set_text (&meeting->topics, rapport_note_row_get_text (self->topics_row));
  set_text (&meeting->agenda, rapport_note_row_get_text (self->agenda_row));
  set_text (&meeting->next_steps, rapport_note_row_get_text (self->next_steps_row));
  if (gtk_widget_get_visible (self->notes_list))
    {
      set_text (&meeting->notes, rapport_note_row_get_text (self->notes_row));
      set_text (&meeting->own_notes, rapport_note_row_get_text (self->own_notes_row));
    }
  return meeting;
}

static guint
find_channel (RapportMeetingForm *self,
              const char         *channel)
{
  for (guint i = 0; self->channels[i] != NULL; i++)
    if (g_strcmp0 (self->channels[i], channel != NULL ? channel : "") == 0)
      return i;
  return 0;
}

/* The channels of the policy; one that a meeting has and the policy does not is kept. */
static void
fill_channels (RapportMeetingForm *self,
               const char         *channel)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  char **known = self->workspace->policy->channels;

  g_ptr_array_add (ids, g_strdup (""));
  gtk_string_list_append (labels, _("Not said"));
  for (guint i = 0; known != NULL && known[i] != NULL; i++)
    {
      g_ptr_array_add (ids, g_strdup (known[i]));
      gtk_string_list_append (labels, rapport_channel_label (known[i]));
    }
  if (channel != NULL && *channel != '\0' && (known == NULL || !g_strv_contains ((const char * const *) known, channel)))
    {
      g_ptr_array_add (ids, g_strdup (channel));
      gtk_string_list_append (labels, rapport_channel_label (channel));
    }
  g_ptr_array_add (ids, NULL);
  g_strfreev (self->channels);
  self->channels = (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
  adw_combo_row_set_model (self->channel_row, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->channel_row, find_channel (self, channel));
}

static void
put_text (GtkEditable *editable,
          const char  *text)
{
  gtk_editable_set_text (editable, text != NULL ? text : "");
}

static void
put_minutes (RapportMeetingForm *self,
             int                 minutes)
{
  g_autofree char *text = minutes > 0 ? g_strdup_printf ("%d", minutes) : g_strdup ("");

  put_text (self->minutes_entry, text);
}

static void
fill_form (RapportMeetingForm *self)
{
  const RapportMeeting *meeting = self->kept;
  RapportSide side;

  self->filling = TRUE;
  gtk_toggle_button_set_active (rapport_meeting_is_check_in (meeting) ? self->check_in_button : self->meeting_button, TRUE);
  put_text (self->date_row, meeting->held_on);
  put_text (self->from_entry, meeting->starts);
  put_text (self->to_entry, meeting->ends);
  put_minutes (self, meeting->minutes);
  fill_channels (self, meeting->channel);
  put_text (self->place_row, meeting->place);
  rapport_note_row_set_text (self->topics_row, meeting->topics);
  rapport_note_row_set_text (self->agenda_row, meeting->agenda);
  rapport_note_row_set_text (self->next_steps_row, meeting->next_steps);
  rapport_note_row_set_text (self->notes_row, meeting->notes);
  rapport_note_row_set_text (self->own_notes_row, meeting->own_notes);
  gtk_widget_set_visible (self->notes_list, rapport_workspace_get_side (self->workspace, &side));
  self->filling = FALSE;
  self->touched = FALSE;
}

/* --- Drafts -------------------------------------------------------------------------------------------------- */

static GHashTable *
values_of_draft (gpointer owner)
{
  RapportMeetingForm *self = owner;
  g_autoptr (RapportMeeting) meeting = NULL;

  if (!rapport_meeting_form_is_dirty (self))
    return NULL;
  meeting = read_form (self);
  return rapport_meeting_draft_values (meeting);
}

/* What the draft says stands in the fields, what is kept stays what it is. */
static void
put_draft (RapportMeetingForm *self,
           const RapportDraft *draft)
{
  RapportMeeting *kept = g_steal_pointer (&self->kept);

  self->kept = rapport_meeting_copy (kept);
  rapport_meeting_draft_apply (draft, self->kept);
  fill_form (self);
  rapport_meeting_free (self->kept);
  self->kept = kept;
  self->touched = TRUE;
}

/* One for each meeting and for a new one of each pair, and for who sees it: own notes are in it. */
static void
bring_draft_back (RapportMeetingForm *self)
{
  g_autofree char *what = g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, self->kept->partnership,
                                           self->kept->no, rapport_session_get_viewer (self->session)->member);
  g_autoptr (RapportDraft) draft = NULL;

  if (self->mode == MODE_READ)
    {
      rapport_draft_note_end (self->draft);
      return;
    }
  draft = rapport_draft_note_begin (self->draft, self->session, "meeting", what, values_of_draft, self);
  if (draft == NULL)
    return;
  put_draft (self, draft);
  update_kind (self);
  update_actions (self);
}

static gboolean
same_text (const char *one,
           const char *other)
{
  return g_strcmp0 (one != NULL ? one : "", other != NULL ? other : "") == 0;
}

static gboolean
same_meeting (const RapportMeeting *one,
              const RapportMeeting *other)
{
  return rapport_meeting_is_check_in (one) == rapport_meeting_is_check_in (other) && one->minutes == other->minutes
         && same_text (one->held_on, other->held_on) && same_text (one->starts, other->starts)
         && same_text (one->ends, other->ends) && same_text (one->channel, other->channel)
         && same_text (one->place, other->place) && same_text (one->topics, other->topics)
         && same_text (one->agenda, other->agenda) && same_text (one->next_steps, other->next_steps)
         && same_text (one->notes, other->notes) && same_text (one->own_notes, other->own_notes);
}

/* --- What can be done ---------------------------------------------------------------------------------------- */

static const RapportMeetingEntry *
get_entry (RapportMeetingForm *self)
{
  return self->workspace != NULL && self->kept != NULL && self->kept->no != 0
           ? rapport_meeting_log_find (self->workspace->log, self->kept->no) : NULL;
}

/* Whether the viewer, or somebody at this machine, can still sign it. */
static gboolean
can_sign (RapportMeetingForm        *self,
          const RapportMeetingEntry *entry)
{
  RapportSide side;

  if (entry == NULL || entry->superseded)
    return FALSE;
  if (rapport_workspace_get_side (self->workspace, &side))
    return entry->signatures[side] == NULL;
  return !rapport_meeting_entry_is_signed_by_both (entry);
}

/* The sentence that keeps it from being saved; NULL when nothing does. */
static char *
find_problem (RapportMeetingForm *self)
{
  g_autoptr (RapportMeeting) meeting = read_form (self);
  const RapportMeetingPair *pair = self->workspace->pair;
  const char *until = pair->ended_on;

  if (self->mode == MODE_READ)
    return NULL;
  if (*until == '\0' && g_strcmp0 (self->workspace->today, pair->ends_on) > 0)
    until = pair->ends_on;
  rapport_meeting_fill_time (meeting);
  return rapport_meeting_problem (meeting, self->workspace->today, pair->starts_on, until);
}

static void
update_problem (RapportMeetingForm *self,
                const char         *problem)
{
  gtk_label_set_text (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
  if (self->touched)
    gtk_widget_add_css_class (GTK_WIDGET (self->problem_label), "state-overdue");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->problem_label), "state-overdue");
}

static const char *
save_label (RapportMeetingForm *self)
{
  if (self->mode == MODE_CORRECT)
    return _("Save as New Version");
  if (self->mode != MODE_NEW)
    return _("Save");
  return gtk_toggle_button_get_active (self->check_in_button) ? _("Log Check-in") : _("Log Meeting");
}

static void
update_actions (RapportMeetingForm *self)
{
  const RapportMeetingEntry *entry = get_entry (self);
  gboolean dirty = rapport_meeting_form_is_dirty (self);
  gboolean saves = self->mode == MODE_NEW || self->mode == MODE_CORRECT || dirty;
  g_autofree char *problem = saves ? find_problem (self) : NULL;
  GAction *remove_action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "delete");

  gtk_button_set_label (GTK_BUTTON (self->save_button), save_label (self));
  gtk_widget_set_visible (self->save_button, saves);
  gtk_widget_set_sensitive (self->save_button, problem == NULL && !self->busy);
  gtk_widget_set_visible (self->cancel_button, saves);
  gtk_button_set_label (GTK_BUTTON (self->cancel_button), self->mode == MODE_NEW || self->mode == MODE_CORRECT ? _("Cancel") : _("Put Back"));
  gtk_widget_set_visible (self->sign_button, !saves && can_sign (self, entry));
  gtk_widget_set_visible (self->correct_button, !saves && self->mode == MODE_READ && entry != NULL && !entry->superseded);
  gtk_widget_set_visible (self->more_button, !saves && entry != NULL && !entry->superseded
                                               && !rapport_meeting_entry_is_signed_by_both (entry));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (remove_action), gtk_widget_get_visible (self->more_button));
  update_problem (self, problem);
}

/* To read, a day stands in words; to type, as it is typed. */
static void
show_date (RapportMeetingForm *self)
{
  g_autofree char *day = self->mode == MODE_READ ? rapport_date_format_long (self->kept->held_on) : g_strdup (self->kept->held_on);

  self->filling = TRUE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->date_row), self->mode == MODE_READ ? _("Date") : _("Date (year-month-day)"));
  gtk_editable_set_text (self->date_row, day);
  self->filling = FALSE;
}

/* What is empty is not shown to somebody who cannot fill it in. */
static void
hide_empty (RapportMeetingForm *self)
{
  gboolean reads = self->mode == MODE_READ;

  gtk_widget_set_visible (GTK_WIDGET (self->agenda_row), !reads || *rapport_note_row_get_text (self->agenda_row) != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->next_steps_row), !reads || *rapport_note_row_get_text (self->next_steps_row) != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->notes_row), !reads || *rapport_note_row_get_text (self->notes_row) != '\0');
  if (reads && *gtk_editable_get_text (self->place_row) == '\0')
    gtk_widget_set_visible (GTK_WIDGET (self->place_row), FALSE);
}

static void
update_editable (RapportMeetingForm *self)
{
  gboolean editable = self->mode != MODE_READ;
  GtkEditable *entries[] = { self->date_row, self->from_entry, self->to_entry, self->minutes_entry, self->place_row };
  RapportNoteRow *texts[] = { self->topics_row, self->agenda_row, self->next_steps_row, self->notes_row };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    gtk_editable_set_editable (entries[i], editable);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_object_set (texts[i], "editable", editable, NULL);
  gtk_widget_set_can_target (GTK_WIDGET (self->channel_row), editable);
  gtk_widget_set_can_focus (GTK_WIDGET (self->channel_row), editable);
  if (editable)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "read-only");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "read-only");
  gtk_widget_set_visible (self->kinds, editable);
}

/* A check-in has neither hours nor a place. */
static void
update_kind (RapportMeetingForm *self)
{
  gboolean check_in = gtk_toggle_button_get_active (self->check_in_button);

  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->from_entry)), !check_in);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->to_entry)), !check_in);
  gtk_widget_set_visible (GTK_WIDGET (self->place_row), !check_in);
}

static GtkWidget *
badge_of (RapportMeetingForm        *self,
          const RapportMeetingEntry *entry)
{
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;

  if (entry->superseded)
    return rapport_badge_new (RAPPORT_TONE_NEUTRAL, "document-open-recent-symbolic", _("Corrected"));
  if (rapport_meeting_entry_is_signed_by_both (entry))
    return rapport_badge_new (RAPPORT_TONE_ACTIVE, "changes-prevent-symbolic", _("Signed"));
  if (!rapport_meeting_entry_is_signed (entry))
    return rapport_badge_new (RAPPORT_TONE_INFO, "document-edit-symbolic", _("Unsigned"));
  name = rapport_workspace_get_short_name (self->workspace, entry->signatures[RAPPORT_SIDE_MENTEE] == NULL
                                                              ? RAPPORT_SIDE_MENTEE : RAPPORT_SIDE_MENTOR);
  words = g_strdup_printf (_("Waits for %s"), name);
  return rapport_badge_new (RAPPORT_TONE_ATTENTION, "document-edit-symbolic", words);
}

static void
update_head (RapportMeetingForm *self)
{
  const RapportMeetingEntry *entry = get_entry (self);
  g_autofree char *title = NULL;
  const char *hint = _("Once one of the two has signed, this row is locked. A correction becomes a new version beside it.");

  adw_bin_set_child (self->badge_slot, entry != NULL && self->mode != MODE_CORRECT ? badge_of (self, entry) : NULL);
  if (self->mode == MODE_NEW)
    title = g_strdup (_("New Meeting"));
  else if (self->mode == MODE_CORRECT)
    title = g_strdup (_("Correction"));
  else if (entry != NULL && entry->version > 1)
    title = g_strdup_printf (_("Meeting %u, Version %u"), entry->number, entry->version);
  else if (entry != NULL)
    title = g_strdup_printf (_("Meeting %u"), entry->number);
  gtk_label_set_text (self->title_label, title != NULL ? title : "");
  if (self->mode == MODE_READ && entry != NULL && entry->superseded)
    hint = _("A later version stands for this one. It stays with its signatures.");
  else if (self->mode == MODE_READ)
    hint = _("This row is locked, as it is signed. A correction becomes a new version beside it.");
  else if (self->mode == MODE_CORRECT)
    hint = _("The signed version stays and is struck through. The two sign the new one again.");
  gtk_label_set_text (self->hint_label, hint);
}

static void
set_mode (RapportMeetingForm *self,
          Mode                mode)
{
  self->mode = mode;
  /* where there is no meeting at all the list says so */
  gtk_stack_set_visible_child_name (self->stack, mode != MODE_EMPTY ? "form"
                                                 : self->workspace->log->entries->len > 0 ? "empty" : "nothing");
  if (mode == MODE_EMPTY)
    return;
  show_date (self);
  update_editable (self);
  update_kind (self);
  hide_empty (self);
  update_head (self);
  update_actions (self);
}

/* --- Typing -------------------------------------------------------------------------------------------------- */

static void
edited_cb (RapportMeetingForm *self)
{
  if (self->filling || self->mode == MODE_EMPTY)
    return;
  self->touched = TRUE;
  rapport_draft_note_keep (self->draft);
  update_actions (self);
}

static void
kind_cb (RapportMeetingForm *self)
{
  update_kind (self);
  edited_cb (self);
}

/* One of from–to and minutes fills the other; @fill is what is set from the other two. */
static void
minutes_from_times (RapportMeetingForm *self)
{
  int minutes = rapport_meeting_minutes_between (gtk_editable_get_text (self->from_entry),
                                                 gtk_editable_get_text (self->to_entry));

  if (minutes > 0)
    put_minutes (self, minutes);
}

static void
end_from_minutes (RapportMeetingForm *self)
{
  int minutes = (int) CLAMP (g_ascii_strtoll (gtk_editable_get_text (self->minutes_entry), NULL, 10), 0, 100000);
  g_autofree char *end = rapport_meeting_end_after (gtk_editable_get_text (self->from_entry), minutes);

  if (end != NULL)
    put_text (self->to_entry, end);
}

static void
from_entry_cb (RapportMeetingForm *self)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  if (*gtk_editable_get_text (self->minutes_entry) != '\0')
    end_from_minutes (self);
  else
    minutes_from_times (self);
  self->filling = FALSE;
  edited_cb (self);
}

static void
to_entry_cb (RapportMeetingForm *self)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  minutes_from_times (self);
  self->filling = FALSE;
  edited_cb (self);
}

static void
minutes_entry_cb (RapportMeetingForm *self)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  end_from_minutes (self);
  self->filling = FALSE;
  edited_cb (self);
}

/* --- Doing --------------------------------------------------------------------------------------------------- */

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (RapportMeetingForm) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer data = NULL;
  gboolean written = rapport_store_write_finish (RAPPORT_STORE (object), result, &data, &error);
  g_autoptr (RapportMeetingSave) save = data;

  self->busy = FALSE;
  if (written)
    {
      gboolean check_in = rapport_meeting_is_check_in (save->meeting);
      const char *title = self->mode == MODE_CORRECT ? "correct-meeting" : self->mode != MODE_NEW ? "change-meeting"
                          : check_in ? "log-check-in" : "log-meeting";
      gint64 saved = save->saved;

      rapport_draft_note_forget (self->draft);
      /* the next showing of it fills the form anew */
      g_clear_pointer (&self->kept, rapport_meeting_free);
      self->mode = MODE_EMPTY;
      g_signal_emit (self, signals[SAVED], 0, saved, title);
      return;
    }
  if (self->session == NULL)
    return;
  self->touched = TRUE;
  update_actions (self);
  update_problem (self, error->message);
}

static void
save_cb (RapportMeetingForm *self)
{
  static const RapportCommand commands[] = {
    [MODE_NEW] = rapport_meeting_log_command,
    [MODE_EDIT] = rapport_meeting_edit_command,
    [MODE_READ] = rapport_meeting_edit_command,
    [MODE_CORRECT] = rapport_meeting_correct_command,
  };
  g_autoptr (RapportMeeting) meeting = NULL;

  if (self->busy || self->mode == MODE_EMPTY || !gtk_widget_get_visible (self->save_button)
      || !gtk_widget_get_sensitive (self->save_button))
    return;
  meeting = read_form (self);
  self->busy = TRUE;
  gtk_widget_set_sensitive (self->save_button, FALSE);
  rapport_store_write_async (rapport_session_get_store (self->session), commands[self->mode],
                             rapport_meeting_save_new (meeting, *rapport_session_get_viewer (self->session)),
                             (GDestroyNotify) rapport_meeting_save_free, NULL, saved_cb, g_object_ref (self));
}

static void
sign_cb (RapportMeetingForm *self)
{
  g_signal_emit (self, signals[SIGN], 0, self->kept->no);
}

static void
correct_cb (RapportMeetingForm *self)
{
  set_mode (self, MODE_CORRECT);
  bring_draft_back (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->topics_row));
}

static void
cancel_cb (RapportMeetingForm *self)
{
  rapport_draft_note_forget (self->draft);
  if (self->mode == MODE_NEW)
    {
      g_clear_pointer (&self->kept, rapport_meeting_free);
      set_mode (self, MODE_EMPTY);
      g_signal_emit (self, signals[CANCELLED], 0);
      return;
    }
  fill_form (self);
  set_mode (self, self->mode == MODE_CORRECT ? MODE_READ : self->mode);
  bring_draft_back (self);
}

/* What was brought back is thrown away: the meeting is as it is kept, or as a new one begins. */
static void
thrown_away_cb (RapportMeetingForm *self)
{
  fill_form (self);
  set_mode (self, self->mode);
}

static void
delete_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  RapportMeetingForm *self = user_data;

  if (self->kept != NULL)
    g_signal_emit (self, signals[REMOVE], 0, self->kept->no);
}

/* --- Class --------------------------------------------------------------------------------------------------- */

static void
rapport_meeting_form_dispose (GObject *object)
{
  RapportMeetingForm *self = RAPPORT_MEETING_FORM (object);

  if (self->draft != NULL && self->workspace != NULL)
    rapport_draft_note_end (self->draft);
  self->draft = NULL;
  self->workspace = NULL;
  self->filling = TRUE;
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rapport_meeting_form_parent_class)->dispose (object);
}

static void
rapport_meeting_form_finalize (GObject *object)
{
  RapportMeetingForm *self = RAPPORT_MEETING_FORM (object);

  rapport_meeting_free (self->kept);
  g_strfreev (self->channels);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (rapport_meeting_form_parent_class)->finalize (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, RapportMeetingForm, child)

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/meeting-form.ui");
  BIND (draft);
  BIND (stack);
  BIND (title_label);
  BIND (badge_slot);
  BIND (kinds);
  BIND (meeting_button);
  BIND (check_in_button);
  BIND (date_row);
  BIND (from_entry);
  BIND (to_entry);
  BIND (minutes_entry);
  BIND (channel_row);
  BIND (place_row);
  BIND (topics_row);
  BIND (agenda_row);
  BIND (next_steps_row);
  BIND (notes_list);
  BIND (notes_row);
  BIND (own_notes_row);
  BIND (hint_label);
  BIND (problem_label);
  BIND (save_button);
  BIND (sign_button);
  BIND (correct_button);
  BIND (cancel_button);
  BIND (more_button);
}

static void
rapport_meeting_form_class_init (RapportMeetingFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = rapport_meeting_form_dispose;
  object_class->finalize = rapport_meeting_form_finalize;

  signals[SAVED] = g_signal_new ("saved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  signals[SIGN] = g_signal_new ("sign", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[REMOVE] = g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[CANCELLED] = g_signal_new ("cancelled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (RAPPORT_TYPE_DAY_ROW);
  g_type_ensure (RAPPORT_TYPE_DRAFT_NOTE);
  g_type_ensure (RAPPORT_TYPE_NOTE_ROW);
  bind_template (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, from_entry_cb);
  gtk_widget_class_bind_template_callback (widget_class, to_entry_cb);
  gtk_widget_class_bind_template_callback (widget_class, minutes_entry_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_cb);
  gtk_widget_class_bind_template_callback (widget_class, correct_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, thrown_away_cb);
}

static void
rapport_meeting_form_init (RapportMeetingForm *self)
{
  static const GActionEntry entries[] = { { .name = "delete", .activate = delete_activated } };

  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->stack);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "meeting", G_ACTION_GROUP (self->actions));
}

GtkWidget *
rapport_meeting_form_new (void)
{
  return g_object_new (RAPPORT_TYPE_MEETING_FORM, NULL);
}

/* --- Public -------------------------------------------------------------------------------------------------- */

static void
use (RapportMeetingForm     *self,
     RapportSession         *session,
     const RapportWorkspace *workspace)
{
  g_set_object (&self->session, session);
  self->workspace = workspace;
}

void
rapport_meeting_form_show (RapportMeetingForm     *self,
                           RapportSession         *session,
                           const RapportWorkspace *workspace,
                           gint64                  meeting)
{
  const RapportMeetingEntry *entry = meeting != 0 ? rapport_meeting_log_find (workspace->log, meeting) : NULL;
  gboolean locked;

  use (self, session, workspace);
  if (entry == NULL)
    {
      rapport_draft_note_end (self->draft);
      g_clear_pointer (&self->kept, rapport_meeting_free);
      set_mode (self, MODE_EMPTY);
      return;
    }
  locked = rapport_meeting_entry_is_signed (entry) || entry->superseded;
  /* what somebody is typing is not thrown away because something else has changed */
  if (self->kept != NULL && self->kept->no == meeting && self->mode != MODE_EMPTY
      && (rapport_meeting_form_is_dirty (self) || (self->mode == MODE_CORRECT && !entry->superseded)))
    {
      update_head (self);
      update_actions (self);
      return;
    }
  g_clear_pointer (&self->kept, rapport_meeting_free);
  self->kept = rapport_meeting_copy (entry->meeting);
  fill_form (self);
  set_mode (self, locked ? MODE_READ : MODE_EDIT);
  bring_draft_back (self);
}

void
rapport_meeting_form_show_new (RapportMeetingForm     *self,
                               RapportSession         *session,
                               const RapportWorkspace *workspace)
{
  const RapportMeetingEntry *last = rapport_meeting_log_get_latest (workspace->log);
  RapportMeeting *meeting;

  use (self, session, workspace);
  if (self->mode == MODE_NEW && self->kept != NULL && self->kept->partnership == workspace->row->no)
    {
      update_actions (self);
      return;
    }
  meeting = rapport_meeting_new ();
  meeting->partnership = workspace->row->no;
  meeting->held_on = g_strdup (workspace->today);
  meeting->minutes = last != NULL ? last->meeting->minutes : 60;
  if (last != NULL)
    {
      meeting->kind = g_strdup (last->meeting->kind);
      meeting->channel = g_strdup (last->meeting->channel);
      meeting->place = g_strdup (last->meeting->place);
    }
  g_clear_pointer (&self->kept, rapport_meeting_free);
  self->kept = meeting;
  fill_form (self);
  set_mode (self, MODE_NEW);
  bring_draft_back (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->topics_row));
}

gboolean
rapport_meeting_form_is_dirty (RapportMeetingForm *self)
{
  g_autoptr (RapportMeeting) meeting = NULL;

  if (self->mode == MODE_EMPTY || self->kept == NULL)
    return FALSE;
  meeting = read_form (self);
  return !same_meeting (meeting, self->kept);
}

gboolean
rapport_meeting_form_is_new (RapportMeetingForm *self)
{
  return self->mode == MODE_NEW;
}

gint64
rapport_meeting_form_get_meeting (RapportMeetingForm *self)
{
  return self->mode != MODE_EMPTY && self->kept != NULL ? self->kept->no : 0;
}

void
rapport_meeting_form_save (RapportMeetingForm *self)
{
  save_cb (self);
}
