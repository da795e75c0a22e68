/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/faces.h"

#include "exchange/photo.h"
#include "store/transaction.h"

#define SIDE 112    /* pixels: 56 on a display of twice the density */
#define MOST 400    /* kept, about 15 MB */
#define AT_ONCE 16  /* read by one job */

struct _RapportFaces
{
  GObject parent_instance;

  /* Owned */
  RapportStore *store;
  GHashTable *textures;   /* hash → GdkTexture, or NULL for what cannot be shown */
  GPtrArray *wanted;      /* hashes, the last asked for first read */
  GCancellable *cancellable;

  gboolean reading;
};

G_DEFINE_FINAL_TYPE (RapportFaces, rapport_faces, G_TYPE_OBJECT)

enum {
  LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
texture_free (gpointer texture)
{
  g_clear_object (&texture);
}

static void
bytes_free (gpointer bytes)
{
  g_clear_pointer ((GBytes **) &bytes, g_bytes_unref);
}

/* A RapportQuery: @data is an array of hashes; returns hash → GBytes of pixels, or NULL. */
static gpointer
read_faces (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  GPtrArray *hashes = data;
  GHashTable *faces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, bytes_free);

  for (guint i = 0; i < hashes->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (GBytes) photo = rapport_reading_blob (reading, hashes->pdata[i]);

      g_hash_table_insert (faces, g_strdup (hashes->pdata[i]), photo != NULL ? rapport_photo_face (photo, SIDE) : NULL);
    }
  return faces;
}

static void read_next (RapportFaces *self);

static void
take_face (RapportFaces *self,
           const char   *hash,
           GBytes       *pixels)
{
  GdkTexture *texture = pixels != NULL ? gdk_memory_texture_new (SIDE, SIDE, GDK_MEMORY_R8G8B8, pixels, 3 * SIDE) : NULL;

  g_hash_table_insert (self->textures, g_strdup (hash), texture);
}

static void
faces_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (RapportFaces) self = user_data;
  g_autoptr (GHashTable) faces = rapport_store_read_finish (RAPPORT_STORE (source), result, NULL);
  GHashTableIter iter;
  gpointer hash, pixels;

  self->reading = FALSE;
  if (faces == NULL || self->textures == NULL)
    return;
  if (g_hash_table_size (self->textures) > MOST)
    g_hash_table_remove_all (self->textures);
  g_hash_table_iter_init (&iter, faces);
  while (g_hash_table_iter_next (&iter, &hash, &pixels))
    take_face (self, hash, pixels);
  g_signal_emit (self, signals[LOADED], 0);
  read_next (self);
}

static void
read_next (RapportFaces *self)
{
  GPtrArray *hashes;

  if (self->reading || self->wanted == NULL || self->wanted->len == 0)
    return;
  hashes = g_ptr_array_new_with_free_func (g_free);
  while (self->wanted->len > 0 && hashes->len < AT_ONCE)
    g_ptr_array_add (hashes, g_ptr_array_steal_index (self->wanted, self->wanted->len - 1));
  self->reading = TRUE;
  rapport_store_read_async (self->store, read_faces, hashes, (GDestroyNotify) g_ptr_array_unref,
                            (GDestroyNotify) g_hash_table_unref, self->cancellable, faces_read_cb, g_object_ref (self));
}

static void
rapport_faces_dispose (GObject *object)
{
  RapportFaces *self = RAPPORT_FACES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_clear_pointer (&self->textures, g_hash_table_unref);
  g_clear_pointer (&self->wanted, g_ptr_array_unref);

  G_OBJECT_CLASS (rapport_faces_parent_class)->dispose (object);
}

static void
rapport_faces_class_init (RapportFacesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_faces_dispose;
  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_faces_init (RapportFaces *self)
{
  self->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, texture_free);
  self->wanted = g_ptr_array_new_with_free_func (g_free);
  self->cancellable = g_cancellable_new ();
}

/** Returns: (transfer full): a cache that has nothing yet. */
RapportFaces *
rapport_faces_new (RapportStore *store)
{
  RapportFaces *self = g_object_new (RAPPORT_TYPE_FACES, NULL);

  self->store = g_object_ref (store);
  return self;
}

/**
 * rapport_faces_look:
 * @hash: (nullable): of a photo, or "" for none
 *
 * Returns: (transfer none) (nullable): the photo, when it is at hand; else it is read, and "loaded" says when to ask again
 */
GdkPaintable *
rapport_faces_look (RapportFaces *self,
                    const char   *hash)
{
  gpointer texture = NULL;

  if (hash == NULL || *hash == '\0' || g_hash_table_lookup_extended (self->textures, hash, NULL, &texture))
    return texture != NULL ? GDK_PAINTABLE (texture) : NULL;
  if (!g_ptr_array_find_with_equal_func (self->wanted, hash, g_str_equal, NULL))
    g_ptr_array_add (self->wanted, g_strdup (hash));
  read_next (self);
  return NULL;
}
