/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/import-target.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/fold.h"

/* Targets that are more, or less, than a field of the table. */
static const struct {
  const char *id;
  const char *kind;
  const char *field;
  const char *label;
  const char *headings;
} special[] = {
  { "skill/held", "member", "skill", N_("Skills"),
    "skills|skill|skills held|skills offered|competences|competencies|kenntnisse|fähigkeiten|compétences|habilidades" },
  { "skill/wanted", "member", "skill", N_("Skills wanted"),
    "skills wanted|wanted skills|skills to develop|skills to learn|skills sought|development needs|learning goals" },
  { "role", "enrolment", "role", N_("Role"), NULL },
  { "both", NULL, NULL, N_("Both roles"),
    "both mentor and mentee|both|mentor and mentee|both roles|mentor as well as mentee" },
  { "capacity", "enrolment", "capacity", N_("Capacity"), NULL },
  { "programme", "enrolment", "programme", N_("Programme"), "programme|program|mentoring programme|scheme" },
};

static void
target_free (RapportImportTarget *target)
{
  g_free (target->heading);
  g_free (target->label);
  g_strfreev (target->headings);
  g_free (target);
}

/* "Member number" is headed "Member Number": words of a heading begin with capitals. */
static char *
heading_of (const char *label)
{
  char *heading = g_strdup (label);

  for (char *p = heading; *p != '\0'; p++)
    if ((p == heading || p[-1] == ' ') && !g_str_has_prefix (p, "of ") && !g_str_has_prefix (p, "by "))
      *p = g_ascii_toupper (*p);
  return heading;
}

static void
add_target (GPtrArray          *targets,
            const char         *id,
            const RapportField *field,
            const char         *label,
            const char         *headings)
{
  RapportImportTarget *target = g_new0 (RapportImportTarget, 1);
  g_auto (GStrv) words = g_strsplit (headings, "|", -1);
  g_autoptr (GPtrArray) folded = g_ptr_array_new ();

  target->id = id;
  target->field = field;
  target->heading = heading_of (label);
  target->label = g_strdup (_(label));
  g_ptr_array_add (folded, rapport_fold (label));
  g_ptr_array_add (folded, rapport_fold (target->label));
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (folded, rapport_fold (words[i]));
  g_ptr_array_add (folded, NULL);
  target->headings = (char **) g_ptr_array_steal (folded, NULL);
  g_ptr_array_add (targets, target);
}

static GPtrArray *
load_targets (void)
{
  guint n_fields;
  const RapportField *fields = rapport_fields_of_kind ("member", &n_fields);
  GPtrArray *targets = g_ptr_array_new_with_free_func ((GDestroyNotify) target_free);

  for (guint i = 0; i < n_fields; i++)
    if (fields[i].headings != NULL && fields[i].type != RAPPORT_FIELD_SKILLS)
      add_target (targets, fields[i].name, &fields[i], fields[i].label, fields[i].headings);
  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    {
      const RapportField *field = special[i].kind != NULL
        ? rapport_fields_find (special[i].kind, special[i].field) : NULL;
      const char *headings = special[i].headings != NULL ? special[i].headings : field->headings;

      add_target (targets, special[i].id, field, special[i].label, headings);
    }
  return targets;
}

/**
 * rapport_import_targets:
 *
 * Returns: (transfer none) (element-type RapportImportTarget): everything that a column can become, in the order of the
 *   editor
 */
const GPtrArray *
rapport_import_targets (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, (gsize) load_targets ());
  return (const GPtrArray *) once;
}

/**
 * rapport_import_target_find:
 * @id: a target's id
 *
 * Returns: (transfer none) (nullable): the target
 */
const RapportImportTarget *
rapport_import_target_find (const char *id)
{
  const GPtrArray *targets = rapport_import_targets ();

  for (guint i = 0; i < targets->len; i++)
    {
      const RapportImportTarget *target = g_ptr_array_index (targets, i);

      if (strcmp (target->id, id) == 0)
        return target;
    }
  return NULL;
}
