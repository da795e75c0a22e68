/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/projection.h"
#include "store/sql.h"

G_BEGIN_DECLS

/* The pieces of the projection; for src/store/projection*.c alone. */

#define RAPPORT_MOST_COLUMNS 48

/** A column that follows from other values instead of being one. Text, unless @text is %NULL. */
typedef struct {
  const char *column;
  const char *text;
  gint64 number;
} RapportDerived;

const char   *rapport_values_text      (GHashTable           *values,
                                        const char           *field);
gint64        rapport_values_int       (GHashTable           *values,
                                        const char           *field);
const char  **rapport_values_list      (GHashTable           *values,
                                        const char           *field);
char         *rapport_strv_to_json     (const char * const   *strings);

gboolean      rapport_projection_put_row    (RapportTransaction   *tx,
                                             const char           *kind,
                                             gint64                entity,
                                             GHashTable           *values,
                                             const RapportDerived *derived,
                                             guint                 n_derived,
                                             GError              **error);
gboolean      rapport_projection_delete_row (RapportTransaction   *tx,
                                             const char           *kind,
                                             gint64                entity,
                                             GError              **error);
const char   *rapport_projection_table      (const char           *kind);

typedef gboolean (*RapportProjector) (RapportTransaction *tx,
                                      gint64              entity,
                                      GHashTable         *values,
                                      gint64              changed_at,
                                      gboolean            is_new,
                                      GError            **error);

gboolean rapport_projection_put_member      (RapportTransaction *tx,
                                             gint64              entity,
                                             GHashTable         *values,
                                             gint64              changed_at,
                                             gboolean            is_new,
                                             GError            **error);
gboolean rapport_projection_put_programme   (RapportTransaction *tx,
                                             gint64              entity,
                                             GHashTable         *values,
                                             gint64              changed_at,
                                             gboolean            is_new,
                                             GError            **error);
gboolean rapport_projection_put_request     (RapportTransaction *tx,
                                             gint64              entity,
                                             GHashTable         *values,
                                             gint64              changed_at,
                                             gboolean            is_new,
                                             GError            **error);
gboolean rapport_projection_put_partnership (RapportTransaction *tx,
                                             gint64              entity,
                                             GHashTable         *values,
                                             gint64              changed_at,
                                             gboolean            is_new,
                                             GError            **error);
gboolean rapport_projection_put_letter      (RapportTransaction *tx,
                                             gint64              entity,
                                             GHashTable         *values,
                                             gint64              changed_at,
                                             gboolean            is_new,
                                             GError            **error);
gboolean rapport_projection_put_meeting     (RapportTransaction *tx,
                                             gint64              entity,
                                             GHashTable         *values,
                                             gint64              changed_at,
                                             gboolean            is_new,
                                             GError            **error);
gboolean rapport_projection_put_enrolment   (RapportTransaction *tx,
                                             gint64              entity,
                                             GHashTable         *values,
                                             gint64              changed_at,
                                             gboolean            is_new,
                                             GError            **error);
gboolean rapport_projection_put_same_person (RapportTransaction *tx,
                                             gint64              entity,
                                             GHashTable         *values,
                                             gint64              changed_at,
                                             gboolean            is_new,
                                             GError            **error);

G_END_DECLS
