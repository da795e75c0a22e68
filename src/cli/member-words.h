/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"
#include "model/policy.h"
#include "services/member-form.h"
#include "services/member-profile.h"

G_BEGIN_DECLS

/** Into what FIELD=VALUE words are taken, and by what they are understood. */
typedef struct {
  RapportStore *store;
  const RapportPolicy *policy;
  const RapportMemberProfile *profile;
  RapportMemberForm *form;
} RapportCliMemberWords;

gboolean rapport_cli_member_words_take (const RapportCliMemberWords  *self,
                                        char                        **words,
                                        GError                      **error);

G_END_DECLS
