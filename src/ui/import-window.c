/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import-window.h"

#include <glib/gi18n.h>

#include "model/sentence.h"
#include "services/import-rejected.h"
#include "services/import.h"
#include "ui/compat.h"
#include "ui/import-check-step.h"
#include "ui/import-columns-step.h"
#include "ui/import-file-step.h"
#include "ui/import-result-step.h"
#include "ui/stack-truth.h"
#include "ui/steps-bar.h"

#define NARROW_BELOW 640
#define PROGRESS_MS 100

typedef enum {
  STEP_FILE,
  STEP_COLUMNS,
  STEP_CHECK,
  STEP_RESULT,
} Step;

static const char * const step_names[] = { "file", "columns", "check", "result" };

struct _RapportImportWindow
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwWindowTitle *window_title;
  GtkButton *back;
  GtkButton *next;
  RapportStepsBar *steps;
  GtkStack *stack;
  RapportImportFileStep *file_step;
  RapportImportColumnsStep *columns_step;
  RapportImportCheckStep *check_step;
  RapportImportResultStep *result_step;
  GtkLabel *busy_title;
  GtkProgressBar *progress;
  GtkLabel *busy_rows;
  GtkWidget *stop;

  /* Owned */
  RapportImport *import;
  GCancellable *cancellable; /* of what is under way; %NULL: nothing is */
  guint ticker;

  Step step;
  gboolean checked; /* the report holds for the mapping as it is */
  gboolean narrow;
  gboolean closing;
};

G_DEFINE_FINAL_TYPE (RapportImportWindow, rapport_import_window, ADW_TYPE_WINDOW)

enum {
  SHOW_MEMBERS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static RapportImportJob *
idle_job (RapportImportWindow *self)
{
  return self->import == NULL || rapport_import_get_busy (self->import) ? NULL : rapport_import_get_job (self->import);
}

/* What the header says and allows ---------------------------------------------------------------------------------- */

static void
update_next (RapportImportWindow *self,
             RapportImportJob    *job)
{
  g_autofree char *problem = NULL;
  g_autofree char *label = NULL;
  gboolean possible = job != NULL;
  guint count;

  switch (self->step)
    {
    case STEP_COLUMNS:
      possible = job != NULL && rapport_import_mapping_is_useful (job->mapping, &problem);
      label = g_strdup (_("Check"));
      break;
    case STEP_CHECK:
      count = job != NULL && job->report != NULL ? rapport_import_job_will_write (job) : 0;
      possible = count > 0;
      label = count > 0 ? g_strdup_printf (ngettext ("Import %'u Person", "Import %'u People", count), count)
                        : g_strdup (_("Nothing to Import"));
      break;
    case STEP_RESULT:
      possible = TRUE;
      label = g_strdup (_("Close"));
      break;
    case STEP_FILE:
    default:
      label = g_strdup (_("Continue"));
    }
  gtk_button_set_label (self->next, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->next), problem);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.next", possible && self->cancellable == NULL);
  if (self->step == STEP_RESULT)
    gtk_widget_remove_css_class (GTK_WIDGET (self->next), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->next), "suggested-action");
}

static void
update_title (RapportImportWindow *self,
              RapportImportJob    *job)
{
  g_autofree char *subtitle = NULL;

  if (job == NULL || self->step == STEP_FILE)
    subtitle = g_strdup_printf (_("Step %u of %u"), (guint) self->step + 1, (guint) G_N_ELEMENTS (step_names));
  else if (self->step == STEP_CHECK)
    subtitle = rapport_sentence_new (_("%s · nothing is written yet"), job->source->name);
  else
    subtitle = g_strdup (job->source->name);
  adw_window_title_set_subtitle (self->window_title, subtitle);
}

static void
update (RapportImportWindow *self)
{
  gboolean busy = self->cancellable != NULL;
  RapportImportJob *job = idle_job (self);

  rapport_steps_bar_set_current (self->steps, self->step);
  gtk_button_set_label (self->back, self->step == STEP_FILE ? _("Cancel") : _("Back"));
  gtk_widget_set_visible (GTK_WIDGET (self->back), self->step != STEP_RESULT);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.back", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.stop", busy);
  if (!busy)
    update_title (self, job);
  update_next (self, job);
  gtk_stack_set_visible_child_name (self->stack, busy ? "busy" : step_names[self->step]);
}

static void
go_to (RapportImportWindow *self,
       Step                 step)
{
  self->step = step;
  update (self);
}

