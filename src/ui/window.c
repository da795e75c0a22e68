/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/window.h"

#include <glib/gi18n.h>

#include "model/sentence.h"
#include "services/data-files.h"
#include "ui/commands.h"
#include "ui/page-table.h"
#include "ui/settings.h"
#include "ui/sidebar.h"
#include "ui/stack-truth.h"
#include "ui/viewer-button.h"
#include "ui/window-actions.h"
#include "ui/window-history.h"
#include "ui/window-status.h"

#define MOUSE_BACK 8

struct _RapportWindow
{
  AdwApplicationWindow parent_instance;

  /* Template widgets */
  AdwLeaflet *leaflet;
  GtkWidget *sidebar_pane;
  GtkWidget *content_pane;
  RapportSidebar *sidebar;
  GtkWidget *header;
  GtkWidget *selection_header;
  GtkMenuButton *selection_button;
  GtkWidget *back_button;
  GtkMenuButton *primary_button;
  GtkLabel *programme;
  GtkWidget *sample_bar;
  GtkWidget *notice_bar;
  GtkLabel *notice;
  GtkWidget *notice_close;
  GtkWidget *viewer_bar;
  GtkLabel *viewer_label;
  RapportViewerButton *viewer_button;
  AdwBin *start_slot;
  AdwBin *end_slot;
  AdwBin *bottom_slot;
  AdwWindowTitle *window_title;
  AdwToastOverlay *toasts;
  GtkStack *pages;

  /* Owned */
  RapportSession *session;
  GQueue *behind;          /* targets to which Back returns, the nearest first */
  char *target;
  char *programme_name;
  GSettings *settings;     /* NULL where the schema is not installed */
  GSignalGroup *page_signals;
  GMenu *history_menu;

  /* Borrowed, cleared by its own dismissal */
  AdwToast *toast;

  guint folded_source;
  gboolean sample;
};

G_DEFINE_FINAL_TYPE (RapportWindow, rapport_window, ADW_TYPE_APPLICATION_WINDOW)

enum {
  PROP_0,
  PROP_SESSION,
  PROP_SAMPLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
put (AdwBin    *slot,
     GtkWidget *child)
{
  if (adw_bin_get_child (slot) != child)
    adw_bin_set_child (slot, child);
  gtk_widget_set_visible (GTK_WIDGET (slot), child != NULL);
}

/* Whether Back stays in the content: it leaves the pushed part of a page, or a page that belongs to another. */
static gboolean
can_go_back_inside (RapportWindow *self)
{
  RapportPage *page = rapport_window_get_page (self);
  gboolean pushed = FALSE;

  if (page != NULL)
    g_object_get (page, "can-go-back", &pushed, NULL);
  return pushed || !g_queue_is_empty (self->behind);
}

/* The leaflet has Alt+Left, swipes and the mouse's button for itself, and knows of the sidebar alone: it gets them where Back
 * leads there. */
static void
update_back (RapportWindow *self)
{
  gboolean inside = can_go_back_inside (self);

  gtk_widget_set_visible (self->back_button, inside || adw_leaflet_get_folded (self->leaflet));
  adw_leaflet_set_can_navigate_back (self->leaflet, !inside);
}

static void
place_toasts (RapportWindow *self,
              RapportPage   *page)
{
  g_autofree char *place = NULL;
  const char *classes[] = { NULL, NULL };

  g_object_get (page, "toast-place", &place, NULL);
  classes[0] = place;
  gtk_widget_set_css_classes (GTK_WIDGET (self->toasts), classes);
}

/* Shows what the visible page wants to have in the header and below. */
static void
update_header (RapportWindow *self)
{
  RapportPage *page = rapport_window_get_page (self);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *selection_title = NULL;
  g_autoptr (GMenuModel) selection_menu = NULL;
  g_autoptr (GtkWidget) start = NULL;
  g_autoptr (GtkWidget) middle = NULL;
  g_autoptr (GtkWidget) end = NULL;
  g_autoptr (GtkWidget) bottom = NULL;

  if (page == NULL)
    return;
  g_object_get (page, "title", &title, "subtitle", &subtitle, "start-widget", &start, "title-widget", &middle,
                "end-widget", &end, "bottom-widget", &bottom, "selection-title", &selection_title,
                "selection-menu", &selection_menu, NULL);
  adw_window_title_set_title (self->window_title, title != NULL ? title : "");
  adw_window_title_set_subtitle (self->window_title, subtitle != NULL ? subtitle : self->programme_name);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (self->header),
                                   middle != NULL ? middle : GTK_WIDGET (self->window_title));
  put (self->start_slot, start);
  put (self->end_slot, end);
  put (self->bottom_slot, bottom);
  place_toasts (self, page);
  update_back (self);

