/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/page.h"

#include <glib/gi18n.h>

#include "ui/window.h"

typedef struct
{
  /* Owned */
  RapportSession *session;
  char *title;
  char *subtitle;
  GtkWidget *start_widget;
  GtkWidget *title_widget;
  GtkWidget *end_widget;
  GtkWidget *bottom_widget;
  char *toast_place;
  char *selection_title;
  GMenuModel *selection_menu;
  GHashTable *commands; /* name → enabled */
  RapportFaces *faces;  /* NULL until a row asks */

  guint refresh_source;
  gboolean stale;
  gboolean can_go_back;
  gboolean narrow;
} RapportPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RapportPage, rapport_page, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_SESSION,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_START_WIDGET,
  PROP_TITLE_WIDGET,
  PROP_END_WIDGET,
  PROP_BOTTOM_WIDGET,
  PROP_TOAST_PLACE,
  PROP_NARROW,
  PROP_CAN_GO_BACK,
  PROP_SELECTION_TITLE,
  PROP_SELECTION_MENU,
  N_PROPS
};

enum {
  COMMAND_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
rapport_page_refresh_now (RapportPage *self)
{
  RapportPagePrivate *priv = rapport_page_get_instance_private (self);

  priv->stale = FALSE;
  if (RAPPORT_PAGE_GET_CLASS (self)->refresh != NULL)
    RAPPORT_PAGE_GET_CLASS (self)->refresh (self);
}

static gboolean
refresh_in_idle (gpointer user_data)
{
  RapportPage *self = user_data;
  RapportPagePrivate *priv = rapport_page_get_instance_private (self);

  priv->refresh_source = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    rapport_page_refresh_now (self);
  return G_SOURCE_REMOVE;
}

/* Several changes in a row ask once. */
static void
invalidate (RapportPage *self)
{
  RapportPagePrivate *priv = rapport_page_get_instance_private (self);

  priv->stale = TRUE;
  if (priv->refresh_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    priv->refresh_source = g_idle_add (refresh_in_idle, self);
}

static void
rapport_page_map (GtkWidget *widget)
{
  RapportPage *self = RAPPORT_PAGE (widget);
  RapportPagePrivate *priv = rapport_page_get_instance_private (self);

  GTK_WIDGET_CLASS (rapport_page_parent_class)->map (widget);

  if (priv->stale)
    rapport_page_refresh_now (self);
  if (RAPPORT_PAGE_GET_CLASS (self)->shown != NULL)
    RAPPORT_PAGE_GET_CLASS (self)->shown (self);
}

static void
rapport_page_constructed (GObject *object)
{
  RapportPage *self = RAPPORT_PAGE (object);
  RapportPagePrivate *priv = rapport_page_get_instance_private (self);

  G_OBJECT_CLASS (rapport_page_parent_class)->constructed (object);

  if (priv->session == NULL)
    return;
  g_signal_connect_object (priv->session, "changed", G_CALLBACK (invalidate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->session, "viewer-changed", G_CALLBACK (invalidate), self, G_CONNECT_SWAPPED);
}

static void
rapport_page_dispose (GObject *object)
{
  RapportPage *self = RAPPORT_PAGE (object);
  RapportPagePrivate *priv = rapport_page_get_instance_private (self);

  g_clear_handle_id (&priv->refresh_source, g_source_remove);
  g_clear_object (&priv->start_widget);
  g_clear_object (&priv->title_widget);
  g_clear_object (&priv->end_widget);
  g_clear_object (&priv->bottom_widget);
  g_clear_object (&priv->selection_menu);
  g_clear_object (&priv->session);

  g_clear_object (&priv->faces);
  G_OBJECT_CLASS (rapport_page_parent_class)->dispose (object);
}

static void
rapport_page_finalize (GObject *object)
{
  RapportPagePrivate *priv = rapport_page_get_instance_private (RAPPORT_PAGE (object));

  g_free (priv->title);
  g_free (priv->subtitle);
  g_free (priv->toast_place);
  g_free (priv->selection_title);
  g_hash_table_unref (priv->commands);

  G_OBJECT_CLASS (rapport_page_parent_class)->finalize (object);
}

static void
rapport_page_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  RapportPagePrivate *priv = rapport_page_get_instance_private (RAPPORT_PAGE (object));

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, priv->session);
      break;
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, priv->subtitle);
      break;
    case PROP_START_WIDGET:
      g_value_set_object (value, priv->start_widget);
      break;
    case PROP_TITLE_WIDGET:
      g_value_set_object (value, priv->title_widget);
      break;
    case PROP_END_WIDGET:
      g_value_set_object (value, priv->end_widget);
      break;
    case PROP_BOTTOM_WIDGET:
      g_value_set_object (value, priv->bottom_widget);
      break;
    case PROP_TOAST_PLACE:
      g_value_set_string (value, priv->toast_place);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, priv->narrow);
      break;
    case PROP_CAN_GO_BACK:
      g_value_set_boolean (value, priv->can_go_back);
      break;
    case PROP_SELECTION_TITLE:
      g_value_set_string (value, priv->selection_title);
      break;
    case PROP_SELECTION_MENU:
      g_value_set_object (value, priv->selection_menu);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_widget (RapportPage *self,
            GtkWidget  **place,
            GtkWidget   *widget,
            guint        prop_id)
{
  if (*place == widget)
    return;
  g_clear_object (place);
  if (widget != NULL)
    *place = g_object_ref_sink (widget);
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
set_string (RapportPage *self,
            char       **place,
            const char  *text,
            guint        prop_id)
{
  if (g_strcmp0 (*place, text) == 0)
    return;
  g_free (*place);
  *place = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
rapport_page_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  RapportPage *self = RAPPORT_PAGE (object);
  RapportPagePrivate *priv = rapport_page_get_instance_private (self);

  switch (prop_id)
    {
    case PROP_SESSION:
      priv->session = g_value_dup_object (value);
      break;
    case PROP_TITLE:
      set_string (self, &priv->title, g_value_get_string (value), prop_id);
      break;
    case PROP_SUBTITLE:
      set_string (self, &priv->subtitle, g_value_get_string (value), prop_id);
      break;
    case PROP_START_WIDGET:
      set_widget (self, &priv->start_widget, g_value_get_object (value), prop_id);
      break;
    case PROP_TITLE_WIDGET:
      set_widget (self, &priv->title_widget, g_value_get_object (value), prop_id);
      break;
    case PROP_END_WIDGET:
      set_widget (self, &priv->end_widget, g_value_get_object (value), prop_id);
      break;
    case PROP_BOTTOM_WIDGET:
      set_widget (self, &priv->bottom_widget, g_value_get_object (value), prop_id);
      break;
    case PROP_TOAST_PLACE:
      set_string (self, &priv->toast_place, g_value_get_string (value), prop_id);
      break;
    case PROP_NARROW:
      if (priv->narrow == g_value_get_boolean (value))
        break;
      priv->narrow = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_CAN_GO_BACK:
      rapport_page_set_can_go_back (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_page_class_init (RapportPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags read_write = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rapport_page_constructed;
  object_class->dispose = rapport_page_dispose;
  object_class->finalize = rapport_page_finalize;
  object_class->get_property = rapport_page_get_property;
  object_class->set_property = rapport_page_set_property;
  widget_class->map = rapport_page_map;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, RAPPORT_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, read_write);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, read_write);
  properties[PROP_START_WIDGET] = g_param_spec_object ("start-widget", NULL, NULL, GTK_TYPE_WIDGET, read_write);
  properties[PROP_TITLE_WIDGET] = g_param_spec_object ("title-widget", NULL, NULL, GTK_TYPE_WIDGET, read_write);
  properties[PROP_END_WIDGET] = g_param_spec_object ("end-widget", NULL, NULL, GTK_TYPE_WIDGET, read_write);
  properties[PROP_BOTTOM_WIDGET] = g_param_spec_object ("bottom-widget", NULL, NULL, GTK_TYPE_WIDGET, read_write);
  properties[PROP_TOAST_PLACE] = g_param_spec_string ("toast-place", NULL, NULL, NULL, read_write);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, read_write);
  properties[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE, read_write);
  properties[PROP_SELECTION_TITLE] = g_param_spec_string ("selection-title", NULL, NULL, NULL, read_only);
  properties[PROP_SELECTION_MENU] = g_param_spec_object ("selection-menu", NULL, NULL, G_TYPE_MENU_MODEL, read_only);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /* A command was declared, or can be used from now on, or no longer: (name). */
  signals[COMMAND_CHANGED] = g_signal_new ("command-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rapport_page_init (RapportPage *self)
{
  RapportPagePrivate *priv = rapport_page_get_instance_private (self);

  priv->commands = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  priv->stale = TRUE;
}

/**
 * rapport_page_get_session:
 * @self: a page
 *
 * Returns: (transfer none): the session that the page was made for
 */
RapportSession *
rapport_page_get_session (RapportPage *self)
{
  RapportPagePrivate *priv = rapport_page_get_instance_private (self);

  return priv->session;
}

/** Returns: (transfer none): the photos that the page's lists draw. */
RapportFaces *
rapport_page_get_faces (RapportPage *self)
{
  RapportPagePrivate *priv = rapport_page_get_instance_private (self);

  if (priv->faces == NULL)
    priv->faces = rapport_faces_new (rapport_session_get_store (priv->session));
  return priv->faces;
}

void
rapport_page_set_title (RapportPage *self,
                        const char  *title,
                        const char  *subtitle)
{
  RapportPagePrivate *priv = rapport_page_get_instance_private (self);

  set_string (self, &priv->title, title, PROP_TITLE);
  set_string (self, &priv->subtitle, subtitle, PROP_SUBTITLE);
}

void
rapport_page_set_command (RapportPage *self,
                          const char  *name,
                          gboolean     enabled)
{
  RapportPagePrivate *priv = rapport_page_get_instance_private (self);

  enabled = enabled != FALSE;
  if (g_hash_table_contains (priv->commands, name) && rapport_page_has_command (self, name) == enabled)
    return;
  g_hash_table_insert (priv->commands, g_strdup (name), GINT_TO_POINTER (enabled));
  g_signal_emit (self, signals[COMMAND_CHANGED], 0, name);
}

/**
 * rapport_page_has_command:
 * @self: a page
 * @name: a command's name, without "win."
 *
 * Returns: whether the page declared the command and it can be used now
 */
gboolean
rapport_page_has_command (RapportPage *self,
                          const char  *name)
{
  RapportPagePrivate *priv = rapport_page_get_instance_private (self);

  return GPOINTER_TO_INT (g_hash_table_lookup (priv->commands, name));
}

void
rapport_page_set_can_go_back (RapportPage *self,
                              gboolean     can_go_back)
{
  RapportPagePrivate *priv = rapport_page_get_instance_private (self);

  can_go_back = can_go_back != FALSE;
  if (priv->can_go_back == can_go_back)
    return;
  priv->can_go_back = can_go_back;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_GO_BACK]);
}

void
rapport_page_set_selection (RapportPage *self,
                            const char  *title,
                            GMenuModel  *menu)
{
  RapportPagePrivate *priv = rapport_page_get_instance_private (self);

  if (g_set_object (&priv->selection_menu, menu))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTION_MENU]);
  set_string (self, &priv->selection_title, title, PROP_SELECTION_TITLE);
}

