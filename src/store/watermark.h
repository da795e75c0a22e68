/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Says when it is worth while to ask whether another process has written. */
typedef struct _RapportWatermark RapportWatermark;

typedef void (*RapportWatermarkLook) (gpointer data);

RapportWatermark *rapport_watermark_new  (const char           *database,
                                          RapportWatermarkLook  look,
                                          gpointer              data);
void              rapport_watermark_free (RapportWatermark     *self);

G_END_DECLS
