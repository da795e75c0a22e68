/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/overview-page.h"

#include <glib/gi18n.h>

struct _RapportOverviewPage
{
  RapportPage parent_instance;
};

G_DEFINE_FINAL_TYPE (RapportOverviewPage, rapport_overview_page, RAPPORT_TYPE_PAGE)

static void
rapport_overview_page_class_init (RapportOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapport_mentoring/Rapport/ui/overview-page.ui");
}

static void
rapport_overview_page_init (RapportOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_page_set_title (RAPPORT_PAGE (self), _("Overview"), NULL);
}
