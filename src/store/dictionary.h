/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/transaction.h"

G_BEGIN_DECLS

/* Names that the journal keeps as small integers. */
typedef enum {
  RAPPORT_DICTIONARY_REPLICA,
  RAPPORT_DICTIONARY_KIND,
  RAPPORT_DICTIONARY_FIELD,
  RAPPORT_N_DICTIONARIES,
} RapportDictionaryKind;

/* What one connection remembers of them. */
typedef struct {
  GHashTable *numbers[RAPPORT_N_DICTIONARIES]; /* Owned: name → number */
  GHashTable *names[RAPPORT_N_DICTIONARIES];   /* Owned: number → name, borrowed from the other */
} RapportDictionary;

void        rapport_dictionary_init   (RapportDictionary     *self);
void        rapport_dictionary_clear  (RapportDictionary     *self);
void        rapport_dictionary_forget (RapportDictionary     *self);
void        rapport_dictionary_trim   (RapportDictionary     *self);

gint64      rapport_reading_number    (RapportReading        *self,
                                       RapportDictionaryKind  kind,
                                       const char            *name);
const char *rapport_reading_name      (RapportReading        *self,
                                       RapportDictionaryKind  kind,
                                       gint64                 number);
gint64      rapport_reading_enter     (RapportReading        *self,
                                       RapportDictionaryKind  kind,
                                       const char            *name,
                                       GError               **error);

G_END_DECLS
