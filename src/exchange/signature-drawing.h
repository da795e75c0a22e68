/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "model/signature-path.h"

G_BEGIN_DECLS

void rapport_signature_drawing_trace (cairo_t                    *cr,
                                      const RapportSignaturePath *path);
void rapport_signature_drawing_fit   (cairo_t                    *cr,
                                      const RapportSignaturePath *path,
                                      double                      x,
                                      double                      y,
                                      double                      width,
                                      double                      height,
                                      double                      line_width);

G_END_DECLS
