/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/facet-list.h"

#include <glib/gi18n.h>

#include "ui/chip.h"
#include "ui/wrap-box.h"

typedef struct {
  RapportFacetList *list;
  char *id;
  GtkWidget *box;
  GtkWidget *heading;
  GtkWidget *more;
  GPtrArray *rows;      /* of Row, in the order of the screen */
  guint few;
  gboolean open;
} Group;

typedef struct {
  Group *group;
  char *value;
  char *label;
  guint count;
  gboolean named;       /* since begin() */
  GtkWidget *row;
  GtkWidget *check;
  GtkWidget *number;
} Row;

struct _RapportFacetList
{
  GtkWidget parent_instance;

  /* Owned */
  GPtrArray *groups;
  GtkWidget *box;

  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (RapportFacetList, rapport_facet_list, GTK_TYPE_WIDGET)

enum {
  SELECTION_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->value);
  g_free (row->label);
  g_free (row);
}

static void
group_free (gpointer data)
{
  Group *group = data;

  g_free (group->id);
  g_ptr_array_unref (group->rows);
  g_free (group);
}

static Group *
find_group (RapportFacetList *self,
            const char       *id)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = g_ptr_array_index (self->groups, i);

      if (g_str_equal (group->id, id))
        return group;
    }
  g_return_val_if_reached (NULL);
}

static Row *
find_row (Group      *group,
          const char *value)
{
  for (guint i = 0; i < group->rows->len; i++)
    {
      Row *row = g_ptr_array_index (group->rows, i);

      if (g_str_equal (row->value, value))
        return row;
    }
  return NULL;
}

static gboolean
is_ticked (Row *row)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (row->check));
}

/* What is ticked is shown also where it comes late. */
static void
update_more (Group *group)
{
  guint hidden = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < group->rows->len; i++)
    {
      Row *row = g_ptr_array_index (group->rows, i);
      gboolean shown = group->open || group->few == 0 || i < group->few || is_ticked (row);

      gtk_widget_set_visible (row->row, shown);
      if (!shown)
        hidden++;
    }
  gtk_widget_set_visible (group->box, group->rows->len > 0);
  gtk_widget_set_visible (group->more, hidden > 0 || (group->open && group->rows->len > group->few));
  words = hidden > 0 ? g_strdup_printf (ngettext ("%u more", "%u more", hidden), hidden) : g_strdup (_("Fewer"));
  gtk_button_set_label (GTK_BUTTON (group->more), words);
}

static void
more_clicked_cb (Group *group)
{
  group->open = !group->open;
  update_more (group);
}

