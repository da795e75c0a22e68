/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_REQUEST_FORM (rapport_request_form_get_type ())
G_DECLARE_FINAL_TYPE (RapportRequestForm, rapport_request_form, RAPPORT, REQUEST_FORM, AdwWindow)

/* Writes a request and the letter that is kept of it, and sends it; then @page says so, with Undo. @score is that of the
 * two, negative when it is not known. */
GtkWidget *rapport_request_form_new (RapportPage *page,
                                     gint64       mentee,
                                     gint64       mentor,
                                     int          score);

G_END_DECLS
