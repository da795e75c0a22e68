/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/history-pane.h"

#include <glib/gi18n.h>

#include "model/date.h"
#include "model/operations.h"
#include "ui/widgets.h"

/* What a field of a member has been: who wrote it, when, and with what operation. */
struct _RapportHistoryPane
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkLabel *title;
  GtkLabel *count;
  GtkListBox *list;
  GtkWidget *restore;
  GtkWidget *conflict;

  /* Owned */
  char *name;
  GPtrArray *entries; /* RapportHistoryEntry, as the rows stand */
  GCancellable *cancellable;
  char *today;

  guint n_heads;
};

enum {
  RESTORE,
  CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportHistoryPane, rapport_history_pane, ADW_TYPE_BIN)

static char *
when_words (RapportHistoryPane        *self,
            const RapportFieldVersion *version)
{
  gint64 local = version->wall / 1000 + version->zone * 60;
  g_autofree char *day = rapport_date_of_instant (local, "UTC");
  g_autofree char *clock = rapport_date_format_clock (local, "UTC");

  if (g_str_equal (day, self->today))
    return g_strdup_printf (_("today %s"), clock);
  return rapport_date_format_day (day, self->today);
}

static GtkWidget *
new_label (const char *text,
           const char *css_class,
           gboolean    wrap)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), wrap);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (wrap)
    gtk_label_set_lines (GTK_LABEL (label), 6);
  gtk_widget_add_css_class (label, css_class);
  if (g_str_equal (css_class, "caption"))
    gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static GtkWidget *
new_row (RapportHistoryPane  *self,
         RapportHistoryEntry *entry)
{
  const RapportFieldVersion *version = entry->version;
  g_autofree char *when = when_words (self, version);
  g_autofree char *how = rapport_operation_sentence (version->operation, (const char * const *) version->args, NULL, NULL);
  g_autofree char *sentence = g_strdup_printf ("%s, %s, %s, %s", version->author, when, entry->words, how);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *author = new_label (version->author, "caption-heading", FALSE);

  gtk_widget_set_hexpand (author, TRUE);
  gtk_box_append (GTK_BOX (top), author);
  gtk_box_append (GTK_BOX (top), new_label (when, "caption", FALSE));
  gtk_box_append (GTK_BOX (lines), top);
  gtk_box_append (GTK_BOX (lines), new_label (entry->words, "caption-text", TRUE));
  gtk_box_append (GTK_BOX (lines), new_label (how, "caption", FALSE));
  gtk_widget_set_margin_top (lines, 9);
  gtk_widget_set_margin_bottom (lines, 9);
  gtk_widget_set_margin_start (lines, 12);
  gtk_widget_set_margin_end (lines, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), lines);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  return row;
}

static RapportHistoryEntry *
selected_entry (RapportHistoryPane *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? g_ptr_array_index (self->entries, gtk_list_box_row_get_index (row)) : NULL;
}

/* The present version alone needs no restoring; of two present ones either can be chosen. */
static void
row_selected_cb (RapportHistoryPane *self)
{
  const RapportHistoryEntry *entry;

  if (self->entries == NULL) /* the pane goes, and what was selected in its list: the button may have gone before */
    return;
  entry = selected_entry (self);
  gtk_widget_set_sensitive (self->restore, entry != NULL && (!entry->version->current || self->n_heads > 1));
}

static void
restore_cb (RapportHistoryPane *self)
{
  RapportHistoryEntry *entry = selected_entry (self);

  if (entry != NULL)
    g_signal_emit (self, signals[RESTORE], 0, entry, self->n_heads > 1);
}

static void
close_cb (RapportHistoryPane *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

static void
clear_rows (RapportHistoryPane *self)
{
  rapport_remove_children (self->list);
}

static void
count_heads (RapportHistoryPane *self)
{
  self->n_heads = 0;
  for (guint i = 0; i < self->entries->len; i++)
    {
      const RapportHistoryEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->version->current && g_str_equal (entry->name, self->name))
        self->n_heads++;
    }
  gtk_widget_set_visible (self->conflict, self->n_heads > 1);
}

static void
show_entries (RapportHistoryPane *self)
{
  guint n = self->entries->len;
  g_autofree char *words = g_strdup_printf (ngettext ("%u version", "%u versions, newest first", n), n);

  clear_rows (self);
  gtk_label_set_text (self->count, n > 0 ? words : _("Nothing has been written here yet"));
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, new_row (self, g_ptr_array_index (self->entries, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  count_heads (self);
  row_selected_cb (self);
}

static void
history_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (RapportHistoryPane) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (entries == NULL)
    {
      gtk_label_set_text (self->count, error->message);
      return;
    }
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = entries;
  show_entries (self);
}

static void
rapport_history_pane_dispose (GObject *object)
{
  RapportHistoryPane *self = RAPPORT_HISTORY_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->today, g_free);
  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (rapport_history_pane_parent_class)->dispose (object);
}

static void
rapport_history_pane_class_init (RapportHistoryPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_history_pane_dispose;

  signals[RESTORE] = g_signal_new ("restore", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_BOOLEAN);
  signals[CLOSE] = g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/history-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportHistoryPane, title);
  gtk_widget_class_bind_template_child (widget_class, RapportHistoryPane, count);
  gtk_widget_class_bind_template_child (widget_class, RapportHistoryPane, list);
  gtk_widget_class_bind_template_child (widget_class, RapportHistoryPane, restore);
  gtk_widget_class_bind_template_child (widget_class, RapportHistoryPane, conflict);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
rapport_history_pane_init (RapportHistoryPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rapport_history_pane_show_field:
 * @profile: of whom
 * @name: the field, or the family
 * @label: what people call it
 */
void
rapport_history_pane_show_field (RapportHistoryPane         *self,
                                 RapportSession             *session,
                                 const RapportMemberProfile *profile,
                                 const char                 *name,
                                 const char                 *label)
{
  g_autofree char *title = g_strdup_printf (_("History of %s"), label);
  g_autofree char *kept = g_strdup (name);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_free (self->name);
  self->name = g_steal_pointer (&kept);
  g_free (self->today);
  self->today = rapport_session_get_today (session);
  gtk_label_set_text (self->title, title);
  if (profile->member == NULL)
    {
      gtk_label_set_text (self->count, _("Nothing has been written here yet"));
      gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
      gtk_widget_set_sensitive (self->restore, FALSE);
      return;
    }
  rapport_store_read_async (rapport_session_get_store (session), rapport_field_history_query,
                            rapport_field_history_ask_new (profile->member->no, self->name), rapport_field_history_ask_free,
                            (GDestroyNotify) g_ptr_array_unref, self->cancellable, history_read_cb, g_object_ref (self));
}

/** Returns: (transfer none) (nullable): the field that is shown. */
const char *
rapport_history_pane_get_name (RapportHistoryPane *self)
{
  return self->name;
}
