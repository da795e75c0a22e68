/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/text-area.h"

#define LEAST_WIDTH 120
#define NATURAL_WIDTH 300

struct _RapportTextArea
{
  GtkTextView parent_instance;
};

G_DEFINE_FINAL_TYPE (RapportTextArea, rapport_text_area, GTK_TYPE_TEXT_VIEW)

static int
height_for_width (GtkTextView *view,
                  int          width)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *text = NULL;
  GtkTextIter start, end;
  int height;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (view), text);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, MAX (1, width - gtk_text_view_get_left_margin (view) - gtk_text_view_get_right_margin (view)) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height + gtk_text_view_get_top_margin (view) + gtk_text_view_get_bottom_margin (view);
}

static void
rapport_text_area_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH;
      *natural = NATURAL_WIDTH;
    }
  else
    *minimum = *natural = height_for_width (GTK_TEXT_VIEW (widget), for_size > 0 ? for_size : NATURAL_WIDTH);
}

static GtkSizeRequestMode
rapport_text_area_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rapport_text_area_class_init (RapportTextAreaClass *klass)
{
  GTK_WIDGET_CLASS (klass)->measure = rapport_text_area_measure;
  GTK_WIDGET_CLASS (klass)->get_request_mode = rapport_text_area_get_request_mode;
}

static void
rapport_text_area_init (RapportTextArea *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_top_margin (view, 3);
  gtk_text_view_set_bottom_margin (view, 3);
  gtk_widget_add_css_class (GTK_WIDGET (self), "inline-view");
}

GtkWidget *
rapport_text_area_new (void)
{
  return g_object_new (RAPPORT_TYPE_TEXT_AREA, NULL);
}
