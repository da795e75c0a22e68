/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pair-captions.h"

#include <glib/gi18n.h>

#include "ui/pair-row.h"

#define NAMES_X 79
#define HEIGHT 34

enum {
  CAPTION_NAMES,
  CAPTION_TERM,
  CAPTION_STRIP,
  CAPTION_LAST,
  CAPTION_STEP,
  N_CAPTIONS,
};

struct _RapportPairCaptions
{
  GtkWidget parent_instance;

  /* Borrowed: our children */
  GtkWidget *labels[N_CAPTIONS];

  RapportPartnershipsGroup group;
};

G_DEFINE_FINAL_TYPE (RapportPairCaptions, rapport_pair_captions, GTK_TYPE_WIDGET)

static void
rapport_pair_captions_size_allocate (GtkWidget *widget,
                                     int        width,
                                     int        height,
                                     int        baseline)
{
  RapportPairCaptions *self = RAPPORT_PAIR_CAPTIONS (widget);
  gboolean reversed = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  double scale = rapport_text_scale (widget); /* rows grow with their text */
  RapportPairColumns columns;

  rapport_pair_columns ((int) (width / scale), self->group, &columns);
  {
    const int x[N_CAPTIONS] = { NAMES_X, columns.term, columns.strip, columns.last, columns.step };

    for (guint i = 0; i < N_CAPTIONS; i++)
      {
        int natural, room, start = (int) (x[i] * scale);

        gtk_widget_measure (self->labels[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
        room = MIN (natural, MAX (0, width - start));
        gtk_widget_set_child_visible (self->labels[i], x[i] > 0 && room > 0);
        if (x[i] > 0 && room > 0)
          gtk_widget_size_allocate (self->labels[i], &(GtkAllocation) { reversed ? width - start - room : start, 0, room, height }, -1);
      }
  }
}

static void
rapport_pair_captions_measure (GtkWidget      *widget,
                               GtkOrientation  orientation,
                               int             for_size,
                               int            *minimum,
                               int            *natural,
                               int            *minimum_baseline,
                               int            *natural_baseline)
{
  RapportPairCaptions *self = RAPPORT_PAIR_CAPTIONS (widget);
  int label_height = 0;

  gtk_widget_measure (self->labels[0], GTK_ORIENTATION_VERTICAL, -1, NULL, &label_height, NULL, NULL);
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? MAX (HEIGHT, label_height) : 200;
}

static void
rapport_pair_captions_dispose (GObject *object)
{
  RapportPairCaptions *self = RAPPORT_PAIR_CAPTIONS (object);

  for (guint i = 0; i < N_CAPTIONS; i++)
    g_clear_pointer (&self->labels[i], gtk_widget_unparent);

  G_OBJECT_CLASS (rapport_pair_captions_parent_class)->dispose (object);
}

static void
rapport_pair_captions_class_init (RapportPairCaptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_pair_captions_dispose;
  widget_class->size_allocate = rapport_pair_captions_size_allocate;
  widget_class->measure = rapport_pair_captions_measure;
  gtk_widget_class_set_css_name (widget_class, "paircaptions");
}

static void
rapport_pair_captions_init (RapportPairCaptions *self)
{
  for (guint i = 0; i < N_CAPTIONS; i++)
    {
      self->labels[i] = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (self->labels[i]), 0.0f);
      gtk_label_set_ellipsize (GTK_LABEL (self->labels[i]), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (self->labels[i], "caption-heading");
      gtk_widget_add_css_class (self->labels[i], "dim-label");
      gtk_widget_set_parent (self->labels[i], GTK_WIDGET (self));
    }
  rapport_pair_captions_set_group (self, RAPPORT_PARTNERSHIPS_ACTIVE);
}

GtkWidget *
rapport_pair_captions_new (void)
{
  return g_object_new (RAPPORT_TYPE_PAIR_CAPTIONS, NULL);
}

void
rapport_pair_captions_set_group (RapportPairCaptions      *self,
                                 RapportPartnershipsGroup  group)
{
  gboolean ended = group == RAPPORT_PARTNERSHIPS_ENDED, pending = group == RAPPORT_PARTNERSHIPS_PENDING;
  const char *captions[N_CAPTIONS] = {
    _("Partnership"),
    _("Term"),
    ended ? _("Reason") : pending ? _("Waits for") : _("Months"),
    ended ? _("Meetings") : pending ? "" : _("Last met"),
    ended ? _("Ended on") : pending ? "" : _("Next step"),
  };

  self->group = group;
  for (guint i = 0; i < N_CAPTIONS; i++)
    gtk_label_set_text (GTK_LABEL (self->labels[i]), captions[i]);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
