/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/fields.h"

#include <glib/gi18n.h>
#include <string.h>

#define TEXT RAPPORT_FIELD_TEXT
#define LONG RAPPORT_FIELD_LONG_TEXT
#define PLAIN RAPPORT_PRIVACY_PLAIN
#define PERSONAL RAPPORT_PRIVACY_PERSONAL
#define SENSITIVE RAPPORT_PRIVACY_SENSITIVE

/* The one table of every field: projection, import, editor, visibility, completeness, history and verify follow it.
 * The rows of a kind stand together. */
static const RapportField fields[] = {
  { "programme", "name", TEXT, N_("Name"), NULL, NULL, NULL, PLAIN, "name", NULL, 0 },
  { "programme", "preset", TEXT, N_("Preset"), NULL, NULL, NULL, PLAIN, "preset", NULL, 0 },
  { "programme", "time_zone", RAPPORT_FIELD_ZONE, N_("Time zone"), NULL, NULL, NULL, PLAIN, "time_zone", NULL, 0 },
  { "programme", "setting", RAPPORT_FIELD_SETTING, N_("Rule"), NULL, NULL, NULL, PLAIN, NULL, NULL, 0 },
  /* the family letter/KIND/LANGUAGE: a template of the programme's own */
  { "programme", "letter", LONG, N_("Letter"), NULL, NULL, NULL, PLAIN, NULL, NULL, 0 },

  { "custom-field", "programme", RAPPORT_FIELD_REFERENCE, N_("Programme"), NULL, NULL, NULL, PLAIN, "programme", NULL, 0 },
  { "custom-field", "label", TEXT, N_("Label"), NULL, NULL, NULL, PLAIN, "label", NULL, 0 },
  { "custom-field", "type", RAPPORT_FIELD_CHOICE, N_("Type"), NULL, NULL, NULL, PLAIN, "type", NULL, 0 },
  { "custom-field", "sensitive", RAPPORT_FIELD_BOOLEAN, N_("Sensitive"), NULL, NULL, NULL, PLAIN, "sensitive", NULL, 0 },

  { "skill", "framework", TEXT, N_("Framework"), NULL, NULL, NULL, PLAIN, "framework", NULL, 0 },
  { "skill", "code", TEXT, N_("Code"), NULL, NULL, NULL, PLAIN, "code", NULL, 0 },
  { "skill", "label", TEXT, N_("Skill"), NULL, NULL, NULL, PLAIN, "label", NULL, 0 },

  { "member", "given_name", TEXT, N_("Given name"), "identity", NULL, NULL, PERSONAL, "given_name",
    "given name|given names|first name|firstname|forename|forenames|christian name|vorname|prénom|nombre", 10 },
  { "member", "family_name", TEXT, N_("Family name"), "identity", NULL, NULL, PERSONAL, "family_name",
    "family name|last name|lastname|surname|second name|nachname|nom|apellido|apellidos", 10 },
  { "member", "full_name", TEXT, N_("Full name"), NULL, NULL, NULL, PERSONAL, NULL,
    "name|full name|display name|participant|participant name|member name", 0 },
  { "member", "name_order", RAPPORT_FIELD_CHOICE, N_("Order of names"), "identity", NULL, NULL, PERSONAL, "name_order",
    "name order", 0 },
  { "member", "pronouns", TEXT, N_("Pronouns"), "identity", "pronouns", "members", PERSONAL, "pronouns", "pronouns|pronoun", 0 },
  { "member", "photo", RAPPORT_FIELD_BLOB, N_("Photo"), "identity", "photo", "members", PERSONAL, "photo", NULL, 2 },

  { "member", "email", TEXT, N_("E-mail"), "contact", "email", "partners", PERSONAL, "email",
    "email|e-mail|email address|e-mail address|mail|mail address|work email|courriel|adresse e-mail|correo electrónico", 10 },
  { "member", "phone", TEXT, N_("Phone"), "contact", "phone", "partners", PERSONAL, "phone",
    "phone|telephone|mobile|phone number|telephone number|mobile number|cell|telefon|téléphone|teléfono", 2 },
  { "member", "address", LONG, N_("Address"), "contact", "address", "nobody", PERSONAL, "address",
    "address|postal address|street address|mailing address", 0 },
  { "member", "link", RAPPORT_FIELD_ITEMS, N_("Link"), "contact", "links", "members", PERSONAL, NULL,
    "link|links|website|url|linkedin|homepage|web page", 0 },

  { "member", "organisation", TEXT, N_("Organisation"), "work", "organisation", "members", PERSONAL, "organisation",
    "organisation|organization|company|employer|department|institution|affiliation|firm|firma|unternehmen|arbeitgeber|entreprise|société|empresa|organización", 6 },
  { "member", "job_title", TEXT, N_("Position"), "work", "job_title", "members", PERSONAL, "job_title",
    "job title|title|position|job|role title|occupation|job role", 6 },
  { "member", "line_manager", TEXT, N_("Line manager"), "work", "line_manager", "nobody", PERSONAL, "line_manager",
    "line manager|manager|supervisor|reports to", 0 },
  { "member", "position", RAPPORT_FIELD_ITEMS, N_("Experience"), "work", "positions", "members", PERSONAL, NULL,
    "experience|positions|work experience|work history|employment history", 4 },

  { "member", "issuer", TEXT, N_("Issued by"), "membership", NULL, NULL, PERSONAL, "issuer",
    "issuer|issued by|society|association|issuing organisation", 0 },
  { "member", "number", TEXT, N_("Member number"), "membership", "number", "nobody", PERSONAL, "number",
    "member number|membership number|member no|member no.|membership no|membership no.|member id|membership id|id|number|mitgliedsnummer|mitgl.-nr.|mitglieds-nr.|numéro de membre|numéro d’adhérent|número de socio", 4 },
  { "member", "grade", TEXT, N_("Grade"), "membership", "grade", "members", PERSONAL, "grade",
    "grade|member grade|membership grade|level|membership level", 4 },
  { "member", "status", TEXT, N_("Status"), "membership", "status", "nobody", PERSONAL, "status",
    "status|member status|membership status", 0 },
  { "member", "region", TEXT, N_("Region"), "membership", "region", "members", PERSONAL, "region", "region|section|chapter|area office", 0 },
  { "member", "member_since", RAPPORT_FIELD_DATE, N_("Member since"), "membership", "member_since", "members", PERSONAL, "member_since",
    "member since|joined|join date|date joined|membership since|since|mitglied seit|membre depuis", 0 },

  { "member", "biography", LONG, N_("Biography"), "biography", "biography", "members", PERSONAL, "biography",
    "biography|bio|about|about me|profile|summary|description", 14 },

  { "member", "expertise", LONG, N_("Expertise"), "skills", "expertise", "members", PERSONAL, "expertise",
    "expertise|areas of expertise|specialism|specialisms|specialisation|specialization", 10 },
  { "member", "interest", RAPPORT_FIELD_SET, N_("Technical interests"), "skills", "interests", "members", PERSONAL, NULL,
    "technical interests|interests|technical interest|interest", 10 },
  { "member", "skill", RAPPORT_FIELD_SKILLS, N_("Skills"), "skills", "skills", "members", PERSONAL, NULL,
    "skills|skill|skills held|competences|competencies|skills wanted|wanted skills|skills to develop|development needs", 6 },

  { "member", "education", RAPPORT_FIELD_ITEMS, N_("Education"), "education", "education", "members", PERSONAL, NULL,
    "education|degree|qualification|qualifications", 4 },
  { "member", "graduation_date", RAPPORT_FIELD_DATE, N_("Graduation date"), "education", "graduation_date", "partners", PERSONAL, "graduation_date",
    "graduation date|graduation|graduates on|date of graduation|expected graduation", 0 },

  { "member", "language", RAPPORT_FIELD_SET, N_("Languages"), "place", "languages", "members", PERSONAL, NULL,
    "languages|language|languages spoken|spoken languages|sprachen|langues|idiomas", 4 },
  { "member", "city", TEXT, N_("City"), "place", "place", "members", PERSONAL, "city", "city|town|location|base", 0 },
  { "member", "country", RAPPORT_FIELD_COUNTRY, N_("Country"), "place", "place", "members", PERSONAL, "country",
    "country|country code|nation|land|pays", 4 },
  { "member", "time_zone", RAPPORT_FIELD_ZONE, N_("Time zone"), "place", "place", "members", PERSONAL, "time_zone",
    "time zone|timezone|tz", 2 },
  { "member", "availability", RAPPORT_FIELD_LIST, N_("Weekly availability"), "place", "availability", "members", PERSONAL, "availability",
    "availability|weekly availability|available|hours", 2 },

  { "member", "area", RAPPORT_FIELD_SET, N_("Areas of guidance"), "mentoring", "areas", "members", PERSONAL, NULL,
    "areas of guidance|areas|area|area of guidance|guidance|topics|mentoring areas|themen|bereiche|domaines", 6 },
  { "member", "channel", RAPPORT_FIELD_SET, N_("Channels"), "mentoring", "channels", "members", PERSONAL, NULL,
    "channels|channel|communication|form of communication|preferred channel|preferred channels|contact preference", 2 },
  { "member", "custom", RAPPORT_FIELD_CUSTOM, N_("Field of the programme"), "mentoring", NULL, "members", PERSONAL, NULL, NULL, 0 },
  { "member", "visibility", RAPPORT_FIELD_VISIBILITY, N_("Visibility"), NULL, NULL, NULL, PLAIN, NULL, NULL, 0 },

  { "enrolment", "programme", RAPPORT_FIELD_REFERENCE, N_("Programme"), NULL, NULL, NULL, PLAIN, "programme", NULL, 0 },
  { "enrolment", "member", RAPPORT_FIELD_REFERENCE, N_("Member"), NULL, NULL, NULL, PLAIN, "member", NULL, 0 },
  { "enrolment", "role", RAPPORT_FIELD_CHOICE, N_("Role"), NULL, NULL, NULL, PLAIN, "role", "role|mentor or mentee|participation|participates as|type", 0 },
  { "enrolment", "capacity", RAPPORT_FIELD_INTEGER, N_("Capacity"), NULL, NULL, NULL, PLAIN, "capacity",
    "capacity|places|mentees|maximum mentees|max mentees|number of mentees", 0 },
  { "enrolment", "paused", RAPPORT_FIELD_BOOLEAN, N_("Paused"), NULL, NULL, NULL, PLAIN, "paused", NULL, 0 },
  { "enrolment", "paused_until", RAPPORT_FIELD_DATE, N_("Paused until"), NULL, NULL, NULL, PLAIN, "paused_until", NULL, 0 },
  { "enrolment", "since", RAPPORT_FIELD_DATE, N_("Enrolled on"), NULL, NULL, NULL, PLAIN, "since", NULL, 0 },

  { "request", "programme", RAPPORT_FIELD_REFERENCE, N_("Programme"), NULL, NULL, NULL, PLAIN, "programme", NULL, 0 },
  { "request", "mentee", RAPPORT_FIELD_REFERENCE, N_("Mentee"), NULL, NULL, NULL, PLAIN, "mentee", NULL, 0 },
  { "request", "mentor", RAPPORT_FIELD_REFERENCE, N_("Mentor"), NULL, NULL, NULL, PLAIN, "mentor", NULL, 0 },
  { "request", "asked_by", RAPPORT_FIELD_CHOICE, N_("Asked by"), NULL, NULL, NULL, PLAIN, "asked_by", NULL, 0 },
  { "request", "term", RAPPORT_FIELD_INTEGER, N_("Term"), NULL, NULL, NULL, PLAIN, "term", NULL, 0 },
  { "request", "areas", RAPPORT_FIELD_LIST, N_("Areas of guidance"), NULL, NULL, NULL, PLAIN, "areas", NULL, 0 },
  { "request", "snapshot", LONG, N_("Letter as sent"), NULL, NULL, NULL, PERSONAL, "snapshot", NULL, 0 },
  { "request", "sent_at", RAPPORT_FIELD_INSTANT, N_("Sent"), NULL, NULL, NULL, PLAIN, "sent_at", NULL, 0 },
  { "request", "saved_at", RAPPORT_FIELD_INSTANT, N_("Saved for later"), NULL, NULL, NULL, PLAIN, "saved_at", NULL, 0 },
  /* [answer, instant, comment, reason]: they make sense only together */
  { "request", "answer", RAPPORT_FIELD_LIST, N_("Answer"), NULL, NULL, NULL, PERSONAL, NULL, NULL, 0 },
  { "request", "reminded_at", RAPPORT_FIELD_INSTANT, N_("Reminded"), NULL, NULL, NULL, PLAIN, "reminded_at", NULL, 0 },
  { "request", "withdrawn_at", RAPPORT_FIELD_INSTANT, N_("Withdrawn"), NULL, NULL, NULL, PLAIN, "withdrawn_at", NULL, 0 },
  /* why a rule that may be overridden was (SOFT) */
  { "request", "exception", LONG, N_("Reason for an exception"), NULL, NULL, NULL, PERSONAL, "exception", NULL, 0 },

  { "partnership", "programme", RAPPORT_FIELD_REFERENCE, N_("Programme"), NULL, NULL, NULL, PLAIN, "programme", NULL, 0 },
  { "partnership", "request", RAPPORT_FIELD_REFERENCE, N_("Request"), NULL, NULL, NULL, PLAIN, "request", NULL, 0 },
  { "partnership", "mentor", RAPPORT_FIELD_REFERENCE, N_("Mentor"), NULL, NULL, NULL, PLAIN, "mentor", NULL, 0 },
  { "partnership", "mentee", RAPPORT_FIELD_REFERENCE, N_("Mentee"), NULL, NULL, NULL, PLAIN, "mentee", NULL, 0 },
  { "partnership", "areas", RAPPORT_FIELD_LIST, N_("Areas of guidance"), NULL, NULL, NULL, PLAIN, "areas", NULL, 0 },
  { "partnership", "term", RAPPORT_FIELD_INTEGER, N_("Term"), NULL, NULL, NULL, PLAIN, "term", NULL, 0 },
  { "partnership", "starts_on", RAPPORT_FIELD_DATE, N_("Starts"), NULL, NULL, NULL, PLAIN, "starts_on", NULL, 0 },
  /* [date, reason, note] */
  { "partnership", "end", RAPPORT_FIELD_LIST, N_("Ended"), NULL, NULL, NULL, PERSONAL, NULL, NULL, 0 },
  { "partnership", "legacy", RAPPORT_FIELD_BOOLEAN, N_("Legacy"), NULL, NULL, NULL, PLAIN, "legacy", NULL, 0 },
  { "partnership", "starred", RAPPORT_FIELD_BOOLEAN, N_("Starred"), NULL, NULL, NULL, PLAIN, "starred", NULL, 0 },

  { "meeting", "partnership", RAPPORT_FIELD_REFERENCE, N_("Partnership"), NULL, NULL, NULL, PLAIN, "partnership", NULL, 0 },
  { "meeting", "kind", RAPPORT_FIELD_CHOICE, N_("Kind"), NULL, NULL, NULL, PLAIN, "kind", NULL, 0 },
  /* [date, start, end, minutes] */
  { "meeting", "time", RAPPORT_FIELD_LIST, N_("Date and time"), NULL, NULL, NULL, PLAIN, NULL, NULL, 0 },
  { "meeting", "channel", RAPPORT_FIELD_CHOICE, N_("How"), NULL, NULL, NULL, PLAIN, "channel", NULL, 0 },
  { "meeting", "place", TEXT, N_("Place"), NULL, NULL, NULL, PERSONAL, "place", NULL, 0 },
  { "meeting", "topics", LONG, N_("Topics"), NULL, NULL, NULL, PERSONAL, "topics", NULL, 0 },
  { "meeting", "agenda", LONG, N_("Agenda"), NULL, NULL, NULL, PERSONAL, "agenda", NULL, 0 },
  { "meeting", "notes", LONG, N_("Shared notes"), NULL, NULL, NULL, SENSITIVE, "notes", NULL, 0 },
  { "meeting", "mentor_notes", LONG, N_("Mentor's own notes"), NULL, NULL, NULL, SENSITIVE, "mentor_notes", NULL, 0 },
  { "meeting", "mentee_notes", LONG, N_("Mentee's own notes"), NULL, NULL, NULL, SENSITIVE, "mentee_notes", NULL, 0 },
  { "meeting", "next_steps", LONG, N_("Next steps"), NULL, NULL, NULL, PERSONAL, "next_steps", NULL, 0 },
  { "meeting", "corrects", RAPPORT_FIELD_REFERENCE, N_("Corrects"), NULL, NULL, NULL, PLAIN, "corrects", NULL, 0 },

  { "signature", "meeting", RAPPORT_FIELD_REFERENCE, N_("Meeting"), NULL, NULL, NULL, PLAIN, "meeting", NULL, 0 },
  { "signature", "side", RAPPORT_FIELD_CHOICE, N_("Side"), NULL, NULL, NULL, PLAIN, "side", NULL, 0 },
  { "signature", "method", RAPPORT_FIELD_CHOICE, N_("Signed by"), NULL, NULL, NULL, PLAIN, "method", NULL, 0 },
  { "signature", "name", TEXT, N_("Name"), NULL, NULL, NULL, PERSONAL, "name", NULL, 0 },
  { "signature", "signed_on", RAPPORT_FIELD_DATE, N_("Signed on"), NULL, NULL, NULL, PLAIN, "signed_on", NULL, 0 },
  { "signature", "sentence", LONG, N_("What was signed"), NULL, NULL, NULL, PERSONAL, "sentence", NULL, 0 },
  { "signature", "digest", TEXT, N_("Digest"), NULL, NULL, NULL, PLAIN, "digest", NULL, 0 },
  { "signature", "path", LONG, N_("Drawing"), NULL, NULL, NULL, PERSONAL, "path", NULL, 0 },
  { "signature", "entered_by", TEXT, N_("Entered by"), NULL, NULL, NULL, PERSONAL, "entered_by", NULL, 0 },

  { "letter", "programme", RAPPORT_FIELD_REFERENCE, N_("Programme"), NULL, NULL, NULL, PLAIN, "programme", NULL, 0 },
  { "letter", "cause", RAPPORT_FIELD_REFERENCE, N_("What it is about"), NULL, NULL, NULL, PLAIN, "cause", NULL, 0 },
  { "letter", "kind", RAPPORT_FIELD_CHOICE, N_("Kind"), NULL, NULL, NULL, PLAIN, "kind", NULL, 0 },
  { "letter", "number", RAPPORT_FIELD_INTEGER, N_("Number"), NULL, NULL, NULL, PLAIN, "number", NULL, 0 },
  { "letter", "member", RAPPORT_FIELD_REFERENCE, N_("To"), NULL, NULL, NULL, PLAIN, "member", NULL, 0 },
  { "letter", "other", RAPPORT_FIELD_REFERENCE, N_("About"), NULL, NULL, NULL, PLAIN, "other", NULL, 0 },
  /* where somebody chose another address than the member's */
  { "letter", "address", TEXT, N_("E-mail"), NULL, NULL, NULL, PERSONAL, "address", NULL, 0 },
  { "letter", "subject", TEXT, N_("Subject"), NULL, NULL, NULL, PERSONAL, "subject", NULL, 0 },
  { "letter", "body", LONG, N_("Text"), NULL, NULL, NULL, PERSONAL, "body", NULL, 0 },
  { "letter", "drafted_at", RAPPORT_FIELD_INSTANT, N_("Drafted"), NULL, NULL, NULL, PLAIN, "drafted_at", NULL, 0 },
  /* [state, instant, replica that queued it, attempts, instant of the next one, address, the server's words] */
  { "letter", "meeting", RAPPORT_FIELD_LIST, N_("Meeting"), NULL, NULL, NULL, PERSONAL, NULL, NULL, 0 },
  { "letter", "state", RAPPORT_FIELD_LIST, N_("State"), NULL, NULL, NULL, PERSONAL, NULL, NULL, 0 },

  { "same-person", "one", RAPPORT_FIELD_REFERENCE, N_("Member"), NULL, NULL, NULL, PLAIN, "one", NULL, 0 },
  { "same-person", "other", RAPPORT_FIELD_REFERENCE, N_("Member"), NULL, NULL, NULL, PLAIN, "other", NULL, 0 },
  { "same-person", "verdict", RAPPORT_FIELD_CHOICE, N_("The same person"), NULL, NULL, NULL, PLAIN, "verdict", NULL, 0 },

  { "erasure", "erased_at", RAPPORT_FIELD_INSTANT, N_("Erased"), NULL, NULL, NULL, PLAIN, "erased_at", NULL, 0 },
  /* 'kind=number', for the account */
  { "erasure", "counts", RAPPORT_FIELD_LIST, N_("What was erased"), NULL, NULL, NULL, PLAIN, "counts", NULL, 0 },
  /* UUID, UUID/FIELD or @REPLICA:SEQ */
  { "erasure", "targets", RAPPORT_FIELD_LIST, N_("Erased records"), NULL, NULL, NULL, PLAIN, NULL, NULL, 0 },
  { "erasure", "blobs", RAPPORT_FIELD_LIST, N_("Erased pictures"), NULL, NULL, NULL, PLAIN, NULL, NULL, 0 },
  { "erasure", "salt", TEXT, N_("Key of the digests"), NULL, NULL, NULL, PLAIN, NULL, NULL, 0 },
  { "erasure", "digests", RAPPORT_FIELD_LIST, N_("Digests"), NULL, NULL, NULL, PLAIN, NULL, NULL, 0 },
};

