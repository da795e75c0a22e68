/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/tags-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/places.h"
#include "model/sentence.h"
#include "ui/chooser.h"
#include "ui/choices.h"
#include "ui/wrap-box.h"

/* A set of words: languages, technical interests, areas, channels. Each is a chip that can be taken away; one more is
 * chosen from a list or typed. */
struct _RapportTagsRow
{
  RapportFieldRow parent_instance;

  GtkWidget *chips;
  GtkMenuButton *add; /* owned: it leaves the chips and comes back */

  /* Borrowed */
  const RapportPolicy *policy;
  const RapportMemberProfile *profile;
};

G_DEFINE_FINAL_TYPE (RapportTagsRow, rapport_tags_row, RAPPORT_TYPE_FIELD_ROW)

static char *
tag_label (const char *family,
           const char *tag)
{
  const char *label = NULL;

  if (g_str_equal (family, "language"))
    label = rapport_language_name (tag);
  else if (g_str_equal (family, "channel"))
    label = rapport_channel_label (tag);
  else if (g_str_equal (family, "area"))
    return rapport_area_label (tag);
  return g_strdup (label != NULL ? label : tag);
}

static void
set_tag (RapportTagsRow *self,
         const char     *tag,
         gboolean        there)
{
  RapportFieldRow *row = RAPPORT_FIELD_ROW (self);
  g_autofree char *name = g_strconcat (rapport_field_row_get_name (row), "/", tag, NULL);

  rapport_member_form_set (rapport_field_row_get_form (row), name, there ? g_variant_new_int64 (1) : NULL);
}

static void
remove_cb (GtkButton      *button,
           RapportTagsRow *self)
{
  g_autofree char *tag = g_strdup (g_object_get_data (G_OBJECT (button), "tag"));

  gtk_widget_grab_focus (GTK_WIDGET (self->add));
  set_tag (self, tag, FALSE);
}

static GtkWidget *
new_chip (RapportTagsRow *self,
          const char     *tag,
          const char     *label)
{
  gboolean read_only = rapport_field_row_get_read_only (RAPPORT_FIELD_ROW (self));
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *words = gtk_label_new (label);
  GtkWidget *chip;
  g_autofree char *verb = rapport_sentence_new (_("Remove %s"), label);

  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (content), words);
  if (read_only)
    {
      gtk_widget_add_css_class (content, "chip-label");
      return content;
    }
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("window-close-symbolic"));
  chip = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (chip), content);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_tooltip_text (chip, verb);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, verb, -1);
  g_object_set_data_full (G_OBJECT (chip), "tag", g_strdup (tag), g_free);
  g_signal_connect (chip, "clicked", G_CALLBACK (remove_cb), self);
  return chip;
}

static void
rapport_tags_row_load (RapportFieldRow *row)
{
  RapportTagsRow *self = RAPPORT_TAGS_ROW (row);
  const char *family = rapport_field_row_get_name (row);
  g_autoptr (GPtrArray) names = rapport_member_form_list (rapport_field_row_get_form (row), family);

  rapport_wrap_box_clear (RAPPORT_WRAP_BOX (self->chips));
  for (guint i = 0; i < names->len; i++)
    {
      const char *tag = (const char *) g_ptr_array_index (names, i) + strlen (family) + 1;
      g_autofree char *label = tag_label (family, tag);

      rapport_wrap_box_append (RAPPORT_WRAP_BOX (self->chips), new_chip (self, tag, label));
    }
  rapport_wrap_box_append (RAPPORT_WRAP_BOX (self->chips), GTK_WIDGET (self->add));
  gtk_widget_set_visible (GTK_WIDGET (self->add), !rapport_field_row_get_read_only (row));
}

static gboolean
rapport_tags_row_focus_value (RapportFieldRow *row)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RAPPORT_TAGS_ROW (row)->add));
}

static void
chosen_cb (RapportTagsRow *self,
           const char     *code,
           const char     *label)
{
  g_autofree char *tag = g_strdup (code != NULL ? code : label);

  g_strdelimit (tag, "/", '-'); /* the journal has a slash between the family and the word */
  set_tag (self, tag, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->add));
}

