/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/policy.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "model/rapport-presets.h"
#include "model/sentence.h"

#define PRESET_PATH "/io/github/rapport_mentoring/Rapport/presets/"

typedef enum {
  TEXT,
  LIST,    /* of text */
  TERMS,   /* of months */
  NUMBER,
  SWITCH,
  CHOICE,  /* an enum's words, in its order */
} SettingType;

/* One row a setting: where it stands in the struct, and what it may be. */
typedef struct {
  RapportSetting setting;
  SettingType type;
  gsize offset;
  int least;
  int most;
  const char *words; /* of a CHOICE, separated by '|' */
} Row;

#define AT(field) G_STRUCT_OFFSET (RapportPolicy, field)

static const Row rows[] = {
  { { "preset", NULL, N_("The preset is") }, TEXT, AT (preset) },
  { { "name", NULL, N_("The programme is called") }, TEXT, AT (name) },
  { { "mentor_word", NULL, N_("Who guides is called") }, TEXT, AT (mentor_word) },
  { { "mentors_word", NULL, N_("Several who guide are called") }, TEXT, AT (mentors_word) },
  { { "mentee_word", NULL, N_("Who is guided is called") }, TEXT, AT (mentee_word) },
  { { "mentees_word", NULL, N_("Several who are guided are called") }, TEXT, AT (mentees_word) },
  { { "areas", "I03", N_("Areas of guidance are") }, LIST, AT (areas) },
  { { "excluded_areas", "C8", N_("Areas that are refused are") }, LIST, AT (excluded_areas) },
  { { "terms", "C3", N_("A partnership lasts, in months,") }, TERMS, AT (terms), 1, 120 },
  { { "default_term", "C3", N_("The term that stands first is, in months,") }, NUMBER, AT (default_term), 0, 120 },
  { { "asking", "C1", N_("Requests are sent by") }, CHOICE, AT (asking), 0, 0, "mentee|mentor|either|office" },
  { { "comment", "C7", N_("A comment with the answer is needed") }, CHOICE, AT (comment), 0, 0, "never|on-decline|always" },
  { { "full", "B25", N_("Requests to somebody without room are for us to") }, CHOICE, AT (full), 0, 0, "refuse|queue|allow" },
  { { "remind_days", "C6", N_("A reminder is due after days:") }, NUMBER, AT (remind_days), 0, 365 },
  { { "remind_again_days", "C6", N_("A second reminder is due after days (0: none):") }, NUMBER, AT (remind_again_days), 0, 365 },
  { { "remind_until_days", "C6", N_("A reminder is late after days:") }, NUMBER, AT (remind_until_days), 0, 365 },
  { { "expire_days", "C6", N_("A request without an answer expires after days:") }, NUMBER, AT (expire_days), 0, 730 },
  { { "mentors_per_mentee", "C2", N_("At a time one is guided by at most (0: no limit)") }, NUMBER, AT (mentors_per_mentee), 0, 99 },
  { { "default_capacity", "B27", N_("Places of a new enrolment:") }, NUMBER, AT (default_capacity), 0, 99 },
  { { "capacity_ceiling", "B27", N_("Places are at most") }, NUMBER, AT (capacity_ceiling), 1, 999 },
  { { "most_open_mentee", "C15", N_("Open requests of one who asks, at most (0: no limit)") }, NUMBER, AT (most_open_mentee), 0, 99 },
  { { "most_open_mentor", "C15", N_("Open requests to one who is asked, at most (0: no limit)") }, NUMBER, AT (most_open_mentor), 0, 999 },
  { { "open_takes_place", "C15", N_("An open request takes a place:") }, SWITCH, AT (open_takes_place) },
  { { "ending_soon_days", "I06", N_("Ending soon means within days:") }, NUMBER, AT (ending_soon_days), 0, 365 },
  { { "lost_touch_days", "C4", N_("Touch is lost after days without a meeting:") }, NUMBER, AT (lost_touch_days), 0, 730 },
  { { "monthly", "C4", N_("A contact in every calendar month is asked for:") }, SWITCH, AT (monthly) },
  { { "first_contact_days", "C5", N_("The first contact is made within days (0: any time):") }, NUMBER, AT (first_contact_days), 0, 365 },
  { { "first_contact", "C5", N_("The first contact is made by") }, TEXT, AT (first_contact) },
  { { "end_reasons", "C11", N_("Reasons for an end are") }, LIST, AT (end_reasons) },
  { { "end_discussed", "C11", N_("An end is discussed first:") }, SWITCH, AT (end_discussed) },
  { { "pause", "C12", N_("Members may pause:") }, SWITCH, AT (pause) },
  { { "line_manager", "C10", N_("The line manager is") }, TEXT, AT (line_manager) },
  { { "escalation", "C13", N_("Concerns go to") }, TEXT, AT (escalation) },
  { { "privacy", "C9", N_("Privacy is kept by") }, TEXT, AT (privacy) },
  { { "grades", "C14", N_("Eligible grades are") }, LIST, AT (grades) },
  { { "required_elements", "C15", N_("A complete profile needs") }, LIST, AT (required_elements) },
  { { "signature_kinds", "C15", N_("Signatures are accepted as") }, LIST, AT (signature_kinds) },
  { { "changed_policy", "C15", N_("Open requests after a change of rules are for us to") }, TEXT, AT (changed_policy) },
  { { "default_visibility", "C15", N_("What a profile says is visible at first to") }, TEXT, AT (default_visibility) },
  { { "considerations", "I25", N_("Considerations that a request must answer are") }, LIST, AT (considerations) },
  { { "channels", "B11", N_("People talk by") }, LIST, AT (channels) },
  { { "letters", "I18", N_("Letters are drafted for") }, LIST, AT (letters) },
  { { "automatic_letters", NULL, N_("Letters that go out without being looked at are those for") }, LIST, AT (automatic_letters) },
  { { "weight_areas", "B05", N_("Areas weigh") }, NUMBER, AT (weights.areas), 0, 1000 },
  { { "weight_skills", "B05", N_("Skill gaps weigh") }, NUMBER, AT (weights.skills), 0, 1000 },
  { { "weight_languages", "B05", N_("Languages weigh") }, NUMBER, AT (weights.languages), 0, 1000 },
  { { "weight_hours", "B05", N_("Hours in common weigh") }, NUMBER, AT (weights.hours), 0, 1000 },
  { { "weight_preferences", "B05", N_("Preferences weigh") }, NUMBER, AT (weights.preferences), 0, 1000 },
  { { "score_threshold", NULL, N_("A match is weak below per cent:") }, NUMBER, AT (score_threshold), 0, 100 },
  { { "time_zone", "C15", N_("A day ends in the zone") }, TEXT, AT (time_zone) },
  { { "help_contact", "I27", N_("Questions go to") }, TEXT, AT (help_contact) },
};

