/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/print.h"

G_BEGIN_DECLS

/* One thing with its facts: for people lines of a label and a value, with --json one object. A fact without value is left
 * out of both; @label, translated, is NULL for what stands in JSON alone. */
typedef struct _RapportCliFacts RapportCliFacts;

RapportCliFacts *rapport_cli_facts_new     (void);
void             rapport_cli_facts_free    (RapportCliFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportCliFacts, rapport_cli_facts_free)

void             rapport_cli_facts_text    (RapportCliFacts *facts,
                                            const char      *key,
                                            const char      *label,
                                            const char      *value);
/* In JSON @id, for people the words for it. */
void             rapport_cli_facts_word    (RapportCliFacts *facts,
                                            const char      *key,
                                            const char      *label,
                                            const char      *id,
                                            const char      *words);
void             rapport_cli_facts_number  (RapportCliFacts *facts,
                                            const char      *key,
                                            const char      *label,
                                            gint64           number);
/* Yes is shown and no is not; JSON has both. */
void             rapport_cli_facts_flag    (RapportCliFacts *facts,
                                            const char      *key,
                                            const char      *label,
                                            gboolean         value);
/* Unix seconds, 0 for never: for people the day in @zone, in JSON the time in UTC. */
void             rapport_cli_facts_instant (RapportCliFacts *facts,
                                            const char      *key,
                                            const char      *label,
                                            gint64           instant,
                                            const char      *zone);
/* Areas of guidance. */
void             rapport_cli_facts_areas   (RapportCliFacts *facts,
                                            char           **areas);
/* For people alone. */
void             rapport_cli_facts_label   (RapportCliFacts *facts,
                                            const char      *label,
                                            const char      *value);
/* For JSON alone; takes @node. */
void             rapport_cli_facts_node    (RapportCliFacts *facts,
                                            const char      *key,
                                            JsonNode        *node);
void             rapport_cli_facts_print   (RapportCliFacts *facts,
                                            RapportCli      *cli);

G_END_DECLS
