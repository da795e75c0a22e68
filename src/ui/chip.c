/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/chip.h"

#include <glib/gi18n.h>

#include "model/sentence.h"
#include "ui/wrap-box.h"

struct _RapportChip
{
  GtkWidget parent_instance;

  /* Borrowed: our child */
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (RapportChip, rapport_chip, GTK_TYPE_WIDGET)

static void
rapport_chip_dispose (GObject *object)
{
  g_clear_pointer (&RAPPORT_CHIP (object)->label, gtk_widget_unparent);

  G_OBJECT_CLASS (rapport_chip_parent_class)->dispose (object);
}

static void
rapport_chip_class_init (RapportChipClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_chip_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "chip");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
rapport_chip_init (RapportChip *self)
{
  self->label = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", 32,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
}

/**
 * rapport_chip_new:
 * @label: an area, a skill, a language; plain text
 * @match: also wanted by the other side
 *
 * Returns: a chip
 */
GtkWidget *
rapport_chip_new (const char *label,
                  gboolean    match)
{
  RapportChip *self = g_object_new (RAPPORT_TYPE_CHIP, NULL);

  gtk_label_set_label (GTK_LABEL (self->label), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (match)
    gtk_widget_add_css_class (GTK_WIDGET (self), "match");
  return GTK_WIDGET (self);
}

/**
 * rapport_chip_new_removable:
 * @label: what is filtered by
 *
 * Returns: a #GtkButton named "Remove filter: Career"
 */
GtkWidget *
rapport_chip_new_removable (const char *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "child", box, "valign", GTK_ALIGN_CENTER, NULL);
  /* Translators: takes a filter such as "Career" away */
  g_autofree char *name = rapport_sentence_new (_("Remove filter: %s"), label);

  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", label, "ellipsize", PANGO_ELLIPSIZE_END,
                                               "max-width-chars", 24,
                                               "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "icon-name", "window-close-symbolic",
                                               "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_widget_add_css_class (button, "chip");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

GtkWidget *
rapport_chip_new_several (const char * const *labels,
                          guint               most)
{
  GtkWidget *box = rapport_wrap_box_new ();
  guint n_labels = labels != NULL ? g_strv_length ((char **) labels) : 0;
  guint shown = most == 0 ? n_labels : MIN (most, n_labels);

  for (guint i = 0; i < shown; i++)
    rapport_wrap_box_append (RAPPORT_WRAP_BOX (box), rapport_chip_new (labels[i], FALSE));
  if (shown < n_labels)
    {
      g_autofree char *rest = g_strdup_printf ("+%u", n_labels - shown);
      g_autofree char *names = g_strjoinv (", ", (char **) labels + shown);
      GtkWidget *chip = rapport_chip_new (rest, FALSE);

      gtk_widget_set_tooltip_text (chip, names);
      rapport_wrap_box_append (RAPPORT_WRAP_BOX (box), chip);
    }
  return box;
}