static const Row *
find_row (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strcmp (rows[i].setting.key, key) == 0)
      return &rows[i];
  return NULL;
}

static void
clear_policy (gpointer data)
{
  RapportPolicy *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gpointer at = G_STRUCT_MEMBER_P (self, rows[i].offset);

      if (rows[i].type == TEXT || rows[i].type == TERMS)
        g_clear_pointer ((gpointer *) at, g_free);
      else if (rows[i].type == LIST)
        g_clear_pointer ((char ***) at, g_strfreev);
    }
}

/**
 * rapport_policy_ref:
 * @self: a policy
 *
 * Returns: (transfer full): the same
 */
RapportPolicy *
rapport_policy_ref (const RapportPolicy *self)
{
  return g_atomic_rc_box_acquire ((gpointer) self);
}

void
rapport_policy_unref (RapportPolicy *self)
{
  g_atomic_rc_box_release_full (self, clear_policy);
}

static gboolean
refuse (const Row  *row,
        GError    **error)
{
  rapport_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("“%s” cannot have this value."), row->setting.key);
  return FALSE;
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
is_whole (JsonNode *node,
          int       least,
          int       most)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
         && json_node_get_int (node) >= least && json_node_get_int (node) <= most;
}

static gboolean
set_list (RapportPolicy *self,
          const Row     *row,
          JsonNode      *node)
{
  char ***list = G_STRUCT_MEMBER_P (self, row->offset);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!is_text (json_array_get_element (array, i)))
        return FALSE;
      g_strv_builder_add (builder, json_array_get_string_element (array, i));
    }
  g_strfreev (*list);
  *list = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
