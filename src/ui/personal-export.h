/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/session.h"

G_BEGIN_DECLS

/* Asks where to and writes everything about a member, as a PDF to read or as JSON. */
void rapport_personal_export_ask (GtkWindow      *parent,
                                  RapportSession *session,
                                  gint64          member);

G_END_DECLS
