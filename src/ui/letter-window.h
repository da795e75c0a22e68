/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/letters.h"
#include "ui/page.h"

G_BEGIN_DECLS

/* Changes a draft, or a letter that could not be sent. */
GtkWidget *rapport_letter_window_new (RapportPage            *page,
                                      const RapportLetterRow *row);

G_END_DECLS
