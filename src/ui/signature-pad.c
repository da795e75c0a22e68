/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/signature-pad.h"

#include <glib/gi18n.h>

#include "exchange/signature-drawing.h"

#define PEN 2.6
#define BASELINE 125.0
#define BASELINE_MARGIN 28.0

struct _RapportSignaturePad
{
  GtkWidget parent_instance;

  /* Owned */
  RapportSignaturePath *path;
  char *signer;

  double start_x, start_y;  /* of the stroke under way, in the box */
  gboolean pen_is_down;     /* a pen draws; the pointer that it moves is not another stroke */
  gboolean enough;
};

enum {
  PROP_0,
  PROP_ENOUGH,
  PROP_SIGNER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RapportSignaturePad, rapport_signature_pad, GTK_TYPE_WIDGET)

static void
update_name (RapportSignaturePad *self)
{
  guint n_points;
  g_autofree char *name = NULL;

  rapport_signature_path_get_points (self->path, &n_points);
  name = g_strdup_printf (n_points > 0 ? _("Signature of %s, drawn") : _("Signature of %s, empty"),
                          self->signer != NULL ? self->signer : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
path_changed (RapportSignaturePad *self)
{
  gboolean enough = rapport_signature_path_is_enough (self->path);

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (enough == self->enough)
    return;
  self->enough = enough;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENOUGH]);
}

/* The box stands in the middle where the widget is wider, and is scaled where it is narrower. */
static double
box_scale (RapportSignaturePad *self)
{
  return MIN (1.0, gtk_widget_get_width (GTK_WIDGET (self)) / RAPPORT_SIGNATURE_WIDTH);
}

static double
box_left (RapportSignaturePad *self)
{
  return (gtk_widget_get_width (GTK_WIDGET (self)) - RAPPORT_SIGNATURE_WIDTH * box_scale (self)) / 2.0;
}

static void
to_box (RapportSignaturePad *self,
        double               x,
        double               y,
        double              *box_x,
        double              *box_y)
{
  *box_x = (x - box_left (self)) / box_scale (self);
  *box_y = y / box_scale (self);
}

static void
begin_stroke (RapportSignaturePad *self,
              double               x,
              double               y)
{
  to_box (self, x, y, &x, &y);
  rapport_signature_path_move_to (self->path, x, y);
  path_changed (self);
}

static void
go_on (RapportSignaturePad *self,
       double               x,
       double               y)
{
  guint n_points;

  rapport_signature_path_get_points (self->path, &n_points);
  if (n_points >= RAPPORT_SIGNATURE_MOST_POINTS)
    return;
  to_box (self, x, y, &x, &y);
  rapport_signature_path_line_to (self->path, x, y);
  path_changed (self);
}

static void
drag_begin_cb (RapportSignaturePad *self,
               double               x,
               double               y)
{
  self->start_x = x;
  self->start_y = y;
  if (!self->pen_is_down)
    begin_stroke (self, x, y);
}

/* GTK hands on one motion a frame; where the pointer has been between two frames is in the event's history. */
static void
go_through_history (RapportSignaturePad *self,
                    GdkEvent            *event)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  guint n_places = 0;
  g_autofree GdkTimeCoord *places = gdk_event_get_history (event, &n_places);
  double left, top, x, y;

  gtk_native_get_surface_transform (native, &left, &top);
  for (guint i = 0; i < n_places; i++)
    if (gtk_widget_translate_coordinates (GTK_WIDGET (native), GTK_WIDGET (self), places[i].axes[GDK_AXIS_X] - left,
                                          places[i].axes[GDK_AXIS_Y] - top, &x, &y))
      go_on (self, x, y);
}

static void
drag_update_cb (RapportSignaturePad *self,
                double               x,
                double               y,
                GtkGesture          *gesture)
{
  GdkEvent *event = gtk_gesture_get_last_event (gesture, gtk_gesture_get_last_updated_sequence (gesture));

  if (self->pen_is_down)
    return;
  if (event != NULL && gdk_event_get_event_type (event) == GDK_MOTION_NOTIFY)
    go_through_history (self, event);
  go_on (self, self->start_x + x, self->start_y + y);
}

static void
drag_end_cb (RapportSignaturePad *self)
{
  update_name (self);
}

static void
pen_down_cb (RapportSignaturePad *self,
             double               x,
             double               y)
{
  self->pen_is_down = TRUE;
  begin_stroke (self, x, y);
}

