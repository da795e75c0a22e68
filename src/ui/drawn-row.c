/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/drawn-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "ui/page.h"

#define N_SLOTS 16
#define CIRCLE 28
#define CIRCLE_PLACE 46
#define PILL 22
#define DIM 0.7f
#define DIM_HIGH_CONTRAST 0.9f

typedef struct {
  PangoLayout *layout;
  char *text;
  RapportTextStyle style;
  int width;                  /* -1: natural */
} Slot;

typedef struct
{
  Slot slots[N_SLOTS];

  /* Owned */
  RapportPagedRow *row;
  RapportIdSelection *selection;
  PangoLayout *initials;
  AdwAnimation *animation;

  gulong row_changed;
  gboolean follows_faces;     /* of the page */
  double shown_circle;        /* 0 hidden, 1 in place */
  int width;                  /* of what draw() has, while it runs */
} RapportDrawnRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RapportDrawnRow, rapport_drawn_row, GTK_TYPE_WIDGET)

static gboolean
is_high_contrast (void)
{
  return adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
}

static gboolean
is_reversed (RapportDrawnRow *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* Where something of @width begins in the widget's coordinates. */
static float
place (RapportDrawnRow *self,
       int              x,
       int              width)
{
  RapportDrawnRowPrivate *priv = rapport_drawn_row_get_instance_private (self);

  return is_reversed (self) ? priv->width - x - width : x;
}

/* Texts ----------------------------------------------------------------------------------------------------------- */

static PangoAttrList *
new_attributes (RapportTextStyle style)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  if (style == RAPPORT_TEXT_HEADING || style == RAPPORT_TEXT_CAPTION_HEADING)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (style == RAPPORT_TEXT_CAPTION || style == RAPPORT_TEXT_CAPTION_HEADING)
    pango_attr_list_insert (attributes, pango_attr_scale_new (0.82));
  return attributes;
}

/* At the usual size: the whole row is drawn larger where people have larger text, faces and bars with it. */
static PangoLayout *
new_layout (RapportDrawnRow *self)
{
  PangoContext *context = gtk_widget_create_pango_context (GTK_WIDGET (self));
  PangoFontDescription *font = pango_font_description_copy (pango_context_get_font_description (context));
  PangoLayout *layout;

  pango_font_description_set_absolute_size (font, pango_font_description_get_size (font) / rapport_text_scale (GTK_WIDGET (self)));
  pango_context_set_font_description (context, font);
  layout = pango_layout_new (context);
  pango_font_description_free (font);
  g_object_unref (context);
  return layout;
}

static PangoLayout *
get_layout (RapportDrawnRow  *self,
            guint             number,
            RapportTextStyle  style,
            const char       *text,
            int               width)
{
  RapportDrawnRowPrivate *priv = rapport_drawn_row_get_instance_private (self);
  Slot *slot = &priv->slots[number];

  g_assert (number < N_SLOTS);
  if (slot->layout == NULL)
    {
      slot->layout = new_layout (self);
      pango_layout_set_ellipsize (slot->layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_single_paragraph_mode (slot->layout, TRUE);
      slot->style = -1;
      slot->width = -1;
    }
  if (slot->style != style)
    {
      PangoAttrList *attributes = new_attributes (style);

      pango_layout_set_attributes (slot->layout, attributes);
      pango_attr_list_unref (attributes);
      slot->style = style;
    }
  if (g_strcmp0 (slot->text, text) != 0)
    {
      g_free (slot->text);
      slot->text = g_strdup (text);
      pango_layout_set_text (slot->layout, text, -1);
    }
  if (slot->width != width)
    {
      pango_layout_set_width (slot->layout, width < 0 ? -1 : width * PANGO_SCALE);
      slot->width = width;
    }
  return slot->layout;
}

static void
clear_layouts (RapportDrawnRow *self)
{
  RapportDrawnRowPrivate *priv = rapport_drawn_row_get_instance_private (self);

  for (guint i = 0; i < N_SLOTS; i++)
    {
      g_clear_object (&priv->slots[i].layout);
      g_clear_pointer (&priv->slots[i].text, g_free);
    }
  g_clear_object (&priv->initials);
}

static void
append_layout (RapportDrawnRow *self,
               GtkSnapshot     *snapshot,
               PangoLayout     *layout,
               float            x,
               int              y,
               int              width,
               const GdkRGBA   *color)
{
  int layout_width, layout_height;

  pango_layout_get_pixel_size (layout, &layout_width, &layout_height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y - layout_height / 2));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
get_text_color (RapportDrawnRow *self,
                GdkRGBA         *color)
{
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), color);
}

