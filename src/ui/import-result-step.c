/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import-result-step.h"

#include <glib/gi18n.h>

struct _RapportImportResultStep
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *summary;
  GtkWidget *list;
  AdwPreferencesRow *added;
  AdwPreferencesRow *changed;
  AdwPreferencesRow *doubles;
  AdwPreferencesRow *rejected;
  GtkLabel *error;
  GtkWidget *buttons;
  GtkWidget *undo;
  GtkWidget *show;
};

G_DEFINE_FINAL_TYPE (RapportImportResultStep, rapport_import_result_step, ADW_TYPE_BIN)

enum {
  SAVE_REJECTED,
  UNDO,
  SHOW_MEMBERS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
save_clicked (RapportImportResultStep *self)
{
  g_signal_emit (self, signals[SAVE_REJECTED], 0);
}

static void
undo_clicked (RapportImportResultStep *self)
{
  g_signal_emit (self, signals[UNDO], 0);
}

static void
show_clicked (RapportImportResultStep *self)
{
  g_signal_emit (self, signals[SHOW_MEMBERS], 0);
}

static void
rapport_import_result_step_class_init (RapportImportResultStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SAVE_REJECTED] = g_signal_new ("save-rejected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);
  signals[UNDO] = g_signal_new ("undo", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SHOW_MEMBERS] = g_signal_new ("show-members", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapport_mentoring/Rapport/ui/import-result-step.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportImportResultStep, icon);
  gtk_widget_class_bind_template_child (widget_class, RapportImportResultStep, title);
  gtk_widget_class_bind_template_child (widget_class, RapportImportResultStep, summary);
  gtk_widget_class_bind_template_child (widget_class, RapportImportResultStep, list);
  gtk_widget_class_bind_template_child (widget_class, RapportImportResultStep, added);
  gtk_widget_class_bind_template_child (widget_class, RapportImportResultStep, changed);
  gtk_widget_class_bind_template_child (widget_class, RapportImportResultStep, doubles);
  gtk_widget_class_bind_template_child (widget_class, RapportImportResultStep, rejected);
  gtk_widget_class_bind_template_child (widget_class, RapportImportResultStep, error);
  gtk_widget_class_bind_template_child (widget_class, RapportImportResultStep, buttons);
  gtk_widget_class_bind_template_child (widget_class, RapportImportResultStep, undo);
  gtk_widget_class_bind_template_child (widget_class, RapportImportResultStep, show);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, undo_clicked);
  gtk_widget_class_bind_template_callback (widget_class, show_clicked);
}

static void
rapport_import_result_step_init (RapportImportResultStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
summary_of (const RapportImportResult *result)
{
  guint seconds = MAX (1, (guint) ((result->microseconds + G_USEC_PER_SEC / 2) / G_USEC_PER_SEC));
  g_autofree char *time = g_strdup_printf (ngettext ("%u second", "%u seconds", seconds), seconds);
  g_autofree char *rejected = g_strdup_printf (_("%'u rejected"), result->rejected);
  g_autofree char *counts = g_strdup_printf (_("%'u new, %'u changed, %'u the same"), result->added, result->changed,
                                             result->same);

  return g_strjoin (" · ", counts, result->rejected > 0 ? rejected : time, result->rejected > 0 ? time : NULL, NULL);
}

static void
set_row (AdwPreferencesRow *row,
         guint              count,
         char              *title)
{
  adw_preferences_row_set_title (row, title);
  gtk_widget_set_visible (GTK_WIDGET (row), count > 0);
  g_free (title);
}

/**
 * rapport_import_result_step_set_job:
 * @self: the step
 * @job: a job that has been written
 */
void
rapport_import_result_step_set_job (RapportImportResultStep *self,
                                    const RapportImportJob  *job)
{
  const RapportImportResult *result = &job->result;
  guint in = result->added + result->changed + result->same;
  g_autofree char *title = g_strdup_printf (ngettext ("%'u row is in", "%'u rows are in", in), in);
  g_autofree char *summary = summary_of (result);

  gtk_image_set_from_icon_name (self->icon, "object-select-symbolic");
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->summary, summary);
  set_row (self->added, result->added,
           g_strdup_printf (ngettext ("%'u New Member", "%'u New Members", result->added), result->added));
  set_row (self->changed, result->changed,
           g_strdup_printf (ngettext ("%'u Changed Member", "%'u Changed Members", result->changed), result->changed));
  set_row (self->doubles, result->doubles,
           g_strdup_printf (ngettext ("%'u Possible Double", "%'u Possible Doubles", result->doubles), result->doubles));
  set_row (self->rejected, result->rejected,
           g_strdup_printf (ngettext ("%'u Rejected Row", "%'u Rejected Rows", result->rejected), result->rejected));
  gtk_widget_set_visible (self->list, result->added + result->changed + result->rejected > 0);
  gtk_widget_set_visible (self->buttons, TRUE);
  rapport_import_result_step_show_error (self, NULL);
}

/**
 * rapport_import_result_step_set_undone:
 * @self: the step
 *
 * Says that all of it was taken back.
 */
void
rapport_import_result_step_set_undone (RapportImportResultStep *self)
{
  gtk_image_set_from_icon_name (self->icon, "edit-undo-symbolic");
  gtk_label_set_text (self->title, _("The import is taken back"));
  gtk_label_set_text (self->summary, _("Everything is as it was before. Redo brings it in again."));
  gtk_widget_set_visible (self->list, FALSE);
  gtk_widget_set_visible (self->buttons, FALSE);
}

void
rapport_import_result_step_show_error (RapportImportResultStep *self,
                                       const char              *message)
{
  gtk_label_set_text (self->error, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), message != NULL);
}

void
rapport_import_result_step_set_narrow (RapportImportResultStep *self,
                                       gboolean                 narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->buttons),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_halign (self->buttons, narrow ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER);
}
