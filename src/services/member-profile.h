/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/member.h"
#include "model/viewer.h"
#include "store/history.h"
#include "store/members.h"

G_BEGIN_DECLS

/** Where the value of a field came from: its newest version, in words, and whether another head stands beside it. */
typedef struct {
  char *words;
  gboolean conflict;
} RapportFieldSource;

/**
 * RapportMemberProfile:
 * @member: %NULL for somebody new
 * @values: the journal's names → GVariant, as the form takes them
 * @sources: name → RapportFieldSource, for values that were imported or have two heads
 * @skills: (element-type RapportSkill): every skill there is, to choose from
 * @custom_fields: (element-type RapportCustomField): of the programme
 * @photo: (nullable): the picture
 *
 * All that the profile editor needs to begin.
 */
typedef struct {
  RapportMember *member;
  GHashTable *values;
  GHashTable *sources;
  GPtrArray *skills;
  GPtrArray *custom_fields;
  GPtrArray *areas;
  GBytes *photo;
} RapportMemberProfile;

/** Data of rapport_member_profile_query(). */
typedef struct {
  gint64 member;     /* 0: somebody new */
  gint64 programme;
  RapportViewer viewer; /* what they may not see is left out (I13) */
  gboolean brief;       /* neither where values came from nor what can be chosen */
} RapportMemberProfileAsk;

RapportMemberProfile *rapport_member_profile_new   (void);
void                  rapport_member_profile_free  (RapportMemberProfile *self);
gpointer              rapport_member_profile_query (RapportReading       *reading,
                                                    gpointer              data,
                                                    GCancellable         *cancellable,
                                                    GError              **error);
char                 *rapport_field_version_source (const RapportFieldVersion *version);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMemberProfile, rapport_member_profile_free)

G_END_DECLS
