/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/zone-row.h"

#include <glib/gi18n.h>

#include "ui/choice-button.h"
#include "ui/choices.h"

struct _RapportZoneRow
{
  AdwActionRow parent_instance;

  RapportChoiceButton *button;  /* Borrowed: a child */
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
show_zone (RapportZoneRow *self,
           const char     *zone)
{
  g_autofree char *kept = g_strdup (zone);
  g_autofree char *words = rapport_zone_words (kept, self->now);

  rapport_choice_button_set (self->button, kept, words);
}

static void
chosen_cb (RapportZoneRow *self)
{
  show_zone (self, rapport_choice_button_get_code (self->button));
  g_signal_emit (self, signals[CHANGED], 0);
}

static GListModel *
make_zones (gpointer data)
{
  return rapport_choices_new_zones (((RapportZoneRow *) data)->now);
}

static void
rapport_zone_row_class_init (RapportZoneRowClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_zone_row_init (RapportZoneRow *self)
{
  self->button = RAPPORT_CHOICE_BUTTON (rapport_choice_button_new (_("Time Zone"), make_zones, self));
  rapport_choice_button_set_flat (self->button);
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Time Zone"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
  g_signal_connect_swapped (self->button, "chosen", G_CALLBACK (chosen_cb), self);
}

GtkWidget *
rapport_zone_row_new (const char *zone,
                      gint64      now)
{
  RapportZoneRow *self = g_object_new (RAPPORT_TYPE_ZONE_ROW, NULL);

  self->now = now;
  show_zone (self, zone);
  return GTK_WIDGET (self);
}

const char *
rapport_zone_row_get_zone (RapportZoneRow *self)
{
  return rapport_choice_button_get_code (self->button);
}
