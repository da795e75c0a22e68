/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/signature-view.h"

#include "exchange/signature-drawing.h"

#define WIDTH 78
#define HEIGHT 30

struct _RapportSignatureView
{
  GtkWidget parent_instance;

  /* Owned */
  RapportSignaturePath *path; /* NULL where the text is none */
};

G_DEFINE_FINAL_TYPE (RapportSignatureView, rapport_signature_view, GTK_TYPE_WIDGET)

static void
rapport_signature_view_snapshot (GtkWidget   *widget,
                                 GtkSnapshot *snapshot)
{
  RapportSignatureView *self = RAPPORT_SIGNATURE_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA colour;
  cairo_t *cr;

  if (self->path == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  rapport_signature_drawing_fit (cr, self->path, 0, (height - HEIGHT) / 2.0, MIN (width, WIDTH), HEIGHT, 1.2);
  cairo_destroy (cr);
}

static void
rapport_signature_view_measure (GtkWidget      *widget,
                                GtkOrientation  orientation,
                                int             for_size,
                                int            *minimum,
                                int            *natural,
                                int            *minimum_baseline,
                                int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
rapport_signature_view_finalize (GObject *object)
{
  rapport_signature_path_free (RAPPORT_SIGNATURE_VIEW (object)->path);

  G_OBJECT_CLASS (rapport_signature_view_parent_class)->finalize (object);
}

static void
rapport_signature_view_class_init (RapportSignatureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_signature_view_finalize;
  widget_class->snapshot = rapport_signature_view_snapshot;
  widget_class->measure = rapport_signature_view_measure;
  gtk_widget_class_set_css_name (widget_class, "signatureview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
rapport_signature_view_init (RapportSignatureView *self)
{
}

GtkWidget *
rapport_signature_view_new (const char *path)
{
  RapportSignatureView *self = g_object_new (RAPPORT_TYPE_SIGNATURE_VIEW, NULL);

  self->path = rapport_signature_path_parse (path, NULL);
  return GTK_WIDGET (self);
}
