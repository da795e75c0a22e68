/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* (transfer full): what python3-icalendar reads in @text, an .ics file or an .eml file with one: see read-ics.py. */
JsonNode *rapport_test_read_ics (const char *text);

G_END_DECLS
