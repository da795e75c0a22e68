/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/enrol.h"

#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "cli/who.h"

typedef enum {
  TAKES_ROLE,
  TAKES_CAPACITY, /* too */
  TAKES_END,      /* too, of a pause */
} Takes;

static gboolean
change_enrolments (RapportCli     *cli,
                   RapportCommand  command,
                   Takes           takes,
                   int             argc,
                   char          **argv,
                   GError        **error)
{
  g_autoptr (RapportEnrolment) enrolment = rapport_enrolment_new (NULL, 0, NULL);
  const GOptionEntry capacity = {
    "capacity", 0, 0, G_OPTION_ARG_INT, &enrolment->capacity, N_("Places of a mentor"), N_("PLACES")
  };
  const GOptionEntry end = {
    "until", 0, 0, G_OPTION_ARG_STRING, &enrolment->paused_until, N_("Last day of a pause"), "YYYY-MM-DD"
  };
  const GOptionEntry none = { NULL };
  const GOptionEntry entries[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &enrolment->role, N_("mentor or mentee"), N_("ROLE") },
    takes == TAKES_CAPACITY ? capacity : takes == TAKES_END ? end : none,
    { NULL },
  };
  RapportStore *store = NULL;
  g_autofree char *sentence = NULL;
  JsonObject *facts = NULL;

  enrolment->capacity = -1;
  if (!rapport_cli_parse (cli, entries, 1, -1, &argc, &argv, error))
    return FALSE;
  for (int i = 1; i < argc; i++)
    {
      gint64 member = rapport_cli_who (cli, argv[i], error);

      if (member == 0)
        return FALSE;
      g_array_append_val (enrolment->members, member);
    }
  store = rapport_cli_get_store (cli, error);
  if (store == NULL || !rapport_store_write (store, command, enrolment, NULL, error))
    return FALSE;
  facts = json_object_new ();
  json_object_set_int_member (facts, "changed", enrolment->changed);
  sentence = g_strdup_printf (ngettext ("%u enrolment changed.", "%u enrolments changed.", enrolment->changed), enrolment->changed);
  rapport_cli_print_result (cli, sentence, facts);
  return TRUE;
}

gboolean
rapport_cli_enrol (RapportCli *cli,
                   int         argc,
                   char      **argv,
                   GError    **error)
{
  return change_enrolments (cli, rapport_enrol_command, TAKES_CAPACITY, argc, argv, error);
}

gboolean
rapport_cli_unenrol (RapportCli *cli,
                     int         argc,
                     char      **argv,
                     GError    **error)
{
  return change_enrolments (cli, rapport_unenrol_command, TAKES_ROLE, argc, argv, error);
}

gboolean
rapport_cli_pause (RapportCli *cli,
                   int         argc,
                   char      **argv,
                   GError    **error)
{
  return change_enrolments (cli, rapport_pause_command, TAKES_END, argc, argv, error);
}

gboolean
rapport_cli_resume (RapportCli *cli,
                    int         argc,
                    char      **argv,
                    GError    **error)
{
  return change_enrolments (cli, rapport_resume_command, TAKES_ROLE, argc, argv, error);
}
