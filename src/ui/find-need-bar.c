/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/find-need-bar.h"

#include <glib/gi18n.h>

#include "model/places.h"
#include "ui/chip.h"
#include "ui/wrap-box.h"

struct _RapportFindNeedBar
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *words;
  RapportWrapBox *chips;
  GtkWidget *change;
  GtkWidget *someone_else;

  /* Owned */
  RapportFindNeed *need; /* NULL while it is not known who looks */

  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (RapportFindNeedBar, rapport_find_need_bar, ADW_TYPE_BIN)

enum
{
  CHANGE,
  SOMEONE_ELSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
add_chip (RapportFindNeedBar *self,
          const char         *label,
          gboolean            match)
{
  rapport_wrap_box_append (self->chips, rapport_chip_new (label, match));
}

static void
add_gap (RapportFindNeedBar   *self,
         const RapportFindGap *gap)
{
  g_autofree char *label = gap->held > 0 ? g_strdup_printf ("%s %d → %d", gap->label, gap->held, gap->wanted)
                                         : g_strdup_printf ("%s → %d", gap->label, gap->wanted);

  add_chip (self, label, TRUE);
}

static void
add_gaps (RapportFindNeedBar *self,
          guint               most)
{
  GPtrArray *gaps = self->need->gaps;

  for (guint i = 0; i < gaps->len && i < most; i++)
    add_gap (self, gaps->pdata[i]);
  if (gaps->len > most)
    {
      g_autofree char *more = g_strdup_printf ("+%u", gaps->len - most);

      add_chip (self, more, FALSE);
    }
}

/* What must match is blue; what else counts stands after it where there is room. */
static void
fill_chips (RapportFindNeedBar *self)
{
  const RapportFindNeed *need = self->need;

  rapport_wrap_box_clear (self->chips);
  if (need == NULL)
    return;
  for (guint i = 0; need->areas[i] != NULL && i < (self->narrow ? 2 : 4); i++)
    {
      g_autofree char *label = rapport_area_label (need->areas[i]);

      add_chip (self, label, TRUE);
    }
  add_gaps (self, self->narrow ? 1 : 2);
  for (guint i = 0; !self->narrow && need->languages[i] != NULL && i < 3; i++)
    {
      const char *name = rapport_language_name (need->languages[i]);

      add_chip (self, name != NULL ? name : need->languages[i], FALSE);
    }
  for (guint i = 0; !self->narrow && need->channels[i] != NULL && i < 2; i++)
    add_chip (self, rapport_channel_label (need->channels[i]), FALSE);
}

static void
update (RapportFindNeedBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->words), !self->narrow || self->need == NULL);
  if (self->narrow)
    {
      gtk_button_set_icon_name (GTK_BUTTON (self->change), "document-edit-symbolic");
      gtk_button_set_icon_name (GTK_BUTTON (self->someone_else), "system-users-symbolic");
    }
  else
    {
      gtk_button_set_label (GTK_BUTTON (self->change), _("Change…"));
      gtk_button_set_label (GTK_BUTTON (self->someone_else), _("Someone Else"));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->change), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Change What Is Looked For"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->someone_else), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Someone Else"), -1);
  fill_chips (self);
}

static void
change_cb (RapportFindNeedBar *self)
{
  g_signal_emit (self, signals[CHANGE], 0);
}

static void
someone_else_cb (RapportFindNeedBar *self)
{
  g_signal_emit (self, signals[SOMEONE_ELSE], 0);
}

static void
rapport_find_need_bar_dispose (GObject *object)
{
  g_clear_pointer (&RAPPORT_FIND_NEED_BAR (object)->need, rapport_find_need_free);
  G_OBJECT_CLASS (rapport_find_need_bar_parent_class)->dispose (object);
}

static void
rapport_find_need_bar_class_init (RapportFindNeedBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_find_need_bar_dispose;
  signals[CHANGE] = g_signal_new ("change", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SOMEONE_ELSE] = g_signal_new ("someone-else", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);

  g_type_ensure (RAPPORT_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/find-need-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportFindNeedBar, avatar);
  gtk_widget_class_bind_template_child (widget_class, RapportFindNeedBar, name);
  gtk_widget_class_bind_template_child (widget_class, RapportFindNeedBar, words);
  gtk_widget_class_bind_template_child (widget_class, RapportFindNeedBar, chips);
  gtk_widget_class_bind_template_child (widget_class, RapportFindNeedBar, change);
  gtk_widget_class_bind_template_child (widget_class, RapportFindNeedBar, someone_else);
  gtk_widget_class_bind_template_callback (widget_class, change_cb);
  gtk_widget_class_bind_template_callback (widget_class, someone_else_cb);
}

static void
rapport_find_need_bar_init (RapportFindNeedBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rapport_find_need_bar_set:
 * @self: a bar
 * @result: of a search for somebody
 * @looked_for: what the programme calls whom they look for
 * @office: whether another person may be chosen
 */
void
rapport_find_need_bar_set (RapportFindNeedBar      *self,
                           const RapportFindResult *result,
                           const char              *looked_for,
                           gboolean                 office)
{
  g_autofree char *looking = g_strdup_printf (_("is looking for a %s"), looked_for);
  g_autofree char *changed = g_strdup_printf (_("%s · changed for this search"), looking);

  g_clear_pointer (&self->need, rapport_find_need_free);
  self->need = rapport_find_need_copy (result->need);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), TRUE);
  gtk_widget_set_visible (self->change, TRUE);
  gtk_widget_set_visible (self->someone_else, office);
  adw_avatar_set_text (self->avatar, result->member_name);
  gtk_label_set_label (self->name, result->member_name);
  gtk_label_set_label (self->words, result->query->need != NULL ? changed : looking);
  update (self);
}

/** It is not known yet who looks. */
void
rapport_find_need_bar_choose (RapportFindNeedBar *self)
{
  g_clear_pointer (&self->need, rapport_find_need_free);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), FALSE);
  gtk_widget_set_visible (self->change, FALSE);
  gtk_widget_set_visible (self->someone_else, FALSE);
  gtk_label_set_label (self->name, _("For whom?"));
  gtk_label_set_label (self->words, _("choose somebody in the list"));
  update (self);
}

/** Narrow, only what says most stays. */
void
rapport_find_need_bar_set_narrow (RapportFindNeedBar *self,
                                  gboolean            narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  update (self);
}
