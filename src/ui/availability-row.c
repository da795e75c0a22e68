/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/availability-row.h"

#include <glib/gi18n.h>

#include "model/week.h"
#include "ui/day-bar.h"

/* The hours of a week in the member's own zone: a line a day, typed as people write them, with a bar that shows them. */
struct _RapportAvailabilityRow
{
  RapportFieldRow parent_instance;

  GtkWidget *entries[RAPPORT_DAYS_OF_WEEK];
  GtkWidget *bars[RAPPORT_DAYS_OF_WEEK];
  GtkWidget *copy;

  gboolean loading;
};

G_DEFINE_FINAL_TYPE (RapportAvailabilityRow, rapport_availability_row, RAPPORT_TYPE_FIELD_ROW)

static void
update_bar (RapportAvailabilityRow *self,
            guint                   day,
            GArray                 *hours)
{
  g_autofree char *label = rapport_week_day_label (day);
  g_autofree char *times = rapport_week_format_day (hours);
  g_autofree char *words = g_strdup_printf ("%s: %s", label, *times != '\0' ? times : _("not available"));

  rapport_day_bar_set_hours (RAPPORT_DAY_BAR (self->bars[day]), hours, words);
}

static void
rapport_availability_row_load (RapportFieldRow *row)
{
  RapportAvailabilityRow *self = RAPPORT_AVAILABILITY_ROW (row);
  GVariant *value = rapport_member_form_get (rapport_field_row_get_form (row), rapport_field_row_get_name (row));
  g_autofree const char **intervals = NULL;

  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    intervals = g_variant_get_strv (value, NULL);
  self->loading = TRUE;
  for (guint day = 0; day < RAPPORT_DAYS_OF_WEEK; day++)
    {
      g_autoptr (GArray) hours = rapport_week_day_hours (intervals, day);
      g_autofree char *text = rapport_week_format_day (hours);

      gtk_editable_set_text (GTK_EDITABLE (self->entries[day]), text);
      update_bar (self, day, hours);
    }
  self->loading = FALSE;
}

static char *
rapport_availability_row_problem (RapportFieldRow *row)
{
  RapportAvailabilityRow *self = RAPPORT_AVAILABILITY_ROW (row);
  g_autoptr (GArray) hours = g_array_new (FALSE, FALSE, sizeof (RapportHours));

  for (guint day = 0; day < RAPPORT_DAYS_OF_WEEK; day++)
    if (!rapport_week_parse_day (gtk_editable_get_text (GTK_EDITABLE (self->entries[day])), hours))
      {
        g_autofree char *label = rapport_week_day_label (day);

        return g_strdup_printf (_("%s: write times as “9–12, 14:30–17”."), label);
      }
  return NULL;
}

static gboolean
rapport_availability_row_focus_value (RapportFieldRow *row)
{
  return gtk_widget_grab_focus (RAPPORT_AVAILABILITY_ROW (row)->entries[0]);
}

/* A day that cannot be understood keeps what was saved of it: what is typed stays in its entry and says so. */
static void
store (RapportAvailabilityRow *self)
{
  GArray *days[RAPPORT_DAYS_OF_WEEK];
  g_auto (GStrv) intervals = NULL;
  gboolean understood = TRUE;

  for (guint day = 0; day < RAPPORT_DAYS_OF_WEEK; day++)
    {
      days[day] = g_array_new (FALSE, FALSE, sizeof (RapportHours));
      understood &= rapport_week_parse_day (gtk_editable_get_text (GTK_EDITABLE (self->entries[day])), days[day]);
    }
  if (understood)
    {
      intervals = rapport_week_intervals (days);
      rapport_field_row_set_value (RAPPORT_FIELD_ROW (self),
                                   intervals[0] != NULL ? g_variant_new_strv ((const char * const *) intervals, -1) : NULL);
    }
  for (guint day = 0; day < RAPPORT_DAYS_OF_WEEK; day++)
    g_array_unref (days[day]);
}

