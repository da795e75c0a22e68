/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/item-row.h"

#include <glib/gi18n.h>

#include "model/field-check.h"
#include "model/sentence.h"
#include "model/strip.h"

#define MOST_PARTS 5

static const char * const position_codes[] = { "work", "volunteer", NULL };
static const char * const position_words[] = { N_("Work"), N_("Volunteer"), NULL };

static const RapportItemPart education_parts[] = {
  { N_("Institution"), TRUE },
  { N_("Qualification") },
  { N_("Subject") },
  { N_("From") },
  { N_("To") },
};

static const RapportItemPart position_parts[] = {
  { N_("Kind"), FALSE, position_codes, position_words },
  { N_("Position"), TRUE },
  { N_("Organisation") },
  { N_("From") },
  { N_("To") },
};

static const RapportItemPart link_parts[] = {
  { N_("Label") },
  { N_("Address"), TRUE },
};

static const RapportItemKind kinds[] = {
  { "education", N_("New Education"), education_parts, G_N_ELEMENTS (education_parts), 0 },
  { "position", N_("New Position"), position_parts, G_N_ELEMENTS (position_parts), 1 },
  { "link", N_("New Link"), link_parts, G_N_ELEMENTS (link_parts), 1 },
};

struct _RapportItemRow
{
  AdwExpanderRow parent_instance;

  GtkWidget *parts[MOST_PARTS]; /* AdwEntryRow or AdwComboRow, children of the row */
  GtkWidget *remove;

  /* Owned */
  RapportMemberForm *form;
  char *name;
  char *problem;

  /* Borrowed */
  const RapportItemKind *kind;

  gulong changed_id;
  gboolean loading;
};

enum {
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportItemRow, rapport_item_row, ADW_TYPE_EXPANDER_ROW)

/** Returns: (transfer none) (nullable): what an item of the family consists of. */
const RapportItemKind *
rapport_item_kind_find (const char *family)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].family, family))
      return &kinds[i];
  return NULL;
}

static char *
dup_part (RapportItemRow *self,
          guint           i)
{
  const RapportItemPart *part = &self->kind->parts[i];

  if (part->codes != NULL)
    return g_strdup (part->codes[adw_combo_row_get_selected (ADW_COMBO_ROW (self->parts[i]))]);
  return rapport_strip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->parts[i]))));
}

static char *
part_words (RapportItemRow *self,
            guint           i)
{
  const RapportItemPart *part = &self->kind->parts[i];

  if (part->words != NULL)
    return g_strdup (_(part->words[adw_combo_row_get_selected (ADW_COMBO_ROW (self->parts[i]))]));
  return dup_part (self, i);
}

/* "2004–2009", "since 2014": the last two parts, where there are dates. */
static char *
years_words (RapportItemRow *self)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (self->kind->n_parts < 5)
    return g_strdup ("");
  from = dup_part (self, 3);
  to = dup_part (self, 4);
  if (*from != '\0' && *to != '\0')
    return g_strdup_printf ("%s–%s", from, to);
  if (*from != '\0')
    return g_strdup_printf (_("since %s"), from);
  return *to != '\0' ? g_strdup_printf (_("until %s"), to) : g_strdup ("");
}

static void
update_title (RapportItemRow *self)
{
  g_autofree char *title = dup_part (self, self->kind->main);
  g_autoptr (GString) subtitle = g_string_new (NULL);
  g_autofree char *years = years_words (self);
  g_autofree char *verb = NULL;
  guint n = self->kind->n_parts < 5 ? self->kind->n_parts : 3;

  for (guint i = 0; i < n; i++)
    if (i != self->kind->main)
      {
        g_autofree char *words = part_words (self, i);

        rapport_sentence_append (subtitle, words);
      }
  rapport_sentence_append (subtitle, years);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), *title != '\0' ? title : _(self->kind->new_title));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle->str);
  verb = rapport_sentence_new (_("Remove %s"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));
  gtk_widget_set_tooltip_text (self->remove, verb);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL, verb, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

static void
load_part (RapportItemRow *self,
           guint           i,
           const char     *value)
{
  const RapportItemPart *part = &self->kind->parts[i];

  if (part->codes == NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->parts[i]), value);
  else
    for (guint c = 0; part->codes[c] != NULL; c++)
      if (g_str_equal (part->codes[c], value))
        adw_combo_row_set_selected (ADW_COMBO_ROW (self->parts[i]), c);
}

static void
load (RapportItemRow *self)
{
  GVariant *value = rapport_member_form_get (self->form, self->name);
  g_autofree const char **parts = NULL;
  guint n = 0;

  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    {
      parts = g_variant_get_strv (value, NULL);
      n = g_strv_length ((char **) parts);
    }
  self->loading = TRUE;
  /* A list of one comes from a cell of a file: it is the telling part. */
  for (guint i = 0; i < self->kind->n_parts; i++)
    if (n == 1)
      load_part (self, i, i == self->kind->main ? parts[0] : "");
    else
      load_part (self, i, i < n ? parts[i] : "");
  self->loading = FALSE;
  update_title (self);
}

