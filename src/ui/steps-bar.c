/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/steps-bar.h"

#include <glib/gi18n.h>

/* One step's widgets, borrowed from the widget tree. */
typedef struct {
  GtkWidget *line; /* before it; %NULL for the first */
  GtkWidget *disc;
  GtkWidget *number;
  GtkWidget *tick;
  GtkWidget *title;
} Step;

struct _RapportStepsBar
{
  GtkWidget parent_instance;

  /* Owned */
  GArray *steps;
  guint current;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (RapportStepsBar, rapport_steps_bar, GTK_TYPE_WIDGET)

static void
rapport_steps_bar_dispose (GObject *object)
{
  RapportStepsBar *self = RAPPORT_STEPS_BAR (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->steps, g_array_unref);

  G_OBJECT_CLASS (rapport_steps_bar_parent_class)->dispose (object);
}

static void
rapport_steps_bar_class_init (RapportStepsBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_steps_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "stepsbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rapport_steps_bar_init (RapportStepsBar *self)
{
  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 9);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

static void
update (RapportStepsBar *self)
{
  g_autofree char *name = NULL;

  for (guint i = 0; i < self->steps->len; i++)
    {
      const Step *step = &g_array_index (self->steps, Step, i);
      gboolean behind = i < self->current, here = i == self->current;

      gtk_widget_set_visible (step->number, !behind);
      gtk_widget_set_visible (step->tick, behind);
      gtk_widget_set_visible (step->title, here || !self->narrow);
      if (step->line != NULL)
        gtk_widget_set_size_request (step->line, self->narrow ? 12 : 48, 1);
      gtk_widget_set_css_classes (step->disc, (const char *[]) { "disc", behind ? "behind" : here ? "here" : "ahead", NULL });
      gtk_widget_set_css_classes (step->title, (const char *[]) { here ? "heading" : "ahead", NULL });
      if (here)
        /* Translators: the step of an assistant, as a screen reader says it: "Step 2 of 4: Columns" */
        name = g_strdup_printf (_("Step %u of %u: %s"), i + 1, self->steps->len,
                                gtk_label_get_text (GTK_LABEL (step->title)));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name != NULL ? name : "", -1);
}

static void
add_step (RapportStepsBar *self,
          const char      *title)
{
  g_autofree char *number = g_strdup_printf ("%u", self->steps->len + 1);
  GtkWidget *center = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  Step step = { NULL };

  if (self->steps->len > 0)
    {
      step.line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
      gtk_widget_set_valign (step.line, GTK_ALIGN_CENTER);
      gtk_widget_set_parent (step.line, GTK_WIDGET (self));
    }
  step.disc = center;
  gtk_widget_set_valign (center, GTK_ALIGN_CENTER);
  step.number = gtk_label_new (number);
  gtk_widget_set_hexpand (step.number, TRUE);
  step.tick = gtk_image_new_from_icon_name ("object-select-symbolic");
  gtk_widget_set_hexpand (step.tick, TRUE);
  gtk_box_append (GTK_BOX (center), step.number);
  gtk_box_append (GTK_BOX (center), step.tick);
  gtk_widget_set_parent (center, GTK_WIDGET (self));
  step.title = gtk_label_new (title);
  gtk_widget_set_parent (step.title, GTK_WIDGET (self));
  g_array_append_val (self->steps, step);
}

/**
 * rapport_steps_bar_new:
 * @titles: (array zero-terminated=1): the steps
 *
 * Returns: (transfer floating): a bar at the first step
 */
GtkWidget *
rapport_steps_bar_new (const char * const *titles)
{
  RapportStepsBar *self = g_object_new (RAPPORT_TYPE_STEPS_BAR, NULL);

  rapport_steps_bar_set_steps (self, titles);
  return GTK_WIDGET (self);
}

void
rapport_steps_bar_set_steps (RapportStepsBar    *self,
                             const char * const *titles)
{
  for (guint i = 0; titles[i] != NULL; i++)
    add_step (self, titles[i]);
  update (self);
}

void
rapport_steps_bar_set_current (RapportStepsBar *self,
                               guint            current)
{
  self->current = current;
  update (self);
}

void
rapport_steps_bar_set_narrow (RapportStepsBar *self,
                              gboolean         narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  update (self);
}