void
rapport_page_go (RapportPage *self,
                 const char  *target)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.go", "s", target);
}

void
rapport_page_toast (RapportPage *self,
                    const char  *text,
                    gboolean     undoable)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (RAPPORT_IS_WINDOW (root))
    rapport_window_toast (RAPPORT_WINDOW (root), text, undoable);
}

void
rapport_page_show_error (RapportPage  *self,
                         const char   *what,
                         const GError *error)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (RAPPORT_IS_WINDOW (root))
    rapport_window_show_error (RAPPORT_WINDOW (root), what, error);
}

void
rapport_page_run_command (RapportPage *self,
                          const char  *name,
                          GVariant    *parameter)
{
  if (RAPPORT_PAGE_GET_CLASS (self)->command != NULL)
    RAPPORT_PAGE_GET_CLASS (self)->command (self, name, parameter);
}

void
rapport_page_go_to (RapportPage *self,
                    const char  *target)
{
  if (RAPPORT_PAGE_GET_CLASS (self)->go_to != NULL)
    RAPPORT_PAGE_GET_CLASS (self)->go_to (self, target);
}

void
rapport_page_back (RapportPage *self)
{
  if (RAPPORT_PAGE_GET_CLASS (self)->back != NULL)
    RAPPORT_PAGE_GET_CLASS (self)->back (self);
}
