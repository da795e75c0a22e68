/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/store.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_FACES (rapport_faces_get_type ())
G_DECLARE_FINAL_TYPE (RapportFaces, rapport_faces, RAPPORT, FACES, GObject)

/* Photos as lists draw them: small squares, read and decoded on the store's readers, some kept. Signal "loaded": what was
 * asked for before may be there now. */
RapportFaces *rapport_faces_new  (RapportStore *store);
GdkPaintable *rapport_faces_look (RapportFaces *self,
                                  const char   *hash);

G_END_DECLS