static int
draw_text (RapportDrawnRow  *self,
           GtkSnapshot      *snapshot,
           guint             slot,
           RapportTextStyle  style,
           const char       *text,
           const GdkRGBA    *color,
           int               x,
           int               y,
           int               width)
{
  PangoLayout *layout;
  PangoRectangle logical;

  if (width <= 0 || text == NULL || *text == '\0')
    return 0;
  layout = get_layout (self, slot, style, text, width);
  pango_layout_get_pixel_extents (layout, NULL, &logical);
  /* A layout with a width stands at its own end of it in scripts that run the other way: move it to ours. */
  append_layout (self, snapshot, layout, place (self, x, logical.width) - logical.x, y, width, color);
  return logical.width;
}

int
rapport_drawn_row_text (RapportDrawnRow  *self,
                        GtkSnapshot      *snapshot,
                        guint             slot,
                        RapportTextStyle  style,
                        const char       *text,
                        int               x,
                        int               y,
                        int               width,
                        gboolean          dim)
{
  GdkRGBA color;

  get_text_color (self, &color);
  if (dim)
    color.alpha *= is_high_contrast () ? DIM_HIGH_CONTRAST : DIM;
  return draw_text (self, snapshot, slot, style, text, &color, x, y, width);
}

int
rapport_drawn_row_tinted (RapportDrawnRow  *self,
                          GtkSnapshot      *snapshot,
                          guint             slot,
                          RapportTextStyle  style,
                          const char       *text,
                          RapportTone       tone,
                          int               x,
                          int               y,
                          int               width)
{
  GdkRGBA color;

  rapport_tone_get_color (tone, GTK_WIDGET (self), &color);
  return draw_text (self, snapshot, slot, style, text, &color, x, y, width);
}

int
rapport_drawn_row_measure_text (RapportDrawnRow  *self,
                                guint             slot,
                                RapportTextStyle  style,
                                const char       *text)
{
  int width;

  pango_layout_get_pixel_size (get_layout (self, slot, style, text, -1), &width, NULL);
  return width;
}

/* Pills ----------------------------------------------------------------------------------------------------------- */

int
rapport_drawn_row_measure_badge (RapportDrawnRow *self,
                                 guint            slot,
                                 const char      *text)
{
  return rapport_drawn_row_measure_text (self, slot, RAPPORT_TEXT_CAPTION_HEADING, text) + 8 + 12 + 4 + 8;
}

/* @color is that of the words in it. High contrast has a border of the text's colour, as style-hc.css says of widgets. */
static void
draw_pill (RapportDrawnRow *self,
           GtkSnapshot     *snapshot,
           RapportTone      tone,
           int              x,
           int              y,
           int              width,
           GdkRGBA         *color)
{
  float left = place (self, x, width);
  GdkRGBA tint;

  if (is_high_contrast ())
    {
      get_text_color (self, color);
      rapport_draw_outline (snapshot, left, y - PILL / 2, width, PILL, PILL / 2.0f, color);
      return;
    }
  rapport_tone_get_color (tone, GTK_WIDGET (self), color);
  tint = *color;
  tint.alpha *= rapport_tone_get_tint (tone);
  rapport_draw_rounded (snapshot, left, y - PILL / 2, width, PILL, PILL / 2.0f, &tint);
}

