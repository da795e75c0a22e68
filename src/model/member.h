/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** A skill of a member: the levels held and wanted, 1 to 7; 0 where there is none. */
typedef struct {
  gint64 no;
  char *uuid;
  char *label;
  int held;
  int wanted;
} RapportMemberSkill;

/** One element of a family of items: what @field says ("education", "position", "link") and its parts. */
typedef struct {
  const char *field;
  char *uuid;
  char **values;
} RapportMemberItem;

/** A member's value in a field of the programme's own. */
typedef struct {
  gint64 field;
  char *uuid;
  gint64 programme;
  char *label;
  char *type;
  gboolean sensitive;
  char *value;
} RapportMemberCustom;

/** A member in a programme. @role is "mentor" or "mentee". Dates are 'YYYY-MM-DD' or "". */
typedef struct {
  gint64 no;
  gint64 programme;
  char *role;
  int capacity;
  gboolean paused;
  char *paused_until;
  char *since;
} RapportMemberEnrolment;

/**
 * RapportMember:
 * @texts: name of a field of fields.c → its value, for fields with a column and a value; never empty strings
 * @skills: (element-type RapportMemberSkill)
 * @items: (element-type RapportMemberItem)
 * @customs: (element-type RapportMemberCustom)
 * @enrolments: (element-type RapportMemberEnrolment): in every programme
 * @visibility: element → level, where the owner has chosen one (I13)
 *
 * Everything that is known of one member: a plain struct. What of it somebody else may see is a RapportMemberView.
 */
typedef struct {
  gint64 no;
  char *uuid;
  char *display_name;
  GHashTable *texts;
  char **areas;
  char **languages;
  char **channels;
  char **interests;
  char **availability;
  GPtrArray *skills;
  GPtrArray *items;
  GPtrArray *customs;
  GPtrArray *enrolments;
  GHashTable *visibility;
  int completeness;
  int hidden;
  gint64 changed_at;
} RapportMember;

RapportMember                *rapport_member_new           (void);
void                          rapport_member_free          (RapportMember       *self);
const char                   *rapport_member_get_text      (const RapportMember *self,
                                                            const char          *field);
const char                   *rapport_member_get_level     (const RapportMember *self,
                                                            const char          *element);
const RapportMemberEnrolment *rapport_member_get_enrolment (const RapportMember *self,
                                                            gint64               programme,
                                                            const char          *role);
void                          rapport_member_skill_free     (RapportMemberSkill     *self);
void                          rapport_member_item_free      (RapportMemberItem      *self);
void                          rapport_member_custom_free    (RapportMemberCustom    *self);
void                          rapport_member_enrolment_free (RapportMemberEnrolment *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMember, rapport_member_free)

G_END_DECLS
