/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/paper-view.h"

struct _RapportPaperView
{
  GtkWidget parent_instance;

  /* Borrowed */
  RapportSheetLayout *layout;

  guint page;
  double width, height;
};

G_DEFINE_FINAL_TYPE (RapportPaperView, rapport_paper_view, GTK_TYPE_WIDGET)

static void
rapport_paper_view_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  RapportPaperView *self = RAPPORT_PAPER_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, width / self->width, width / self->width);
  rapport_sheet_layout_draw_page (self->layout, self->page, cr);
  cairo_destroy (cr);
}

static GtkSizeRequestMode
rapport_paper_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rapport_paper_view_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  RapportPaperView *self = RAPPORT_PAPER_VIEW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 200;
      *natural = (int) self->width;
    }
  else
    *minimum = *natural = (int) ((for_size > 0 ? for_size : self->width) * self->height / self->width);
}

static void
rapport_paper_view_class_init (RapportPaperViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = rapport_paper_view_snapshot;
  widget_class->get_request_mode = rapport_paper_view_get_request_mode;
  widget_class->measure = rapport_paper_view_measure;
  gtk_widget_class_set_css_name (widget_class, "paperview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rapport_paper_view_init (RapportPaperView *self)
{
}

GtkWidget *
rapport_paper_view_new (RapportSheetLayout *layout,
                        guint               page,
                        double              width,
                        double              height,
                        const char         *name)
{
  RapportPaperView *self = g_object_new (RAPPORT_TYPE_PAPER_VIEW, NULL);

  self->layout = layout;
  self->page = page;
  self->width = width;
  self->height = height;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}
