/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/sheet-layout.h"

G_BEGIN_DECLS

GBytes  *rapport_sheet_pdf_render (GPtrArray    *sheets,
                                   RapportPaper  paper,
                                   GError      **error);
gboolean rapport_sheet_pdf_write  (GPtrArray    *sheets,
                                   RapportPaper  paper,
                                   const char   *path,
                                   GError      **error);

G_END_DECLS