int
rapport_drawn_row_badge (RapportDrawnRow *self,
                         GtkSnapshot     *snapshot,
                         guint            slot,
                         RapportTone      tone,
                         const char      *icon_name,
                         const char      *text,
                         int              x,
                         int              y,
                         int              width)
{
  int wanted = MIN (width, rapport_drawn_row_measure_badge (self, slot, text));
  GdkRGBA color;
  PangoLayout *layout;

  if (wanted < 8 + 12 + 8)
    return 0;
  draw_pill (self, snapshot, tone, x, y, wanted, &color);
  rapport_draw_icon (snapshot, GTK_WIDGET (self), icon_name, place (self, x + 8, 12), y - 6, 12, &color);
  layout = get_layout (self, slot, RAPPORT_TEXT_CAPTION_HEADING, text, wanted - 32);
  append_layout (self, snapshot, layout, place (self, x + 24, wanted - 32), y, wanted - 32, &color);
  return wanted;
}

int
rapport_drawn_row_chip (RapportDrawnRow *self,
                        GtkSnapshot     *snapshot,
                        guint            slot,
                        const char      *text,
                        gboolean         match,
                        int              x,
                        int              y,
                        int              width)
{
  RapportTextStyle style = match ? RAPPORT_TEXT_CAPTION_HEADING : RAPPORT_TEXT_CAPTION;
  int wanted = MIN (width, rapport_drawn_row_measure_text (self, slot, style, text) + 18);
  GdkRGBA color;

  if (wanted <= 18)
    return 0;
  draw_pill (self, snapshot, match ? RAPPORT_TONE_INFO : RAPPORT_TONE_NEUTRAL, x, y, wanted, &color);
  append_layout (self, snapshot, get_layout (self, slot, style, text, wanted - 18), place (self, x + 9, wanted - 18), y,
                 wanted - 18, &color);
  return wanted;
}

/* Pictures -------------------------------------------------------------------------------------------------------- */

static PangoLayout *
get_initials_layout (RapportDrawnRow *self)
{
  RapportDrawnRowPrivate *priv = rapport_drawn_row_get_instance_private (self);

  if (priv->initials == NULL)
    priv->initials = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  return priv->initials;
}

/* The photo where it is at hand; the row is drawn again when it comes. */
static GdkPaintable *
look_for_face (RapportDrawnRow *self,
               const char      *photo)
{
  RapportDrawnRowPrivate *priv = rapport_drawn_row_get_instance_private (self);
  GtkWidget *page = photo != NULL && *photo != '\0' ? gtk_widget_get_ancestor (GTK_WIDGET (self), RAPPORT_TYPE_PAGE) : NULL;
  RapportFaces *faces = page != NULL ? rapport_page_get_faces (RAPPORT_PAGE (page)) : NULL;

  if (faces == NULL)
    return NULL;
  if (!priv->follows_faces)
    g_signal_connect_object (faces, "loaded", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  priv->follows_faces = TRUE;
  return rapport_faces_look (faces, photo);
}

void
rapport_drawn_row_avatar (RapportDrawnRow *self,
                          GtkSnapshot     *snapshot,
                          const char      *name,
                          const char      *photo,
                          int              x,
                          int              y,
                          int              size)
{
  rapport_draw_avatar (snapshot, GTK_WIDGET (self), get_initials_layout (self), name, look_for_face (self, photo),
                       place (self, x, size), y, size);
}

const char *
rapport_drawn_row_office_photo (RapportDrawnRow *self,
                                const char      *photo)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), RAPPORT_TYPE_PAGE);
  RapportSession *session = page != NULL ? rapport_page_get_session (RAPPORT_PAGE (page)) : NULL;

  return session != NULL && rapport_viewer_is_office (rapport_session_get_viewer (session)) ? photo : NULL;
}

void
rapport_drawn_row_two_faces (RapportDrawnRow *self,
                             GtkSnapshot     *snapshot,
                             const char      *mentee,
                             const char      *mentee_photo,
                             const char      *mentor,
                             const char      *mentor_photo,
                             int              x,
                             int              y,
                             int              size)
{
  int offset = size * 21 / 30;
  float second = place (self, x + offset, size);
  GdkRGBA ground;

  rapport_drawn_row_avatar (self, snapshot, mentee, mentee_photo, x, y, size);
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "view_bg_color", &ground))
    ground = (GdkRGBA) { 1, 1, 1, 1 };
  rapport_draw_rounded (snapshot, second - 2, y - 2, size + 4, size + 4, size / 2.0f + 2, &ground);
  rapport_drawn_row_avatar (self, snapshot, mentor, mentor_photo, x + offset, y, size);
}

