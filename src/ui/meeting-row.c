/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting-row.h"

#include <glib/gi18n.h>

#include "model/date.h"
#include "ui/badge.h"
#include "ui/signature-view.h"

struct _RapportMeetingRow
{
  GtkListBoxRow parent_instance;

  gint64 meeting;
};

G_DEFINE_FINAL_TYPE (RapportMeetingRow, rapport_meeting_row, GTK_TYPE_LIST_BOX_ROW)

static void
rapport_meeting_row_class_init (RapportMeetingRowClass *klass)
{
}

static void
rapport_meeting_row_init (RapportMeetingRow *self)
{
}

static GtkWidget *
new_label (const char *text,
           const char *css_class,
           gboolean    struck)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  if (struck)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
      gtk_label_set_attributes (GTK_LABEL (label), attributes);
      pango_attr_list_unref (attributes);
    }
  return label;
}

static GtkWidget *
new_two_lines (GtkWidget  *first,
               const char *second,
               gboolean    struck)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *caption = new_label (second, "caption", struck);

  gtk_widget_add_css_class (caption, "dim-label");
  gtk_widget_add_css_class (caption, "numeric");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), caption);
  return box;
}

/* Long topics are several lines; the list shows the first. */
static char *
first_line (const char *topics)
{
  return g_strndup (topics, strcspn (topics, "\n"));
}

static char *
describe_length (const RapportMeetingEntry *entry)
{
  const RapportMeeting *meeting = entry->meeting;
  g_autofree char *minutes = g_strdup_printf (C_("duration", "%d min"), meeting->minutes);
  const char *how = rapport_meeting_is_check_in (meeting) ? _("Check-in") : rapport_channel_label (meeting->channel);
  g_autofree char *facts = *how != '\0' ? g_strdup_printf ("%s · %s", minutes, how) : g_strdup (minutes);

  if (entry->superseded)
    return g_strdup_printf (_("%s · corrected below"), facts);
  if (entry->version > 1)
    return g_strdup_printf (_("%s · version %u"), facts, entry->version);
  return g_steal_pointer (&facts);
}

static GtkWidget *
new_signature (const RapportMeetingEntry *entry,
               RapportSide                side)
{
  const RapportSignature *signature = entry->signatures[side];

  if (signature == NULL && entry->superseded)
    return gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  if (signature == NULL && entry->signed_earlier[side])
    return rapport_badge_new (RAPPORT_TONE_ATTENTION, "document-edit-symbolic", _("Anew"));
  if (signature == NULL)
    return rapport_badge_new (RAPPORT_TONE_ATTENTION, "document-edit-symbolic", _("Not yet"));
  if (signature->method == RAPPORT_SIGNING_PAPER)
    return rapport_badge_new (RAPPORT_TONE_NEUTRAL, "printer-symbolic", _("On paper"));
  if (signature->method == RAPPORT_SIGNING_TYPED)
    return new_label (signature->name, "typed-name", FALSE);
  return rapport_signature_view_new (signature->path);
}

/* What a narrow row says of the signatures in one badge. */
static GtkWidget *
new_state (const RapportWorkspace    *workspace,
           const RapportMeetingEntry *entry)
{
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;

  if (entry->superseded)
    return rapport_badge_new (RAPPORT_TONE_NEUTRAL, "document-open-recent-symbolic", _("Corrected"));
  if (rapport_meeting_entry_is_signed_by_both (entry))
    return rapport_badge_new (RAPPORT_TONE_ACTIVE, "changes-prevent-symbolic", _("Signed by both"));
  if (!rapport_meeting_entry_is_signed (entry))
    return rapport_badge_new (RAPPORT_TONE_INFO, "document-edit-symbolic", _("Unsigned"));
  name = rapport_workspace_get_short_name (workspace, entry->signatures[RAPPORT_SIDE_MENTEE] == NULL
                                                        ? RAPPORT_SIDE_MENTEE : RAPPORT_SIDE_MENTOR);
  words = g_strdup_printf (_("Waits for %s"), name);
  return rapport_badge_new (RAPPORT_TONE_ATTENTION, "document-edit-symbolic", words);
}

