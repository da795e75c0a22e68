/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/letter.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "exchange/rapport-letters.h"
#include "model/places.h"
#include "model/policy.h"
#include "model/sentence.h"

#define TEMPLATES "/io/github/rapport_mentoring/Rapport/letters"

/* A template is plain text: its first line is the subject, the second is empty, the rest is the letter. {name} is
 * replaced by a value, {{ is a brace. A line all of whose values are empty is left out, and so are the empty lines that
 * would then stand together. Values are put in as they are: what looks like a placeholder in them stays text. */

/* Placeholders ---------------------------------------------------------------------------------------------------- */

static const struct {
  const char *name;
  gsize offset;
} plain[] = {
  { "areas", G_STRUCT_OFFSET (RapportLetterFacts, areas) },
  { "comment", G_STRUCT_OFFSET (RapportLetterFacts, comment) },
  { "ended_on", G_STRUCT_OFFSET (RapportLetterFacts, ended_on) },
  { "ends_on", G_STRUCT_OFFSET (RapportLetterFacts, ends_on) },
  { "help_contact", G_STRUCT_OFFSET (RapportLetterFacts, help_contact) },
  { "last_day", G_STRUCT_OFFSET (RapportLetterFacts, last_day) },
  { "meeting_other_time", G_STRUCT_OFFSET (RapportLetterFacts, meeting_other_time) },
  { "meeting_place", G_STRUCT_OFFSET (RapportLetterFacts, meeting_place) },
  { "meeting_time", G_STRUCT_OFFSET (RapportLetterFacts, meeting_time) },
  { "meeting_topics", G_STRUCT_OFFSET (RapportLetterFacts, meeting_topics) },
  { "message", G_STRUCT_OFFSET (RapportLetterFacts, message) },
  { "no_address", G_STRUCT_OFFSET (RapportLetterFacts, no_address) },
  { "programme", G_STRUCT_OFFSET (RapportLetterFacts, programme) },
  { "sent_on", G_STRUCT_OFFSET (RapportLetterFacts, sent_on) },
  { "starts_on", G_STRUCT_OFFSET (RapportLetterFacts, starts_on) },
  { "term", G_STRUCT_OFFSET (RapportLetterFacts, term) },
};

static const struct {
  const char *name;
  gsize offset;
} people[] = {
  { "to", G_STRUCT_OFFSET (RapportLetterFacts, to) },
  { "other", G_STRUCT_OFFSET (RapportLetterFacts, other) },
};

typedef const char *(*Label) (const char *value);

/* What can be said of somebody. */
static const struct {
  const char *name;
  const char *text;  /* a field of the view … */
  const char *set;   /* … or several values … */
  Label label;       /* … in words */
} parts[] = {
  { "availability", NULL, "availability", NULL },
  { "biography", "biography", NULL, NULL },
  { "channels", NULL, "channel", rapport_channel_label },
  { "city", "city", NULL, NULL },
  { "country", "country", NULL, rapport_country_name },
  { "email", "email", NULL, NULL },
  { "expertise", "expertise", NULL, NULL },
  { "job_title", "job_title", NULL, NULL },
  { "languages", NULL, "language", rapport_language_name },
  { "name", NULL, NULL, NULL },
  { "organisation", "organisation", NULL, NULL },
  { "phone", "phone", NULL, NULL },
  { "pronouns", "pronouns", NULL, NULL },
  { "short_name", "given_name", NULL, NULL },
  { "time_zone", "time_zone", NULL, NULL },
};

/** (transfer full): all that may stand in braces. */
char **
rapport_letter_placeholders (void)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  char **names;

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    g_strv_builder_add (builder, plain[i].name);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
      {
        g_autofree char *name = g_strconcat (people[i].name, ".", parts[j].name, NULL);

        g_strv_builder_add (builder, name);
      }
  names = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return names;
}