static void
store (RapportItemRow *self)
{
  GVariantBuilder builder;
  gboolean something = FALSE;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < self->kind->n_parts; i++)
    {
      g_autofree char *text = dup_part (self, i);

      something |= self->kind->parts[i].codes == NULL && *text != '\0';
      g_variant_builder_add (&builder, "s", text);
    }
  self->loading = TRUE;
  if (something)
    rapport_member_form_set (self->form, self->name, g_variant_builder_end (&builder));
  else
    {
      g_variant_builder_clear (&builder);
      rapport_member_form_set (self->form, self->name, NULL);
    }
  self->loading = FALSE;
}

static void
edited_cb (RapportItemRow *self)
{
  if (self->loading)
    return;
  store (self);
  update_title (self);
  rapport_item_row_check (self);
}

static void
form_changed_cb (RapportItemRow *self,
                 const char     *name)
{
  if (!self->loading && g_str_equal (name, self->name))
    load (self);
}

static void
remove_cb (RapportItemRow *self)
{
  g_object_ref (self);
  self->loading = TRUE;
  rapport_member_form_set (self->form, self->name, NULL);
  g_signal_emit (self, signals[REMOVED], 0);
  g_object_unref (self);
}

static void
rapport_item_row_dispose (GObject *object)
{
  RapportItemRow *self = RAPPORT_ITEM_ROW (object);

  if (self->form != NULL)
    g_clear_signal_handler (&self->changed_id, self->form);
  g_clear_object (&self->form);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (rapport_item_row_parent_class)->dispose (object);
}

static void
rapport_item_row_class_init (RapportItemRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_item_row_dispose;

  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
rapport_item_row_init (RapportItemRow *self)
{
  self->remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_set_valign (self->remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->remove, "flat");
  gtk_widget_add_css_class (self->remove, "circular");
  g_signal_connect_swapped (self->remove, "clicked", G_CALLBACK (remove_cb), self);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->remove);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

static GtkWidget *
new_part (RapportItemRow        *self,
          const RapportItemPart *part)
{
  GtkWidget *row;

  if (part->codes != NULL)
    {
      g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

      for (guint i = 0; part->words[i] != NULL; i++)
        gtk_string_list_append (words, _(part->words[i]));
      row = adw_combo_row_new ();
      adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));
      g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (edited_cb), self);
    }
  else
    {
      row = adw_entry_row_new ();
      g_signal_connect_swapped (row, "changed", G_CALLBACK (edited_cb), self);
      gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row))),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, _(part->label), -1);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(part->label));
  return row;
}

/**
 * rapport_item_row_new:
 * @kind: what the item consists of
 * @name: its field in the journal, "education/UUID"
 */
GtkWidget *
rapport_item_row_new (RapportMemberForm     *form,
                      const RapportItemKind *kind,
                      const char            *name,
                      gboolean               read_only)
{
  RapportItemRow *self = g_object_new (RAPPORT_TYPE_ITEM_ROW, NULL);

  self->form = g_object_ref (form);
  self->kind = kind;
  self->name = g_strdup (name);
  self->loading = TRUE;
  for (guint i = 0; i < kind->n_parts; i++)
    {
      self->parts[i] = new_part (self, &kind->parts[i]);
      gtk_widget_set_sensitive (self->parts[i], !read_only);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->parts[i]);
    }
  gtk_widget_set_visible (self->remove, !read_only);
  load (self);
  self->changed_id = g_signal_connect_swapped (form, "changed", G_CALLBACK (form_changed_cb), self);
  return GTK_WIDGET (self);
}

const char *
rapport_item_row_get_name (RapportItemRow *self)
{
  return self->name;
}

/** Returns: (transfer none) (nullable): why it cannot be saved like this; the row says it, too. */
const char *
rapport_item_row_check (RapportItemRow *self)
{
  g_clear_pointer (&self->problem, g_free);
  if (rapport_member_form_get (self->form, self->name) == NULL)
    return NULL;
  for (guint i = 0; i < self->kind->n_parts && self->problem == NULL; i++)
    {
      g_autofree char *text = dup_part (self, i);

      if (self->kind->parts[i].required && *text == '\0')
        self->problem = g_strdup_printf (_("%s is missing."), _(self->kind->parts[i].label));
      else if (g_str_equal (self->kind->family, "link") && i == 1)
        self->problem = rapport_link_problem (text);
    }
  if (self->problem != NULL)
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), self->problem);
  else
    update_title (self);
  if (self->problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  return self->problem;
}

/** Opens the row and moves the focus into it. */
void
rapport_item_row_edit (RapportItemRow *self)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (self->parts[self->kind->main]);
}
