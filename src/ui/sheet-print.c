/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/sheet-print.h"

#include <glib/gi18n.h>

#include "ui/sheet-preview.h"

typedef struct {
  GPtrArray *sheets;
  RapportSheetLayout *layout; /* for the paper chosen; NULL before begin-print */
  GtkWindow *parent;
  RapportSheetPrinted printed;
  gpointer data;
} Job;

static void
job_free (gpointer  data,
          GClosure *closure)
{
  Job *job = data;

  g_clear_pointer (&job->layout, rapport_sheet_layout_free);
  g_ptr_array_unref (job->sheets);
  g_clear_weak_pointer (&job->parent);
  g_free (job);
}

static void
begin_print_cb (GtkPrintOperation *operation,
                GtkPrintContext   *context,
                Job               *job)
{
  g_clear_pointer (&job->layout, rapport_sheet_layout_free);
  job->layout = rapport_sheet_layout_new (job->sheets, gtk_print_context_get_width (context),
                                          gtk_print_context_get_height (context));
  gtk_print_operation_set_n_pages (operation, (int) rapport_sheet_layout_get_n_pages (job->layout));
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              Job               *job)
{
  rapport_sheet_layout_draw_page (job->layout, (guint) page, gtk_print_context_get_cairo_context (context));
}

/* GTK would start another program, which there may not be. */
static gboolean
preview_cb (GtkPrintOperation        *operation,
            GtkPrintOperationPreview *preview,
            GtkPrintContext          *context,
            GtkWindow                *parent,
            Job                      *job)
{
  GtkWidget *window = rapport_sheet_preview_new (g_ptr_array_ref (job->sheets));

  if (job->parent != NULL)
    gtk_window_set_transient_for (GTK_WINDOW (window), job->parent);
  gtk_window_present (GTK_WINDOW (window));
  gtk_print_operation_preview_end_preview (preview);
  return TRUE;
}

static void
done_cb (GtkPrintOperation       *operation,
         GtkPrintOperationResult  result,
         Job                     *job)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (job->printed != NULL)
    job->printed (error, job->data);
}

static void
set_paper (GtkPrintOperation *operation,
           RapportPaper       paper)
{
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *size = gtk_paper_size_new (paper == RAPPORT_PAPER_LETTER ? GTK_PAPER_NAME_LETTER : GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size_and_default_margins (setup, size);
  gtk_paper_size_free (size);
  gtk_print_operation_set_default_page_setup (operation, setup);
}

/* Who prints into a file finds it among the documents under a name that says what it is. */
static void
set_file (GtkPrintOperation *operation)
{
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_DIR, folder != NULL ? folder : g_get_home_dir ());
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, _("Mentoring Tracking Sheet"));
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf");
  gtk_print_operation_set_print_settings (operation, settings);
}

void
rapport_sheet_print (GtkWindow           *parent,
                     GPtrArray           *sheets,
                     RapportPaper         paper,
                     RapportSheetPrinted  printed,
                     gpointer             data)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GError) error = NULL;
  Job *job = g_new0 (Job, 1);

  job->sheets = sheets;
  job->printed = printed;
  job->data = data;
  g_set_weak_pointer (&job->parent, parent);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, _("Mentoring Tracking Sheet"));
  gtk_print_operation_set_allow_async (operation, TRUE);
  set_paper (operation, paper);
  set_file (operation);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), job);
  g_signal_connect (operation, "preview", G_CALLBACK (preview_cb), job);
  g_signal_connect_data (operation, "done", G_CALLBACK (done_cb), job, job_free, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, &error);
}
