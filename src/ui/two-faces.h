/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_TWO_FACES (rapport_two_faces_get_type ())
G_DECLARE_FINAL_TYPE (RapportTwoFaces, rapport_two_faces, RAPPORT, TWO_FACES, GtkWidget)

/* Two avatars that overlap, the mentee first. @size is 30, or 52 in a header. */
GtkWidget *rapport_two_faces_new (int              size);
void       rapport_two_faces_set (RapportTwoFaces *self,
                                  const char      *mentee,
                                  GdkPaintable    *mentee_photo,
                                  const char      *mentor,
                                  GdkPaintable    *mentor_photo);

G_END_DECLS
