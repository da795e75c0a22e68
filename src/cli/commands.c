/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/commands.h"

#include <glib/gi18n.h>
#include <string.h>

static const RapportCliCommand commands[] = {
  { "members", "[TEXT…]", N_("List members: all, or who fits the text and the options"), rapport_cli_members },

  { "log", "", N_("List what happened, newest first"), rapport_cli_log },
  { NULL },
};

const RapportCliCommand *
rapport_cli_commands (void)
{
  return commands;
}

/* How many of @words spell @name; 0 when they do not. */
static guint
spells (const char *name,
        char      **words)
{
  g_auto (GStrv) parts = g_strsplit (name, " ", -1);
  guint n = g_strv_length (parts);

  for (guint i = 0; i < n; i++)
    if (words[i] == NULL || strcmp (words[i], parts[i]) != 0)
      return 0;
  return n;
}

const RapportCliCommand *
rapport_cli_find_command (char **words,
                          guint *n_words)
{
  const RapportCliCommand *found = NULL;

  *n_words = 0;
  for (const RapportCliCommand *command = commands; command->name != NULL; command++)
    {
      guint n = spells (command->name, words);

      if (n > *n_words)
        {
          found = command;
          *n_words = n;
        }
    }
  return found;
}
