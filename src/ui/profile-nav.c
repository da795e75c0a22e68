/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/profile-nav.h"

#include <glib/gi18n.h>

#include "model/completeness.h"
#include "model/person-name.h"

/* The left of a profile: who it is, how complete it is, and the way to its sections. */
struct _RapportProfileNav
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *about;
  GtkLabel *percent;
  GtkLevelBar *meter;
  GtkWidget *hidden;
  GtkLabel *hidden_words;
  GtkListBox *list;

  /* Borrowed */
  const RapportEditorContext *context;
  GPtrArray *sections; /* RapportEditorSection, in the order of the rows */

  char *shown_photo; /* owned: hash of the picture in the avatar */
};

enum {
  GO,
  GO_TO_HIDDEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportProfileNav, rapport_profile_nav, ADW_TYPE_BIN)

static GBytes *
photo_bytes (RapportProfileNav *self,
             const char        *hash)
{
  GBytes *unsaved = rapport_member_form_get_blob (self->context->form, hash);
  const RapportMember *member = self->context->profile->member;

  if (unsaved != NULL)
    return unsaved;
  if (member != NULL && g_strcmp0 (rapport_member_get_text (member, "photo"), hash) == 0)
    return self->context->profile->photo;
  return NULL;
}

static void
update_photo (RapportProfileNav *self)
{
  const char *hash = rapport_member_form_get_string (self->context->form, "photo");
  GBytes *bytes = *hash != '\0' ? photo_bytes (self, hash) : NULL;
  g_autoptr (GdkTexture) texture = NULL;

  if (g_strcmp0 (hash, self->shown_photo) == 0)
    return;
  g_free (self->shown_photo);
  self->shown_photo = g_strdup (hash);
  if (bytes != NULL)
    texture = gdk_texture_new_from_bytes (bytes, NULL);
  adw_avatar_set_custom_image (self->avatar, GDK_PAINTABLE (texture));
}

static void
update_name (RapportProfileNav *self)
{
  RapportMemberForm *form = self->context->form;
  g_autofree char *shown = rapport_name_display (rapport_member_form_get_string (form, "given_name"),
                                                 rapport_member_form_get_string (form, "family_name"),
                                                 rapport_member_form_get_string (form, "name_order"));
  const char *pronouns = rapport_member_form_get_string (form, "pronouns");
  const char *number = rapport_member_form_get_string (form, "number");
  g_autofree char *about = g_strconcat (pronouns, *pronouns != '\0' && *number != '\0' ? " · " : "", number, NULL);

  adw_avatar_set_text (self->avatar, shown);
  gtk_label_set_text (self->name, *shown != '\0' ? shown : _("New Member"));
  gtk_label_set_text (self->about, about);
  gtk_widget_set_visible (GTK_WIDGET (self->about), *about != '\0');
}

static const char *
level_of (RapportMemberForm *form,
          const char        *element)
{
  g_autofree char *name = g_strconcat ("visibility/", element, NULL);
  const char *level = rapport_member_form_get_string (form, name);

  return *level != '\0' ? level : rapport_visibility_default (element);
}

/* The labels of what is filled, critical and hidden: "Biography and Expertise". */
static char *
hidden_words (RapportProfileNav *self,
              guint             *n_hidden)
{
  guint n_fields;
  const RapportField *fields = rapport_fields_of_kind ("member", &n_fields);
  GString *words = g_string_new (NULL);

  *n_hidden = 0;
  for (guint i = 0; i < n_fields; i++)
    if (rapport_completeness_is_critical (fields[i].element) && rapport_member_form_has (self->context->form, &fields[i])
        && rapport_visibility_is_hidden (level_of (self->context->form, fields[i].element)))
      {
        g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", _(fields[i].label));
        (*n_hidden)++;
      }
  return g_string_free (words, FALSE);
}

static void
update_meter (RapportProfileNav *self)
{
  guint n_fields, n_hidden;
  const RapportField *fields = rapport_fields_of_kind ("member", &n_fields);
  g_autofree gboolean *filled = g_new0 (gboolean, n_fields);
  g_autofree char *elements = hidden_words (self, &n_hidden);
  g_autofree char *words = NULL;
  g_autofree char *sentence = NULL;
  int percent;

  for (guint i = 0; i < n_fields; i++)
    filled[i] = rapport_member_form_has (self->context->form, &fields[i]);
  percent = rapport_completeness_percent (filled);
  words = g_strdup_printf (_("%d %% complete"), percent);
  gtk_label_set_text (self->percent, words);
  gtk_level_bar_set_value (self->meter, percent / 100.0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->meter), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  sentence = g_strdup_printf (ngettext ("%s is filled but hidden: people who search do not see it.",
                                        "%s are filled but hidden: people who search do not see them.", n_hidden),
                              elements);
  gtk_label_set_text (self->hidden_words, sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->hidden), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  gtk_widget_set_visible (self->hidden, n_hidden > 0 && !self->context->read_only);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->meter)), !self->context->read_only);
}

