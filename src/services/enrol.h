/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/** Data of the commands on enrolments; each reads what it needs. @members: (element-type gint64) */
typedef struct {
  GArray *members;
  char *role;          /* "mentor" or "mentee"; pausing: %NULL for both */
  int capacity;        /* mentors; negative: the programme's default, or what it is already */
  char *paused_until;  /* last day of a pause, %NULL or "" for no known end */
  guint changed;       /* result: members whose enrolment is another now */
} RapportEnrolment;

RapportEnrolment *rapport_enrolment_new              (const gint64     *members,
                                                      guint             n_members,
                                                      const char       *role);
void              rapport_enrolment_free             (RapportEnrolment *self);

gboolean          rapport_enrol_command              (RapportTransaction *transaction, gpointer data, GError **error);
gboolean          rapport_unenrol_command            (RapportTransaction *transaction, gpointer data, GError **error);
gboolean          rapport_pause_command              (RapportTransaction *transaction, gpointer data, GError **error);
gboolean          rapport_resume_command             (RapportTransaction *transaction, gpointer data, GError **error);

/* For other commands: enrolments without naming the operation; of one member, and of many. */
typedef struct _RapportEnroller RapportEnroller;

gboolean          rapport_enrol_member               (RapportTransaction *transaction,
                                                      gint64              programme,
                                                      gint64              member,
                                                      const char         *role,
                                                      int                 capacity,
                                                      GError            **error);
RapportEnroller  *rapport_enroller_new               (RapportTransaction *transaction,
                                                      gint64              programme);
gboolean          rapport_enroller_enrol             (RapportEnroller    *self,
                                                      gint64              member,
                                                      const char         *role,
                                                      int                 capacity,
                                                      GError            **error);
void              rapport_enroller_free              (RapportEnroller    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportEnroller, rapport_enroller_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportEnrolment, rapport_enrolment_free)

G_END_DECLS
