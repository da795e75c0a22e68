/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/policy.h"
#include "services/member-form.h"
#include "services/member-profile.h"
#include "ui/field-row.h"

G_BEGIN_DECLS

/** How far a section is filled (I11). */
typedef enum {
  RAPPORT_SECTION_MISSING,
  RAPPORT_SECTION_HIDDEN,
  RAPPORT_SECTION_COMPLETE,
} RapportSectionState;

/** What the sections of one editor share. Borrowed; the page outlives its sections. */
typedef struct {
  RapportMemberForm *form;
  const RapportMemberProfile *profile;
  const RapportPolicy *policy;
  gint64 programme;
  gint64 now;              /* unix seconds */
  gboolean read_only;      /* somebody else's profile */
  gboolean plain;          /* no profile: neither history nor who may see it */
} RapportEditorContext;

#define RAPPORT_TYPE_EDITOR_SECTION (rapport_editor_section_get_type ())
G_DECLARE_DERIVABLE_TYPE (RapportEditorSection, rapport_editor_section, RAPPORT, EDITOR_SECTION, AdwPreferencesGroup)

/**
 * RapportEditorSectionClass:
 * @build: adds the rows; the parent's adds one for each field of the table of fields that has the section's name
 * @shows: whether the section takes this field from the table; %FALSE: the subclass has a row of its own for it
 *
 * A heading and a boxed list of the profile editor.
 */
struct _RapportEditorSectionClass
{
  AdwPreferencesGroupClass parent_class;

  void     (*build) (RapportEditorSection *self);
  gboolean (*shows) (RapportEditorSection *self,
                     const RapportField   *field);
};

void                        rapport_editor_section_set_up      (RapportEditorSection       *self,
                                                                const char                 *name,
                                                                const char                 *title,
                                                                const RapportEditorContext *context);
const char                 *rapport_editor_section_get_name    (RapportEditorSection       *self);
const RapportEditorContext *rapport_editor_section_get_context (RapportEditorSection       *self);
void                        rapport_editor_section_add_row     (RapportEditorSection       *self,
                                                                GtkWidget                  *row);
void                        rapport_editor_section_remove_row  (RapportEditorSection       *self,
                                                                GtkWidget                  *row);
GPtrArray                  *rapport_editor_section_get_rows    (RapportEditorSection       *self);
RapportSectionState         rapport_editor_section_get_state   (RapportEditorSection       *self);
RapportFieldRow            *rapport_editor_section_find_row    (RapportEditorSection       *self,
                                                                const char                 *name);
RapportFieldRow            *rapport_editor_section_check       (RapportEditorSection       *self);
void                        rapport_editor_section_set_compact (RapportEditorSection       *self,
                                                                gboolean                    compact);

G_END_DECLS
