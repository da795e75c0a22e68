/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/field-check.h"

#include <glib/gi18n.h>
#include <string.h>
#include <time.h>

#include "model/date.h"
#include "model/strip.h"

/* Longer than any name or title; what is longer was pasted into the wrong field. */
#define MOST_OF_A_LINE 300

static gboolean
begins_with (const char *name,
             const char *typed)
{
  g_autofree char *a = g_utf8_casefold (name, -1);
  g_autofree char *b = g_utf8_casefold (typed, -1);
  gsize length = strlen (b);

  if (length > 0 && b[length - 1] == '.')
    b[length - 1] = '\0';
  return g_utf8_strlen (b, -1) >= 3 && g_str_has_prefix (a, b);
}

/* 1 to 12; 0 when @typed is no month in English or in the user's language. */
static int
month_of_word (const char *typed)
{
  static const char * const english[] = {
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December"
  };

  for (int month = 0; month < 12; month++)
    {
      struct tm tm = { .tm_mon = month, .tm_mday = 1, .tm_year = 100 };
      char local[64];

      if (begins_with (english[month], typed))
        return month + 1;
      if (strftime (local, sizeof local, "%B", &tm) > 0 && g_utf8_validate (local, -1, NULL) && begins_with (local, typed))
        return month + 1;
    }
  return 0;
}

static gboolean
number_of (const char *word,
           int        *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (word, 10, 1, 9999, &value, NULL))
    return FALSE;
  *number = (int) value;
  return TRUE;
}

/* Day, month and year in this order, or year, month and day, with any of " ./-," between them. */
static gboolean
parse_typed_date (const char *typed,
                  GDate      *date)
{
  g_auto (GStrv) words = g_strsplit_set (typed, " ./-,", -1);
  char *parts[3];
  guint n = 0;
  int first, month, last;

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      {
        if (n == 3)
          return FALSE;
        parts[n++] = words[i];
      }
  if (n != 3 || !number_of (parts[0], &first) || !number_of (parts[2], &last))
    return FALSE;
  month = month_of_word (parts[1]);
  if (month == 0 && !number_of (parts[1], &month))
    return FALSE;
  if (strlen (parts[0]) == 4)
    {
      int year = first;

      first = last;
      last = year;
    }
  if (last < 1000 || month > 12 || first > 31 || !g_date_valid_dmy (first, month, last))
    return FALSE;
  g_date_set_dmy (date, first, month, last);
  return TRUE;
}

/** Returns: (transfer full) (nullable): what is wrong with an e-mail address, as a sentence. */
char *
rapport_email_problem (const char *email)
{
  const char *at = strchr (email, '@');

  if (*email == '\0')
    return NULL;
  if (at == NULL)
    return g_strdup (_("An e-mail address has an “@” in the middle."));
  if (strpbrk (email, " \t,;<>\"") != NULL)
    return g_strdup (_("One e-mail address alone, without blanks, commas or brackets."));
  if (at == email || strchr (at + 1, '@') != NULL || strchr (at + 1, '.') == NULL || at[1] == '.' || g_str_has_suffix (at, "."))
    return g_strdup (_("An e-mail address looks like “name@example.org”."));
  return NULL;
}

/** Returns: (transfer full) (nullable): what is wrong with a link, as a sentence. */
char *
rapport_link_problem (const char *link)
{
  const char *rest = link;

  if (*link == '\0')
    return NULL;
  if (g_str_has_prefix (link, "https://") || g_str_has_prefix (link, "http://"))
    rest = strstr (link, "//") + 2;
  else if (strstr (link, ":") != NULL && !g_str_has_prefix (link, "mailto:"))
    return g_strdup (_("A link begins with “https://”."));
  if (strchr (rest, '.') == NULL || strpbrk (rest, " \t\n") != NULL)
    return g_strdup (_("A link looks like “https://example.org/page”."));
  return NULL;
}

static char *
phone_problem (const char *phone)
{
  guint digits = 0;

  for (const char *p = phone; *p != '\0'; p = g_utf8_next_char (p))
    digits += g_unichar_isdigit (g_utf8_get_char (p)) ? 1 : 0;
  if (*phone != '\0' && digits < 3)
    return g_strdup (_("A telephone number has more digits."));
  return NULL;
}

/**
 * rapport_field_problem:
 * @field: a field of one text
 * @typed: what somebody has typed into it
 *
 * Returns: (transfer full) (nullable): why it cannot be saved like this, as a sentence; %NULL when it can
 */
char *
rapport_field_problem (const RapportField *field,
                       const char         *typed)
{
  g_autofree char *text = rapport_strip (g_strdup (typed));
  glong length = g_utf8_strlen (text, -1);
  GDate date;

  if (*text == '\0')
    return NULL;
  if (field->type == RAPPORT_FIELD_LONG_TEXT && length > RAPPORT_FIELD_MOST_CHARACTERS)
    return g_strdup_printf (_("%ld characters are too many: %d is the most."), length, RAPPORT_FIELD_MOST_CHARACTERS);
  if (field->type != RAPPORT_FIELD_LONG_TEXT && length > MOST_OF_A_LINE)
    return g_strdup_printf (_("%ld characters are too many for one line: %d is the most."), length, MOST_OF_A_LINE);
  if (field->type == RAPPORT_FIELD_DATE && !rapport_date_parse (text, &date) && !parse_typed_date (text, &date))
    return g_strdup (_("This is not a day of the calendar. Write it as “19 November 2026”, “19.11.2026” or “2026-11-19”."));
  if (g_str_equal (field->name, "email"))
    return rapport_email_problem (text);
  if (g_str_equal (field->name, "phone"))
    return phone_problem (text);
  return NULL;
}

/** Returns: (transfer full): how the journal has what was typed; as it is where it cannot be understood. */
char *
rapport_field_from_typed (const RapportField *field,
                          const char         *typed)
{
  char *text = rapport_strip (g_strdup (typed));
  GDate date;

  if (field->type != RAPPORT_FIELD_DATE || rapport_date_is_valid (text) || !parse_typed_date (text, &date))
    return text;
  g_free (text);
  return rapport_date_to_text (&date);
}

/** Returns: (transfer full): how people read what the journal has. */
char *
rapport_field_to_typed (const RapportField *field,
                        const char         *value)
{
  if (field->type == RAPPORT_FIELD_DATE && rapport_date_is_valid (value))
    return rapport_date_format_long (value);
  return g_strdup (value);
}
