/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"
#include "store/members.h"

G_BEGIN_DECLS

/** Which members: the options of whatever lists them, as the words come. */
typedef struct {
  char *role;
  char *state;
  char *sort;
  char *skill;
  char **areas;
  char **countries;
  char **grades;
  char **languages;
} RapportCliMemberList;

/** What rapport_cli_member_list_find() asks for. */
typedef struct {
  RapportMemberQuery *query;
  const char *skill;
} RapportCliMemberAsk;

void                rapport_cli_member_list_clear (RapportCliMemberList *self);

#define RAPPORT_CLI_MEMBER_OPTIONS 8
/* Fills the first RAPPORT_CLI_MEMBER_OPTIONS of @entries. */
void                rapport_cli_member_list_options (RapportCliMemberList  *self,
                                                     GOptionEntry          *entries);
RapportMemberQuery *rapport_cli_member_list_query   (RapportCliMemberList  *self,
                                                     RapportSession        *session,
                                                     const char            *text,
                                                     GError               **error);
gpointer            rapport_cli_member_list_find    (RapportReading        *reading,
                                                     gpointer               data,
                                                     GCancellable          *cancellable,
                                                     GError               **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RapportCliMemberList, rapport_cli_member_list_clear)

G_END_DECLS
