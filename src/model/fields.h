/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportFieldType:
 * @RAPPORT_FIELD_TEXT: one line, GVariant "s"
 * @RAPPORT_FIELD_LONG_TEXT: several lines, GVariant "s"
 * @RAPPORT_FIELD_INTEGER: GVariant "x"
 * @RAPPORT_FIELD_BOOLEAN: GVariant "x", 0 or 1
 * @RAPPORT_FIELD_DATE: GVariant "s", 'YYYY-MM-DD'
 * @RAPPORT_FIELD_INSTANT: GVariant "x", unix seconds
 * @RAPPORT_FIELD_CHOICE: GVariant "s", a word of a fixed or policy's list
 * @RAPPORT_FIELD_COUNTRY: GVariant "s", ISO 3166-1 alpha-2
 * @RAPPORT_FIELD_ZONE: GVariant "s", IANA name
 * @RAPPORT_FIELD_REFERENCE: GVariant "s", the uuid of another entity
 * @RAPPORT_FIELD_BLOB: GVariant "s", hex SHA-256 of a row of the blob table
 * @RAPPORT_FIELD_LIST: GVariant "as", values that make sense only together
 * @RAPPORT_FIELD_SET: a family of fields `name/ELEMENT`; the value of each is GVariant "x" 1
 * @RAPPORT_FIELD_ITEMS: a family of fields `name/UUID`; the value of each is GVariant "as"
 * @RAPPORT_FIELD_SKILLS: the family `skill/UUID/held`, `skill/UUID/wanted`, GVariant "x" 1 to 7
 * @RAPPORT_FIELD_CUSTOM: the family `custom/UUID`, GVariant "s"
 * @RAPPORT_FIELD_VISIBILITY: the family `visibility/ELEMENT`, GVariant "s"
 * @RAPPORT_FIELD_SETTING: the family `setting/KEY`, GVariant "s" holding JSON
 *
 * How the value of a field reads in the journal. An unset value is %NULL everywhere.
 */
typedef enum {
  RAPPORT_FIELD_TEXT,
  RAPPORT_FIELD_LONG_TEXT,
  RAPPORT_FIELD_INTEGER,
  RAPPORT_FIELD_BOOLEAN,
  RAPPORT_FIELD_DATE,
  RAPPORT_FIELD_INSTANT,
  RAPPORT_FIELD_CHOICE,
  RAPPORT_FIELD_COUNTRY,
  RAPPORT_FIELD_ZONE,
  RAPPORT_FIELD_REFERENCE,
  RAPPORT_FIELD_BLOB,
  RAPPORT_FIELD_LIST,
  RAPPORT_FIELD_SET,
  RAPPORT_FIELD_ITEMS,
  RAPPORT_FIELD_SKILLS,
  RAPPORT_FIELD_CUSTOM,
  RAPPORT_FIELD_VISIBILITY,
  RAPPORT_FIELD_SETTING,
} RapportFieldType;

/** Whether a field says something about a person, and how delicate that is. */
typedef enum {
  RAPPORT_PRIVACY_PLAIN,
  RAPPORT_PRIVACY_PERSONAL,
  RAPPORT_PRIVACY_SENSITIVE,
} RapportPrivacy;

/**
 * RapportField:
 * @kind: the entity's kind: "member", "request", …
 * @name: in the journal; of a family the part before the slash
 * @label: English, marked for translation; what people read
 * @section: editor section of a member's field ("identity", "contact", "work", "membership", "biography", "skills",
 *   "education", "place", "mentoring"), or %NULL
 * @element: the element whose visibility governs the field (I13), or %NULL where no visibility applies
 * @visibility: the level that stands where the owner has not chosen one
 * @column: column of the projection, or %NULL (families and what is not projected)
 * @headings: headings it goes by in files, lower case, separated by '|'; %NULL when it is not imported
 * @weight: share in the completeness of a profile; 0 does not count
 */
typedef struct {
  const char *kind;
  const char *name;
  RapportFieldType type;
  const char *label;
  const char *section;
  const char *element;
  const char *visibility;
  RapportPrivacy privacy;
  const char *column;
  const char *headings;
  int weight;
} RapportField;

const RapportField *rapport_fields_all        (guint      *n_fields);
const RapportField *rapport_fields_of_kind    (const char *kind,
                                               guint      *n_fields);
const RapportField *rapport_fields_find       (const char *kind,
                                               const char *journal_name);

G_END_DECLS
