/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/letter-selection.h"

#include <glib/gi18n.h>

#include "model/letters.h"

#define STAGE(name) (1u << RAPPORT_LETTER_##name)

/** What can be done to several, and at which stages. */
typedef struct {
  const char *what;
  const char *label;
  guint stages;
  gboolean end;
} Deed;

static const Deed deeds[] = {
  { "hold", N_("Hold Back"), STAGE (QUEUED), FALSE },
  { "discard", N_("Discard"), STAGE (DRAFT) | STAGE (FAILED) | STAGE (QUEUED), FALSE },
  { "send", N_("Send…"), STAGE (DRAFT) | STAGE (FAILED) | STAGE (QUEUED), TRUE },
  { "sent", N_("I Have Sent Them"), STAGE (DRAFT) | STAGE (FAILED) | STAGE (UNSURE), TRUE },
};

struct _RapportLetterSelection
{
  GObject parent_instance;

  /* Borrowed: the page owns us */
  RapportPage *page;
  RapportSplit *split;

  /* Owned */
  RapportIdSelection *ids;
  GMenuModel *menu;
  GtkWidget *bar;              /* NULL: one letter at a time */
  GtkWidget *buttons[G_N_ELEMENTS (deeds)];

  guint stages;
  gboolean pane_was_hidden;
};

G_DEFINE_FINAL_TYPE (RapportLetterSelection, rapport_letter_selection, G_TYPE_OBJECT)

enum
{
  ACT,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
can_select (RapportLetterSelection *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    if ((deeds[i].stages & self->stages) != 0)
      return TRUE;
  return FALSE;
}

static void
update_commands (RapportLetterSelection *self)
{
  gboolean selecting = rapport_id_selection_get_selecting (self->ids);

  rapport_page_set_command (self->page, "select", can_select (self));
  rapport_page_set_command (self->page, "select-all", can_select (self));
  rapport_page_set_command (self->page, "select-none", selecting);
  rapport_page_set_command (self->page, "select-invert", selecting);
  rapport_page_set_command (self->page, "select-cancel", selecting);
}

static void
show_count (RapportLetterSelection *self)
{
  guint n = rapport_id_selection_get_n_selected (self->ids);
  g_autofree char *words = NULL;

  if (rapport_id_selection_get_selecting (self->ids))
    words = n > 0 ? g_strdup_printf (_("%'u Selected"), n) : g_strdup (_("Nothing Selected"));
  rapport_page_set_selection (self->page, words, words != NULL ? self->menu : NULL);
  for (guint i = 0; i < G_N_ELEMENTS (deeds) && self->bar != NULL; i++)
    gtk_widget_set_sensitive (self->buttons[i], n > 0);
  update_commands (self);
}

static void
clicked_cb (RapportLetterSelection *self,
            GtkWidget              *button)
{
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    if (self->buttons[i] == button)
      {
        g_signal_emit (self, signals[ACT], 0, deeds[i].what);
        return;
      }
}

static void
make_bar (RapportLetterSelection *self)
{
  self->bar = g_object_ref_sink (gtk_action_bar_new ());
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      self->buttons[i] = gtk_button_new_with_label (_(deeds[i].label));
      gtk_widget_set_visible (self->buttons[i], (deeds[i].stages & self->stages) != 0);
      g_signal_connect_object (self->buttons[i], "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
      if (deeds[i].end)
        gtk_action_bar_pack_end (GTK_ACTION_BAR (self->bar), self->buttons[i]);
      else
        gtk_action_bar_pack_start (GTK_ACTION_BAR (self->bar), self->buttons[i]);
    }
}

static void
set_selecting (RapportLetterSelection *self,
               gboolean                selecting)
{
  if (rapport_id_selection_get_selecting (self->ids) == selecting)
    return;
  rapport_id_selection_set_selecting (self->ids, selecting);
  rapport_split_set_show_detail (self->split, FALSE);
  if (selecting)
    {
      self->pane_was_hidden = rapport_split_get_detail_hidden (self->split);
      make_bar (self);
    }
  rapport_split_set_detail_hidden (self->split, selecting || self->pane_was_hidden);
  if (!selecting)
    g_clear_object (&self->bar);
  g_signal_emit (self, signals[CHANGED], 0);
  show_count (self);
}

void
rapport_letter_selection_end (RapportLetterSelection *self)
{
  set_selecting (self, FALSE);
}

void
rapport_letter_selection_set_stages (RapportLetterSelection *self,
                                     guint                   stages)
{
  if (self->stages == stages)
    return;
  self->stages = stages;
  set_selecting (self, FALSE);
  update_commands (self);
}

gboolean
rapport_letter_selection_command (RapportLetterSelection *self,
                                  const char             *name)
{
  if (g_str_equal (name, "select"))
    set_selecting (self, !rapport_id_selection_get_selecting (self->ids));
  else if (g_str_equal (name, "select-cancel"))
    set_selecting (self, FALSE);
  else if (g_str_equal (name, "select-all"))
    {
      set_selecting (self, TRUE);
      rapport_id_selection_all (self->ids);
    }
  else if (g_str_equal (name, "select-none"))
    rapport_id_selection_none (self->ids);
  else if (g_str_equal (name, "select-invert"))
    rapport_id_selection_invert (self->ids);
  else
    return FALSE;
  return TRUE;
}

GtkWidget *
rapport_letter_selection_get_bar (RapportLetterSelection *self)
{
  return self->bar;
}

static void
rapport_letter_selection_dispose (GObject *object)
{
  RapportLetterSelection *self = RAPPORT_LETTER_SELECTION (object);

  g_clear_object (&self->ids);
  g_clear_object (&self->menu);
  g_clear_object (&self->bar);
  G_OBJECT_CLASS (rapport_letter_selection_parent_class)->dispose (object);
}

static void
rapport_letter_selection_class_init (RapportLetterSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_letter_selection_dispose;
  signals[ACT] = g_signal_new ("act", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                               G_TYPE_STRING);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_letter_selection_init (RapportLetterSelection *self)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("All"), "win.select-all");
  g_menu_append (menu, _("None"), "win.select-none");
  g_menu_append (menu, _("Invert"), "win.select-invert");
  self->menu = G_MENU_MODEL (menu);
}

/** Returns: (transfer full): the mode of @page, which owns it */
RapportLetterSelection *
rapport_letter_selection_new (RapportPage        *page,
                              RapportIdSelection *ids,
                              RapportSplit       *split)
{
  RapportLetterSelection *self = g_object_new (RAPPORT_TYPE_LETTER_SELECTION, NULL);

  self->page = page;
  self->split = split;
  self->ids = g_object_ref (ids);
  g_signal_connect_object (ids, "selected-changed", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  return self;
}
