/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/columns.h"

#include "ui/drawing.h"

struct _RapportColumns
{
  GtkWidget parent_instance;

  int column_width;
  int last_width;
  int spacing;
};

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportColumns, rapport_columns, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

enum {
  PROP_0,
  PROP_COLUMN_WIDTH,
  PROP_LAST_WIDTH,
  PROP_SPACING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static GtkBuildableIface *parent_buildable;

static void
add_child (GtkBuildable *buildable,
           GtkBuilder   *builder,
           GObject      *child,
           const char   *type)
{
  if (GTK_IS_WIDGET (child))
    rapport_columns_append (RAPPORT_COLUMNS (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static int
count_shown (GtkWidget *widget)
{
  int n = 0;

  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    n++;
  return n;
}

static int
count_columns (RapportColumns *self,
               int             n,
               int             width)
{
  double scale = rapport_text_scale (GTK_WIDGET (self)); /* larger text needs wider columns */
  int columns = CLAMP ((int) ((width + self->spacing) / (self->column_width * scale + self->spacing)), 1, MAX (n, 1));

  if (self->last_width > 0)
    return width >= (self->column_width + self->last_width) * scale + self->spacing ? MIN (n, 2) : 1;
  while (columns > 1 && n % columns != 0)
    columns--;
  return columns;
}

static int
width_of_column (RapportColumns *self,
                 int             column,
                 int             columns,
                 int             width)
{
  if (columns == 1)
    return width;
  if (self->last_width > 0)
    {
      int last = (int) (self->last_width * rapport_text_scale (GTK_WIDGET (self)));

      return column == columns - 1 ? last : width - self->spacing - last;
    }
  width -= self->spacing * (columns - 1);
  return width / columns + (column < width % columns ? 1 : 0); /* up to the other edge */
}

/* Lays the lines out for a width; allocates where @allocate. Returns the height. */
static int
lay_out (RapportColumns *self,
         int             width,
         gboolean        allocate)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean reversed = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int columns = count_columns (self, count_shown (widget), width);
  GtkWidget *child = next_shown (gtk_widget_get_first_child (widget));
  int y = 0;

  while (child != NULL)
    {
      GtkWidget *first = child;
      int line = 0, x = 0;

      for (int i = 0; i < columns && child != NULL; i++, child = next_shown (gtk_widget_get_next_sibling (child)))
        {
          int height;

          gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width_of_column (self, i, columns, width), NULL, &height,
                              NULL, NULL);
          line = MAX (line, height);
        }
      child = first;
      for (int i = 0; i < columns && child != NULL; i++, child = next_shown (gtk_widget_get_next_sibling (child)))
        {
          int own = width_of_column (self, i, columns, width);

          if (allocate)
            gtk_widget_size_allocate (child, &(GtkAllocation) { reversed ? width - x - own : x, y, own, line }, -1);
          x += own + self->spacing;
        }
      y += line + (child != NULL ? self->spacing : 0);
    }
  return y;
}

static void
rapport_columns_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  RapportColumns *self = RAPPORT_COLUMNS (widget);
  int n = count_shown (widget);
  int least = 0;

  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int child_least;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_least, NULL, NULL, NULL);
      least = MAX (least, child_least);
    }
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = lay_out (self, MAX (for_size < 0 ? n * self->column_width : for_size, least), FALSE);
      return;
    }
  *minimum = least;
  *natural = MAX (least, n * (self->column_width + self->spacing));
}

static void
rapport_columns_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  lay_out (RAPPORT_COLUMNS (widget), width, TRUE);
}

static GtkSizeRequestMode
rapport_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rapport_columns_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  RapportColumns *self = RAPPORT_COLUMNS (object);

  switch (prop_id)
    {
    case PROP_COLUMN_WIDTH:
      g_value_set_int (value, self->column_width);
      break;
    case PROP_LAST_WIDTH:
      g_value_set_int (value, self->last_width);
      break;
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_columns_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  RapportColumns *self = RAPPORT_COLUMNS (object);

  switch (prop_id)
    {
    case PROP_COLUMN_WIDTH:
      self->column_width = g_value_get_int (value);
      break;
    case PROP_LAST_WIDTH:
      self->last_width = g_value_get_int (value);
      break;
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
rapport_columns_dispose (GObject *object)
{
  rapport_columns_clear (RAPPORT_COLUMNS (object));

  G_OBJECT_CLASS (rapport_columns_parent_class)->dispose (object);
}

static void
rapport_columns_class_init (RapportColumnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = rapport_columns_dispose;
  object_class->get_property = rapport_columns_get_property;
  object_class->set_property = rapport_columns_set_property;
  widget_class->measure = rapport_columns_measure;
  widget_class->size_allocate = rapport_columns_size_allocate;
  widget_class->get_request_mode = rapport_columns_get_request_mode;

  properties[PROP_COLUMN_WIDTH] = g_param_spec_int ("column-width", NULL, NULL, 1, G_MAXINT, 200, flags);
  properties[PROP_LAST_WIDTH] = g_param_spec_int ("last-width", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 12, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rapport_columns_init (RapportColumns *self)
{
  self->column_width = 200;
  self->spacing = 12;
}

GtkWidget *
rapport_columns_new (int column_width,
                     int spacing)
{
  return g_object_new (RAPPORT_TYPE_COLUMNS, "column-width", column_width, "spacing", spacing, NULL);
}

void
rapport_columns_append (RapportColumns *self,
                        GtkWidget      *child)
{
  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

void
rapport_columns_clear (RapportColumns *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
