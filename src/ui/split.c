/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/split.h"

#include <glib/gi18n.h>

#include "ui/drawing.h"

#define LEAST_LIST 281
#define LEAST_LIST_WITH_START 340

struct _RapportSplit
{
  GtkWidget parent_instance;

  /* Borrowed: our children, NULL where there is none */
  GtkWidget *start;             /* in start_pane, or in the popover */
  GtkWidget *start_pane;
  GtkWidget *start_separator;
  GtkWidget *content;
  GtkWidget *end_separator;
  GtkWidget *end;

  /* Owned */
  GtkWidget *filters_button;
  GtkWidget *filters_pane;

  int start_width;
  int end_width;
  guint folded_source;
  gboolean folded;
  gboolean start_folded;
  gboolean told_folded;
  gboolean told_start_folded;
  gboolean show_detail;
  gboolean detail_hidden;
};

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportSplit, rapport_split, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

enum {
  PROP_0,
  PROP_FOLDED,
  PROP_START_FOLDED,
  PROP_SHOW_DETAIL,
  PROP_DETAIL_HIDDEN,
  PROP_START_WIDTH,
  PROP_END_WIDTH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static GtkBuildableIface *parent_buildable;

/* The start pane goes into the popover and back. */
static void
move_start (RapportSplit *self)
{
  GtkWidget *from = self->start_folded ? self->start_pane : self->filters_pane;
  GtkWidget *to = self->start_folded ? self->filters_pane : self->start_pane;

  gtk_widget_set_visible (self->filters_button, self->start_folded && self->start != NULL);
  if (self->start == NULL || gtk_widget_is_ancestor (self->start, to))
    return;
  g_object_ref (self->start);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->filters_button));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (from), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (to), self->start);
  g_object_unref (self->start);
}

static gboolean
apply_folded (gpointer user_data)
{
  RapportSplit *self = user_data;

  self->folded_source = 0;
  if (self->told_start_folded != self->start_folded)
    {
      self->told_start_folded = self->start_folded;
      move_start (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_START_FOLDED]);
    }
  if (self->told_folded != self->folded)
    {
      self->told_folded = self->folded;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
    }
  return G_SOURCE_REMOVE;
}

/* Comes in the middle of an allocation: others hear of it afterwards. */
static void
set_folded (RapportSplit *self,
            gboolean      folded,
            gboolean      start_folded)
{
  self->folded = folded;
  self->start_folded = start_folded;
  if (self->folded_source == 0 && (self->told_folded != folded || self->told_start_folded != start_folded))
    self->folded_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, apply_folded, self, NULL);
}

static int
measure_width (GtkWidget *widget)
{
  int least = 0;

  if (widget != NULL)
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

/* GTK 4.8 does not tell assistive technology of it. */
static void
show_pane (GtkWidget *pane,
           gboolean   shown)
{
  if (gtk_widget_get_child_visible (pane) == shown)
    return;
  gtk_widget_set_child_visible (pane, shown);
  gtk_accessible_update_state (GTK_ACCESSIBLE (pane), GTK_ACCESSIBLE_STATE_HIDDEN, !shown, -1);
}

static int
give (GtkWidget *child,
      int        x,
      int        width,
      int        full,
      int        height,
      gboolean   reversed)
{
  if (child == NULL)
    return 0;
  show_pane (child, width > 0);
  if (width > 0)
    {
      width = MAX (width, measure_width (child));
      gtk_widget_size_allocate (child, &(GtkAllocation) { reversed ? full - x - width : x, 0, width, height }, -1);
    }
  return width;
}

static void
rapport_split_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  RapportSplit *self = RAPPORT_SPLIT (widget);
  gboolean reversed = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean has_end = self->end != NULL && gtk_widget_get_visible (self->end);
  double scale = rapport_text_scale (widget); /* larger text needs wider panes */
  int start_width = (int) (self->start_width * scale);
  int end_width = has_end ? MAX ((int) (self->end_width * scale), measure_width (self->end)) : 0;
  gboolean folded = has_end && width < end_width + LEAST_LIST * scale;
  gboolean beside = has_end && !folded && !self->detail_hidden;
  gboolean start_shown = self->start != NULL
                         && width >= start_width + 1 + LEAST_LIST_WITH_START * scale + (beside ? end_width + 1 : 0);
  gboolean alone = folded && self->show_detail;
  int x = 0;
  int rest = width - (beside ? end_width + 1 : 0);

  set_folded (self, folded, !start_shown);
  x += give (self->start_pane, x, start_shown && !alone ? start_width : 0, width, height, reversed);
  x += give (self->start_separator, x, start_shown && !alone ? 1 : 0, width, height, reversed);
  x += give (self->content, x, alone ? 0 : rest - x, width, height, reversed);
  x += give (self->end_separator, x, beside ? 1 : 0, width, height, reversed);
  give (self->end, x, alone ? width : beside ? end_width : 0, width, height, reversed);
}