static const char *
say_signature (const RapportMeetingEntry *entry,
               RapportSide                side)
{
  if (entry->signatures[side] == NULL)
    return entry->signed_earlier[side] ? _("has signed an earlier version") : _("has not signed yet");
  switch (entry->signatures[side]->method)
    {
    case RAPPORT_SIGNING_PAPER:
      return _("has signed on paper");
    case RAPPORT_SIGNING_TYPED:
      return _("has signed by name");
    case RAPPORT_SIGNING_DRAWN:
    default:
      return _("has signed by hand");
    }
}

static void
set_name (RapportMeetingRow         *self,
          const RapportWorkspace    *workspace,
          const RapportMeetingEntry *entry)
{
  g_autofree char *day = rapport_date_format_long (entry->meeting->held_on);
  g_autofree char *length = describe_length (entry);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s, %s %s, %s %s", day, entry->meeting->topics, length,
                                           workspace->pair->names[RAPPORT_SIDE_MENTEE], say_signature (entry, RAPPORT_SIDE_MENTEE),
                                           workspace->pair->names[RAPPORT_SIDE_MENTOR], say_signature (entry, RAPPORT_SIDE_MENTOR));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
new_date (const RapportWorkspace    *workspace,
          const RapportMeetingEntry *entry)
{
  g_autofree char *day = rapport_date_format_short (entry->meeting->held_on, workspace->today);
  const char *time = entry->meeting->starts != NULL && *entry->meeting->starts != '\0' ? entry->meeting->starts : "–";
  GtkWidget *box = new_two_lines (new_label (day, "heading", entry->superseded), time, FALSE);

  gtk_widget_set_size_request (box, RAPPORT_MEETING_ROW_DATE, -1);
  return box;
}

static void
append_signatures (GtkBox                    *box,
                   const RapportMeetingEntry *entry)
{
  GtkWidget *image = gtk_image_new ();

  for (guint side = 0; side < RAPPORT_N_SIDES; side++)
    {
      GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      GtkWidget *signature = new_signature (entry, (RapportSide) side);

      gtk_widget_set_valign (signature, GTK_ALIGN_CENTER);
      gtk_widget_set_halign (signature, GTK_ALIGN_START);
      gtk_widget_set_size_request (cell, RAPPORT_MEETING_ROW_SIGNATURE, -1);
      gtk_box_append (GTK_BOX (cell), signature);
      gtk_box_append (box, cell);
    }
  if (entry->superseded)
    gtk_image_set_from_icon_name (GTK_IMAGE (image), "document-open-recent-symbolic");
  else
    gtk_image_set_from_icon_name (GTK_IMAGE (image), rapport_meeting_entry_is_signed_by_both (entry)
                                                       ? "changes-prevent-symbolic" : "document-edit-symbolic");
  gtk_widget_add_css_class (image, rapport_meeting_entry_is_signed_by_both (entry) || entry->superseded ? "dim-label" : "state-attention");
  gtk_box_append (box, image);
}

GtkWidget *
rapport_meeting_row_new (const RapportWorkspace    *workspace,
                         const RapportMeetingEntry *entry,
                         gboolean                   narrow)
{
  RapportMeetingRow *self = g_object_new (RAPPORT_TYPE_MEETING_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *topics = first_line (entry->meeting->topics);
  g_autofree char *length = describe_length (entry);
  GtkWidget *words = new_two_lines (new_label (topics, NULL, entry->superseded), length, FALSE);

  self->meeting = entry->meeting->no;
  gtk_widget_add_css_class (box, "meeting-row");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), new_date (workspace, entry));
  gtk_box_append (GTK_BOX (box), words);
  if (narrow)
    {
      GtkWidget *state = new_state (workspace, entry);

      gtk_widget_set_halign (state, GTK_ALIGN_START);
      gtk_widget_set_margin_top (state, 4);
      gtk_box_append (GTK_BOX (words), state);
    }
  else
    append_signatures (GTK_BOX (box), entry);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  set_name (self, workspace, entry);
  return GTK_WIDGET (self);
}

gint64
rapport_meeting_row_get_meeting (RapportMeetingRow *self)
{
  return self->meeting;
}
