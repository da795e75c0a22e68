/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/member-pane.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/places.h"
#include "model/sentence.h"
#include "services/member-form.h"
#include "ui/badge.h"
#include "ui/chip.h"
#include "ui/letter-history.h"
#include "ui/member-words.h"
#include "ui/stack-truth.h"

struct _RapportMemberPane
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkStack *stack;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *work;
  GtkBox *badges;
  GtkWidget *edit;
  GtkWidget *write;
  GtkWidget *menu_button;
  GtkBox *lines;
  AdwBin *areas;
  GtkLabel *partnerships_count;
  GtkListBox *partnerships;
  RapportLetterHistory *letters;
  GtkWidget *completeness;
  GtkLabel *percent;
  GtkLabel *hidden;
  GtkLevelBar *meter;

  char *email;  /* owned */
};

G_DEFINE_FINAL_TYPE (RapportMemberPane, rapport_member_pane, ADW_TYPE_BIN)

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_widget_unparent (child);
}

static const char *
text_of (const RapportMemberSummary *summary,
         const char                 *field)
{
  GVariant *value = g_hash_table_lookup (summary->profile->values, field);

  return rapport_field_value_is_set (value) && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
           ? g_variant_get_string (value, NULL) : "";
}

/* The elements of a family that may be seen, in the order of their labels. */
static char **
dup_labels (const RapportMemberSummary *summary,
            const char                 *family)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *prefix = g_strconcat (family, "/", NULL);
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (summary->profile->values), (GCompareFunc) g_strcmp0);

  for (GList *name = names; name != NULL; name = name->next)
    {
      const char *element;

      if (!g_str_has_prefix (name->data, prefix)
          || !rapport_field_value_is_set (g_hash_table_lookup (summary->profile->values, name->data)))
        continue;
      element = (const char *) name->data + strlen (prefix);
      if (g_str_equal (family, "area"))
        {
          g_autofree char *label = rapport_area_label (element);

          g_strv_builder_add (builder, label);
        }
      else
        g_strv_builder_add (builder, rapport_language_name (element) != NULL ? rapport_language_name (element) : element);
    }
  return g_strv_builder_end (builder);
}

static void
add_line (RapportMemberPane *self,
          const char        *icon_name,
          const char        *what,
          const char        *words)
{
  GtkWidget *columns, *label;
  g_autofree char *sentence = NULL;

  if (words == NULL || *words == '\0')
    return;
  columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  label = gtk_label_new (words);
  sentence = g_strdup_printf ("%s: %s", what, words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  gtk_box_append (GTK_BOX (columns), g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "valign", GTK_ALIGN_START,
                                                   "margin-top", 2, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_box_append (GTK_BOX (columns), label);
  gtk_box_append (self->lines, columns);
}

/* "Seoul, South Korea · now 22:32" */
static char *
place_words (const RapportMemberSummary *summary,
             gint64                      now)
{
  const char *city = text_of (summary, "city");
  const char *code = text_of (summary, "country");
  const char *zone = text_of (summary, "time_zone");
  const char *country = *code != '\0' && rapport_country_name (code) != NULL ? rapport_country_name (code) : code;
  g_autofree char *place = g_strconcat (city, *city != '\0' && *country != '\0' ? ", " : "", country, NULL);
  g_autofree char *clock = NULL;

  if (*zone == '\0')
    return g_steal_pointer (&place);
  clock = rapport_date_format_clock (now, zone);
  if (*place == '\0')
    return g_strdup_printf (_("now %s there"), clock);
  return rapport_sentence_new (_("%s · now %s"), place, clock);
}

static void
show_lines (RapportMemberPane          *self,
            RapportSession             *session,
            const RapportMemberSummary *summary)
{
  g_autofree char *place = place_words (summary, rapport_clock_now (rapport_session_get_clock (session)));
  g_auto (GStrv) languages = dup_labels (summary, "language");
  g_autofree char *tongues = g_strjoinv (", ", languages);
  const char *since = text_of (summary, "member_since");
  g_autofree char *day = *since != '\0' ? rapport_date_format_long (since) : NULL;
  g_autofree char *membership = day != NULL ? g_strdup_printf (_("Member since %s"), day) : NULL;

  clear_box (GTK_WIDGET (self->lines));
  add_line (self, "mail-unread-symbolic", _("E-mail"), text_of (summary, "email"));
  add_line (self, "call-start-symbolic", _("Phone"), text_of (summary, "phone"));
  add_line (self, "mark-location-symbolic", _("Place"), place);
  add_line (self, "preferences-desktop-locale-symbolic", _("Languages"), tongues);
  add_line (self, "x-office-calendar-symbolic", _("Membership"), membership);
  gtk_widget_set_visible (GTK_WIDGET (self->lines), gtk_widget_get_first_child (GTK_WIDGET (self->lines)) != NULL);
}

static void
show_badges (RapportMemberPane          *self,
             const RapportPolicy        *policy,
             const RapportMemberSummary *summary)
{
  const RapportStateWords *state = rapport_state_words (summary->row != NULL ? summary->row->badge : 0);
  g_autofree char *role = rapport_roles_label (summary->row != NULL ? summary->row->roles : 0, policy);

  clear_box (GTK_WIDGET (self->badges));
  if (state != NULL)
    {
      g_autofree char *sentence = rapport_state_sentence (summary->row);

      gtk_box_append (self->badges, rapport_badge_new (state->tone, state->icon_name, sentence));
    }
  if (*role != '\0')
    gtk_box_append (self->badges, rapport_chip_new (role, FALSE));
  gtk_widget_set_visible (GTK_WIDGET (self->badges), state != NULL || *role != '\0');
}

static void
show_areas (RapportMemberPane          *self,
            const RapportMemberSummary *summary)
{
  g_auto (GStrv) areas = dup_labels (summary, "area");
  gboolean any = areas[0] != NULL;

  adw_bin_set_child (self->areas, any ? rapport_chip_new_several ((const char * const *) areas, 0) : NULL);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->areas)), any);
}

