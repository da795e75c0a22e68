/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_SIGNATURE_VIEW (rapport_signature_view_get_type ())
G_DECLARE_FINAL_TYPE (RapportSignatureView, rapport_signature_view, RAPPORT, SIGNATURE_VIEW, GtkWidget)

/* A drawn signature, small, in the colour of the text. */
GtkWidget *rapport_signature_view_new (const char *path);

G_END_DECLS