  gtk_widget_set_visible (self->header, selection_title == NULL);
  gtk_widget_set_visible (self->selection_header, selection_title != NULL);
  gtk_menu_button_set_label (self->selection_button, selection_title != NULL ? selection_title : "");
  gtk_menu_button_set_menu_model (self->selection_button, selection_menu);
}

static void
page_notify_cb (RapportWindow *self,
                GParamSpec    *pspec,
                RapportPage   *page)
{
  if (pspec->owner_type == RAPPORT_TYPE_PAGE)
    update_header (self);
}

static void
command_changed_cb (RapportWindow *self)
{
  rapport_window_update_actions (self);
}

static RapportPage *
ensure_page (RapportWindow         *self,
             const RapportPageInfo *info)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, info->name);

  if (page == NULL)
    {
      page = g_object_new (info->get_type (), "session", self->session, NULL);
      g_object_set (page, "narrow", adw_leaflet_get_folded (self->leaflet), NULL);
      gtk_stack_add_named (self->pages, page, info->name);
    }
  return RAPPORT_PAGE (page);
}

/* Who goes by the keys is in the page; who walks through the sidebar stays there. */
static void
move_focus (RapportWindow *self,
            GtkWidget     *page)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL
      && (gtk_widget_is_ancestor (focus, page)
          || (gtk_widget_is_ancestor (focus, self->sidebar_pane) && !adw_leaflet_get_folded (self->leaflet))))
    return;
  if (gtk_widget_get_mapped (page))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->sidebar), GTK_DIR_TAB_FORWARD);
}

static void
show_page (RapportWindow         *self,
           const RapportPageInfo *info)
{
  RapportPage *page = ensure_page (self, info);

  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (page));
  g_signal_group_set_target (self->page_signals, page);
  rapport_sidebar_select (self->sidebar, info->parent != NULL ? info->parent : info->name);
  adw_leaflet_set_visible_child (self->leaflet, self->content_pane);
  update_header (self);
  rapport_window_update_actions (self);
  move_focus (self, GTK_WIDGET (page));
}

static void
clear_behind (RapportWindow *self)
{
  g_queue_clear_full (self->behind, g_free);
}

/**
 * rapport_window_go:
 * @self: a window
 * @target: "members", "members/12", "requests/open?filter=reminder"
 *
 * Shows a page, and in it what the rest of the target names. A page that belongs to another (a profile) gets a back
 * button that leads to where one came from.
 */
void
rapport_window_go (RapportWindow *self,
                   const char    *target)
{
  const RapportPageInfo *info = rapport_page_table_find (target);
  gsize length = strcspn (target, "/?");

  if (info == NULL || self->session == NULL)
    return;
  if (info->parent == NULL)
    clear_behind (self);
  else if (self->target != NULL && g_strcmp0 (self->target, target) != 0)
    g_queue_push_head (self->behind, g_strdup (self->target));
  g_free (self->target);
  self->target = g_strdup (target);

  if (target[length] != '\0')
    rapport_page_go_to (ensure_page (self, info), target[length] == '/' ? target + length + 1 : target + length);
  show_page (self, info);
}

/**
 * rapport_window_back:
 * @self: a window
 *
 * Leaves the pushed part of the page, else the page that belongs to another, else (when narrow) the content.
 */
void
rapport_window_back (RapportWindow *self)
{
  RapportPage *page = rapport_window_get_page (self);
  g_autofree char *target = NULL;
  const RapportPageInfo *info;
  gboolean pushed = FALSE;

  if (page != NULL)
    g_object_get (page, "can-go-back", &pushed, NULL);
  if (pushed)
    {
      rapport_page_back (page);
      return;
    }
  target = g_queue_pop_head (self->behind);
  if (target == NULL)
    {
      if (adw_leaflet_get_folded (self->leaflet))
        adw_leaflet_set_visible_child (self->leaflet, self->sidebar_pane);
      return;
    }
  info = rapport_page_table_find (target);
  if (info->parent != NULL && strchr (target, '/') != NULL)
    rapport_page_go_to (ensure_page (self, info), strchr (target, '/') + 1);
  g_free (self->target);
  self->target = g_steal_pointer (&target);
  show_page (self, info);
}