void
rapport_drawn_row_bar (RapportDrawnRow *self,
                       GtkSnapshot     *snapshot,
                       double           fraction,
                       RapportTone      tone,
                       int              x,
                       int              y,
                       int              width)
{
  rapport_draw_bar (snapshot, GTK_WIDGET (self), place (self, x, width), y, width, fraction, tone);
}

void
rapport_drawn_row_ring (RapportDrawnRow *self,
                        GtkSnapshot     *snapshot,
                        guint            slot,
                        int              score,
                        gboolean         under,
                        int              x,
                        int              y)
{
  const int size = 44;
  g_autofree char *text = g_strdup_printf ("%d", score);
  PangoLayout *layout = get_layout (self, slot, RAPPORT_TEXT_HEADING, text, -1);
  GdkRGBA color, words;
  int width;

  get_text_color (self, &words);
  if (under || !gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "accent_bg_color", &color))
    {
      color = words;
      color.alpha *= 0.55f;
    }
  rapport_draw_ring (snapshot, GTK_WIDGET (self), place (self, x, size), y, size, score / 100.0, &color);
  pango_layout_get_pixel_size (layout, &width, NULL);
  append_layout (self, snapshot, layout, place (self, x, size) + (size - width) / 2, y + size / 2, width, &words);
}

void
rapport_drawn_row_strip (RapportDrawnRow    *self,
                         GtkSnapshot        *snapshot,
                         const RapportMonth *months,
                         guint               n_months,
                         int                 x,
                         int                 y)
{
  int width = (int) n_months * (RAPPORT_STRIP_CELL + RAPPORT_STRIP_GAP) - RAPPORT_STRIP_GAP;

  rapport_draw_strip (snapshot, GTK_WIDGET (self), place (self, x, width), y, months, n_months);
}

/* The widget ------------------------------------------------------------------------------------------------------ */

static void
draw_placeholder (RapportDrawnRow *self,
                  GtkSnapshot     *snapshot,
                  int              height)
{
  RapportDrawnRowPrivate *priv = rapport_drawn_row_get_instance_private (self);
  int first = MIN (180, priv->width - 68);
  int second = MIN (260, priv->width - 68);
  GdkRGBA color;

  get_text_color (self, &color);
  color.alpha *= 0.1f;
  rapport_draw_rounded (snapshot, place (self, 12, 32), (height - 32) / 2, 32, 32, 16, &color);
  rapport_draw_rounded (snapshot, place (self, 56, first), height / 2 - 13, first, 8, 4, &color);
  rapport_draw_rounded (snapshot, place (self, 56, second), height / 2 + 6, second, 8, 4, &color);
}

static void
draw_circle (RapportDrawnRow *self,
             GtkSnapshot     *snapshot,
             int              width,
             int              height)
{
  RapportDrawnRowPrivate *priv = rapport_drawn_row_get_instance_private (self);
  float size = CIRCLE * (float) priv->shown_circle;
  gboolean checked = rapport_id_selection_contains (priv->selection, rapport_paged_row_get_id (priv->row));
  float x = 14 + (CIRCLE - size) / 2;

  rapport_draw_check (snapshot, GTK_WIDGET (self), is_reversed (self) ? width - x - size : x, (height - size) / 2, size, checked);
}

