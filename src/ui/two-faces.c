/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/two-faces.h"

#include <glib/gi18n.h>

#include "ui/drawing.h"

#define RING 2

struct _RapportTwoFaces
{
  GtkWidget parent_instance;

  /* Borrowed: our children */
  GtkWidget *first;
  GtkWidget *second;

  int size;
};

G_DEFINE_FINAL_TYPE (RapportTwoFaces, rapport_two_faces, GTK_TYPE_WIDGET)

static int
get_offset (RapportTwoFaces *self)
{
  return self->size * 21 / 30 + (self->size > 40 ? 4 : 0);
}

static void
rapport_two_faces_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  RapportTwoFaces *self = RAPPORT_TWO_FACES (widget);

  *minimum = *natural = self->size + (orientation == GTK_ORIENTATION_HORIZONTAL ? get_offset (self) : 0);
}

static void
rapport_two_faces_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  RapportTwoFaces *self = RAPPORT_TWO_FACES (widget);
  gboolean reversed = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = (height - self->size) / 2;
  int least;

  /* GTK warns where something is allocated that was not measured. */
  gtk_widget_measure (self->first, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (self->second, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->first, &(GtkAllocation) { reversed ? get_offset (self) : 0, y, self->size, self->size }, -1);
  gtk_widget_size_allocate (self->second, &(GtkAllocation) { reversed ? 0 : get_offset (self), y, self->size, self->size }, -1);
}

static void
rapport_two_faces_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  RapportTwoFaces *self = RAPPORT_TWO_FACES (widget);
  gboolean reversed = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float x = reversed ? 0 : get_offset (self);
  float y = (gtk_widget_get_height (widget) - self->size) / 2;
  GdkRGBA ground;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ground);
  gtk_widget_snapshot_child (widget, self->first, snapshot);
  rapport_draw_rounded (snapshot, x - RING, y - RING, self->size + 2 * RING, self->size + 2 * RING,
                        self->size / 2.0f + RING, &ground);
  gtk_widget_snapshot_child (widget, self->second, snapshot);
}

static void
rapport_two_faces_dispose (GObject *object)
{
  RapportTwoFaces *self = RAPPORT_TWO_FACES (object);

  g_clear_pointer (&self->first, gtk_widget_unparent);
  g_clear_pointer (&self->second, gtk_widget_unparent);

  G_OBJECT_CLASS (rapport_two_faces_parent_class)->dispose (object);
}

static void
rapport_two_faces_class_init (RapportTwoFacesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_two_faces_dispose;
  widget_class->measure = rapport_two_faces_measure;
  widget_class->size_allocate = rapport_two_faces_size_allocate;
  widget_class->snapshot = rapport_two_faces_snapshot;
  gtk_widget_class_set_css_name (widget_class, "twofaces");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rapport_two_faces_init (RapportTwoFaces *self)
{
}

GtkWidget *
rapport_two_faces_new (int size)
{
  RapportTwoFaces *self = g_object_new (RAPPORT_TYPE_TWO_FACES, "valign", GTK_ALIGN_CENTER, NULL);

  self->size = size;
  self->first = adw_avatar_new (size, NULL, TRUE);
  gtk_widget_set_parent (self->first, GTK_WIDGET (self));
  self->second = adw_avatar_new (size, NULL, TRUE);
  gtk_widget_set_parent (self->second, GTK_WIDGET (self));
  if (size > 40)
    gtk_widget_add_css_class (GTK_WIDGET (self), "header");
  return GTK_WIDGET (self);
}

void
rapport_two_faces_set (RapportTwoFaces *self,
                       const char      *mentee,
                       GdkPaintable    *mentee_photo,
                       const char      *mentor,
                       GdkPaintable    *mentor_photo)
{
  /* Translators: two people */
  g_autofree char *name = g_strdup_printf (_("%s and %s"), mentee, mentor);

  adw_avatar_set_text (ADW_AVATAR (self->first), mentee);
  adw_avatar_set_custom_image (ADW_AVATAR (self->first), mentee_photo);
  adw_avatar_set_text (ADW_AVATAR (self->second), mentor);
  adw_avatar_set_custom_image (ADW_AVATAR (self->second), mentor_photo);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
