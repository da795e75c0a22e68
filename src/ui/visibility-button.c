/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/visibility-button.h"

#include <glib/gi18n.h>

#include "model/completeness.h"

/* I13 and B29: who may see an element of a profile, widest first. */
typedef struct {
  const char *level;
  const char *word;
  const char *sentence;
  const char *icon;
} Level;

static const Level levels[] = {
  { "everyone", N_("Everyone"), N_("also on printed lists"), "web-browser-symbolic" },
  { "members", N_("Members"), N_("signed-up members of this programme"), "x-office-address-book-symbolic" },
  { "requested", N_("Asked"), N_("those with an open request between us, and partners"), "mail-unread-symbolic" },
  { "partners", N_("Partners"), N_("only those matched with this person"), "system-users-symbolic" },
  { "nobody", N_("Nobody"), N_("only the office and this person"), "view-conceal-symbolic" },
};

struct _RapportVisibilityButton
{
  AdwBin parent_instance;

  /* Template-like widgets, made in init */
  GtkMenuButton *button;
  GtkImage *icon;
  GtkLabel *word;
  GtkWidget *checks[G_N_ELEMENTS (levels)];

  /* Owned */
  RapportMemberForm *form;
  char **elements;
  char *label;

  gulong changed_id;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (RapportVisibilityButton, rapport_visibility_button, ADW_TYPE_BIN)

static const char *
element_level (RapportVisibilityButton *self,
               const char              *element)
{
  g_autofree char *name = g_strconcat ("visibility/", element, NULL);
  const char *chosen = rapport_member_form_get_string (self->form, name);

  return *chosen != '\0' ? chosen : rapport_visibility_default (element);
}

/* The level that all elements have; %NULL when they differ. */
static const Level *
common_level (RapportVisibilityButton *self)
{
  const char *common = NULL;

  for (guint i = 0; self->elements != NULL && self->elements[i] != NULL; i++)
    {
      const char *level = element_level (self, self->elements[i]);

      if (common != NULL && !g_str_equal (common, level))
        return NULL;
      common = level;
    }
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (g_strcmp0 (levels[i].level, common) == 0)
      return &levels[i];
  return NULL;
}

static void
update (RapportVisibilityButton *self)
{
  const Level *level = common_level (self);
  const char *word = level != NULL ? _(level->word) : _("Various");
  g_autofree char *lower = g_utf8_strdown (word, -1);
  /* Translators: of an element of a profile and who may see it: "Visibility of Biography: nobody" */
  g_autofree char *name = g_strdup_printf (_("Visibility of %s: %s"), self->label, lower);

  gtk_image_set_from_icon_name (self->icon, level != NULL ? level->icon : "view-reveal-symbolic");
  gtk_label_set_text (self->word, word);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  self->updating = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (self->checks[i] != NULL)
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[i]), level == &levels[i]);
  self->updating = FALSE;
}

static void
form_changed_cb (RapportVisibilityButton *self,
                 const char              *name)
{
  if (g_str_has_prefix (name, "visibility/")
      && g_strv_contains ((const char * const *) self->elements, name + strlen ("visibility/")))
    update (self);
}

static void
toggled_cb (RapportVisibilityButton *self,
            GtkCheckButton          *check)
{
  const char *level = g_object_get_data (G_OBJECT (check), "level");

  if (self->updating || !gtk_check_button_get_active (check))
    return;
  for (guint i = 0; self->elements[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat ("visibility/", self->elements[i], NULL);

      rapport_member_form_set_string (self->form, name, level);
    }
  update (self);
}

static GtkWidget *
new_check (const Level *level)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *word = gtk_label_new (_(level->word));
  GtkWidget *sentence = gtk_label_new (_(level->sentence));

  gtk_label_set_xalign (GTK_LABEL (word), 0);
  gtk_label_set_xalign (GTK_LABEL (sentence), 0);
  gtk_label_set_wrap (GTK_LABEL (sentence), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (sentence), 32);
  gtk_widget_add_css_class (sentence, "caption");
  gtk_widget_add_css_class (sentence, "dim-label");
  gtk_box_append (GTK_BOX (lines), word);
  gtk_box_append (GTK_BOX (lines), sentence);
  gtk_box_append (GTK_BOX (columns), gtk_image_new_from_icon_name (level->icon));
  gtk_box_append (GTK_BOX (columns), lines);
  gtk_widget_set_margin_start (columns, 6);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), columns);
  gtk_widget_add_css_class (check, "menu-choice");
  gtk_accessible_update_property (GTK_ACCESSIBLE (check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(level->word),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _(level->sentence),
                                  -1);
  g_object_set_data (G_OBJECT (check), "level", (gpointer) level->level);
  return check;
}

