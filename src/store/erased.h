/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/writing.h"

G_BEGIN_DECLS

/* What is erased, and changes emptied of it. An emptied change keeps its name, what its author had seen and its hash; its
 * random bytes are zeros, which says so: nobody can find the values by trying. */

gboolean rapport_body_is_emptied      (const RapportBody    *body);
/* Whether a field of an entity is erased; @field 0: the whole entity. */
gboolean rapport_erased_covers        (RapportReading       *reading,
                                       gint64                entity,
                                       gint64                field);
gboolean rapport_erased_anything      (RapportReading       *reading);
/* Writes into @out what @body of that change must be; %FALSE: it may stay as it is. */
gboolean rapport_erased_empty         (RapportReading       *reading,
                                       const RapportEntry   *entry,
                                       const RapportBody    *body,
                                       GByteArray           *out);
/* Whether an emptied change was emptied by right. */
gboolean rapport_erased_explains      (RapportReading       *reading,
                                       const RapportChange  *change);

/* erasure.c: makes true what the entity of kind 'erasure' says, once, with every change that is here. @touched: entity →
 * whether it had a row; who calls projects them. */
gboolean rapport_erasure_apply        (RapportTransaction   *self,
                                       gint64                erasure,
                                       GHashTable           *touched,
                                       GError              **error);
gboolean rapport_erasure_note_blob    (RapportTransaction   *self,
                                       const char           *hash,
                                       GError              **error);
gboolean rapport_erasure_note_blobs   (RapportTransaction   *self,
                                       const char           *kind,
                                       const RapportBody    *body,
                                       GError              **error);
/* erased-words.c */
void     rapport_erasure_note_names   (RapportTransaction   *self,
                                       const RapportBody    *body);
gboolean rapport_erasure_drop_words   (RapportTransaction   *self,
                                       GError              **error);
/* The end of a transaction that has erased something: full text and generation. */
gboolean rapport_erasure_finish       (RapportTransaction   *self,
                                       GError              **error);
gboolean rapport_erased_blob          (RapportReading       *reading,
                                       GBytes               *bytes);

#define RAPPORT_KIND_ERASURE "erasure"

G_END_DECLS
