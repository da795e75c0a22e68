/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_SIGNATURE_PAD (rapport_signature_pad_get_type ())
G_DECLARE_FINAL_TYPE (RapportSignaturePad, rapport_signature_pad, RAPPORT, SIGNATURE_PAD, GtkWidget)

/* A box of 480 by 170 to sign in, with pointer, finger or pen. Property "enough" (boolean): there is ink enough for a
 * signature; "signer" (string): whose it is, for its accessible name. */
GtkWidget *rapport_signature_pad_new      (void);
void       rapport_signature_pad_set_signer (RapportSignaturePad *self,
                                             const char          *signer);
gboolean   rapport_signature_pad_get_enough (RapportSignaturePad *self);
char      *rapport_signature_pad_dup_path (RapportSignaturePad *self);
void       rapport_signature_pad_clear    (RapportSignaturePad *self);

G_END_DECLS