void
rapport_window_go_nth (RapportWindow *self,
                       guint          nth)
{
  const char *name = rapport_sidebar_get_nth (self->sidebar, nth);

  if (name != NULL)
    rapport_window_go (self, name);
}

static void
sidebar_go_cb (RapportWindow *self,
               const char    *name)
{
  rapport_window_go (self, name);
}

static gboolean
apply_folded (gpointer user_data)
{
  RapportWindow *self = user_data;
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  self->folded_source = 0;
  rapport_viewer_button_set_narrow (self->viewer_button, folded);
  adw_header_bar_set_decoration_layout (ADW_HEADER_BAR (self->header), folded ? ":close" : NULL);
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    g_object_set (page, "narrow", folded, NULL);
  update_header (self);
  return G_SOURCE_REMOVE;
}

/* Comes in the middle of an allocation, which must not be disturbed. */
static void
folded_cb (RapportWindow *self)
{
  if (self->folded_source == 0)
    self->folded_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, apply_folded, self, NULL);
}

static void
store_changed_cb (RapportWindow *self)
{
  rapport_window_update_undo (self);
  rapport_window_update_status (self);
}

/* While it shows, what other processes write is looked for. */
static void
mapped_cb (RapportWindow *self)
{
  if (self->session != NULL)
    rapport_store_set_watching (rapport_session_get_store (self->session), gtk_widget_get_mapped (GTK_WIDGET (self)));
}

static void waiting_cb  (RapportWindow *self,
                         const char    *words);
static void outdated_cb (RapportWindow *self);

static void
viewer_changed_cb (RapportWindow *self)
{
  const RapportViewer *viewer = rapport_session_get_viewer (self->session);

  rapport_sidebar_set_office (self->sidebar, rapport_viewer_is_office (viewer));
  rapport_window_update_status (self);
  rapport_window_update_actions (self);
}

static void
restore_size (RapportWindow *self)
{
  int width, height;

  self->settings = rapport_settings_new ();
  if (self->settings == NULL)
    return;
  g_settings_get (self->settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static gboolean
rapport_window_close_request (GtkWindow *window)
{
  RapportWindow *self = RAPPORT_WINDOW (window);
  int width, height;

  if (self->settings != NULL)
    {
      gtk_window_get_default_size (window, &width, &height);
      g_settings_set (self->settings, "window-size", "(ii)", width, height);
      g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
    }
  return GTK_WINDOW_CLASS (rapport_window_parent_class)->close_request (window);
}

static void
rapport_window_constructed (GObject *object)
{
  RapportWindow *self = RAPPORT_WINDOW (object);

  G_OBJECT_CLASS (rapport_window_parent_class)->constructed (object);

  g_signal_connect_object (self->session, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rapport_session_get_store (self->session), "waiting", G_CALLBACK (waiting_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rapport_session_get_store (self->session), "outdated", G_CALLBACK (outdated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "viewer-changed", G_CALLBACK (viewer_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_after (self, "map", G_CALLBACK (mapped_cb), NULL);
  g_signal_connect_after (self, "unmap", G_CALLBACK (mapped_cb), NULL);
  gtk_widget_set_visible (self->sample_bar, self->sample);
  rapport_window_install_actions (self);
  rapport_viewer_button_set_session (self->viewer_button, self->session);
  rapport_window_update_undo (self);
  rapport_window_go (self, "overview");
  viewer_changed_cb (self);
  restore_size (self);
}

static void
rapport_window_dispose (GObject *object)
{
  RapportWindow *self = RAPPORT_WINDOW (object);

  g_clear_handle_id (&self->folded_source, g_source_remove);
  if (self->page_signals != NULL)
    g_signal_group_set_target (self->page_signals, NULL);
  g_clear_object (&self->page_signals);
  g_clear_object (&self->history_menu);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  self->notice_bar = NULL;

  G_OBJECT_CLASS (rapport_window_parent_class)->dispose (object);
}

static void
rapport_window_finalize (GObject *object)
{
  RapportWindow *self = RAPPORT_WINDOW (object);

  g_queue_free_full (self->behind, g_free);
  g_free (self->target);
  g_free (self->programme_name);

  G_OBJECT_CLASS (rapport_window_parent_class)->finalize (object);
}

static void
rapport_window_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  RapportWindow *self = RAPPORT_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_SAMPLE:
      self->sample = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_window_class_init (RapportWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rapport_window_constructed;
  object_class->dispose = rapport_window_dispose;
  object_class->finalize = rapport_window_finalize;
  object_class->set_property = rapport_window_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = rapport_window_close_request;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, RAPPORT_TYPE_SESSION, flags);
  properties[PROP_SAMPLE] = g_param_spec_boolean ("sample", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (RAPPORT_TYPE_SIDEBAR);
  g_type_ensure (RAPPORT_TYPE_VIEWER_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, sidebar_pane);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, content_pane);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, header);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, selection_header);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, selection_button);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, primary_button);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, programme);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, sample_bar);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, notice_bar);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, notice_close);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, viewer_bar);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, viewer_label);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, viewer_button);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, start_slot);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, end_slot);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, bottom_slot);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, pages);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_go_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
}

