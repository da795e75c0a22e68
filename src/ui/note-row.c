/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/note-row.h"

#include "ui/text-area.h"

struct _RapportNoteRow
{
  GtkListBoxRow parent_instance;

  /* Template widgets */
  GtkLabel *title_label;
  GtkImage *remark_image;
  GtkLabel *remark_label;
  GtkTextView *view;

  /* Owned */
  char *text;
};

enum {
  PROP_0,
  PROP_TITLE,
  PROP_REMARK,
  PROP_REMARK_ICON,
  PROP_TEXT,
  PROP_EDITABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RapportNoteRow, rapport_note_row, GTK_TYPE_LIST_BOX_ROW)

static void
buffer_changed_cb (RapportNoteRow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_free (self->text);
  self->text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  gtk_widget_queue_resize (GTK_WIDGET (self->view));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
rapport_note_row_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  RapportNoteRow *self = RAPPORT_NOTE_ROW (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (self->title_label));
      break;
    case PROP_REMARK:
      g_value_set_string (value, gtk_label_get_label (self->remark_label));
      break;
    case PROP_REMARK_ICON:
      g_value_set_string (value, gtk_image_get_icon_name (self->remark_image));
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, gtk_text_view_get_editable (self->view));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_note_row_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  RapportNoteRow *self = RAPPORT_NOTE_ROW (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      gtk_label_set_label (self->title_label, g_value_get_string (value));
      break;
    case PROP_REMARK:
      gtk_label_set_label (self->remark_label, g_value_get_string (value));
      gtk_widget_set_visible (GTK_WIDGET (self->remark_label), g_value_get_string (value) != NULL);
      break;
    case PROP_REMARK_ICON:
      gtk_image_set_from_icon_name (self->remark_image, g_value_get_string (value));
      gtk_widget_set_visible (GTK_WIDGET (self->remark_image), g_value_get_string (value) != NULL);
      break;
    case PROP_TEXT:
      rapport_note_row_set_text (self, g_value_get_string (value));
      break;
    case PROP_EDITABLE:
      gtk_text_view_set_editable (self->view, g_value_get_boolean (value));
      gtk_text_view_set_cursor_visible (self->view, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static gboolean
rapport_note_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RAPPORT_NOTE_ROW (widget)->view));
}

static void
rapport_note_row_dispose (GObject *object)
{

  G_OBJECT_CLASS (rapport_note_row_parent_class)->dispose (object);
}

static void
rapport_note_row_finalize (GObject *object)
{
  g_free (RAPPORT_NOTE_ROW (object)->text);

  G_OBJECT_CLASS (rapport_note_row_parent_class)->finalize (object);
}

static void
rapport_note_row_class_init (RapportNoteRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rapport_note_row_get_property;
  object_class->set_property = rapport_note_row_set_property;
  object_class->dispose = rapport_note_row_dispose;
  object_class->finalize = rapport_note_row_finalize;
  widget_class->grab_focus = rapport_note_row_grab_focus;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_REMARK] = g_param_spec_string ("remark", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_REMARK_ICON] = g_param_spec_string ("remark-icon", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (RAPPORT_TYPE_TEXT_AREA);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/note-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportNoteRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, RapportNoteRow, remark_image);
  gtk_widget_class_bind_template_child (widget_class, RapportNoteRow, remark_label);
  gtk_widget_class_bind_template_child (widget_class, RapportNoteRow, view);
}

static void
rapport_note_row_init (RapportNoteRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->text = g_strdup ("");
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (buffer_changed_cb), self);
}

const char *
rapport_note_row_get_text (RapportNoteRow *self)
{
  return self->text;
}

void
rapport_note_row_set_text (RapportNoteRow *self,
                           const char     *text)
{
  if (text == NULL)
    text = "";
  if (g_strcmp0 (self->text, text) != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
}
