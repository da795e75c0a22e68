/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean rapport_name_is_family_first (const char *given_name,
                                       const char *family_name,
                                       const char *name_order);
char    *rapport_name_display         (const char *given_name,
                                       const char *family_name,
                                       const char *name_order);
char    *rapport_name_family_display  (const char *given_name,
                                       const char *family_name);

G_END_DECLS
