/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fields.h"
#include "store/transaction.h"

G_BEGIN_DECLS

/* What people call an entity, whether it is there or deleted: "Ewa Dudek", "Ewa Dudek and Marta Kovač". */
char *rapport_entity_words (RapportReading *reading,
                            gint64          entity);
/* One value of a field of a kind, as people read it. @value %NULL: none. */
char *rapport_value_words  (RapportReading *reading,
                            const char     *kind,
                            const char     *field,
                            GVariant       *value);
/* One version of it, of an element of a family which one and what became of it: "French added". @value %NULL: taken away. */
char *rapport_version_words (RapportReading *reading,
                            const char     *kind,
                            const char     *field,
                            GVariant       *value);
/* All elements of a set: "French · Irish"; "" where there is none. */
char *rapport_set_words    (RapportReading     *reading,
                            const RapportField *field,
                            GHashTable         *values);
/* The field itself: "E-mail", "Language: French". */
char *rapport_field_title  (RapportReading *reading,
                            const char     *kind,
                            const char     *field);
/* The kind of an entity: "member"; "" when it is not known. */
char *rapport_entity_kind  (RapportReading *reading,
                            gint64          entity);

G_END_DECLS
