/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/field-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/completeness.h"
#include "ui/badge.h"
#include "ui/visibility-button.h"

typedef struct {
  /* Template widgets */
  GtkBox *lines;
  GtkBox *below;
  GtkLabel *title;
  AdwBin *value;
  GtkLabel *hint;
  GtkLabel *problem;
  GtkLabel *source;
  AdwBin *hidden_badge;
  GtkBox *suffixes;
  GtkWidget *history;
  RapportVisibilityButton *visibility;

  /* Owned */
  RapportMemberForm *form;
  char *name;
  char *label;
  GtkWidget *labelled; /* the widget that has the problem as its description */

  /* Borrowed */
  const RapportField *field;

  gulong changed_id;
  gboolean setting; /* what the form tells now was set by this row */
  gboolean read_only;
} RapportFieldRowPrivate;

enum {
  PROP_0,
  PROP_READ_ONLY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RapportFieldRow, rapport_field_row, ADW_TYPE_PREFERENCES_ROW)

#define PRIVATE(self) ((RapportFieldRowPrivate *) rapport_field_row_get_instance_private (self))

static gboolean
concerns_row (RapportFieldRow *self,
              const char      *name)
{
  RapportFieldRowPrivate *priv = PRIVATE (self);
  gsize length = strlen (priv->name);

  return g_str_equal (name, priv->name) || (strncmp (name, priv->name, length) == 0 && name[length] == '/');
}

/* I11: what is filled and nobody who searches can see. Only what counts as part of a profile says so. */
static void
update_hidden_badge (RapportFieldRow *self)
{
  RapportFieldRowPrivate *priv = PRIVATE (self);
  gboolean hidden = FALSE;

  if (rapport_completeness_is_critical (priv->field->element) && g_str_equal (priv->field->name, priv->name))
    hidden = rapport_member_form_has (priv->form, priv->field)
             && rapport_visibility_is_hidden (rapport_visibility_button_get_level (priv->visibility));
  gtk_widget_set_visible (GTK_WIDGET (priv->hidden_badge), hidden);
}

static void
form_changed_cb (RapportFieldRow *self,
                 const char      *name)
{
  RapportFieldRowPrivate *priv = PRIVATE (self);

  if (g_str_has_prefix (name, "visibility/") || concerns_row (self, name))
    update_hidden_badge (self);
  if (!priv->setting && concerns_row (self, name))
    {
      RAPPORT_FIELD_ROW_GET_CLASS (self)->load (self);
      rapport_field_row_check (self);
    }
}

static void
rapport_field_row_dispose (GObject *object)
{
  RapportFieldRowPrivate *priv = PRIVATE (RAPPORT_FIELD_ROW (object));

  if (priv->form != NULL)
    g_clear_signal_handler (&priv->changed_id, priv->form);
  g_clear_object (&priv->form);
  g_clear_object (&priv->labelled);
  g_clear_pointer (&priv->name, g_free);
  g_clear_pointer (&priv->label, g_free);

  G_OBJECT_CLASS (rapport_field_row_parent_class)->dispose (object);
}

