/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/partnerships.h"

G_BEGIN_DECLS

/* For src/store alone: what follows from a partnership's meetings. */
gboolean rapport_partnership_contacts_read (RapportReading         *reading,
                                            RapportPartnershipRow  *row,
                                            GError                **error);

G_END_DECLS
