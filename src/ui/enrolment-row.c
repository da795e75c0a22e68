/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/enrolment-row.h"

#include <glib/gi18n.h>

#define MOST_PLACES 50

/* Whether the member takes part in a role (I14, I15), and how many a mentor has room for (B27). The form's field is
 * "enrolment/ROLE": the places, 1 for a role without places; unset: not enrolled. */
struct _RapportEnrolmentRow
{
  AdwPreferencesRow parent_instance;

  GtkSwitch *toggle;
  GtkWidget *places;
  GtkSpinButton *capacity;

  /* Owned */
  RapportMemberForm *form;
  char *name;

  gulong changed_id;
  int default_capacity; /* 0: the role has no places */
  gboolean loading;
};

G_DEFINE_FINAL_TYPE (RapportEnrolmentRow, rapport_enrolment_row, ADW_TYPE_PREFERENCES_ROW)

static void
load (RapportEnrolmentRow *self)
{
  gint64 value = rapport_member_form_get_int (self->form, self->name);
  gboolean enrolled = rapport_member_form_get (self->form, self->name) != NULL;

  self->loading = TRUE;
  gtk_switch_set_active (self->toggle, enrolled);
  gtk_spin_button_set_value (self->capacity, enrolled ? value : self->default_capacity);
  gtk_widget_set_visible (self->places, enrolled && self->default_capacity > 0);
  self->loading = FALSE;
}

static void
edited_cb (RapportEnrolmentRow *self)
{
  gint64 value = self->default_capacity > 0 ? gtk_spin_button_get_value_as_int (self->capacity) : 1;

  if (self->loading)
    return;
  rapport_member_form_set (self->form, self->name,
                           gtk_switch_get_active (self->toggle) ? g_variant_new_int64 (value) : NULL);
}

static void
form_changed_cb (RapportEnrolmentRow *self,
                 const char          *name)
{
  if (g_str_equal (name, self->name))
    load (self);
}

static void
rapport_enrolment_row_dispose (GObject *object)
{
  RapportEnrolmentRow *self = RAPPORT_ENROLMENT_ROW (object);

  if (self->form != NULL)
    g_clear_signal_handler (&self->changed_id, self->form);
  g_clear_object (&self->form);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (rapport_enrolment_row_parent_class)->dispose (object);
}

static void
rapport_enrolment_row_class_init (RapportEnrolmentRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_enrolment_row_dispose;
}

static void
rapport_enrolment_row_init (RapportEnrolmentRow *self)
{
  self->toggle = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->toggle), GTK_ALIGN_CENTER);
  self->capacity = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, MOST_PLACES, 1));
  gtk_widget_set_valign (GTK_WIDGET (self->capacity), GTK_ALIGN_CENTER);
}

static void
build (RapportEnrolmentRow *self,
       const char          *label)
{
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (label);
  GtkWidget *caption = gtk_label_new (_("places"));
  g_autofree char *places_name = g_strdup_printf (_("Places as %s"), label);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  self->places = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_box_append (GTK_BOX (self->places), caption);
  gtk_box_append (GTK_BOX (self->places), GTK_WIDGET (self->capacity));
  gtk_box_append (GTK_BOX (columns), title);
  gtk_box_append (GTK_BOX (columns), self->places);
  gtk_box_append (GTK_BOX (columns), GTK_WIDGET (self->toggle));
  gtk_widget_set_margin_start (columns, 12);
  gtk_widget_set_margin_end (columns, 12);
  gtk_widget_set_margin_top (columns, 6);
  gtk_widget_set_margin_bottom (columns, 6);
  gtk_widget_set_size_request (columns, -1, 36);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), columns);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->capacity), GTK_ACCESSIBLE_PROPERTY_LABEL, places_name, -1);
}

/**
 * rapport_enrolment_row_new:
 * @role: "mentor" or "mentee"
 * @label: the programme's word for it
 * @default_capacity: places that a new one has; 0 where the role has none
 * @ceiling: most places (B27); 0: no limit
 */
GtkWidget *
rapport_enrolment_row_new (RapportMemberForm *form,
                           const char        *role,
                           const char        *label,
                           int                default_capacity,
                           int                ceiling,
                           gboolean           read_only)
{
  RapportEnrolmentRow *self = g_object_new (RAPPORT_TYPE_ENROLMENT_ROW, NULL);

  self->form = g_object_ref (form);
  self->name = g_strconcat ("enrolment/", role, NULL);
  self->default_capacity = default_capacity;
  gtk_spin_button_set_range (self->capacity, 0, ceiling > 0 ? ceiling : MOST_PLACES);
  build (self, label);
  load (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->toggle), !read_only);
  gtk_widget_set_sensitive (GTK_WIDGET (self->capacity), !read_only);
  g_signal_connect_swapped (self->toggle, "notify::active", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->capacity, "value-changed", G_CALLBACK (edited_cb), self);
  self->changed_id = g_signal_connect_swapped (form, "changed", G_CALLBACK (form_changed_cb), self);
  return GTK_WIDGET (self);
}