static char *
join (char  **values,
      Label   label)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      const char *word = label != NULL ? label (values[i]) : values[i];

      g_string_append_printf (list, "%s%s", i > 0 ? _(", ") : "", word != NULL ? word : values[i]);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static char *
value_of_person (const RapportMemberView *view,
                 guint                    part)
{
  const char *text = NULL;

  if (view == NULL)
    return g_strdup ("");
  if (parts[part].set != NULL)
    return join (rapport_member_view_get_set (view, parts[part].set), parts[part].label);
  if (parts[part].text != NULL)
    text = rapport_member_view_get_text (view, parts[part].text);
  if (text != NULL && parts[part].label != NULL && parts[part].label (text) != NULL)
    text = parts[part].label (text);
  if (text == NULL && (parts[part].text == NULL || strcmp (parts[part].name, "short_name") == 0))
    text = rapport_member_view_get_name (view);
  return g_strdup (text != NULL ? text : "");
}

/* (transfer full) (nullable): the value; %NULL: there is no such placeholder. */
static char *
value_of (const char               *name,
          const RapportLetterFacts *facts)
{
  const char *dot = strchr (name, '.');

  for (guint i = 0; dot == NULL && i < G_N_ELEMENTS (plain); i++)
    if (strcmp (plain[i].name, name) == 0)
      {
        const char *text = G_STRUCT_MEMBER (const char *, facts, plain[i].offset);

        return g_strdup (text != NULL ? text : "");
      }
  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (people); i++)
    for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
      if (strlen (people[i].name) == (gsize) (dot - name) && strncmp (people[i].name, name, (gsize) (dot - name)) == 0
          && strcmp (parts[j].name, dot + 1) == 0)
        return value_of_person (G_STRUCT_MEMBER (const RapportMemberView *, facts, people[i].offset), j);
  return NULL;
}

/* Values ---------------------------------------------------------------------------------------------------------- */

/* (transfer full): UTF-8 whose only control characters are line ends and tabs. */
static char *
clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '\r')
        g_string_append (out, at[1] == '\n' ? "" : "\n");
      else if (c == 0x2028 || c == 0x2029)
        g_string_append_c (out, '\n');
      else if ((!g_unichar_iscntrl (c) || c == '\n' || c == '\t') && !rapport_sentence_is_control (c))
        g_string_append_unichar (out, c);
    }
  return g_strchomp (g_string_free (g_steal_pointer (&out), FALSE));
}

/* Filling --------------------------------------------------------------------------------------------------------- */

typedef struct {
  const RapportLetterFacts *facts;
  guint line;        /* from 1 */
  guint n_values;    /* of the line */
  guint n_empty;
} Filling;

static gboolean
fail (const Filling  *self,
      GError        **error,
      const char     *sentence)
{
  rapport_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("Line %u of the letter: %s"), self->line, sentence);
  return FALSE;
}

static gboolean
append_value (Filling     *self,
              const char  *start,
              gsize        length,
              GString     *out,
              GError     **error)
{
  g_autofree char *name = g_strstrip (g_strndup (start, length));
  g_autofree char *raw = value_of (name, self->facts);
  g_autofree char *value = NULL;

  if (raw == NULL)
    {
      g_autofree char *valid = g_utf8_make_valid (name, -1);
      g_autofree char *sentence = g_strdup_printf (_("there is nothing called “{%s}”."), valid);

      return fail (self, error, sentence);
    }
  value = clean (raw);
  self->n_values++;
  self->n_empty += *value == '\0';
  g_string_append (out, value);
  return TRUE;
}