static void
append_tag (GListStore *store,
            GHashTable *seen,
            const char *family,
            const char *tag)
{
  g_autofree char *label = NULL;
  g_autoptr (RapportChoice) choice = NULL;

  if (!g_hash_table_add (seen, g_strdup (tag)))
    return;
  label = tag_label (family, tag);
  choice = rapport_choice_new (tag, label, NULL);
  g_list_store_append (store, choice);
}

/* What the programme names comes first, then what other members have. */
static GListModel *
new_choices (RapportTagsRow *self)
{
  const char *family = rapport_field_row_get_name (RAPPORT_FIELD_ROW (self));
  GListStore *store;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char **listed = NULL;

  if (g_str_equal (family, "language"))
    return rapport_choices_new_languages ();
  store = g_list_store_new (RAPPORT_TYPE_CHOICE);
  if (g_str_equal (family, "area"))
    listed = self->policy->areas;
  else if (g_str_equal (family, "channel"))
    listed = self->policy->channels;
  for (guint i = 0; listed != NULL && listed[i] != NULL; i++)
    append_tag (store, seen, family, listed[i]);
  if (g_str_equal (family, "area") && self->profile->areas != NULL)
    for (guint i = 0; i < self->profile->areas->len; i++)
      append_tag (store, seen, family, ((RapportFacetValue *) g_ptr_array_index (self->profile->areas, i))->value);
  return G_LIST_MODEL (store);
}

static void
create_popover_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  RapportTagsRow *self = user_data;
  g_autoptr (GListModel) choices = NULL;
  GtkWidget *chooser;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  choices = new_choices (self);
  chooser = rapport_chooser_new (rapport_field_row_get_label (RAPPORT_FIELD_ROW (self)));
  rapport_chooser_set_choices (RAPPORT_CHOOSER (chooser), choices);
  if (!g_str_equal (rapport_field_row_get_name (RAPPORT_FIELD_ROW (self)), "language"))
    rapport_chooser_set_free (RAPPORT_CHOOSER (chooser), _("Add “%s”"));
  g_signal_connect_swapped (chooser, "chosen", G_CALLBACK (chosen_cb), self);
  gtk_menu_button_set_popover (button, chooser);
}

static void
rapport_tags_row_dispose (GObject *object)
{
  g_clear_object (&RAPPORT_TAGS_ROW (object)->add);

  G_OBJECT_CLASS (rapport_tags_row_parent_class)->dispose (object);
}

static void
rapport_tags_row_class_init (RapportTagsRowClass *klass)
{
  RapportFieldRowClass *row_class = RAPPORT_FIELD_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_tags_row_dispose;
  row_class->load = rapport_tags_row_load;
  row_class->focus_value = rapport_tags_row_focus_value;
}

static void
rapport_tags_row_init (RapportTagsRow *self)
{
  self->chips = rapport_wrap_box_new ();
  self->add = GTK_MENU_BUTTON (g_object_ref_sink (gtk_menu_button_new ()));
  gtk_menu_button_set_icon_name (self->add, "list-add-symbolic");
  gtk_menu_button_set_create_popup_func (self->add, create_popover_cb, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->add), "chip");
  rapport_wrap_box_append (RAPPORT_WRAP_BOX (self->chips), GTK_WIDGET (self->add));
  gtk_widget_set_margin_top (self->chips, 3);
  gtk_widget_set_margin_bottom (self->chips, 3);
  rapport_field_row_set_value_widget (RAPPORT_FIELD_ROW (self), self->chips);
}

/** @field: of type set. */
GtkWidget *
rapport_tags_row_new (RapportMemberForm          *form,
                      const RapportField         *field,
                      const RapportPolicy        *policy,
                      const RapportMemberProfile *profile)
{
  RapportTagsRow *self = g_object_new (RAPPORT_TYPE_TAGS_ROW, NULL);
  g_autofree char *verb = g_strdup_printf (_("Add to %s"), _(field->label));

  self->policy = policy;
  self->profile = profile;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->add), verb);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, verb, -1);
  rapport_field_row_bind (RAPPORT_FIELD_ROW (self), form, field, NULL, NULL);
  return GTK_WIDGET (self);
}