/* Work on other threads -------------------------------------------------------------------------------------------- */

static gboolean
tick (gpointer data)
{
  RapportImportWindow *self = data;
  guint total = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (self->progress), "total"));
  guint done = rapport_import_get_done (self->import);

  if (rapport_import_is_backing_up (self->import))
    {
      gtk_progress_bar_pulse (self->progress);
      gtk_label_set_text (self->busy_rows, _("Making a backup first"));
    }
  else if (total == 0)
    gtk_progress_bar_pulse (self->progress);
  else
    {
      g_autofree char *text = g_strdup_printf (_("%'u of %'u rows"), done, total);

      gtk_progress_bar_set_fraction (self->progress, MIN (1.0, (double) done / total));
      gtk_label_set_text (self->busy_rows, text);
    }
  return G_SOURCE_CONTINUE;
}

static void
begin (RapportImportWindow *self,
       const char          *title,
       guint                total)
{
  self->cancellable = g_cancellable_new ();
  gtk_label_set_text (self->busy_title, title);
  gtk_label_set_text (self->busy_rows, "");
  gtk_progress_bar_set_fraction (self->progress, 0);
  g_object_set_data (G_OBJECT (self->progress), "total", GUINT_TO_POINTER (total));
  self->ticker = g_timeout_add (PROGRESS_MS, tick, self);
  update (self);
}

/* Returns whether the user still waits for what was under way. */
static gboolean
end (RapportImportWindow *self)
{
  g_clear_handle_id (&self->ticker, g_source_remove);
  g_clear_object (&self->cancellable);
  if (!self->closing)
    return TRUE;
  gtk_window_destroy (GTK_WINDOW (self));
  return FALSE;
}

static void
show_failure (RapportImportWindow *self,
              const GError        *error)
{
  /* who cancels knows why it ended */
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rapport_ask (GTK_WINDOW (self), _("The file could not be imported"), error->message, NULL, FALSE, NULL, NULL);
  update (self);
}