set_terms (RapportPolicy *self,
           const Row     *row,
           JsonNode      *node)
{
  JsonArray *array;
  g_autofree int *terms = NULL;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  terms = g_new0 (int, json_array_get_length (array) + 1);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!is_whole (json_array_get_element (array, i), row->least, row->most))
        return FALSE;
      terms[i] = json_array_get_int_element (array, i);
    }
  g_free (self->terms);
  self->terms = g_steal_pointer (&terms);
  self->n_terms = json_array_get_length (array);
  return TRUE;
}

static gboolean
set_choice (RapportPolicy *self,
            const Row     *row,
            JsonNode      *node)
{
  g_auto (GStrv) words = g_strsplit (row->words, "|", -1);

  for (int i = 0; is_text (node) && words[i] != NULL; i++)
    if (strcmp (words[i], json_node_get_string (node)) == 0)
      {
        *(int *) G_STRUCT_MEMBER_P (self, row->offset) = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
set_value (RapportPolicy *self,
           const Row     *row,
           JsonNode      *node)
{
  gpointer at = G_STRUCT_MEMBER_P (self, row->offset);

  switch (row->type)
    {
    case TEXT:
      if (!is_text (node))
        return FALSE;
      g_free (*(char **) at);
      *(char **) at = g_strdup (json_node_get_string (node));
      return TRUE;

    case LIST:
      return set_list (self, row, node);

    case TERMS:
      return set_terms (self, row, node);

    case NUMBER:
      if (!is_whole (node, row->least, row->most))
        return FALSE;
      *(int *) at = json_node_get_int (node);
      return TRUE;

    case SWITCH:
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
        return FALSE;
      *(gboolean *) at = json_node_get_boolean (node);
      return TRUE;

    case CHOICE:
      return set_choice (self, row, node);

    default:
      g_return_val_if_reached (FALSE);
    }
}

/* A projection may hold a setting's JSON as it is or, as the journal has it, as text. */
static gboolean
set_projected (RapportPolicy *self,
               const Row     *row,
               JsonNode      *node)
{
  g_autoptr (JsonNode) inner = is_text (node) ? json_from_string (json_node_get_string (node), NULL) : NULL;

  if (inner != NULL && set_value (self, row, inner))
    return TRUE;
  return set_value (self, row, node);
}

static gboolean
load_preset (RapportPolicy  *self,
             const char     *preset,
             GError        **error)
{
  g_autofree char *path = g_strconcat (PRESET_PATH, preset, ".json", NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;

  bytes = g_resource_lookup_data (rapport_presets_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (bytes == NULL)
    return FALSE;
  root = json_from_string (g_bytes_get_data (bytes, NULL), error);
  if (root == NULL)
    return FALSE;

  object = json_node_get_object (root);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      JsonNode *node = json_object_get_member (object, rows[i].setting.key);

      if (node == NULL || !set_value (self, &rows[i], node))
        return refuse (&rows[i], error);
    }
  return TRUE;
}

/**
 * rapport_policy_new_preset:
 * @preset: "ieee"
 * @error: return location
 *
 * Reads a preset from its data file, in which every setting stands.
 *
 * Returns: (transfer full) (nullable): the policy
 */
RapportPolicy *
rapport_policy_new_preset (const char  *preset,
                           GError     **error)
{
  g_autoptr (RapportPolicy) self = g_atomic_rc_box_new0 (RapportPolicy);

  if (!load_preset (self, preset, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * rapport_policy_new:
 * @preset: the programme's preset; one that this version does not have counts as "ieee"
 * @time_zone: (nullable): the programme's zone, %NULL or "" leaves the preset's
 * @settings: (nullable): JSON object of the settings that differ
 * @error: return location
 *
 * A setting that is unknown or cannot be read, after merging with a later version for instance, leaves the preset's.
 *
 * Returns: (transfer full) (nullable): the policy
 */
RapportPolicy *
rapport_policy_new (const char  *preset,
                    const char  *time_zone,
                    const char  *settings,
                    GError     **error)
{
  g_autoptr (RapportPolicy) self = rapport_policy_new_preset (preset, NULL);
  g_autoptr (JsonNode) root = settings != NULL && *settings != '\0' ? json_from_string (settings, NULL) : NULL;

  if (self == NULL)
    self = rapport_policy_new_preset ("ieee", error);
  if (self == NULL)
    return NULL;

  for (guint i = 0; root != NULL && JSON_NODE_HOLDS_OBJECT (root) && i < G_N_ELEMENTS (rows); i++)
    {
      JsonNode *node = json_object_get_member (json_node_get_object (root), rows[i].setting.key);

      if (node != NULL)
        set_projected (self, &rows[i], node);
    }
  if (time_zone != NULL && *time_zone != '\0')
    {
      g_free (self->time_zone);
      self->time_zone = g_strdup (time_zone);
    }
  return g_steal_pointer (&self);
}

/**
 * rapport_policy_settings:
 *
 * Returns: (transfer full) (element-type RapportSetting): every setting with its label translated, in the order in
 *   which people read them
 */
GPtrArray *
rapport_policy_settings (void)
{
  GPtrArray *settings = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      RapportSetting *setting = g_memdup2 (&rows[i].setting, sizeof (RapportSetting));

      setting->label = _(setting->label);
      g_ptr_array_add (settings, setting);
    }
  return settings;
}

static JsonNode *
list_node (const Row           *row,
           const RapportPolicy *self)
{
  g_autoptr (JsonArray) array = json_array_new ();
  char **list = row->type == LIST ? *(char ***) G_STRUCT_MEMBER_P (self, row->offset) : NULL;

  for (guint i = 0; row->type == TERMS && i < self->n_terms; i++)
    json_array_add_int_element (array, self->terms[i]);
  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    json_array_add_string_element (array, list[i]);
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
value_node (const Row           *row,
            const RapportPolicy *self)
{
  gpointer at = G_STRUCT_MEMBER_P (self, row->offset);
  g_auto (GStrv) words = NULL;

  switch (row->type)
    {
    case TEXT:
      return json_node_init_string (json_node_alloc (), *(char **) at);

    case LIST:
    case TERMS:
      return list_node (row, self);

    case NUMBER:
      return json_node_init_int (json_node_alloc (), *(int *) at);

    case SWITCH:
      return json_node_init_boolean (json_node_alloc (), *(gboolean *) at);

    case CHOICE:
      words = g_strsplit (row->words, "|", -1);
      return json_node_init_string (json_node_alloc (), words[*(int *) at]);

    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * rapport_policy_get_json:
 * @self: a policy
 * @key: a setting's key
 *
 * Returns: (transfer full) (nullable): its value as JSON; %NULL where there is no such setting
 */
char *
rapport_policy_get_json (const RapportPolicy *self,
                         const char          *key)
{
  const Row *row = find_row (key);
  g_autoptr (JsonNode) node = row != NULL ? value_node (row, self) : NULL;

  return node != NULL ? json_to_string (node, FALSE) : NULL;
}

/**
 * rapport_policy_check_json:
 * @key: a setting's key
 * @json: a value for it
 * @error: return location; its message is a sentence for people
 *
 * Returns: whether there is such a setting, and it may have that value
 */
gboolean
rapport_policy_check_json (const char  *key,
                           const char  *json,
                           GError     **error)
{
  const Row *row = find_row (key);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (RapportPolicy) scratch = NULL;

  if (row == NULL)
    {
      rapport_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no setting “%s”."), key);
      return FALSE;
    }
  scratch = g_atomic_rc_box_new0 (RapportPolicy);
  if (node == NULL || !set_value (scratch, row, node))
    return refuse (row, error);
  return TRUE;
}

/** Whether @area may be asked for; where the programme lists none, any that is not excluded. */
gboolean
rapport_policy_has_area (const RapportPolicy *self,
                         const char          *area)
{
  if (rapport_policy_excludes_area (self, area))
    return FALSE;
  return self->areas[0] == NULL || g_strv_contains ((const char * const *) self->areas, area);
}

gboolean
rapport_policy_excludes_area (const RapportPolicy *self,
                              const char          *area)
{
  return g_strv_contains ((const char * const *) self->excluded_areas, area);
}

/** Whether a partnership may last so many months; where the programme lists none, any length and none (0). */
gboolean
rapport_policy_has_term (const RapportPolicy *self,
                         int                  months)
{
  for (guint i = 0; i < self->n_terms; i++)
    if (self->terms[i] == months)
      return TRUE;
  return self->n_terms == 0 && months >= 0;
}

/** The programme's own word for "mentor" or "mentee". */
const char *
rapport_policy_role_word (const RapportPolicy *self,
                          const char          *role)
{
  return strcmp (role, "mentor") == 0 ? self->mentor_word : self->mentee_word;
}
