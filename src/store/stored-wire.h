/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/state.h"

G_BEGIN_DECLS

/* Writes again the lines of changes that the journal holds. */
typedef struct _RapportStoredWire RapportStoredWire;

RapportStoredWire *rapport_stored_wire_new   (RapportReading       *reading);
void               rapport_stored_wire_free  (RapportStoredWire    *self);
gboolean           rapport_stored_wire_write (RapportStoredWire    *self,
                                              const RapportChange  *change,
                                              GString              *line,
                                              GError              **error);
/* Of the entity of the last change that was written. */
const char        *rapport_stored_wire_kind  (RapportStoredWire    *self);

G_END_DECLS