/* The mouse's Back button does what Alt+Left does; where Back leads to the sidebar the leaflet takes it. */
static void
back_pressed_cb (RapportWindow   *self,
                 int              n_press,
                 double           x,
                 double           y,
                 GtkGestureClick *click)
{
  if (!can_go_back_inside (self))
    return;
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  rapport_window_back (self);
}

static GtkEventController *
new_back_button (RapportWindow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), MOUSE_BACK);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (back_pressed_cb), self, G_CONNECT_SWAPPED);
  return GTK_EVENT_CONTROLLER (click);
}

static void
rapport_window_init (RapportWindow *self)
{
  self->behind = g_queue_new ();
  self->programme_name = g_strdup ("");
  self->page_signals = g_signal_group_new (RAPPORT_TYPE_PAGE);
  g_signal_group_connect_swapped (self->page_signals, "notify", G_CALLBACK (page_notify_cb), self);
  g_signal_group_connect_swapped (self->page_signals, "command-changed", G_CALLBACK (command_changed_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->pages);
  self->history_menu = g_menu_new ();
  g_menu_prepend_section (G_MENU (gtk_menu_button_get_menu_model (self->primary_button)), NULL,
                          G_MENU_MODEL (self->history_menu));
  gtk_widget_add_controller (GTK_WIDGET (self), rapport_commands_new_controller ());
  gtk_widget_add_controller (GTK_WIDGET (self), new_back_button (self));
}

/**
 * rapport_window_new:
 * @application: the application
 * @session: the open database
 * @sample: the database is the sample programme's
 *
 * Returns: (transfer none): a window on the overview
 */
RapportWindow *
rapport_window_new (GtkApplication *application,
                    RapportSession *session,
                    gboolean        sample)
{
  return g_object_new (RAPPORT_TYPE_WINDOW,
                       "application", application,
                       "session", session,
                       "sample", sample,
                       NULL);
}

RapportSession *
rapport_window_get_session (RapportWindow *self)
{
  return self->session;
}

/**
 * rapport_window_get_page:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the visible page
 */
RapportPage *
rapport_window_get_page (RapportWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->pages);

  return page != NULL ? RAPPORT_PAGE (page) : NULL;
}

void
rapport_window_set_count (RapportWindow *self,
                          const char    *page,
                          guint          count,
                          gboolean       attention)
{
  rapport_sidebar_set_count (self->sidebar, page, count, attention);
}

/* Of another file than one's own its name is said too. */
static void
show_programme (RapportWindow *self,
                const char    *name)
{
  const char *path = rapport_store_get_path (rapport_session_get_store (self->session));
  g_autofree char *own = rapport_data_files_database ();
  g_autofree char *base = g_filename_display_basename (path);
  g_autofree char *both = NULL;
  g_autofree char *title = NULL;

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->programme), path);
  if (self->sample || g_str_equal (path, own))
    {
      gtk_label_set_label (self->programme, name);
      return;
    }
  /* Translators: the name of a programme and that of its file, "IEEE Mentoring (copy.db)" */
  both = rapport_sentence_new (_("%s (%s)"), name, base);
  gtk_label_set_label (self->programme, both);
  /* Translators: the title of a window, "copy.db – Rapport" */
  title = rapport_sentence_new (_("%s – Rapport"), base);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