/* A pen gives more places than there are events: all of them, so that quick strokes stay round. */
static void
pen_motion_cb (RapportSignaturePad *self,
               double               x,
               double               y,
               GtkGestureStylus    *gesture)
{
  g_autofree GdkTimeCoord *backlog = NULL;
  guint n_backlog = 0;

  if (!self->pen_is_down)
    return;
  if (gtk_gesture_stylus_get_backlog (gesture, &backlog, &n_backlog))
    for (guint i = 0; i < n_backlog; i++)
      go_on (self, backlog[i].axes[GDK_AXIS_X], backlog[i].axes[GDK_AXIS_Y]);
  go_on (self, x, y);
}

static void
pen_up_cb (RapportSignaturePad *self)
{
  self->pen_is_down = FALSE;
  update_name (self);
}

static void
draw_strokes (RapportSignaturePad *self,
              cairo_t             *cr,
              const GdkRGBA       *colour)
{
  cairo_translate (cr, box_left (self), 0.0);
  cairo_scale (cr, box_scale (self), box_scale (self));
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha * 0.25);
  cairo_rectangle (cr, BASELINE_MARGIN, BASELINE, RAPPORT_SIGNATURE_WIDTH - 2 * BASELINE_MARGIN, 1.0);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, PEN);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  rapport_signature_drawing_trace (cr, self->path);
  cairo_stroke (cr);
}

static void
rapport_signature_pad_snapshot (GtkWidget   *widget,
                                GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  draw_strokes (RAPPORT_SIGNATURE_PAD (widget), cr, &colour);
  cairo_destroy (cr);
}

static GtkSizeRequestMode
rapport_signature_pad_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rapport_signature_pad_measure (GtkWidget      *widget,
                               GtkOrientation  orientation,
                               int             for_size,
                               int            *minimum,
                               int            *natural,
                               int            *minimum_baseline,
                               int            *natural_baseline)
{
  double scale = for_size > 0 ? MIN (1.0, for_size / RAPPORT_SIGNATURE_WIDTH) : 1.0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 240;
      *natural = (int) RAPPORT_SIGNATURE_WIDTH;
    }
  else
    *minimum = *natural = (int) (RAPPORT_SIGNATURE_HEIGHT * scale);
}

static void
rapport_signature_pad_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  RapportSignaturePad *self = RAPPORT_SIGNATURE_PAD (object);

  switch (prop_id)
    {
    case PROP_ENOUGH:
      g_value_set_boolean (value, self->enough);
      break;
    case PROP_SIGNER:
      g_value_set_string (value, self->signer);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_signature_pad_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_SIGNER:
      rapport_signature_pad_set_signer (RAPPORT_SIGNATURE_PAD (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_signature_pad_finalize (GObject *object)
{
  RapportSignaturePad *self = RAPPORT_SIGNATURE_PAD (object);

  rapport_signature_path_free (self->path);
  g_free (self->signer);

  G_OBJECT_CLASS (rapport_signature_pad_parent_class)->finalize (object);
}

static void
rapport_signature_pad_class_init (RapportSignaturePadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rapport_signature_pad_get_property;
  object_class->set_property = rapport_signature_pad_set_property;
  object_class->finalize = rapport_signature_pad_finalize;
  widget_class->snapshot = rapport_signature_pad_snapshot;
  widget_class->measure = rapport_signature_pad_measure;
  widget_class->get_request_mode = rapport_signature_pad_get_request_mode;

  properties[PROP_ENOUGH] = g_param_spec_boolean ("enough", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIGNER] = g_param_spec_string ("signer", NULL, NULL, NULL,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "signaturepad");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rapport_signature_pad_init (RapportSignaturePad *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pen = gtk_gesture_stylus_new ();

  self->path = rapport_signature_path_new ();
  g_signal_connect_swapped (pen, "down", G_CALLBACK (pen_down_cb), self);
  g_signal_connect_swapped (pen, "motion", G_CALLBACK (pen_motion_cb), self);
  g_signal_connect_swapped (pen, "up", G_CALLBACK (pen_up_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pen));
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "crosshair");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  update_name (self);
}

GtkWidget *
rapport_signature_pad_new (void)
{
  return g_object_new (RAPPORT_TYPE_SIGNATURE_PAD, NULL);
}

void
rapport_signature_pad_set_signer (RapportSignaturePad *self,
                                  const char          *signer)
{
  if (g_strcmp0 (self->signer, signer) == 0)
    return;
  g_free (self->signer);
  self->signer = g_strdup (signer);
  update_name (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIGNER]);
}

gboolean
rapport_signature_pad_get_enough (RapportSignaturePad *self)
{
  return self->enough;
}

/** Returns: (transfer full): what was drawn, 'M x y L x y …' */
char *
rapport_signature_pad_dup_path (RapportSignaturePad *self)
{
  return rapport_signature_path_to_string (self->path);
}

void
rapport_signature_pad_clear (RapportSignaturePad *self)
{
  rapport_signature_path_clear (self->path);
  path_changed (self);
  update_name (self);
}