static void
scanned (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (RapportImportWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean good = rapport_import_finish (RAPPORT_IMPORT (object), result, &error);

  if (!end (self))
    return;
  self->checked = FALSE;
  if (good)
    {
      rapport_import_columns_step_set_job (self->columns_step, rapport_import_get_job (self->import));
      go_to (self, STEP_COLUMNS);
      return;
    }
  /* a file that cannot be read in this way can perhaps be in another: the menus of the columns stay at hand */
  if (rapport_import_get_job (self->import)->format_chosen)
    {
      rapport_import_columns_step_set_job (self->columns_step, rapport_import_get_job (self->import));
      go_to (self, STEP_COLUMNS);
      show_failure (self, error);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rapport_import_file_step_show_error (self->file_step, error->message);
  go_to (self, STEP_FILE);
}

static void
source_chosen (RapportImportWindow *self,
               RapportImportSource *source)
{
  if (self->cancellable != NULL)
    {
      rapport_import_source_free (source);
      return;
    }
  rapport_import_columns_step_set_job (self->columns_step, NULL);
  rapport_import_check_step_set_job (self->check_step, NULL);
  begin (self, _("Reading the file"), 0);
  rapport_import_open_async (self->import, source, self->cancellable, scanned, g_object_ref (self));
}

static void
format_changed (RapportImportWindow *self)
{
  rapport_import_check_step_set_job (self->check_step, NULL);
  begin (self, _("Reading the file"), 0);
  rapport_import_rescan_async (self->import, self->cancellable, scanned, g_object_ref (self));
}

static void
mapping_changed (RapportImportWindow *self)
{
  self->checked = FALSE;
  update (self);
}

static void
checked (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (RapportImportWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean good = rapport_import_finish (RAPPORT_IMPORT (object), result, &error);

  if (!end (self))
    return;
  self->checked = good;
  if (good)
    rapport_import_job_keep_edits (rapport_import_get_job (self->import));
  rapport_import_check_step_set_job (self->check_step, rapport_import_get_job (self->import));
  if (good)
    go_to (self, STEP_CHECK);
  else
    show_failure (self, error);
}

static void
check (RapportImportWindow *self)
{
  guint total = rapport_import_get_job (self->import)->mapping->n_rows;

  rapport_import_check_step_set_job (self->check_step, NULL);
  begin (self, _("Checking every row"), total);
  rapport_import_check_async (self->import, self->cancellable, checked, g_object_ref (self));
}

static void
cell_corrected (RapportImportWindow *self,
                gint64               row,
                guint                column,
                const char          *text)
{
  rapport_import_correct (rapport_import_get_job (self->import)->corrections, (guint64) row, column, text);
  check (self);
}

static void
written (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (RapportImportWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean good = rapport_import_finish (RAPPORT_IMPORT (object), result, &error);

  if (!end (self))
    return;
  if (!good)
    {
      show_failure (self, error);
      return;
    }
  rapport_import_result_step_set_job (self->result_step, rapport_import_get_job (self->import));
  rapport_import_file_step_refresh (self->file_step);
  go_to (self, STEP_RESULT);
}

static void
write_rows (RapportImportWindow *self)
{
  RapportImportJob *job = rapport_import_get_job (self->import);
  guint count = rapport_import_job_will_write (job);
  g_autofree char *title = g_strdup_printf (ngettext ("Importing %'u Person", "Importing %'u People", count), count);

  begin (self, title, job->report->verdicts->len);
  rapport_import_write_async (self->import, self->cancellable, written, g_object_ref (self));
}

/* After the import ------------------------------------------------------------------------------------------------- */

static void
place_chosen (GFile    *file,
              gpointer  data)
{
  g_autoptr (RapportImportWindow) self = data;
  g_autoptr (GError) error = NULL;
  RapportImportJob *job = idle_job (self);

  if (file == NULL || job == NULL)
    return;
  rapport_import_save_rejected (job, file, NULL, &error);
  if (error != NULL)
    rapport_ask (GTK_WINDOW (self), _("The rejected rows could not be saved"), error->message, NULL, FALSE, NULL, NULL);
}

static void
save_rejected (RapportImportWindow *self)
{
  static const RapportFileFilter filters[] = { { N_("Tables of text"), "*.csv" } };

  rapport_choose_file_to_save (GTK_WINDOW (self), _("Save Rejected Rows"), _("rejected-rows.csv"), filters,
                               G_N_ELEMENTS (filters), place_chosen, g_object_ref (self));
}

static void
undone (GObject      *object,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (RapportImportWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean good = rapport_store_write_finish (RAPPORT_STORE (object), result, NULL, &error);

  if (!end (self))
    return;
  update (self);
  if (good)
    rapport_import_result_step_set_undone (self->result_step);
  else
    rapport_import_result_step_show_error (self->result_step, error->message);
}

static void
undo_import (RapportImportWindow *self)
{
  RapportStore *store = rapport_session_get_store (rapport_import_get_session (self->import));

  begin (self, _("Taking the import back"), 0);
  rapport_store_write_async (store, rapport_import_undo_command, NULL, NULL, self->cancellable, undone, g_object_ref (self));
}

static void
show_members (RapportImportWindow *self)
{
  g_signal_emit (self, signals[SHOW_MEMBERS], 0);
  gtk_window_close (GTK_WINDOW (self));
}

/* Actions ---------------------------------------------------------------------------------------------------------- */

static void
next_activated (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  RapportImportWindow *self = RAPPORT_IMPORT_WINDOW (widget);

  switch (self->step)
    {
    case STEP_FILE:
      go_to (self, STEP_COLUMNS);
      break;
    case STEP_COLUMNS:
      if (self->checked)
        go_to (self, STEP_CHECK);
      else
        check (self);
      break;
    case STEP_CHECK:
      write_rows (self);
      break;
    case STEP_RESULT:
    default:
      gtk_window_close (GTK_WINDOW (self));
    }
}

static void
back_activated (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  RapportImportWindow *self = RAPPORT_IMPORT_WINDOW (widget);

  if (self->step == STEP_FILE)
    gtk_window_close (GTK_WINDOW (self));
  else if (self->step != STEP_RESULT)
    go_to (self, self->step - 1);
}

static void
stop_activated (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  RapportImportWindow *self = RAPPORT_IMPORT_WINDOW (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/* Ends what is under way, else leaves the window. */
static void
escape_activated (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  RapportImportWindow *self = RAPPORT_IMPORT_WINDOW (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
rapport_import_window_close_request (GtkWindow *window)
{
  RapportImportWindow *self = RAPPORT_IMPORT_WINDOW (window);

  if (self->cancellable != NULL)
    {
      self->closing = TRUE;
      g_cancellable_cancel (self->cancellable);
      return TRUE;
    }
  return GTK_WINDOW_CLASS (rapport_import_window_parent_class)->close_request (window);
}

/* Width ------------------------------------------------------------------------------------------------------------ */

static gboolean
apply_narrow (gpointer data)
{
  RapportImportWindow *self = data;

  rapport_steps_bar_set_narrow (self->steps, self->narrow);
  rapport_import_columns_step_set_narrow (self->columns_step, self->narrow);
  rapport_import_check_step_set_narrow (self->check_step, self->narrow);
  rapport_import_result_step_set_narrow (self->result_step, self->narrow);
  return G_SOURCE_REMOVE;
}

static void
rapport_import_window_size_allocate (GtkWidget *widget,
                                     int        width,
                                     int        height,
                                     int        baseline)
{
  RapportImportWindow *self = RAPPORT_IMPORT_WINDOW (widget);
  gboolean narrow = width < NARROW_BELOW;

  GTK_WIDGET_CLASS (rapport_import_window_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  /* not while sizes are being given out */
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, apply_narrow, g_object_ref (self), g_object_unref);
}

static void
rapport_import_window_dispose (GObject *object)
{
  RapportImportWindow *self = RAPPORT_IMPORT_WINDOW (object);

  g_clear_handle_id (&self->ticker, g_source_remove);
  if (self->columns_step != NULL)
    rapport_import_columns_step_set_job (self->columns_step, NULL);
  if (self->check_step != NULL)
    rapport_import_check_step_set_job (self->check_step, NULL);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->import);

  G_OBJECT_CLASS (rapport_import_window_parent_class)->dispose (object);
  self->columns_step = NULL;
  self->check_step = NULL;
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/import-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, back);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, next);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, steps);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, file_step);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, columns_step);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, check_step);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, result_step);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, busy_title);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, busy_rows);
  gtk_widget_class_bind_template_child (widget_class, RapportImportWindow, stop);
  gtk_widget_class_bind_template_callback (widget_class, source_chosen);
  gtk_widget_class_bind_template_callback (widget_class, format_changed);
  gtk_widget_class_bind_template_callback (widget_class, mapping_changed);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, cell_corrected);
  gtk_widget_class_bind_template_callback (widget_class, save_rejected);
  gtk_widget_class_bind_template_callback (widget_class, undo_import);
  gtk_widget_class_bind_template_callback (widget_class, show_members);
}