static void
update_row (RapportProfileNav *self,
            guint              i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);
  GtkWidget *mark = g_object_get_data (G_OBJECT (row), "mark");
  const char *title = g_object_get_data (G_OBJECT (row), "title");
  static const char * const icons[] = { "radio-symbolic", "view-conceal-symbolic", "emblem-ok-symbolic" };
  static const char * const classes[] = { "dim-label", "state-attention", "state-active" };
  const char *words[] = { _("something is missing"), _("filled but hidden"), _("complete") };
  RapportSectionState state = rapport_editor_section_get_state (g_ptr_array_index (self->sections, i));
  g_autofree char *name = g_strdup_printf ("%s, %s", title, words[state]);

  gtk_image_set_from_icon_name (GTK_IMAGE (mark), icons[state]);
  for (guint c = 0; c < G_N_ELEMENTS (classes); c++)
    gtk_widget_remove_css_class (mark, classes[c]);
  gtk_widget_add_css_class (mark, classes[state]);
  gtk_widget_set_visible (mark, !self->context->read_only);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), words[state]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/** Shows what the form has now. */
void
rapport_profile_nav_update (RapportProfileNav *self)
{
  update_name (self);
  update_photo (self);
  update_meter (self);
  for (guint i = 0; i < self->sections->len; i++)
    update_row (self, i);
}

static void
row_activated_cb (RapportProfileNav *self,
                  GtkListBoxRow     *row)
{
  g_signal_emit (self, signals[GO], 0, (guint) gtk_list_box_row_get_index (row));
}

static void
hidden_cb (RapportProfileNav *self)
{
  guint n_fields;
  const RapportField *fields = rapport_fields_of_kind ("member", &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (rapport_completeness_is_critical (fields[i].element) && rapport_member_form_has (self->context->form, &fields[i])
        && rapport_visibility_is_hidden (level_of (self->context->form, fields[i].element)))
      {
        g_signal_emit (self, signals[GO_TO_HIDDEN], 0, fields[i].name);
        return;
      }
}

static void
rapport_profile_nav_finalize (GObject *object)
{
  g_clear_pointer (&RAPPORT_PROFILE_NAV (object)->shown_photo, g_free);

  G_OBJECT_CLASS (rapport_profile_nav_parent_class)->finalize (object);
}

static void
rapport_profile_nav_class_init (RapportProfileNavClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_profile_nav_finalize;

  signals[GO] = g_signal_new ("go", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[GO_TO_HIDDEN] = g_signal_new ("go-to-hidden", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/profile-nav.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportProfileNav, avatar);
  gtk_widget_class_bind_template_child (widget_class, RapportProfileNav, name);
  gtk_widget_class_bind_template_child (widget_class, RapportProfileNav, about);
  gtk_widget_class_bind_template_child (widget_class, RapportProfileNav, percent);
  gtk_widget_class_bind_template_child (widget_class, RapportProfileNav, meter);
  gtk_widget_class_bind_template_child (widget_class, RapportProfileNav, hidden);
  gtk_widget_class_bind_template_child (widget_class, RapportProfileNav, hidden_words);
  gtk_widget_class_bind_template_child (widget_class, RapportProfileNav, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, hidden_cb);
}

static void
rapport_profile_nav_init (RapportProfileNav *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** Adds the row of a section, in their order. */
void
rapport_profile_nav_add_section (RapportProfileNav *self,
                                 const char        *title,
                                 const char        *icon_name)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *mark = gtk_image_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (columns), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (columns), label);
  gtk_box_append (GTK_BOX (columns), mark);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), columns);
  g_object_set_data (G_OBJECT (row), "mark", mark);
  g_object_set_data_full (G_OBJECT (row), "title", g_strdup (title), g_free);
  gtk_list_box_append (self->list, row);
}

/** @context, @sections: (transfer none): stay valid until the next call. */
void
rapport_profile_nav_set_sections (RapportProfileNav          *self,
                                  const RapportEditorContext *context,
                                  GPtrArray                  *sections)
{
  self->context = context;
  self->sections = sections;
  g_clear_pointer (&self->shown_photo, g_free);
  rapport_profile_nav_update (self);
}

/** The list follows the scrolling. */
void
rapport_profile_nav_select (RapportProfileNav *self,
                            guint              section)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) section);

  if (gtk_list_box_get_selected_row (self->list) != row)
    gtk_list_box_select_row (self->list, row);
}
