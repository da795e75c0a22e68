/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names of entities (RFC 9562). As text always canonical: 36 characters, lower case. */
#define RAPPORT_UUID_BYTES 16
#define RAPPORT_UUID_LENGTH 36

char    *rapport_uuid_v7     (gint64        unix_ms);
char    *rapport_uuid_v5     (const char   *kind,
                              ...) G_GNUC_NULL_TERMINATED;
void     rapport_uuid_make   (gint64        unix_ms,
                              guint8       *bytes);
gboolean rapport_uuid_parse  (const char   *text,
                              guint8       *bytes);
void     rapport_uuid_format (const guint8 *bytes,
                              char         *text);

/* @n random bytes of the operating system. */
void     rapport_random      (void         *bytes,
                              gsize         n);
/* 80 random bits in hex: a name that nobody else has. Owned by the caller. */
char    *rapport_random_name (void);

/** Random bytes of which many are fetched at a time; of one thread, zeros in the beginning. */
typedef struct {
  guint8 bytes[4096];
  gsize n_left;
} RapportRandomPool;

void     rapport_random_pool_take (RapportRandomPool *self,
                                   void              *bytes,
                                   gsize              n);

void     rapport_uuid_follow      (guint8            *bytes,
                                   RapportRandomPool *pool);

G_END_DECLS