static void
rapport_field_row_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  RapportFieldRow *self = RAPPORT_FIELD_ROW (object);

  switch (prop_id)
    {
    case PROP_READ_ONLY:
      g_value_set_boolean (value, PRIVATE (self)->read_only);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_field_row_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  RapportFieldRow *self = RAPPORT_FIELD_ROW (object);

  switch (prop_id)
    {
    case PROP_READ_ONLY:
      rapport_field_row_set_read_only (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
real_load (RapportFieldRow *self)
{
}

static gboolean
real_focus_value (RapportFieldRow *self)
{
  return gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
pressed_cb (RapportFieldRow *self)
{
  rapport_field_row_focus (self);
}

static void
rapport_field_row_class_init (RapportFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rapport_field_row_dispose;
  object_class->get_property = rapport_field_row_get_property;
  object_class->set_property = rapport_field_row_set_property;
  klass->load = real_load;
  klass->focus_value = real_focus_value;

  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (RAPPORT_TYPE_VISIBILITY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/field-row.ui");
  gtk_widget_class_bind_template_child_private (widget_class, RapportFieldRow, lines);
  gtk_widget_class_bind_template_child_private (widget_class, RapportFieldRow, below);
  gtk_widget_class_bind_template_child_private (widget_class, RapportFieldRow, title);
  gtk_widget_class_bind_template_child_private (widget_class, RapportFieldRow, value);
  gtk_widget_class_bind_template_child_private (widget_class, RapportFieldRow, hint);
  gtk_widget_class_bind_template_child_private (widget_class, RapportFieldRow, problem);
  gtk_widget_class_bind_template_child_private (widget_class, RapportFieldRow, source);
  gtk_widget_class_bind_template_child_private (widget_class, RapportFieldRow, hidden_badge);
  gtk_widget_class_bind_template_child_private (widget_class, RapportFieldRow, suffixes);
  gtk_widget_class_bind_template_child_private (widget_class, RapportFieldRow, history);
  gtk_widget_class_bind_template_child_private (widget_class, RapportFieldRow, visibility);
}

static void
rapport_field_row_init (RapportFieldRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_bin_set_child (PRIVATE (self)->hidden_badge,
                     rapport_badge_new (RAPPORT_TONE_ATTENTION, "view-conceal-symbolic", _("Filled but hidden")));
  g_signal_connect_swapped (click, "released", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
name_history_button (RapportFieldRow *self)
{
  RapportFieldRowPrivate *priv = PRIVATE (self);
  g_autofree char *words = g_strdup_printf (_("History of %s"), priv->label);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (priv->history), "s", priv->name);
  gtk_widget_set_tooltip_text (priv->history, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->history), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/**
 * rapport_field_row_bind:
 * @form: what the row shows and writes
 * @field: the row of the table of fields; its label, visibility and history are shown
 * @name: (nullable): the name in the journal, %NULL for the field's own; an element of a family has its own
 * @label: (nullable): %NULL for the field's own
 *
 * Called once, by who makes the row.
 */
void
rapport_field_row_bind (RapportFieldRow    *self,
                        RapportMemberForm  *form,
                        const RapportField *field,
                        const char         *name,
                        const char         *label)
{
  RapportFieldRowPrivate *priv = PRIVATE (self);

  g_return_if_fail (priv->form == NULL);

  priv->form = g_object_ref (form);
  priv->field = field;
  priv->name = g_strdup (name != NULL ? name : field->name);
  priv->label = g_strdup (label != NULL ? label : _(field->label));
  gtk_label_set_text (priv->title, priv->label);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), priv->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, priv->label, -1);
  name_history_button (self);
  gtk_widget_set_visible (GTK_WIDGET (priv->visibility), field->element != NULL && g_str_equal (priv->name, field->name));
  if (field->element != NULL)
    rapport_visibility_button_bind (priv->visibility, form, field->element, priv->label);
  priv->changed_id = g_signal_connect_swapped (form, "changed", G_CALLBACK (form_changed_cb), self);
  RAPPORT_FIELD_ROW_GET_CLASS (self)->load (self);
  update_hidden_badge (self);
}

RapportMemberForm *
rapport_field_row_get_form (RapportFieldRow *self)
{
  return PRIVATE (self)->form;
}

const RapportField *
rapport_field_row_get_field (RapportFieldRow *self)
{
  return PRIVATE (self)->field;
}

const char *
rapport_field_row_get_name (RapportFieldRow *self)
{
  return PRIVATE (self)->name;
}

const char *
rapport_field_row_get_label (RapportFieldRow *self)
{
  return PRIVATE (self)->label;
}

/** Puts @widget under the caption. */
void
rapport_field_row_set_value_widget (RapportFieldRow *self,
                                    GtkWidget       *widget)
{
  adw_bin_set_child (PRIVATE (self)->value, widget);
}

static void
move_below (RapportFieldRowPrivate *priv,
            GtkWidget              *widget)
{
  g_object_ref (widget);
  gtk_box_remove (priv->lines, widget);
  gtk_box_append (priv->below, widget);
  g_object_unref (widget);
}

/** As rapport_field_row_set_value_widget(), for what needs the whole width: below the line of the caption. */
void
rapport_field_row_set_wide_widget (RapportFieldRow *self,
                                   GtkWidget       *widget)
{
  RapportFieldRowPrivate *priv = PRIVATE (self);

  rapport_field_row_set_value_widget (self, widget);
  move_below (priv, GTK_WIDGET (priv->value));
  move_below (priv, GTK_WIDGET (priv->hint));
  move_below (priv, GTK_WIDGET (priv->problem));
}

/** Puts @widget between the value and who may see it. */
void
rapport_field_row_add_suffix (RapportFieldRow *self,
                              GtkWidget       *widget)
{
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_box_append (PRIVATE (self)->suffixes, widget);
}

/** Says that the row's caption names @widget, and that its hint and problem describe it. */
void
rapport_field_row_label_widget (RapportFieldRow *self,
                                GtkWidget       *widget)
{
  RapportFieldRowPrivate *priv = PRIVATE (self);

  g_set_object (&priv->labelled, widget);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, priv->title, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, priv->hint, priv->problem, NULL,
                                  -1);
}

/** A line under the value that helps to fill it; %NULL for none. */
void
rapport_field_row_set_hint (RapportFieldRow *self,
                            const char      *hint)
{
  RapportFieldRowPrivate *priv = PRIVATE (self);

  gtk_label_set_text (priv->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->hint), hint != NULL && *hint != '\0');
}

/**
 * rapport_field_row_set_source:
 * @source: (nullable): where the value came from, "imported 4 Nov"
 * @conflict: two versions wait for somebody to choose
 */
void
rapport_field_row_set_source (RapportFieldRow *self,
                              const char      *source,
                              gboolean         conflict)
{
  RapportFieldRowPrivate *priv = PRIVATE (self);

  if (conflict)
    source = _("two versions, choose one");
  gtk_label_set_text (priv->source, source != NULL ? source : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->source), source != NULL);
  if (conflict)
    gtk_widget_add_css_class (GTK_WIDGET (priv->source), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (priv->source), "warning");
}

/** Somebody else's profile is read and not written. */
void
rapport_field_row_set_read_only (RapportFieldRow *self,
                                 gboolean         read_only)
{
  RapportFieldRowPrivate *priv = PRIVATE (self);

  if (priv->read_only == read_only)
    return;
  priv->read_only = read_only;
  gtk_widget_set_visible (priv->history, !read_only);
  if (read_only)
    gtk_widget_set_visible (GTK_WIDGET (priv->visibility), FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
}

/** The row is on a form that is no profile: it has neither a history nor somebody to be hidden from. */
void
rapport_field_row_set_plain (RapportFieldRow *self)
{
  gtk_widget_set_visible (PRIVATE (self)->history, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (PRIVATE (self)->visibility), FALSE);
}

/** Where there is little room: who may see it as an icon, no source. */
void
rapport_field_row_set_compact (RapportFieldRow *self,
                               gboolean         compact)
{
  RapportFieldRowPrivate *priv = PRIVATE (self);

  rapport_visibility_button_set_compact (priv->visibility, compact);
  gtk_widget_set_visible (GTK_WIDGET (priv->source), !compact && *gtk_label_get_text (priv->source) != '\0');
}

gboolean
rapport_field_row_get_read_only (RapportFieldRow *self)
{
  return PRIVATE (self)->read_only;
}

/** For subclasses: what was typed goes into the form. */
void
rapport_field_row_set_string (RapportFieldRow *self,
                              const char      *value)
{
  RapportFieldRowPrivate *priv = PRIVATE (self);

  priv->setting = TRUE;
  rapport_member_form_set_string (priv->form, priv->name, value);
  priv->setting = FALSE;
}

/** As rapport_field_row_set_string(); a floating reference is taken, %NULL unsets. */
void
rapport_field_row_set_value (RapportFieldRow *self,
                             GVariant        *value)
{
  RapportFieldRowPrivate *priv = PRIVATE (self);

  priv->setting = TRUE;
  rapport_member_form_set (priv->form, priv->name, value);
  priv->setting = FALSE;
}

static void
show_problem (RapportFieldRow *self,
              const char      *problem)
{
  RapportFieldRowPrivate *priv = PRIVATE (self);

  gtk_label_set_text (priv->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->problem), problem != NULL);
  if (priv->labelled != NULL)
    gtk_accessible_update_state (GTK_ACCESSIBLE (priv->labelled), GTK_ACCESSIBLE_STATE_INVALID,
                                 problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/** While somebody types, what was wrong before is not said any more. */
void
rapport_field_row_clear_problem (RapportFieldRow *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (PRIVATE (self)->problem)))
    show_problem (self, NULL);
}

/**
 * rapport_field_row_check:
 *
 * Looks whether what is typed can be saved, and says under the value what is wrong.
 *
 * Returns: (transfer none) (nullable): what is wrong
 */
const char *
rapport_field_row_check (RapportFieldRow *self)
{
  RapportFieldRowPrivate *priv = PRIVATE (self);
  RapportFieldRowClass *klass = RAPPORT_FIELD_ROW_GET_CLASS (self);
  g_autofree char *problem = klass->problem != NULL && !priv->read_only ? klass->problem (self) : NULL;

  show_problem (self, problem);
  return problem != NULL ? gtk_label_get_text (priv->problem) : NULL;
}

/** Moves the focus to where one types. */
gboolean
rapport_field_row_focus (RapportFieldRow *self)
{
  return RAPPORT_FIELD_ROW_GET_CLASS (self)->focus_value (self);
}
