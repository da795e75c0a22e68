/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/zone-row.h"

#include <glib/gi18n.h>

#include "ui/choices.h"
#include "ui/chooser.h"

struct _RapportZoneRow
{
  AdwActionRow parent_instance;

  /* Borrowed: children */
  GtkMenuButton *button;
  GtkLabel *shown;

  char *zone;   /* Owned */
  gint64 now;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportZoneRow, rapport_zone_row, ADW_TYPE_ACTION_ROW)

static void
set_zone (RapportZoneRow *self,
          const char     *zone)
{
  g_autofree char *words = rapport_zone_words (zone, self->now);
  g_autofree char *name = g_strdup_printf ("%s: %s", _("Time Zone"), words);

  g_free (self->zone);
  self->zone = g_strdup (zone);
  gtk_label_set_label (self->shown, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
chosen_cb (RapportZoneRow *self,
           const char     *code,
           const char     *label)
{
  set_zone (self, code);
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Six hundred zones, each with the time that it is there: only for who looks. */
static void
create_popover_cb (GtkMenuButton *button,
                   gpointer       data)
{
  RapportZoneRow *self = data;
  g_autoptr (GListModel) choices = NULL;
  GtkWidget *chooser;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  choices = rapport_choices_new_zones (self->now);
  chooser = rapport_chooser_new (_("Time Zone"));
  rapport_chooser_set_choices (RAPPORT_CHOOSER (chooser), choices);
  g_signal_connect_swapped (chooser, "chosen", G_CALLBACK (chosen_cb), self);
  gtk_menu_button_set_popover (button, chooser);
}

static void
rapport_zone_row_finalize (GObject *object)
{
  g_free (RAPPORT_ZONE_ROW (object)->zone);
  G_OBJECT_CLASS (rapport_zone_row_parent_class)->finalize (object);
}

static void
rapport_zone_row_class_init (RapportZoneRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_zone_row_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_zone_row_init (RapportZoneRow *self)
{
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->shown = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->shown, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (columns), GTK_WIDGET (self->shown));
  gtk_box_append (GTK_BOX (columns), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->button, columns);
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "plain-choice");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Time Zone"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
}

GtkWidget *
rapport_zone_row_new (const char *zone,
                      gint64      now)
{
  RapportZoneRow *self = g_object_new (RAPPORT_TYPE_ZONE_ROW, NULL);

  self->now = now;
  set_zone (self, zone);
  return GTK_WIDGET (self);
}

const char *
rapport_zone_row_get_zone (RapportZoneRow *self)
{
  return self->zone;
}
