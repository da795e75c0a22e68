/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form-window.h"

#include <glib/gi18n.h>

#include "ui/window.h"

/* A form that is longer scrolls. */
#define MOST_HEIGHT 600

struct _RapportFormWindow
{
  AdwWindow parent_instance;

  GtkWidget *accept;
  GtkWidget *content;  /* Borrowed */
};

enum {
  ACCEPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportFormWindow, rapport_form_window, ADW_TYPE_WINDOW)

static void
accept_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  if (gtk_widget_get_sensitive (RAPPORT_FORM_WINDOW (widget)->accept))
    g_signal_emit (widget, signals[ACCEPTED], 0);
}

/* The first field has the focus, and not Cancel; what is not mapped does not take it. */
static void
rapport_form_window_map (GtkWidget *widget)
{
  RapportFormWindow *self = RAPPORT_FORM_WINDOW (widget);
  GtkWidget *focus;

  GTK_WIDGET_CLASS (rapport_form_window_parent_class)->map (widget);
  focus = gtk_window_get_focus (GTK_WINDOW (self));
  if ((focus == NULL || !gtk_widget_is_ancestor (focus, self->content))
      && !gtk_widget_child_focus (self->content, GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (self->accept);
}

static void
rapport_form_window_class_init (RapportFormWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[ACCEPTED] = g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);

  widget_class->map = rapport_form_window_map;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_install_action (widget_class, "form.accept", NULL, accept_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "form.accept", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "form.accept", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rapport_form_window_init (RapportFormWindow *self)
{
}

static GtkWidget *
new_content (const char *sentence,
             GtkWidget  *content)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *words = gtk_label_new (sentence);

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_box_append (GTK_BOX (lines), words);
  gtk_box_append (GTK_BOX (lines), content);
  gtk_widget_set_margin_top (lines, 18);
  gtk_widget_set_margin_bottom (lines, 24);
  gtk_widget_set_margin_start (lines, 18);
  gtk_widget_set_margin_end (lines, 18);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 480);
  adw_clamp_set_child (ADW_CLAMP (clamp), lines);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

/**
 * rapport_form_window_new:
 * @verb: what the suggested button does
 * @sentence: what follows
 * @content: (transfer floating): the form
 */
GtkWidget *
rapport_form_window_new (GtkWindow  *parent,
                         const char *title,
                         const char *verb,
                         const char *sentence,
                         GtkWidget  *content)
{
  RapportFormWindow *self = g_object_new (RAPPORT_TYPE_FORM_WINDOW, "transient-for", parent, "modal", TRUE, "title", title,
                                          "default-width", 440, "destroy-with-parent", TRUE, NULL);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->accept = gtk_button_new_with_label (verb);
  gtk_widget_add_css_class (self->accept, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->accept), "form.accept");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->accept);
  gtk_box_append (GTK_BOX (lines), header);
  gtk_box_append (GTK_BOX (lines), new_content (sentence, content));
  adw_window_set_content (ADW_WINDOW (self), lines);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
  self->content = content;
  return GTK_WIDGET (self);
}

/** Whether the verb can be used now. */
void
rapport_form_window_set_ready (RapportFormWindow *self,
                               gboolean           ready)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.accept", ready);
}

/**
 * rapport_form_window_fail:
 * @status: the line of the form that says it
 * @what: what could not be done, "The template was not kept"
 * @error: why
 *
 * Says it in the form, or, when that was closed before the answer came, where it was opened.
 */
void
rapport_form_window_fail (RapportFormWindow *self,
                          GtkLabel          *status,
                          const char        *what,
                          const GError      *error)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      gtk_label_set_label (status, error->message);
      gtk_widget_set_visible (GTK_WIDGET (status), TRUE);
    }
  else if (RAPPORT_IS_WINDOW (parent))
    rapport_window_show_error (RAPPORT_WINDOW (parent), what, error);
}

GtkWidget *
rapport_form_list_new (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  return list;
}

GtkEditable *
rapport_form_list_add_entry (GtkWidget  *list,
                             const char *title,
                             const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return GTK_EDITABLE (row);
}
