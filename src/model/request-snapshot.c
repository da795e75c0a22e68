/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/request-snapshot.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "model/date.h"
#include "model/sentence.h"

static char *
join_areas (const char * const *areas)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint n = g_strv_length ((char **) areas);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = rapport_area_label (areas[i]);
      g_autofree char *lower = g_utf8_strdown (label, -1);

      if (i > 0)
        /* Translators: between the last two of a list of areas, "career and leadership"; then between the others */
        g_string_append (list, i + 1 == n ? _(" and ") : _(", "));
      g_string_append (list, lower);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* While it is being written there may be no area yet. */
static char *
areas_or_dots (const char * const *areas)
{
  return areas != NULL && areas[0] != NULL ? join_areas (areas) : g_strdup ("…");
}

static char *
first_sentence (const RapportRequestLetter *letter)
{
  g_autofree char *areas = areas_or_dots (letter->areas);
  g_autofree char *term = rapport_date_format_months (letter->term);
  gboolean offers = strcmp (letter->asked_by, "mentor") == 0;

  if (letter->term <= 0)
    return offers
      /* Translators: name, programme, areas */
      ? rapport_sentence_new (_("%s offers to guide you in %s, in %s."), letter->mentor_name, letter->programme, areas)
      : rapport_sentence_new (_("%s asks you for guidance in %s, in %s."), letter->mentee_name, letter->programme, areas);
  return offers
    /* Translators: name, programme, "12 months", areas */
    ? rapport_sentence_new (_("%s offers to guide you in %s, for %s, in %s."), letter->mentor_name, letter->programme, term, areas)
    : rapport_sentence_new (_("%s asks you for guidance in %s, for %s, in %s."), letter->mentee_name, letter->programme, term,
                            areas);
}

static const char *
answer_heading (const char *consideration)
{
  static const struct { const char *id; const char *heading; } headings[] = {
    { "goals", N_("What is to be reached:") },
    { "fit", N_("Why you:") },
    { "time", N_("Time to give:") },
    { "frequency", N_("How often:") },
    { "schedule", N_("When:") },
    { "form", N_("How to talk:") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    if (strcmp (headings[i].id, consideration) == 0)
      return _(headings[i].heading);
  return consideration;
}

/**
 * rapport_request_letter:
 * @letter: what it says
 *
 * Returns: (transfer full): the letter to whom is asked, plain text, paragraphs apart by an empty line
 */
char *
rapport_request_letter (const RapportRequestLetter *letter)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char * const *ids = rapport_considerations ();
  gboolean offers = strcmp (letter->asked_by, "mentor") == 0;
  const char *reader = offers ? letter->mentee_short_name : letter->mentor_short_name;
  g_autofree char *first = first_sentence (letter);
  g_autofree char *last_day = rapport_date_format_long (letter->last_day);

  g_string_append_printf (text, _("Dear %s,"), reader);
  g_string_append_printf (text, "\n\n%s", first);
  for (guint i = 0; ids[i] != NULL && letter->considerations != NULL && letter->considerations[i] != NULL; i++)
    if (*letter->considerations[i] != '\0')
      /* Translators: the heading of an answer, then the answer in quotation marks */
      g_string_append_printf (text, _("\n\n%s\n“%s”"), answer_heading (ids[i]), letter->considerations[i]);
  g_string_append (text, "\n\n");
  g_string_append_printf (text, ngettext ("You can accept, save this for later or decline. Without an answer it expires on"
                                          " %s, %d day from today.",
                                          "You can accept, save this for later or decline. Without an answer it expires on"
                                          " %s, %d days from today.", letter->expire_days), last_day, letter->expire_days);
  g_string_append (text, "\n\n");
  g_string_append (text, _("With kind regards\nthe mentoring office"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
text_member (JsonObject *object,
             const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return "";
  return json_node_get_string (node);
}

static JsonObject *
object_member (JsonObject *object,
               const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static int
number_member (JsonObject *object,
               const char *name,
               int         otherwise)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return otherwise;
  return CLAMP (json_node_get_int (node), G_MININT, G_MAXINT);
}

static char **
list_member (JsonObject *object,
             const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (element));
    }
  return g_strv_builder_end (builder);
}

/**
 * rapport_request_snapshot_parse:
 * @json: (nullable): as the journal has it; what cannot be read is empty
 *
 * Returns: (transfer full): what was kept
 */
RapportRequestSnapshot *
rapport_request_snapshot_parse (const char *json)
{
  RapportRequestSnapshot *self = g_new0 (RapportRequestSnapshot, 1);
  g_autoptr (JsonNode) root = json != NULL && *json != '\0' ? json_from_string (json, NULL) : NULL;
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  g_autoptr (GStrvBuilder) considerations = g_strv_builder_new ();
  const char * const *ids = rapport_considerations ();

  self->mentee_id = g_strdup (text_member (object_member (object, "mentee"), "id"));
  self->mentor_id = g_strdup (text_member (object_member (object, "mentor"), "id"));
  self->mentee_name = g_strdup (text_member (object_member (object, "mentee"), "name"));
  self->mentor_name = g_strdup (text_member (object_member (object, "mentor"), "name"));
  self->asked_by = g_strdup (text_member (object, "asked_by"));
  self->letter = g_strdup (text_member (object, "letter"));
  self->areas = list_member (object, "areas");
  self->term = number_member (object, "term", 0);
  self->score = number_member (object, "score", -1);
  for (guint i = 0; ids[i] != NULL; i++)
    g_strv_builder_add (considerations, text_member (object_member (object, "considerations"), ids[i]));
  self->considerations = g_strv_builder_end (considerations);
  rapport_request_terms_from_snapshot (&self->terms, json);
  return self;
}

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text != NULL ? text : "");
}

