/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/letters.h"
#include "ui/page.h"

G_BEGIN_DECLS

/** The files that a letter can be saved as: the whole letter, or the event that comes with it. */
typedef enum {
  RAPPORT_LETTER_FILE_MESSAGE,
  RAPPORT_LETTER_FILE_EVENT,
} RapportLetterFile;

/* Ways out of the house that need no account. Both end with a toast on @page, or say what is wrong. */
void rapport_letter_open (RapportPage            *page,
                          const RapportLetterRow *row);
void rapport_letter_save (RapportPage            *page,
                          const RapportLetterRow *row,
                          RapportLetterFile       what);

G_END_DECLS
