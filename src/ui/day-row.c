/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/day-row.h"

#include <glib/gi18n.h>

#include "model/date.h"

struct _RapportDayRow
{
  AdwEntryRow parent_instance;

  /* Borrowed: children */
  GtkMenuButton *button;
  GtkCalendar *calendar;

  gboolean showing;  /* we choose the day; nobody clicks */
};

G_DEFINE_FINAL_TYPE (RapportDayRow, rapport_day_row, ADW_TYPE_ENTRY_ROW)

/* The calendar opens at the day that is typed. */
static void
show_cb (RapportDayRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  g_autofree char *noon = rapport_date_is_valid (text) ? g_strconcat (text, "T12:00:00Z", NULL) : NULL;
  g_autoptr (GDateTime) day = noon != NULL ? g_date_time_new_from_iso8601 (noon, NULL) : NULL;

  self->showing = TRUE;
  if (day != NULL)
    gtk_calendar_select_day (self->calendar, day);
  self->showing = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->calendar));
}

static void
day_selected_cb (RapportDayRow *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  if (self->showing)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self), text);
  gtk_menu_button_popdown (self->button);
}

static void
rapport_day_row_class_init (RapportDayRowClass *klass)
{
}

static void
rapport_day_row_init (RapportDayRow *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  gtk_menu_button_set_icon_name (self->button, "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (self->button, popover);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _("Choose a Day"));
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Choose a Day"), -1);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), GTK_WIDGET (self->button));
  g_object_bind_property (self, "editable", self->button, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (show_cb), self);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
}

GtkWidget *
rapport_day_row_new (void)
{
  return g_object_new (RAPPORT_TYPE_DAY_ROW, NULL);
}