static void
changed_cb (RapportAvailabilityRow *self,
            GtkWidget              *entry)
{
  g_autoptr (GArray) hours = g_array_new (FALSE, FALSE, sizeof (RapportHours));

  if (self->loading)
    return;
  for (guint day = 0; day < RAPPORT_DAYS_OF_WEEK; day++)
    if (self->entries[day] == entry && rapport_week_parse_day (gtk_editable_get_text (GTK_EDITABLE (entry)), hours))
      update_bar (self, day, hours);
  store (self);
  rapport_field_row_clear_problem (RAPPORT_FIELD_ROW (self));
}

static void
left_cb (RapportAvailabilityRow *self)
{
  if (rapport_field_row_get_form (RAPPORT_FIELD_ROW (self)) != NULL)
    rapport_field_row_check (RAPPORT_FIELD_ROW (self));
}

static void
copy_cb (RapportAvailabilityRow *self)
{
  g_autofree char *monday = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entries[0])));

  for (guint day = 1; day < 5; day++)
    gtk_editable_set_text (GTK_EDITABLE (self->entries[day]), monday);
  rapport_field_row_check (RAPPORT_FIELD_ROW (self));
}

static void
activate_cb (RapportAvailabilityRow *self,
             GtkWidget              *entry)
{
  for (guint day = 0; day + 1 < RAPPORT_DAYS_OF_WEEK; day++)
    if (self->entries[day] == entry)
      gtk_widget_grab_focus (self->entries[day + 1]);
}

static void
rapport_availability_row_class_init (RapportAvailabilityRowClass *klass)
{
  RapportFieldRowClass *row_class = RAPPORT_FIELD_ROW_CLASS (klass);

  row_class->load = rapport_availability_row_load;
  row_class->problem = rapport_availability_row_problem;
  row_class->focus_value = rapport_availability_row_focus_value;
}

static void
add_day (RapportAvailabilityRow *self,
         GtkGrid                *grid,
         guint                   day)
{
  g_autofree char *name = rapport_week_day_label (day);
  GtkWidget *label = gtk_label_new (name);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  self->entries[day] = gtk_entry_new ();
  gtk_entry_set_has_frame (GTK_ENTRY (self->entries[day]), FALSE);
  gtk_widget_set_hexpand (self->entries[day], TRUE);
  gtk_widget_add_css_class (self->entries[day], "numeric");
  gtk_widget_add_css_class (self->entries[day], "inline-entry");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entries[day]), "–");
  self->bars[day] = rapport_day_bar_new ();
  gtk_widget_set_valign (self->bars[day], GTK_ALIGN_CENTER);
  gtk_grid_attach (grid, label, 0, (int) day, 1, 1);
  gtk_grid_attach (grid, self->entries[day], 1, (int) day, 1, 1);
  gtk_grid_attach (grid, self->bars[day], 2, (int) day, 1, 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entries[day]), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  g_object_bind_property (self, "read-only", self->entries[day], "editable", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_signal_connect_swapped (self->entries[day], "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entries[day], "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (self->entries[day], focus);
}

static void
rapport_availability_row_init (RapportAvailabilityRow *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_widget_set_margin_top (grid, 3);
  for (guint day = 0; day < RAPPORT_DAYS_OF_WEEK; day++)
    add_day (self, GTK_GRID (grid), day);
  self->copy = gtk_button_new_with_label (_("Monday’s for All Weekdays"));
  gtk_widget_set_halign (self->copy, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->copy, "flat");
  gtk_widget_add_css_class (self->copy, "caption");
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (copy_cb), self);
  g_object_bind_property (self, "read-only", self->copy, "visible", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  gtk_grid_attach (GTK_GRID (grid), self->copy, 1, RAPPORT_DAYS_OF_WEEK, 2, 1);
  rapport_field_row_set_wide_widget (RAPPORT_FIELD_ROW (self), grid);
}

/** @field: "availability". */
GtkWidget *
rapport_availability_row_new (RapportMemberForm  *form,
                              const RapportField *field)
{
  RapportAvailabilityRow *self = g_object_new (RAPPORT_TYPE_AVAILABILITY_ROW, NULL);

  rapport_field_row_bind (RAPPORT_FIELD_ROW (self), form, field, NULL, NULL);
  return GTK_WIDGET (self);
}
