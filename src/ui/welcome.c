/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/welcome.h"

#include "services/account.h"
#include "ui/settings.h"

struct _RapportWelcome
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwEntryRow *author;

  /* Owned */
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (RapportWelcome, rapport_welcome, ADW_TYPE_BIN)

static void
author_applied_cb (RapportWelcome *self)
{
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "author", gtk_editable_get_text (GTK_EDITABLE (self->author)));
}

static void
rapport_welcome_map (GtkWidget *widget)
{
  RapportWelcome *self = RAPPORT_WELCOME (widget);
  g_autofree char *author = rapport_account_author ();

  GTK_WIDGET_CLASS (rapport_welcome_parent_class)->map (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->author), author);
}

static void
rapport_welcome_dispose (GObject *object)
{
  g_clear_object (&RAPPORT_WELCOME (object)->settings);

  G_OBJECT_CLASS (rapport_welcome_parent_class)->dispose (object);
}

static void
rapport_welcome_class_init (RapportWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_welcome_dispose;
  widget_class->map = rapport_welcome_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportWelcome, author);
  gtk_widget_class_bind_template_callback (widget_class, author_applied_cb);
}

static void
rapport_welcome_init (RapportWelcome *self)
{
  self->settings = rapport_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