static void
rapport_import_window_class_init (RapportImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_import_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = rapport_import_window_close_request;
  widget_class->size_allocate = rapport_import_window_size_allocate;
  signals[SHOW_MEMBERS] = g_signal_new ("show-members", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  g_type_ensure (RAPPORT_TYPE_STEPS_BAR);
  g_type_ensure (RAPPORT_TYPE_IMPORT_FILE_STEP);
  g_type_ensure (RAPPORT_TYPE_IMPORT_COLUMNS_STEP);
  g_type_ensure (RAPPORT_TYPE_IMPORT_CHECK_STEP);
  g_type_ensure (RAPPORT_TYPE_IMPORT_RESULT_STEP);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "import.next", NULL, next_activated);
  gtk_widget_class_install_action (widget_class, "import.back", NULL, back_activated);
  gtk_widget_class_install_action (widget_class, "import.stop", NULL, stop_activated);
  gtk_widget_class_install_action (widget_class, "import.escape", NULL, escape_activated);
}

static void
rapport_import_window_init (RapportImportWindow *self)
{
  const char *titles[] = { _("File"), _("Columns"), _("Check"), _("Result"), NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->stack);
  rapport_steps_bar_set_steps (self->steps, titles);
}

GtkWidget *
rapport_import_window_new (RapportSession *session)
{
  RapportImportWindow *self = g_object_new (RAPPORT_TYPE_IMPORT_WINDOW, NULL);

  self->import = rapport_import_new (session);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * rapport_import_window_open:
 * @self: a window
 * @file: what to import
 *
 * Goes on to the columns of a file, as if it had been dropped.
 */
void
rapport_import_window_open (RapportImportWindow *self,
                            GFile               *file)
{
  g_autoptr (GError) error = NULL;
  RapportImportSource *source = rapport_import_source_new_file (file, &error);

  if (source == NULL)
    rapport_import_file_step_show_error (self->file_step, error->message);
  else
    source_chosen (self, source);
}

/**
 * rapport_import_window_open_text:
 * @text: cells that were copied in a spreadsheet
 *
 * Goes on to their columns.
 */
void
rapport_import_window_open_text (RapportImportWindow *self,
                                 const char          *text)
{
  source_chosen (self, rapport_import_source_new_text (text));
}