static void
rapport_split_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  RapportSplit *self = RAPPORT_SPLIT (widget);
  GtkWidget *children[] = { self->start_pane, self->content, self->end };

  *minimum = *natural = 0;
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      int least, wanted;

      if (children[i] == NULL || !gtk_widget_should_layout (children[i]))
        continue;
      gtk_widget_measure (children[i], orientation, -1, &least, &wanted, NULL, NULL);
      if (orientation == GTK_ORIENTATION_VERTICAL)
        {
          *minimum = MAX (*minimum, least);
          *natural = MAX (*natural, wanted);
          continue;
        }
      if (children[i] != self->start_pane)
        *minimum = MAX (*minimum, least);
      *natural += wanted;
    }
  *natural = MAX (*natural, *minimum);
}

static void
set_child (RapportSplit *self,
           GtkWidget   **place,
           GtkWidget    *child)
{
  if (*place == child)
    return;
  g_clear_pointer (place, gtk_widget_unparent);
  *place = child;
  if (child != NULL)
    {
      gtk_widget_set_parent (child, GTK_WIDGET (self));
      gtk_widget_add_css_class (child, "pane");
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
add_child (GtkBuildable *buildable,
           GtkBuilder   *builder,
           GObject      *child,
           const char   *type)
{
  RapportSplit *self = RAPPORT_SPLIT (buildable);

  if (!GTK_IS_WIDGET (child))
    parent_buildable->add_child (buildable, builder, child, type);
  else if (g_strcmp0 (type, "start") == 0)
    rapport_split_set_start (self, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "end") == 0)
    rapport_split_set_end (self, GTK_WIDGET (child));
  else
    rapport_split_set_content (self, GTK_WIDGET (child));
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

static void
rapport_split_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  RapportSplit *self = RAPPORT_SPLIT (object);

  switch (prop_id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    case PROP_START_FOLDED:
      g_value_set_boolean (value, self->start_folded);
      break;
    case PROP_SHOW_DETAIL:
      g_value_set_boolean (value, self->show_detail);
      break;
    case PROP_DETAIL_HIDDEN:
      g_value_set_boolean (value, self->detail_hidden);
      break;
    case PROP_START_WIDTH:
      g_value_set_int (value, self->start_width);
      break;
    case PROP_END_WIDTH:
      g_value_set_int (value, self->end_width);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_split_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  RapportSplit *self = RAPPORT_SPLIT (object);

  switch (prop_id)
    {
    case PROP_SHOW_DETAIL:
      rapport_split_set_show_detail (self, g_value_get_boolean (value));
      break;
    case PROP_DETAIL_HIDDEN:
      rapport_split_set_detail_hidden (self, g_value_get_boolean (value));
      break;
    case PROP_START_WIDTH:
      self->start_width = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_END_WIDTH:
      self->end_width = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_split_dispose (GObject *object)
{
  RapportSplit *self = RAPPORT_SPLIT (object);

  g_clear_handle_id (&self->folded_source, g_source_remove);
  g_clear_pointer (&self->start_pane, gtk_widget_unparent);
  g_clear_pointer (&self->start_separator, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->end_separator, gtk_widget_unparent);
  g_clear_pointer (&self->end, gtk_widget_unparent);
  g_clear_object (&self->filters_button);

  G_OBJECT_CLASS (rapport_split_parent_class)->dispose (object);
}

static void
rapport_split_class_init (RapportSplitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags read_write = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = rapport_split_dispose;
  object_class->get_property = rapport_split_get_property;
  object_class->set_property = rapport_split_set_property;
  widget_class->measure = rapport_split_measure;
  widget_class->size_allocate = rapport_split_size_allocate;

  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, read_only);
  properties[PROP_START_FOLDED] = g_param_spec_boolean ("start-folded", NULL, NULL, FALSE, read_only);
  properties[PROP_SHOW_DETAIL] = g_param_spec_boolean ("show-detail", NULL, NULL, FALSE, read_write);
  properties[PROP_DETAIL_HIDDEN] = g_param_spec_boolean ("detail-hidden", NULL, NULL, FALSE, read_write);
  properties[PROP_START_WIDTH] = g_param_spec_int ("start-width", NULL, NULL, 0, G_MAXINT, 204, read_write);
  properties[PROP_END_WIDTH] = g_param_spec_int ("end-width", NULL, NULL, 0, G_MAXINT, 300, read_write);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "split");
}

static GtkWidget *
new_scrolled (void)
{
  return g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, NULL);
}

static void
make_filters_button (RapportSplit *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->filters_pane = new_scrolled ();
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->filters_pane), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->filters_pane), 520);
  gtk_widget_set_size_request (self->filters_pane, 260, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), self->filters_pane);
  self->filters_button = g_object_ref_sink (gtk_menu_button_new ());
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->filters_button), TRUE);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->filters_button), popover);
  gtk_widget_set_visible (self->filters_button, FALSE);
  rapport_split_set_n_filters (self, 0);
}