static void
add_number (JsonBuilder *builder,
            const char  *name,
            int          number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static void
add_person (JsonBuilder *builder,
            const char  *name,
            const char  *id,
            const char  *full_name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  add_text (builder, "id", id);
  add_text (builder, "name", full_name);
  json_builder_end_object (builder);
}

/**
 * rapport_request_snapshot_write:
 * @self: what is to be kept
 *
 * Returns: (transfer full): as the journal has it
 */
char *
rapport_request_snapshot_write (const RapportRequestSnapshot *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  const char * const *ids = rapport_considerations ();

  json_builder_begin_object (builder);
  add_person (builder, "mentee", self->mentee_id, self->mentee_name);
  add_person (builder, "mentor", self->mentor_id, self->mentor_name);
  add_text (builder, "asked_by", self->asked_by);
  add_number (builder, "term", self->term);
  json_builder_set_member_name (builder, "areas");
  json_builder_begin_array (builder);
  for (guint i = 0; self->areas != NULL && self->areas[i] != NULL; i++)
    json_builder_add_string_value (builder, self->areas[i]);
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "considerations");
  json_builder_begin_object (builder);
  for (guint i = 0; self->considerations != NULL && self->considerations[i] != NULL && ids[i] != NULL; i++)
    if (*self->considerations[i] != '\0')
      add_text (builder, ids[i], self->considerations[i]);
  json_builder_end_object (builder);

  add_text (builder, "letter", self->letter);
  if (self->score >= 0)
    add_number (builder, "score", self->score);
  json_builder_set_member_name (builder, "terms");
  json_builder_begin_object (builder);
  add_number (builder, "remind_days", self->terms.remind_days);
  add_number (builder, "remind_again_days", self->terms.remind_again_days);
  add_number (builder, "expire_days", self->terms.expire_days);
  add_text (builder, "time_zone", self->terms.time_zone);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

void
rapport_request_snapshot_free (RapportRequestSnapshot *self)
{
  g_free (self->mentee_id);
  g_free (self->mentor_id);
  g_free (self->mentee_name);
  g_free (self->mentor_name);
  g_free (self->asked_by);
  g_strfreev (self->areas);
  g_strfreev (self->considerations);
  g_free (self->letter);
  rapport_request_terms_clear (&self->terms);
  g_free (self);
}