void
rapport_window_set_names (RapportWindow *self,
                          const char    *programme,
                          const char    *viewer)
{
  if (self->session == NULL)
    return;
  g_free (self->programme_name);
  self->programme_name = g_strdup (programme);
  show_programme (self, programme);
  rapport_viewer_button_set_name (self->viewer_button, viewer);
  gtk_widget_set_visible (self->viewer_bar, viewer != NULL);
  if (viewer != NULL)
    {
      g_autofree char *text = g_strdup_printf (_("You act as %s and see what is visible to that person."), viewer);

      gtk_label_set_label (self->viewer_label, text);
    }
  update_header (self);
}

void
rapport_window_choose_viewer (RapportWindow *self)
{
  rapport_viewer_button_popup (self->viewer_button);
}

static void
append_step (RapportWindow *self,
             const char    *label,
             const char    *words,
             const char    *action,
             const char    *keys)
{
  /* Translators: "Undo: Request sent" */
  g_autofree char *text = words != NULL ? g_strdup_printf (_("%s: %s"), label, words) : g_strdup (label);
  g_autoptr (GMenuItem) item = g_menu_item_new (text, action);

  g_menu_item_set_attribute (item, "accel", "s", keys);
  g_menu_append_item (self->history_menu, item);
}

void
rapport_window_set_undo_words (RapportWindow *self,
                               const char    *undo,
                               const char    *redo)
{
  GAction *undo_action = g_action_map_lookup_action (G_ACTION_MAP (self), "undo");
  GAction *redo_action = g_action_map_lookup_action (G_ACTION_MAP (self), "redo");

  if (self->history_menu == NULL)
    return;
  g_simple_action_set_enabled (G_SIMPLE_ACTION (undo_action), undo != NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (redo_action), redo != NULL);
  g_menu_remove_all (self->history_menu);
  append_step (self, _("Undo"), undo, "win.undo", "<Control>z");
  append_step (self, _("Redo"), redo, "win.redo", "<Shift><Control>z");
  g_menu_append (self->history_menu, _("What Happened"), "win.what-happened");
}

static void
toast_dismissed_cb (RapportWindow *self,
                    AdwToast      *toast)
{
  if (self->toast == toast)
    self->toast = NULL;
}

/**
 * rapport_window_toast:
 * @self: a window
 * @text: what happened, plain text
 * @undoable: offer Undo
 *
 * An earlier toast goes away: the last thing that happened is said at once, and Undo takes the newest operation.
 */
void
rapport_window_toast (RapportWindow *self,
                      const char    *text,
                      gboolean       undoable)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  if (undoable)
    {
      adw_toast_set_button_label (toast, _("Undo"));
      adw_toast_set_action_name (toast, "win.undo");
    }
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self, G_CONNECT_SWAPPED);
  self->toast = toast;
  adw_toast_set_timeout (toast, 5);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* A sentence that says what to do is read to its end, and stays until it has been. */
static GtkWidget *
new_sentence (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 64);
  gtk_label_set_lines (GTK_LABEL (label), 6);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  return label;
}

void
rapport_window_add_toast (RapportWindow *self,
                          AdwToast      *toast)
{
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
rapport_window_set_notice (RapportWindow *self,
                           const char    *text)
{
  /* The last word is that nothing goes on here. */
  if (self->notice_bar == NULL || gtk_widget_get_visible (self->notice_close))
    return;
  gtk_label_set_label (self->notice, text != NULL ? text : "");
  gtk_widget_set_visible (self->notice_bar, text != NULL);
}

static void
waiting_cb (RapportWindow *self,
            const char    *words)
{
  rapport_window_set_notice (self, words);
}

/* What can be seen stays, so that it can be noted down; nothing of it can be changed. */
static void
outdated_cb (RapportWindow *self)
{
  rapport_window_set_notice (self, _("A newer version of Rapport has upgraded these data. Nothing more can be saved here: close "
                                     "this window and start Rapport again."));
  gtk_widget_set_visible (self->notice_close, TRUE);
  gtk_widget_set_sensitive (self->sidebar_pane, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pages), FALSE);
}

/**
 * rapport_window_show_error:
 * @self: a window
 * @what: what could not be done, "The request was not sent"
 * @error: why; its message is a sentence for people
 */
void
rapport_window_show_error (RapportWindow *self,
                           const char    *what,
                           const GError  *error)
{
  g_autofree char *text = NULL;
  AdwToast *toast;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = error != NULL ? g_strdup_printf ("%s: %s", what, error->message) : g_strdup (what);
  toast = adw_toast_new ("");
  adw_toast_set_custom_title (toast, new_sentence (text));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
}
