/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/set-field.h"

#include <glib/gi18n.h>

#include "model/field-check.h"
#include "model/places.h"
#include "model/strip.h"
#include "services/field-values.h"
#include "ui/choices.h"

#define MOST_SHOWN 4

/* Which field of many members is set, to what, and what they have in it now. */
struct _RapportSetField
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *field_row;
  GtkWidget *value_row;
  GtkLabel *now;

  /* Owned */
  RapportSession *session;
  GArray *members;
  GPtrArray *fields; /* const RapportField, as the choices stand */
  GCancellable *cancellable;

  gboolean ready;
};

enum {
  PROP_0,
  PROP_READY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RapportSetField, rapport_set_field, ADW_TYPE_PREFERENCES_GROUP)

static const RapportField *
chosen_field (RapportSetField *self)
{
  return g_ptr_array_index (self->fields, adw_combo_row_get_selected (ADW_COMBO_ROW (self->field_row)));
}

/* How the journal has what was typed: NULL where it cannot be understood. */
static char *
value_of_typed (const RapportField *field,
                const char         *typed)
{
  g_autofree char *text = rapport_strip (g_strdup (typed));

  if (*text == '\0')
    return g_steal_pointer (&text);
  if (field->type == RAPPORT_FIELD_COUNTRY)
    return g_strdup (rapport_country_code (text));
  if (field->type == RAPPORT_FIELD_ZONE)
    {
      g_strdelimit (text, " ", '_');
      return rapport_time_zone_known (text) ? g_steal_pointer (&text) : NULL;
    }
  return rapport_field_from_typed (field, text);
}

static void
update_ready (RapportSetField *self)
{
  const RapportField *field = chosen_field (self);
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->value_row));
  g_autofree char *problem = rapport_field_problem (field, typed);
  g_autofree char *value = value_of_typed (field, typed);
  gboolean ready = problem == NULL && value != NULL;

  if (ready)
    gtk_widget_remove_css_class (self->value_row, "error");
  else
    gtk_widget_add_css_class (self->value_row, "error");
  gtk_widget_set_tooltip_text (self->value_row, problem != NULL ? problem : ready ? NULL : _("Nothing of this name is known."));
  if (self->ready == ready)
    return;
  self->ready = ready;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

static void
show_values (RapportSetField *self,
             GPtrArray       *values)
{
  GString *words = g_string_new (NULL);

  if (values->len > 1)
    g_string_append_printf (words, ngettext ("%u different value now: ", "%u different values now: ", values->len), values->len);
  else
    g_string_append (words, _("Now: "));
  for (guint i = 0; i < values->len && i < MOST_SHOWN; i++)
    {
      const RapportFieldValue *value = g_ptr_array_index (values, i);
      g_autofree char *shown = *value->value == '\0' ? g_strdup (_("nothing"))
                                                     : rapport_choice_words (chosen_field (self), value->value, 0);

      g_string_append_printf (words, "%s%s (%u)", i > 0 ? ", " : "", shown, value->count);
    }
  if (values->len > MOST_SHOWN)
    g_string_append (words, ", …");
  gtk_label_set_text (self->now, words->str);
  g_string_free (words, TRUE);
}

static void
values_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (RapportSetField) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) values = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);

  if (values != NULL)
    show_values (self, values);
}

static void
field_chosen_cb (RapportSetField *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  update_ready (self);
  rapport_store_read_async (rapport_session_get_store (self->session), rapport_field_values_query,
                            rapport_field_values_ask_new (self->members, chosen_field (self)->name), rapport_field_values_ask_free,
                            (GDestroyNotify) g_ptr_array_unref, self->cancellable, values_read_cb, g_object_ref (self));
}

static gboolean
can_be_set (const RapportField *field)
{
  static const char * const sections[] = { "work", "membership", "place", NULL };

  return field->section != NULL && g_strv_contains (sections, field->section)
         && (field->type == RAPPORT_FIELD_TEXT || field->type == RAPPORT_FIELD_DATE
             || field->type == RAPPORT_FIELD_COUNTRY || field->type == RAPPORT_FIELD_ZONE);
}

static void
fill_fields (RapportSetField *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint n_fields;
  const RapportField *fields = rapport_fields_of_kind ("member", &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (can_be_set (&fields[i]))
      {
        g_ptr_array_add (self->fields, (gpointer) &fields[i]);
        gtk_string_list_append (labels, _(fields[i].label));
      }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->field_row), G_LIST_MODEL (labels));
}

static void
rapport_set_field_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_READY:
      g_value_set_boolean (value, RAPPORT_SET_FIELD (object)->ready);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_set_field_dispose (GObject *object)
{
  RapportSetField *self = RAPPORT_SET_FIELD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->members, g_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);

  G_OBJECT_CLASS (rapport_set_field_parent_class)->dispose (object);
}

static void
rapport_set_field_class_init (RapportSetFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rapport_set_field_dispose;
  object_class->get_property = rapport_set_field_get_property;

  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rapport_set_field_init (RapportSetField *self)
{
  self->fields = g_ptr_array_new ();
  self->field_row = adw_combo_row_new ();
  self->value_row = adw_entry_row_new ();
  self->now = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->now, TRUE);
  gtk_label_set_xalign (self->now, 0);
  gtk_widget_set_margin_top (GTK_WIDGET (self->now), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->now), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->now), "dim-label");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->field_row), _("Field"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->value_row), _("New value (empty takes it away)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self->value_row))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("New value"), -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->field_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->value_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->now));
  fill_fields (self);
}

/** @members: (element-type gint64): whose field is set. */
GtkWidget *
rapport_set_field_new (RapportSession *session,
                       GArray         *members)
{
  RapportSetField *self = g_object_new (RAPPORT_TYPE_SET_FIELD, NULL);

  self->session = g_object_ref (session);
  self->members = g_array_ref (members);
  g_signal_connect_swapped (self->field_row, "notify::selected", G_CALLBACK (field_chosen_cb), self);
  g_signal_connect_swapped (self->value_row, "changed", G_CALLBACK (update_ready), self);
  field_chosen_cb (self);
  return GTK_WIDGET (self);
}

/** Returns: (transfer none): the field's name in the journal. */
const char *
rapport_set_field_get_field (RapportSetField *self)
{
  return chosen_field (self)->name;
}

/** Returns: (transfer full): the value as the journal has it; "" takes it away. */
char *
rapport_set_field_dup_value (RapportSetField *self)
{
  return value_of_typed (chosen_field (self), gtk_editable_get_text (GTK_EDITABLE (self->value_row)));
}