static char *
partnership_words (const RapportPartnershipRow *row,
                   const char                  *today)
{
  g_autofree char *day = NULL;

  if (row->state == RAPPORT_PARTNERSHIP_ENDED)
    {
      day = rapport_date_format_day (*row->ended_on != '\0' ? row->ended_on : row->ends_on, today);
      return g_strdup_printf (_("ended %s"), day);
    }
  if (*row->last_met != '\0')
    {
      day = rapport_date_format_day (row->last_met, today);
      return g_strdup_printf (_("%s · met %s"), rapport_partnership_state_label (row->state), day);
    }
  return g_strdup_printf (_("%s · not met yet"), rapport_partnership_state_label (row->state));
}

static GtkWidget *
new_partnership (const RapportPartnershipRow *row,
                 gint64                       member,
                 const char                  *today)
{
  gboolean mentor = row->mentor == member;
  GtkWidget *widget = adw_action_row_new ();
  GtkWidget *avatar = adw_avatar_new (28, mentor ? row->mentee_name : row->mentor_name, TRUE);
  g_autofree char *words = partnership_words (row, today);
  g_autofree char *target = g_strdup_printf ("partnership/%" G_GINT64_FORMAT, row->no);
  g_autofree char *sentence = g_strdup_printf ("%s, %s", mentor ? row->mentee_name : row->mentor_name, words);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), mentor ? row->mentee_name : row->mentor_name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), words);
  adw_action_row_add_prefix (ADW_ACTION_ROW (widget), avatar);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), "win.go");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (widget), "s", target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  return widget;
}

static void
show_partnerships (RapportMemberPane          *self,
                   const RapportMemberSummary *summary,
                   const char                 *today)
{
  guint n = summary->partnerships != NULL ? summary->partnerships->len : 0;
  g_autofree char *count = g_strdup_printf ("%u", n);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->partnerships))) != NULL)
    gtk_list_box_remove (self->partnerships, row);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->partnerships, new_partnership (g_ptr_array_index (summary->partnerships, i),
                                                              summary->profile->member->no, today));
  gtk_label_set_text (self->partnerships_count, count);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->partnerships)), n > 0);
}

static void
show_completeness (RapportMemberPane   *self,
                   const RapportMember *member,
                   gboolean             visible)
{
  g_autofree char *percent = g_strdup_printf (_("Profile %d %% complete"), member->completeness);
  g_autofree char *hidden = g_strdup_printf (ngettext ("%d hidden", "%d hidden", member->hidden), member->hidden);

  gtk_label_set_text (self->percent, percent);
  gtk_label_set_text (self->hidden, hidden);
  gtk_widget_set_visible (GTK_WIDGET (self->hidden), member->hidden > 0);
  gtk_level_bar_set_value (self->meter, member->completeness / 100.0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->meter), GTK_ACCESSIBLE_PROPERTY_LABEL, percent, -1);
  gtk_widget_set_visible (self->completeness, visible);
}

static void
show_head (RapportMemberPane          *self,
           const RapportMemberSummary *summary)
{
  const RapportMember *member = summary->profile->member;
  const char *job = text_of (summary, "job_title");
  const char *organisation = text_of (summary, "organisation");
  g_autoptr (GString) work = g_string_new (NULL);
  g_autoptr (GdkTexture) photo = NULL;

  if (summary->profile->photo != NULL)
    photo = gdk_texture_new_from_bytes (summary->profile->photo, NULL);
  rapport_sentence_append (work, job);
  rapport_sentence_append (work, organisation);
  adw_avatar_set_text (self->avatar, member->display_name);
  adw_avatar_set_custom_image (self->avatar, GDK_PAINTABLE (photo));
  gtk_label_set_text (self->name, member->display_name);
  gtk_label_set_text (self->work, work->str);
  gtk_widget_set_visible (GTK_WIDGET (self->work), work->len > 0);
}

static void
append_with_member (GMenu      *menu,
                    const char *label,
                    const char *action,
                    gint64      member)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", member);
  g_menu_append_item (menu, item);
}