static void
rapport_drawn_row_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  RapportDrawnRow *self = RAPPORT_DRAWN_ROW (widget);
  RapportDrawnRowPrivate *priv = rapport_drawn_row_get_instance_private (self);
  double scale = rapport_text_scale (widget);
  int width = (int) (gtk_widget_get_width (widget) / scale);
  int height = (int) (gtk_widget_get_height (widget) / scale);
  int room = (int) (CIRCLE_PLACE * priv->shown_circle);
  gpointer data = priv->row != NULL ? rapport_paged_row_peek (priv->row) : NULL;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, (float) scale, (float) scale);
  if (room > 0 && priv->row != NULL)
    draw_circle (self, snapshot, width, height);
  priv->width = width - room;
  gtk_snapshot_save (snapshot);
  if (!is_reversed (self))
    gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (room, 0));
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, priv->width, height));
  if (data != NULL)
    RAPPORT_DRAWN_ROW_GET_CLASS (self)->draw (self, snapshot, data, priv->width, height);
  else
    draw_placeholder (self, snapshot, height);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_restore (snapshot);
}

static void
rapport_drawn_row_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  RapportDrawnRow *self = RAPPORT_DRAWN_ROW (widget);
  RapportDrawnRowPrivate *priv = rapport_drawn_row_get_instance_private (self);
  RapportDrawnRowClass *klass = RAPPORT_DRAWN_ROW_GET_CLASS (self);
  gpointer data = klass->measure != NULL && priv->row != NULL ? rapport_paged_row_peek (priv->row) : NULL;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = (int) ceil (rapport_text_scale (widget) * (data != NULL ? klass->measure (self, data) : klass->height));
  else
    *minimum = *natural = 200;
}

static void
rapport_drawn_row_css_changed (GtkWidget         *widget,
                               GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (rapport_drawn_row_parent_class)->css_changed (widget, change);

  clear_layouts (RAPPORT_DRAWN_ROW (widget));
  gtk_widget_queue_draw (widget);
}

static void
rapport_drawn_row_system_setting_changed (GtkWidget        *widget,
                                          GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (rapport_drawn_row_parent_class)->system_setting_changed (widget, setting);

  clear_layouts (RAPPORT_DRAWN_ROW (widget));
  gtk_widget_queue_resize (widget);
}

