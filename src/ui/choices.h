/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/fields.h"

G_BEGIN_DECLS

GListModel *rapport_choices_new_countries  (void);
GListModel *rapport_choices_new_languages  (void);
GListModel *rapport_choices_new_zones      (gint64      now);
GListModel *rapport_choices_new_for_field  (const RapportField *field,
                                            gint64      now);
char       *rapport_choice_words           (const RapportField *field,
                                            const char *code,
                                            gint64      now);
char       *rapport_zone_words             (const char *zone,
                                            gint64      now);

G_END_DECLS