static GMenuModel *
new_menu (const RapportMemberSummary *summary,
          const RapportPolicy        *policy,
          gboolean                    office)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) other = g_menu_new ();
  g_autoptr (GMenu) personal = g_menu_new ();
  gint64 no = summary->profile->member->no;
  RapportRoles roles = summary->row != NULL ? summary->row->roles : 0;

  if (roles & RAPPORT_ROLE_MENTEE)
    {
      g_autofree char *target = g_strdup_printf ("find/%" G_GINT64_FORMAT, no);
      g_autofree char *label = g_strdup_printf (_("Find a %s…"), policy->mentor_word);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.go", "s", target);
      g_menu_append_item (menu, item);
    }
  if (office)
    {
      g_autofree char *label = g_strdup_printf (_("Act as %s"), summary->profile->member->display_name);

      append_with_member (menu, label, "win.act-as", no);
      if (roles & (RAPPORT_ROLE_MENTOR | RAPPORT_ROLE_MENTEE))
        {
          gboolean paused = (summary->row->states & RAPPORT_STATE_PAUSED) != 0;

          g_menu_append (other, paused ? _("Back from the Pause") : _("Pause…"), paused ? "members.resume" : "members.pause");
        }
      g_menu_append (other, _("Delete"), "win.delete");
    }
  append_with_member (personal, _("Export Personal Data…"), "win.export-personal", no);
  if (office)
    append_with_member (personal, _("Erase…"), "win.erase", no);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (other));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (personal));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

/**
 * rapport_member_pane_show:
 * @summary: (nullable): %NULL: nobody
 */
void
rapport_member_pane_show (RapportMemberPane          *self,
                          RapportSession             *session,
                          const RapportMemberSummary *summary)
{
  const RapportViewer *viewer = rapport_session_get_viewer (session);
  const RapportPolicy *policy = rapport_session_get_policy (session);
  g_autofree char *today = rapport_session_get_today (session);
  g_autoptr (GMenuModel) menu = NULL;
  gboolean office = rapport_viewer_is_office (viewer);
  gboolean own;

  gtk_stack_set_visible_child_name (self->stack, summary != NULL ? "member" : "nobody");
  if (summary == NULL)
    return;
  own = office || viewer->member == summary->profile->member->no;
  g_free (self->email);
  self->email = g_strdup (text_of (summary, "email"));
  show_head (self, summary);
  show_badges (self, policy, summary);
  show_lines (self, session, summary);
  show_areas (self, summary);
  show_partnerships (self, summary, today);
  rapport_letter_history_set (self->letters, summary->letters, policy->time_zone, today);
  show_completeness (self, summary->profile->member, own);
  menu = new_menu (summary, policy, office);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), menu);
  gtk_widget_set_visible (self->menu_button, g_menu_model_get_n_items (menu) > 0 && own);
  gtk_button_set_label (GTK_BUTTON (self->edit), own ? _("Edit") : _("Open Profile"));
  gtk_widget_set_visible (self->write, *self->email != '\0');
}

static void
write_cb (RapportMemberPane *self)
{
  g_autofree char *escaped = g_uri_escape_string (self->email, "@", FALSE);
  g_autofree char *uri = g_strconcat ("mailto:", escaped, NULL);

  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), uri, GDK_CURRENT_TIME);
}

static void
rapport_member_pane_finalize (GObject *object)
{
  g_clear_pointer (&RAPPORT_MEMBER_PANE (object)->email, g_free);

  G_OBJECT_CLASS (rapport_member_pane_parent_class)->finalize (object);
}

static void
rapport_member_pane_class_init (RapportMemberPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_member_pane_finalize;

  g_type_ensure (RAPPORT_TYPE_LETTER_HISTORY);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/member-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportMemberPane, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportMemberPane, avatar);
  gtk_widget_class_bind_template_child (widget_class, RapportMemberPane, name);
  gtk_widget_class_bind_template_child (widget_class, RapportMemberPane, work);
  gtk_widget_class_bind_template_child (widget_class, RapportMemberPane, badges);
  gtk_widget_class_bind_template_child (widget_class, RapportMemberPane, edit);
  gtk_widget_class_bind_template_child (widget_class, RapportMemberPane, write);
  gtk_widget_class_bind_template_child (widget_class, RapportMemberPane, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RapportMemberPane, lines);
  gtk_widget_class_bind_template_child (widget_class, RapportMemberPane, areas);
  gtk_widget_class_bind_template_child (widget_class, RapportMemberPane, partnerships_count);
  gtk_widget_class_bind_template_child (widget_class, RapportMemberPane, partnerships);
  gtk_widget_class_bind_template_child (widget_class, RapportMemberPane, letters);
  gtk_widget_class_bind_template_child (widget_class, RapportMemberPane, completeness);
  gtk_widget_class_bind_template_child (widget_class, RapportMemberPane, percent);
  gtk_widget_class_bind_template_child (widget_class, RapportMemberPane, hidden);
  gtk_widget_class_bind_template_child (widget_class, RapportMemberPane, meter);
  gtk_widget_class_bind_template_callback (widget_class, write_cb);
}

static void
rapport_member_pane_init (RapportMemberPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->stack);
}