static void
rapport_split_init (RapportSplit *self)
{
  self->start_width = 204;
  self->end_width = 300;
  self->start_separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_parent (self->start_separator, GTK_WIDGET (self));
  self->end_separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_parent (self->end_separator, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  make_filters_button (self);
}

GtkWidget *
rapport_split_new (void)
{
  return g_object_new (RAPPORT_TYPE_SPLIT, NULL);
}

void
rapport_split_set_start (RapportSplit *self,
                         GtkWidget    *child)
{
  g_return_if_fail (self->start == NULL);

  self->start = child;
  set_child (self, &self->start_pane, new_scrolled ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->start_pane), child);
}

void
rapport_split_set_content (RapportSplit *self,
                           GtkWidget    *child)
{
  set_child (self, &self->content, child);
}

void
rapport_split_set_end (RapportSplit *self,
                       GtkWidget    *child)
{
  set_child (self, &self->end, child);
}

gboolean
rapport_split_get_folded (RapportSplit *self)
{
  return self->folded;
}

gboolean
rapport_split_get_show_detail (RapportSplit *self)
{
  return self->show_detail;
}

/* What comes to the front is mapped now, before it is allocated: what it changes as it appears, and what changed in it while
 * it was away, is then part of the next layout. */
static void
turn_over (RapportSplit *self)
{
  GtkWidget *front = self->show_detail ? self->end : self->content;
  GtkWidget *back = self->show_detail ? self->content : self->end;

  if (front == NULL || back == NULL)
    return;
  show_pane (back, FALSE);
  show_pane (front, TRUE);
  gtk_widget_queue_resize (front);
}

void
rapport_split_set_show_detail (RapportSplit *self,
                               gboolean      show_detail)
{
  if (self->show_detail == show_detail)
    return;
  self->show_detail = show_detail;
  if (self->folded)
    turn_over (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_DETAIL]);
}

gboolean
rapport_split_get_detail_hidden (RapportSplit *self)
{
  return self->detail_hidden;
}

void
rapport_split_set_detail_hidden (RapportSplit *self,
                                 gboolean      hidden)
{
  if (self->detail_hidden == hidden)
    return;
  self->detail_hidden = hidden;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL_HIDDEN]);
}

const char *
rapport_split_get_toast_place (RapportSplit *self)
{
  if (self->folded)
    return self->show_detail ? "toasts-above" : NULL;
  return self->detail_hidden ? NULL : "toasts-beside";
}

GtkWidget *
rapport_split_get_filters_button (RapportSplit *self)
{
  return self->filters_button;
}

void
rapport_split_set_n_filters (RapportSplit *self,
                             guint         n_filters)
{
  g_autofree char *label = NULL;

  /* Translators: a button; how many filters are set */
  label = n_filters > 0 ? g_strdup_printf (_("Filters · %u"), n_filters) : g_strdup (_("Filters"));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->filters_button), label);
}