/* (transfer full) (nullable) */
static GString *
fill_line (Filling     *self,
           const char  *line,
           GError     **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  self->n_values = self->n_empty = 0;
  for (const char *at = line; *at != '\0';)
    {
      const char *end = *at == '{' && at[1] != '{' ? strchr (at, '}') : NULL;

      if (at[0] == '{' && at[1] == '{')
        {
          g_string_append_c (out, '{');
          at += 2;
        }
      else if (end != NULL)
        {
          if (!append_value (self, at + 1, (gsize) (end - at - 1), out, error))
            return NULL;
          at = end + 1;
        }
      else if (*at == '{')
        {
          fail (self, error, _("a “{” is not closed; “{{” stands for the brace itself."));
          return NULL;
        }
      else
        g_string_append_c (out, *at++);
    }
  return g_steal_pointer (&out);
}

static char *
one_line (const char *text)
{
  char *line = g_strdup (text);

  return g_strstrip (g_strdelimit (line, "\n\t", ' '));
}

/* Empty lines that come to stand together are one. */
static gboolean
fill_body (Filling     *self,
           char       **lines,
           GString     *body,
           GError     **error)
{
  gboolean wants_gap = FALSE;

  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      g_autoptr (GString) line = NULL;
      g_autofree char *stripped = g_strstrip (g_strdup (lines[i]));

      self->line = i + 1;
      line = fill_line (self, lines[i], error);
      if (line == NULL)
        return FALSE;
      if (*stripped == '\0')
        wants_gap = TRUE;
      else if (self->n_values == 0 || self->n_empty < self->n_values)
        {
          g_string_append_printf (body, "%s%s\n", wants_gap && body->len > 0 ? "\n" : "", line->str);
          wants_gap = FALSE;
        }
    }
  return TRUE;
}

/**
 * rapport_letter_fill:
 * @letter_template: a template
 * @facts: what it may say
 * @error: return location; its message is a sentence for people, with the number of the line
 *
 * Returns: (transfer full) (nullable): the letter
 */
RapportLetterText *
rapport_letter_fill (const char                *letter_template,
                     const RapportLetterFacts  *facts,
                     GError                   **error)
{
  g_autofree char *cleaned = clean (letter_template);
  g_auto (GStrv) lines = g_strsplit (cleaned, "\n", -1);
  g_autoptr (GString) subject = NULL;
  g_autoptr (GString) body = g_string_new (NULL);
  Filling self = { facts, 1, 0, 0 };
  RapportLetterText *text;

  if (lines[0] == NULL || *g_strstrip (lines[0]) == '\0')
    {
      fail (&self, error, _("the first line is the subject, and it is empty."));
      return NULL;
    }
  subject = fill_line (&self, lines[0], error);
  if (subject == NULL || !fill_body (&self, lines, body, error))
    return NULL;
  text = g_new0 (RapportLetterText, 1);
  text->subject = one_line (subject->str);
  text->body = g_string_free (g_steal_pointer (&body), FALSE);
  return text;
}

/**
 * rapport_letter_check:
 * @letter_template: a template
 * @error: return location; its message is a sentence for people
 *
 * Returns: whether it can be filled
 */
gboolean
rapport_letter_check (const char  *letter_template,
                      GError     **error)
{
  const RapportLetterFacts nothing = { NULL };
  g_autoptr (RapportLetterText) text = rapport_letter_fill (letter_template, &nothing, error);

  return text != NULL;
}

void
rapport_letter_text_free (RapportLetterText *self)
{
  g_free (self->subject);
  g_free (self->body);
  g_free (self);
}

/* Templates that come with Rapport -------------------------------------------------------------------------------- */

static char *
look_up (const char *kind,
         const char *language)
{
  g_autofree char *path = g_strdup_printf (TEMPLATES "/%s/%s.txt", language, kind);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (rapport_letters_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                     NULL);

  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

gboolean
rapport_letter_has_language (const char *kind,
                             const char *language)
{
  g_autofree char *text = look_up (kind, language);

  return text != NULL;
}

char *
rapport_letter_template (const char         *kind,
                         const char * const *languages)
{
  for (guint i = 0; languages != NULL && languages[i] != NULL; i++)
    {
      char *text = look_up (kind, languages[i]);

      if (text != NULL)
        return text;
    }
  return look_up (kind, "en");
}
