/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/list-cell.h"

#include <string.h>

#include "model/strip.h"

static void
take_element (GPtrArray *elements,
              GString   *element)
{
  rapport_strip (element->str);
  if (*element->str != '\0')
    g_ptr_array_add (elements, g_strdup (element->str));
  g_string_truncate (element, 0);
}

/* Semicolons, bars and line breaks part a list. Commas do so only where none of these stands, as names of skills and
 * interests contain them; in a list of skills each part must end in a level for that. */
static const char *
separators_of (const char *cell)
{
  g_auto (GStrv) parts = NULL;

  for (const char *p = cell; *p != '\0'; p++)
    if (*p == '\\' && p[1] != '\0')
      p++;
    else if (strchr (";|\n\r", *p) != NULL)
      return ";|\n\r";
  parts = g_strsplit (cell, ",", -1);
  for (guint i = 0; parts[i] != NULL && strchr (cell, ':') != NULL; i++)
    if (!rapport_skill_cell_parse (parts[i], NULL, NULL))
      return "\n";
  return ",";
}

/**
 * rapport_list_cell_parse:
 * @cell: "career;education", "career, education", "risk:3;law:2"
 *
 * A backslash takes a semicolon, a bar or a backslash into an element.
 *
 * Returns: (transfer full) (array zero-terminated=1): the elements without those that are empty
 */
char **
rapport_list_cell_parse (const char *cell)
{
  const char *separators = separators_of (cell);
  GPtrArray *elements = g_ptr_array_new ();
  g_autoptr (GString) element = g_string_new (NULL);

  for (const char *p = cell; *p != '\0'; p++)
    if (*p == '\\' && p[1] != '\0' && strchr ("\\;|", p[1]) != NULL)
      g_string_append_c (element, *++p);
    else if (strchr (separators, *p) != NULL)
      take_element (elements, element);
    else
      g_string_append_c (element, *p);
  take_element (elements, element);
  g_ptr_array_add (elements, NULL);
  return (char **) g_ptr_array_free (elements, FALSE);
}

/**
 * rapport_list_cell_format:
 * @elements: (array zero-terminated=1): the elements
 *
 * Returns: (transfer full): a cell that rapport_list_cell_parse() takes apart into the same
 */
char *
rapport_list_cell_format (const char * const *elements)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean comma = FALSE;

  for (guint i = 0; elements[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (cell, ';');
      for (const char *p = elements[i]; *p != '\0'; p++)
        {
          if (strchr ("\\;|", *p) != NULL)
            g_string_append_c (cell, '\\');
          /* a line break would part the list */
          g_string_append_c (cell, *p == '\n' || *p == '\r' ? ' ' : *p);
          comma |= *p == ',';
        }
    }
  if (comma && elements[1] == NULL)
    g_string_append_c (cell, ';');
  return g_strdup (cell->str);
}

/**
 * rapport_skill_cell_parse:
 * @element: "negotiating:3"; the name may have colons itself
 * @skill: (out) (optional) (transfer full): its name
 * @level: (out) (optional): 1 to 7, or 0 where none is given
 *
 * Returns: %FALSE when a level is given that is not from 1 to 7, or a level of nothing
 */
gboolean
rapport_skill_cell_parse (const char  *element,
                          char       **skill,
                          int         *level)
{
  const char *colon = strrchr (element, ':');
  gsize length = strlen (element);
  guint64 number = 0;

  if (colon != NULL)
    {
      g_autofree char *digits = rapport_strip (g_strdup (colon + 1));

      if (*digits != '\0' && strspn (digits, "0123456789") == strlen (digits))
        {
          number = g_ascii_strtoull (digits, NULL, 10);
          if (number < 1 || number > 7)
            return FALSE;
          length = colon - element;
        }
    }
  if (level != NULL)
    *level = (int) number;
  else if (number == 0)
    return FALSE;
  g_autofree char *name = rapport_strip (g_strndup (element, length));
  if (*name == '\0')
    return FALSE;
  if (skill != NULL)
    *skill = g_steal_pointer (&name);
  return TRUE;
}

/**
 * rapport_skill_cell_looks:
 * @cell: any cell
 *
 * Returns: whether all its elements are skills with levels
 */
gboolean
rapport_skill_cell_looks (const char *cell)
{
  g_auto (GStrv) elements = NULL;

  if (strchr (cell, ':') == NULL)
    return FALSE;
  elements = rapport_list_cell_parse (cell);
  for (guint i = 0; elements[i] != NULL; i++)
    if (!rapport_skill_cell_parse (elements[i], NULL, NULL))
      return FALSE;
  return elements[0] != NULL;
}
