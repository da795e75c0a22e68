/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/skill-row.h"

#include <glib/gi18n.h>

#include "model/sentence.h"

#define HIGHEST_LEVEL 7

/* A skill with the level held and the level wanted, 1 to 7, and the gap between them in words (S19). */
struct _RapportSkillRow
{
  AdwPreferencesRow parent_instance;

  /* Template widgets */
  GtkLabel *name;
  GtkLevelBar *bar;
  GtkLabel *gap;
  GtkSpinButton *held;
  GtkSpinButton *wanted;
  GtkWidget *held_label;
  GtkWidget *wanted_label;
  GtkWidget *remove;

  /* Owned */
  RapportMemberForm *form;
  char *held_name;   /* names of the fields in the journal */
  char *wanted_name;
  char *key;

  gulong changed_id;
  gboolean loading;
};

enum {
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportSkillRow, rapport_skill_row, ADW_TYPE_PREFERENCES_ROW)

static void
update_gap (RapportSkillRow *self)
{
  int held = gtk_spin_button_get_value_as_int (self->held);
  int wanted = gtk_spin_button_get_value_as_int (self->wanted);
  g_autofree char *words = NULL;

  if (wanted > held)
    words = g_strdup_printf (_("gap %d"), wanted - held);
  else if (wanted > 0)
    words = g_strdup (_("no gap"));
  else
    words = g_strdup (held > 0 ? _("none wanted") : "");
  gtk_label_set_text (self->gap, words);
  gtk_level_bar_set_value (self->bar, held);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
load (RapportSkillRow *self)
{
  self->loading = TRUE;
  gtk_spin_button_set_value (self->held, rapport_member_form_get_int (self->form, self->held_name));
  gtk_spin_button_set_value (self->wanted, rapport_member_form_get_int (self->form, self->wanted_name));
  self->loading = FALSE;
  update_gap (self);
}

static void
set_level (RapportSkillRow *self,
           const char      *name,
           GtkSpinButton   *spin)
{
  int level = gtk_spin_button_get_value_as_int (spin);

  rapport_member_form_set (self->form, name, level > 0 ? g_variant_new_int64 (level) : NULL);
}

static void
level_changed_cb (RapportSkillRow *self)
{
  update_gap (self);
  if (self->loading)
    return;
  set_level (self, self->held_name, self->held);
  set_level (self, self->wanted_name, self->wanted);
}

/* 0 is no level: nothing stands there. */
static gboolean
output_cb (GtkSpinButton *spin)
{
  if (gtk_spin_button_get_value_as_int (spin) != 0)
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (spin), "–");
  return TRUE;
}

static int
input_cb (GtkSpinButton *spin,
          double        *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));

  if (!g_str_equal (text, "–") && *text != '\0')
    return FALSE;
  *value = 0;
  return TRUE;
}

static void
form_changed_cb (RapportSkillRow *self,
                 const char      *name)
{
  if (!self->loading && (g_str_equal (name, self->held_name) || g_str_equal (name, self->wanted_name)))
    load (self);
}

static void
remove_cb (RapportSkillRow *self)
{
  g_object_ref (self);
  rapport_member_form_set (self->form, self->held_name, NULL);
  rapport_member_form_set (self->form, self->wanted_name, NULL);
  g_signal_emit (self, signals[REMOVED], 0);
  g_object_unref (self);
}

static void
rapport_skill_row_dispose (GObject *object)
{
  RapportSkillRow *self = RAPPORT_SKILL_ROW (object);

  if (self->form != NULL)
    g_clear_signal_handler (&self->changed_id, self->form);
  g_clear_object (&self->form);
  g_clear_pointer (&self->held_name, g_free);
  g_clear_pointer (&self->wanted_name, g_free);
  g_clear_pointer (&self->key, g_free);

  G_OBJECT_CLASS (rapport_skill_row_parent_class)->dispose (object);
}

static void
rapport_skill_row_class_init (RapportSkillRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_skill_row_dispose;

  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/skill-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportSkillRow, name);
  gtk_widget_class_bind_template_child (widget_class, RapportSkillRow, bar);
  gtk_widget_class_bind_template_child (widget_class, RapportSkillRow, gap);
  gtk_widget_class_bind_template_child (widget_class, RapportSkillRow, held);
  gtk_widget_class_bind_template_child (widget_class, RapportSkillRow, wanted);
  gtk_widget_class_bind_template_child (widget_class, RapportSkillRow, held_label);
  gtk_widget_class_bind_template_child (widget_class, RapportSkillRow, wanted_label);
  gtk_widget_class_bind_template_child (widget_class, RapportSkillRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, level_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, output_cb);
  gtk_widget_class_bind_template_callback (widget_class, input_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
rapport_skill_row_init (RapportSkillRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_name (RapportSkillRow *self,
          const char      *label)
{
  g_autofree char *held = rapport_sentence_new (_("Level held in %s"), label);
  g_autofree char *wanted = rapport_sentence_new (_("Level wanted in %s"), label);
  g_autofree char *verb = rapport_sentence_new (_("Remove %s"), label);

  gtk_label_set_text (self->name, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), label);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->held), GTK_ACCESSIBLE_PROPERTY_LABEL, held, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->wanted), GTK_ACCESSIBLE_PROPERTY_LABEL, wanted, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL, verb, -1);
  gtk_widget_set_tooltip_text (self->remove, verb);
}

/**
 * rapport_skill_row_new:
 * @key: what stands before the level in the journal: "skill/UUID"; for a skill that nobody has yet "new-skill/LABEL"
 * @label: what people call it
 */
GtkWidget *
rapport_skill_row_new (RapportMemberForm *form,
                       const char        *key,
                       const char        *label,
                       gboolean           read_only)
{
  RapportSkillRow *self = g_object_new (RAPPORT_TYPE_SKILL_ROW, NULL);

  self->form = g_object_ref (form);
  self->key = g_strdup (key);
  self->held_name = g_strconcat (key, "/held", NULL);
  self->wanted_name = g_strconcat (key, "/wanted", NULL);
  set_name (self, label);
  gtk_spin_button_set_range (self->held, 0, HIGHEST_LEVEL);
  gtk_spin_button_set_range (self->wanted, 0, HIGHEST_LEVEL);
  gtk_level_bar_set_max_value (self->bar, HIGHEST_LEVEL);
  load (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->held), !read_only);
  gtk_widget_set_sensitive (GTK_WIDGET (self->wanted), !read_only);
  gtk_widget_set_visible (self->remove, !read_only);
  self->changed_id = g_signal_connect_swapped (form, "changed", G_CALLBACK (form_changed_cb), self);
  return GTK_WIDGET (self);
}

const char *
rapport_skill_row_get_key (RapportSkillRow *self)
{
  return self->key;
}

/** Moves the focus into the row: to the level held. */
void
rapport_skill_row_edit (RapportSkillRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->held));
}