static void
toggled_cb (Row *row)
{
  RapportFacetList *self = row->group->list;

  if (!self->quiet)
    g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
update_row (Row *row)
{
  g_autofree char *number = g_strdup_printf ("%'u", row->count);
  /* Translators: a value that one may filter by and how many have it, "Career, 374 people" */
  g_autofree char *name = g_strdup_printf (ngettext ("%s, %u person", "%s, %u people", row->count), row->label, row->count);

  gtk_label_set_label (GTK_LABEL (row->number), number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (row->count == 0)
    gtk_widget_add_css_class (row->row, "zero");
  else
    gtk_widget_remove_css_class (row->row, "zero");
}

static Row *
add_row (Group      *group,
         const char *value,
         const char *label)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *words;

  row->group = group;
  row->value = g_strdup (value);
  row->label = g_strdup (label);
  row->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (row->row, "facet-row");
  row->check = gtk_check_button_new_with_label (label);
  gtk_widget_set_hexpand (row->check, TRUE);
  words = gtk_widget_get_last_child (row->check);
  if (GTK_IS_LABEL (words))
    gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (row->check, label);
  g_signal_connect_swapped (row->check, "toggled", G_CALLBACK (toggled_cb), row);
  row->number = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0f, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (row->number, "numeric");
  gtk_widget_add_css_class (row->number, "caption");
  gtk_widget_add_css_class (row->number, "dim-label");
  gtk_box_append (GTK_BOX (row->row), row->check);
  gtk_box_append (GTK_BOX (row->row), row->number);
  gtk_widget_insert_before (row->row, group->box, group->more);
  g_ptr_array_add (group->rows, row);
  return row;
}

static void
rapport_facet_list_dispose (GObject *object)
{
  RapportFacetList *self = RAPPORT_FACET_LIST (object);

  self->quiet = TRUE;
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (rapport_facet_list_parent_class)->dispose (object);
}

static void
rapport_facet_list_finalize (GObject *object)
{
  g_ptr_array_unref (RAPPORT_FACET_LIST (object)->groups);

  G_OBJECT_CLASS (rapport_facet_list_parent_class)->finalize (object);
}

static void
rapport_facet_list_class_init (RapportFacetListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_facet_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_facet_list_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "facetlist");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_facet_list_init (RapportFacetList *self)
{
  self->groups = g_ptr_array_new_with_free_func (group_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Filters"), -1);
}

GtkWidget *
rapport_facet_list_new (void)
{
  return g_object_new (RAPPORT_TYPE_FACET_LIST, NULL);
}

void
rapport_facet_list_add_group (RapportFacetList *self,
                              const char       *id,
                              const char       *title,
                              guint             few)
{
  Group *group = g_new0 (Group, 1);

  group->list = self;
  group->id = g_strdup (id);
  group->few = few;
  group->rows = g_ptr_array_new_with_free_func (row_free);
  group->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "visible", FALSE,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (group->box), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  group->heading = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0f, NULL);
  gtk_widget_add_css_class (group->heading, "caption-heading");
  gtk_widget_add_css_class (group->heading, "facet-heading");
  gtk_box_append (GTK_BOX (group->box), group->heading);
  group->more = g_object_new (GTK_TYPE_BUTTON, "halign", GTK_ALIGN_START, "visible", FALSE, NULL);
  gtk_widget_add_css_class (group->more, "flat");
  gtk_widget_add_css_class (group->more, "more");
  g_signal_connect_swapped (group->more, "clicked", G_CALLBACK (more_clicked_cb), group);
  gtk_box_append (GTK_BOX (group->box), group->more);
  gtk_box_append (GTK_BOX (self->box), group->box);
  g_ptr_array_add (self->groups, group);
}

void
rapport_facet_list_begin (RapportFacetList *self,
                          const char       *group)
{
  Group *found = find_group (self, group);

  for (guint i = 0; i < found->rows->len; i++)
    ((Row *) g_ptr_array_index (found->rows, i))->named = FALSE;
}

void
rapport_facet_list_set (RapportFacetList *self,
                        const char       *group,
                        const char       *value,
                        const char       *label,
                        guint             count)
{
  Group *found = find_group (self, group);
  Row *row = find_row (found, value);

  if (row == NULL)
    row = add_row (found, value, label);
  if (!g_str_equal (row->label, label))
    {
      g_free (row->label);
      row->label = g_strdup (label);
      gtk_check_button_set_label (GTK_CHECK_BUTTON (row->check), label);
    }
  row->named = TRUE;
  row->count = count;
  update_row (row);
}

void
rapport_facet_list_end (RapportFacetList *self,
                        const char       *group)
{
  Group *found = find_group (self, group);

  for (guint i = 0; i < found->rows->len; i++)
    {
      Row *row = g_ptr_array_index (found->rows, i);

      if (!row->named && row->count > 0)
        {
          row->count = 0;
          update_row (row);
        }
    }
  update_more (found);
}

char **
rapport_facet_list_dup_selected (RapportFacetList *self,
                                 const char       *group)
{
  Group *found = find_group (self, group);
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  for (guint i = 0; i < found->rows->len; i++)
    {
      Row *row = g_ptr_array_index (found->rows, i);

      if (is_ticked (row))
        g_strv_builder_add (values, row->value);
    }
  return g_strv_builder_end (values);
}

void
rapport_facet_list_select (RapportFacetList *self,
                           const char       *group,
                           const char       *value,
                           gboolean          selected)
{
  Group *found = find_group (self, group);
  Row *row = find_row (found, value);

  if (row == NULL)
    {
      if (!selected)
        return;
      row = add_row (found, value, value);
      update_row (row);
    }
  self->quiet = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row->check), selected);
  self->quiet = FALSE;
  update_more (found);
}

char *
rapport_facet_list_dup_words (RapportFacetList *self,
                              const char       *group,
                              const char       *value)
{
  GPtrArray *rows = find_group (self, group)->rows;
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = g_ptr_array_index (rows, i);

      if (value != NULL ? !g_str_equal (row->value, value) : !is_ticked (row))
        continue;
      if (words->len > 0)
        g_string_append (words, _(", "));
      g_string_append (words, row->label);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

void
rapport_facet_list_leave_out (RapportFacetList *self,
                              const char       *group,
                              const char       *value)
{
  g_auto (GStrv) values = value == NULL ? rapport_facet_list_dup_selected (self, group) : NULL;

  if (value != NULL)
    rapport_facet_list_select (self, group, value, FALSE);
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    rapport_facet_list_select (self, group, values[i], FALSE);
}

void
rapport_facet_list_clear (RapportFacetList *self)
{
  self->quiet = TRUE;
  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = g_ptr_array_index (self->groups, i);

      for (guint j = 0; j < group->rows->len; j++)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (((Row *) g_ptr_array_index (group->rows, j))->check), FALSE);
      update_more (group);
    }
  self->quiet = FALSE;
}

guint
rapport_facet_list_get_n_selected (RapportFacetList *self)
{
  guint n_selected = 0;

  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = g_ptr_array_index (self->groups, i);

      for (guint j = 0; j < group->rows->len; j++)
        n_selected += is_ticked (g_ptr_array_index (group->rows, j));
    }
  return n_selected;
}

static void
chip_clicked_cb (Row *row)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row->check), FALSE);
}

void
rapport_facet_list_fill_chips (RapportFacetList *self,
                               GtkWidget        *wrap_box)
{
  rapport_wrap_box_clear (RAPPORT_WRAP_BOX (wrap_box));
  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = g_ptr_array_index (self->groups, i);

      for (guint j = 0; j < group->rows->len; j++)
        {
          Row *row = g_ptr_array_index (group->rows, j);
          GtkWidget *chip;

          if (!is_ticked (row))
            continue;
          chip = rapport_chip_new_removable (row->label);
          g_signal_connect_swapped (chip, "clicked", G_CALLBACK (chip_clicked_cb), row);
          rapport_wrap_box_append (RAPPORT_WRAP_BOX (wrap_box), chip);
        }
    }
}