/**
 * rapport_fields_all:
 * @n_fields: (out): how many there are
 *
 * Returns: (transfer none): the table of every field of every kind
 */
const RapportField *
rapport_fields_all (guint *n_fields)
{
  *n_fields = G_N_ELEMENTS (fields);
  return fields;
}

/**
 * rapport_fields_of_kind:
 * @kind: an entity's kind
 * @n_fields: (out): how many fields it has, 0 for a kind that this version does not know
 *
 * Returns: (transfer none) (nullable): the first of them; the rest follow it
 */
const RapportField *
rapport_fields_of_kind (const char *kind,
                        guint      *n_fields)
{
  const RapportField *first = NULL;

  *n_fields = 0;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (*fields[i].kind == *kind && strcmp (fields[i].kind, kind) == 0)
      {
        if (first == NULL)
          first = &fields[i];
        (*n_fields)++;
      }
    else if (first != NULL)
      break;
  return first;
}

/**
 * rapport_fields_find:
 * @kind: an entity's kind
 * @journal_name: a name as the journal has it; of a family with the element, `area/career`
 *
 * Returns: (transfer none) (nullable): the field or family, %NULL if this version does not know it
 */
const RapportField *
rapport_fields_find (const char *kind,
                     const char *journal_name)
{
  gsize length = strcspn (journal_name, "/");

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (fields[i].kind, kind) == 0
        && strncmp (fields[i].name, journal_name, length) == 0
        && fields[i].name[length] == '\0')
      return &fields[i];
  return NULL;
}
