/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"
#include "services/import-job.h"

G_BEGIN_DECLS

/* The words of the options, in the order of the values that they stand for; the report says the same words. */
#define RAPPORT_CLI_IMPORT_SEPARATORS "comma|semicolon|tab"
#define RAPPORT_CLI_IMPORT_SEPARATOR_BYTES { ',', ';', '\t' }
#define RAPPORT_CLI_IMPORT_ENCODINGS "utf-8|utf-16le|utf-16be|windows-1252|windows-1250|windows-1251"
#define RAPPORT_CLI_IMPORT_DATES "ymd|dmy|mdy"

void rapport_cli_import_report (RapportCli       *cli,
                                RapportImportJob *job,
                                gboolean          written);

G_END_DECLS