/* Made when it is first opened: an editor has thirty of these buttons. */
static void
create_popover_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  RapportVisibilityButton *self = user_data;
  GtkWidget *popover, *box;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  popover = gtk_popover_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      self->checks[i] = new_check (&levels[i]);
      if (i > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (self->checks[i]), GTK_CHECK_BUTTON (self->checks[0]));
      gtk_box_append (GTK_BOX (box), self->checks[i]);
    }
  update (self);
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    g_signal_connect_swapped (self->checks[i], "toggled", G_CALLBACK (toggled_cb), self);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Who may see it"), -1);
  gtk_menu_button_set_popover (button, popover);
}

static void
rapport_visibility_button_dispose (GObject *object)
{
  RapportVisibilityButton *self = RAPPORT_VISIBILITY_BUTTON (object);

  if (self->form != NULL)
    g_clear_signal_handler (&self->changed_id, self->form);
  g_clear_object (&self->form);
  g_clear_pointer (&self->elements, g_strfreev);
  g_clear_pointer (&self->label, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    self->checks[i] = NULL;

  G_OBJECT_CLASS (rapport_visibility_button_parent_class)->dispose (object);
}

static void
rapport_visibility_button_class_init (RapportVisibilityButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_visibility_button_dispose;
}

static void
rapport_visibility_button_init (RapportVisibilityButton *self)
{
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->icon = GTK_IMAGE (gtk_image_new ());
  self->word = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->word, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->word), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->word), "caption");
  gtk_box_append (GTK_BOX (columns), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (columns), GTK_WIDGET (self->word));
  gtk_box_append (GTK_BOX (columns), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->button, columns);
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_set_size_request (GTK_WIDGET (self->button), 126, -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

/**
 * rapport_visibility_button_bind:
 * @element: whose level is shown and set
 * @label: what people call it, "Biography"
 */
void
rapport_visibility_button_bind (RapportVisibilityButton *self,
                                RapportMemberForm       *form,
                                const char              *element,
                                const char              *label)
{
  const char *elements[] = { element, NULL };

  rapport_visibility_button_bind_many (self, form, elements, label);
}

/** As rapport_visibility_button_bind(): a level that is chosen is set for all @elements. */
void
rapport_visibility_button_bind_many (RapportVisibilityButton *self,
                                     RapportMemberForm       *form,
                                     const char * const      *elements,
                                     const char              *label)
{
  g_return_if_fail (self->form == NULL);

  self->form = g_object_ref (form);
  self->elements = g_strdupv ((char **) elements);
  self->label = g_strdup (label);
  self->changed_id = g_signal_connect_swapped (form, "changed", G_CALLBACK (form_changed_cb), self);
  update (self);
}

/** Returns: (transfer none): the level of all its elements, "" when they differ. */
const char *
rapport_visibility_button_get_level (RapportVisibilityButton *self)
{
  const Level *level = common_level (self);

  return level != NULL ? level->level : "";
}

/** The icon alone, where there is little room; the name stays. */
void
rapport_visibility_button_set_compact (RapportVisibilityButton *self,
                                       gboolean                 compact)
{
  gtk_widget_set_visible (GTK_WIDGET (self->word), !compact);
  gtk_widget_set_size_request (GTK_WIDGET (self->button), compact ? -1 : 126, -1);
}
