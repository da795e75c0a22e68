/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "exchange/sheet-layout.h"

G_BEGIN_DECLS

/** One value. @key and @text are for programs, @label and @words for people. */
typedef struct {
  char *key;
  char *label;
  char *text;
  char *words;
} RapportDossierLine;

/** What belongs together: a request, a meeting. */
typedef struct {
  GPtrArray *lines;       /* Owned: RapportDossierLine */
} RapportDossierRecord;

typedef struct {
  char *key;
  char *heading;
  GPtrArray *records;     /* Owned: RapportDossierRecord */
} RapportDossierSection;

/**
 * RapportDossier:
 * @photo: (nullable): the bytes of a picture, which stand in the JSON alone
 *
 * Everything about one person, for the person: as JSON for programs, as a PDF to read.
 */
typedef struct {
  char *name;
  char *made_on;
  GPtrArray *sections;    /* Owned: RapportDossierSection */
  GBytes *photo;
} RapportDossier;

RapportDossier        *rapport_dossier_new         (const char             *name,
                                                    const char             *made_on);
void                   rapport_dossier_free        (RapportDossier         *self);
RapportDossierSection *rapport_dossier_add_section (RapportDossier         *self,
                                                    const char             *key,
                                                    const char             *heading);
RapportDossierRecord  *rapport_dossier_add_record  (RapportDossierSection  *section);
/* Empty texts are left out. */
void                   rapport_dossier_add_line    (RapportDossierRecord   *record,
                                                    const char             *key,
                                                    const char             *label,
                                                    const char             *text);
/* @words: (nullable): the same as people read it; %NULL: @text is that; "": they read it in a line before */
void                   rapport_dossier_add_worded  (RapportDossierRecord   *record,
                                                    const char             *key,
                                                    const char             *label,
                                                    const char             *text,
                                                    const char             *words);

JsonNode              *rapport_dossier_to_json     (const RapportDossier   *self);
GBytes                *rapport_dossier_to_pdf      (const RapportDossier   *self,
                                                    RapportPaper            paper,
                                                    GError                **error);
/* As JSON, or as a PDF where the name ends in ".pdf"; readable by its owner alone. */
gboolean               rapport_dossier_write       (const RapportDossier   *self,
                                                    GFile                  *file,
                                                    RapportPaper            paper,
                                                    GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportDossier, rapport_dossier_free)

G_END_DECLS
