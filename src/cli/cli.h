/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "services/session.h"

G_BEGIN_DECLS

/* Characters of what somebody typed, in an error. */
#define RAPPORT_CLI_MOST_SHOWN 60

/**
 * RapportCliExit:
 * @RAPPORT_CLI_DONE: done
 * @RAPPORT_CLI_FAILED: anything that has no number of its own
 * @RAPPORT_CLI_USAGE: the words on the command line are wrong
 * @RAPPORT_CLI_NOT_FOUND: what is named is not there, or the name fits several
 * @RAPPORT_CLI_REFUSED: a rule of the programme refuses, or there is nothing to undo
 * @RAPPORT_CLI_DATABASE: the database cannot be used: damaged, too new, foreign, read-only, no space
 * @RAPPORT_CLI_BUSY: another process writes; try again later
 * @RAPPORT_CLI_DIFFERENCES: it was done, and what was looked at is not as it should be
 *
 * The exit codes of rapportctl, documented in its manual page. They never change their meaning.
 */
typedef enum {
  RAPPORT_CLI_DONE = 0,
  RAPPORT_CLI_FAILED = 1,
  RAPPORT_CLI_USAGE = 2,
  RAPPORT_CLI_NOT_FOUND = 3,
  RAPPORT_CLI_REFUSED = 4,
  RAPPORT_CLI_DATABASE = 5,
  RAPPORT_CLI_BUSY = 6,
  RAPPORT_CLI_DIFFERENCES = 7,
} RapportCliExit;

/* A command's own errors; the codes are those of RapportCliExit. A command may return errors of any other domain too. */
#define RAPPORT_CLI_ERROR (rapport_cli_error_quark ())
GQuark rapport_cli_error_quark (void);

/* What the words before and after the command say, and the database opened on first use. */
typedef struct _RapportCli RapportCli;

/**
 * RapportCliCommand:
 * @name: one word or two, "undo", "meeting log"
 * @arguments: what follows, for --help: "FILE…"
 * @summary: one line, marked for translation
 * @function: does it; @argv[0] is the name, and the command's own options are still among @argv
 *
 * A row of the table in cli/commands.c. A function takes its options out with rapport_cli_parse(), then prints its
 * result with the functions of cli/print.h, or returns %FALSE with @error set.
 */
typedef struct {
  const char *name;
  const char *arguments;
  const char *summary;
  gboolean (*function) (RapportCli *cli,
                        int         argc,
                        char      **argv,
                        GError    **error);
} RapportCliCommand;

int             rapport_cli_run         (int                  argc,
                                         char               **argv);

/* For commands. rapport_cli_parse() takes @entries and the options that all commands have out of @argv, so that only
 * words are left; it answers --help itself. With fewer than @least or more than @most words (most < 0: any number) it
 * refuses with the command's usage. */
gboolean        rapport_cli_parse       (RapportCli          *cli,
                                         const GOptionEntry  *entries,
                                         int                  least,
                                         int                  most,
                                         int                 *argc,
                                         char              ***argv,
                                         GError             **error);
gboolean        rapport_cli_wants_json  (RapportCli          *cli);
/* Where the database lies, whether it can be opened or not. */
char           *rapport_cli_dup_database (RapportCli         *cli);
RapportStore   *rapport_cli_get_store   (RapportCli          *cli,
                                         GError             **error);
/* With the viewer that --as names. */
RapportSession *rapport_cli_get_session (RapportCli          *cli,
                                         GError             **error);

G_END_DECLS
