/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fields.h"

G_BEGIN_DECLS

#define RAPPORT_FIELD_MOST_CHARACTERS 2000 /* of a text of several lines */

char *rapport_field_problem    (const RapportField *field,
                                const char         *typed);
char *rapport_field_from_typed (const RapportField *field,
                                const char         *typed);
char *rapport_field_to_typed   (const RapportField *field,
                                const char         *value);
char *rapport_email_problem    (const char         *email);
char *rapport_link_problem     (const char         *link);

G_END_DECLS
