/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The box in which a signature is drawn, in pixels at scale 1. */
#define RAPPORT_SIGNATURE_WIDTH 480.0
#define RAPPORT_SIGNATURE_HEIGHT 170.0

/* Length of ink, in the units of the box, from which a drawing counts as a signature and not as a slip. */
#define RAPPORT_SIGNATURE_LEAST_LENGTH 60.0

/* The most points that a text may have: a minute of drawing at 120 points a second. */
#define RAPPORT_SIGNATURE_MOST_POINTS 8000

/** A point of a stroke; @start begins a new stroke. */
typedef struct {
  double x, y;
  gboolean start;
} RapportSignaturePoint;

typedef struct {
  double x, y, width, height;
} RapportSignatureBounds;

typedef struct _RapportSignaturePath RapportSignaturePath;

typedef enum {
  RAPPORT_SIGNATURE_ERROR_SYNTAX,
  RAPPORT_SIGNATURE_ERROR_OUTSIDE,
  RAPPORT_SIGNATURE_ERROR_TOO_LONG,
  RAPPORT_SIGNATURE_ERROR_TOO_SHORT,
} RapportSignatureError;

#define RAPPORT_SIGNATURE_ERROR (rapport_signature_error_quark ())
GQuark rapport_signature_error_quark (void);

RapportSignaturePath        *rapport_signature_path_new        (void);
RapportSignaturePath        *rapport_signature_path_parse      (const char                  *text,
                                                                GError                     **error);
void                         rapport_signature_path_free       (RapportSignaturePath        *self);

void                         rapport_signature_path_move_to    (RapportSignaturePath        *self,
                                                                double                       x,
                                                                double                       y);
void                         rapport_signature_path_line_to    (RapportSignaturePath        *self,
                                                                double                       x,
                                                                double                       y);
void                         rapport_signature_path_clear      (RapportSignaturePath        *self);

const RapportSignaturePoint *rapport_signature_path_get_points (const RapportSignaturePath  *self,
                                                                guint                       *n_points);
double                       rapport_signature_path_get_length (const RapportSignaturePath  *self);
gboolean                     rapport_signature_path_get_bounds (const RapportSignaturePath  *self,
                                                                RapportSignatureBounds      *bounds);
gboolean                     rapport_signature_path_is_enough  (const RapportSignaturePath  *self);
RapportSignaturePath        *rapport_signature_path_simplify   (const RapportSignaturePath  *self,
                                                                double                       tolerance);
char                        *rapport_signature_path_to_string  (const RapportSignaturePath  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSignaturePath, rapport_signature_path_free)

G_END_DECLS
