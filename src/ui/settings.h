/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The application's settings, or %NULL where its schema is not installed: then everything has its default. */
GSettings *rapport_settings_new (void);

G_END_DECLS