/* While several are selected a click anywhere toggles; otherwise the list has it. */
static void
pressed_cb (RapportDrawnRow *self,
            int              n_press,
            double           x,
            double           y,
            GtkGesture      *gesture)
{
  RapportDrawnRowPrivate *priv = rapport_drawn_row_get_instance_private (self);
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (priv->row == NULL || priv->selection == NULL || !rapport_id_selection_get_selecting (priv->selection)
      || (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0)
    return;
  rapport_id_selection_toggle (priv->selection, rapport_paged_row_get_id (priv->row));
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
set_shown_circle (double   value,
                  gpointer user_data)
{
  RapportDrawnRowPrivate *priv = rapport_drawn_row_get_instance_private (user_data);

  priv->shown_circle = value;
  gtk_widget_queue_draw (user_data);
}

static void
selecting_cb (RapportDrawnRow *self)
{
  RapportDrawnRowPrivate *priv = rapport_drawn_row_get_instance_private (self);
  double target = rapport_id_selection_get_selecting (priv->selection) ? 1 : 0;

  if (priv->animation != NULL)
    adw_animation_pause (priv->animation);
  g_clear_object (&priv->animation);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      set_shown_circle (target, self);
      return;
    }
  priv->animation = adw_timed_animation_new (GTK_WIDGET (self), priv->shown_circle, target, 180,
                                             adw_callback_animation_target_new (set_shown_circle, self, NULL));
  adw_animation_play (priv->animation);
}

static void
update_name (RapportDrawnRow *self)
{
  RapportDrawnRowPrivate *priv = rapport_drawn_row_get_instance_private (self);
  gpointer data = priv->row != NULL ? rapport_paged_row_peek (priv->row) : NULL;
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *name = NULL;

  if (cell == NULL)
    return;
  name = data != NULL ? RAPPORT_DRAWN_ROW_GET_CLASS (self)->describe (self, data) : g_strdup (_("Loading"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
row_changed_cb (RapportDrawnRow *self)
{
  update_name (self);
  if (RAPPORT_DRAWN_ROW_GET_CLASS (self)->measure != NULL)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_row (RapportDrawnRow *self,
         RapportPagedRow *row)
{
  RapportDrawnRowPrivate *priv = rapport_drawn_row_get_instance_private (self);

  if (priv->row != NULL)
    g_clear_signal_handler (&priv->row_changed, priv->row);
  g_set_object (&priv->row, row);
  if (row != NULL)
    priv->row_changed = g_signal_connect_swapped (row, "changed", G_CALLBACK (row_changed_cb), self);
  row_changed_cb (self);
}

static void
rapport_drawn_row_dispose (GObject *object)
{
  RapportDrawnRow *self = RAPPORT_DRAWN_ROW (object);
  RapportDrawnRowPrivate *priv = rapport_drawn_row_get_instance_private (self);

  if (priv->row != NULL)
    g_clear_signal_handler (&priv->row_changed, priv->row);
  g_clear_object (&priv->row);
  g_clear_object (&priv->selection);
  if (priv->animation != NULL)
    adw_animation_pause (priv->animation);
  g_clear_object (&priv->animation);
  clear_layouts (self);

  G_OBJECT_CLASS (rapport_drawn_row_parent_class)->dispose (object);
}

static void
rapport_drawn_row_class_init (RapportDrawnRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_drawn_row_dispose;
  widget_class->snapshot = rapport_drawn_row_snapshot;
  widget_class->measure = rapport_drawn_row_measure;
  widget_class->css_changed = rapport_drawn_row_css_changed;
  widget_class->system_setting_changed = rapport_drawn_row_system_setting_changed;
  klass->height = 48;
  gtk_widget_class_set_css_name (widget_class, "drawnrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
rapport_drawn_row_init (RapportDrawnRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

RapportPagedRow *
rapport_drawn_row_get_row (RapportDrawnRow *self)
{
  RapportDrawnRowPrivate *priv = rapport_drawn_row_get_instance_private (self);

  return priv->row;
}

/* The factory ----------------------------------------------------------------------------------------------------- */

typedef struct {
  GType type;
  RapportIdSelection *selection;
} Factory;

static void
factory_free (gpointer  data,
              GClosure *closure)
{
  Factory *factory = data;

  g_clear_object (&factory->selection);
  g_free (factory);
}

static void
setup_cb (GtkListItemFactory *object,
          GtkListItem        *item,
          Factory            *factory)
{
  RapportDrawnRow *row = g_object_new (factory->type, NULL);
  RapportDrawnRowPrivate *priv = rapport_drawn_row_get_instance_private (row);

  if (g_set_object (&priv->selection, factory->selection))
    {
      g_signal_connect_object (priv->selection, "notify::selecting", G_CALLBACK (selecting_cb), row, G_CONNECT_SWAPPED);
      g_signal_connect_object (priv->selection, "selection-changed", G_CALLBACK (gtk_widget_queue_draw), row, G_CONNECT_SWAPPED);
      priv->shown_circle = rapport_id_selection_get_selecting (priv->selection) ? 1 : 0;
    }
  gtk_list_item_set_child (item, GTK_WIDGET (row));
}

static void
bind_cb (GtkListItemFactory *object,
         GtkListItem        *item,
         Factory            *factory)
{
  set_row (RAPPORT_DRAWN_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkListItemFactory *object,
           GtkListItem        *item,
           Factory            *factory)
{
  set_row (RAPPORT_DRAWN_ROW (gtk_list_item_get_child (item)), NULL);
}

GtkListItemFactory *
rapport_drawn_row_factory_new (GType               type,
                               RapportIdSelection *selection)
{
  GtkListItemFactory *object = gtk_signal_list_item_factory_new ();
  Factory *factory = g_new0 (Factory, 1);

  factory->type = type;
  g_set_object (&factory->selection, selection);
  g_signal_connect_data (object, "setup", G_CALLBACK (setup_cb), factory, factory_free, 0);
  g_signal_connect (object, "bind", G_CALLBACK (bind_cb), factory);
  g_signal_connect (object, "unbind", G_CALLBACK (unbind_cb), factory);
  return object;
}
