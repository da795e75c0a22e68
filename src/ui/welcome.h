/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_WELCOME (rapport_welcome_get_type ())
G_DECLARE_FINAL_TYPE (RapportWelcome, rapport_welcome, RAPPORT, WELCOME, AdwBin)

/* What an empty database shows: the ways to begin. */

G_END_DECLS
