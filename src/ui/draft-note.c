/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/draft-note.h"

#include <glib/gi18n.h>

#include "ui/draft-keeper.h"

struct _RapportDraftNote
{
  AdwBin parent_instance;

  GtkWidget *revealer;
  GtkLabel *words;

  /* Owned */
  RapportDraftKeeper *keeper; /* NULL while no form is filled in */
};

G_DEFINE_FINAL_TYPE (RapportDraftNote, rapport_draft_note, ADW_TYPE_BIN)

enum {
  THROWN_AWAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show (RapportDraftNote *self,
      gboolean          shown)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), shown);
  gtk_widget_set_visible (GTK_WIDGET (self), shown);
}

static void
throw_away_cb (RapportDraftNote *self)
{
  if (self->keeper != NULL)
    rapport_draft_keeper_clear (self->keeper);
  show (self, FALSE);
  g_signal_emit (self, signals[THROWN_AWAY], 0);
}

static void
rapport_draft_note_dispose (GObject *object)
{
  rapport_draft_note_end (RAPPORT_DRAFT_NOTE (object));

  G_OBJECT_CLASS (rapport_draft_note_parent_class)->dispose (object);
}

static void
rapport_draft_note_class_init (RapportDraftNoteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_draft_note_dispose;
  signals[THROWN_AWAY] = g_signal_new ("thrown-away", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);
}

static void
rapport_draft_note_init (RapportDraftNote *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *button = gtk_button_new_with_label (_("Throw Away"));

  self->words = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "wrap", TRUE,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  self->revealer = gtk_revealer_new ();
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (throw_away_cb), self);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (line), button);
  gtk_widget_add_css_class (line, "viewer-bar");
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), line);
  adw_bin_set_child (ADW_BIN (self), self->revealer);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
say_when (RapportDraftNote *self,
          gint64            saved_at)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (saved_at);
  g_autofree char *clock = g_date_time_format (local, "%H:%M");
  g_autofree char *words = g_strdup_printf (_("What you wrote and did not save is here again, as it was at %s."), clock);

  gtk_label_set_text (self->words, words);
  show (self, TRUE);
}

/**
 * rapport_draft_note_begin:
 * @form: which form, "request"
 * @what: what it is about, for rapport_drafts_key()
 * @values: gives what is typed
 * @owner: of the form; outlives this, or ends it
 *
 * A form begins to be filled in; the one before is ended.
 *
 * Returns: (transfer full) (nullable): what was typed before a crash, to be put into the form
 */
RapportDraft *
rapport_draft_note_begin (RapportDraftNote   *self,
                          RapportSession     *session,
                          const char         *form,
                          const char         *what,
                          RapportDraftValues  values,
                          gpointer            owner)
{
  g_autofree char *key = rapport_drafts_key (form, rapport_store_get_path (rapport_session_get_store (session)), what);
  RapportDraft *draft = rapport_drafts_load (key, NULL);

  g_return_val_if_fail (RAPPORT_IS_DRAFT_NOTE (self), NULL);

  rapport_draft_note_end (self);
  self->keeper = rapport_draft_keeper_new_for (values, owner, key, rapport_session_get_clock (session));
  if (draft != NULL)
    say_when (self, draft->saved_at);
  return draft;
}

/** Something was typed. */
void
rapport_draft_note_keep (RapportDraftNote *self)
{
  if (self->keeper != NULL)
    rapport_draft_keeper_keep (self->keeper);
}

/** The form is left: what is typed stays as a draft. */
void
rapport_draft_note_end (RapportDraftNote *self)
{
  if (self->keeper != NULL)
    rapport_draft_keeper_flush (self->keeper);
  g_clear_object (&self->keeper);
  if (self->revealer != NULL)
    show (self, FALSE);
}

/** The form is saved, or cancelled: nothing is kept. */
void
rapport_draft_note_forget (RapportDraftNote *self)
{
  if (self->keeper != NULL)
    rapport_draft_keeper_forget (self->keeper);
  g_clear_object (&self->keeper);
  show (self, FALSE);
}

const char *
rapport_draft_get_string (const RapportDraft *draft,
                          const char         *name)
{
  GVariant *value = g_hash_table_lookup (draft->values, name);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ? g_variant_get_string (value, NULL) : "";
}

gint64
rapport_draft_get_int (const RapportDraft *draft,
                       const char         *name)
{
  GVariant *value = g_hash_table_lookup (draft->values, name);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_INT64) ? g_variant_get_int64 (value) : 0;
}
