/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/editor-section.h"

G_BEGIN_DECLS

/* A section of what the table of fields says, with the items (education, positions, links) that belong to it. */
#define RAPPORT_TYPE_FIELDS_SECTION (rapport_fields_section_get_type ())
G_DECLARE_FINAL_TYPE (RapportFieldsSection, rapport_fields_section, RAPPORT, FIELDS_SECTION, RapportEditorSection)

/* Photo and names. */
#define RAPPORT_TYPE_IDENTITY_SECTION (rapport_identity_section_get_type ())
G_DECLARE_FINAL_TYPE (RapportIdentitySection, rapport_identity_section, RAPPORT, IDENTITY_SECTION, RapportEditorSection)

/* Expertise, interests, and skills with their levels. */
#define RAPPORT_TYPE_SKILLS_SECTION (rapport_skills_section_get_type ())
G_DECLARE_FINAL_TYPE (RapportSkillsSection, rapport_skills_section, RAPPORT, SKILLS_SECTION, RapportEditorSection)

/* Languages, place, zone and weekly hours. */
#define RAPPORT_TYPE_PLACE_SECTION (rapport_place_section_get_type ())
G_DECLARE_FINAL_TYPE (RapportPlaceSection, rapport_place_section, RAPPORT, PLACE_SECTION, RapportEditorSection)

/* Roles in the programme, areas, channels and the programme's own fields. */
#define RAPPORT_TYPE_MENTORING_SECTION (rapport_mentoring_section_get_type ())
G_DECLARE_FINAL_TYPE (RapportMentoringSection, rapport_mentoring_section, RAPPORT, MENTORING_SECTION, RapportEditorSection)

G_END_DECLS
