/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/signature-drawing.h"

/* A small drawing is made larger by no more than this, so that initials stay initials. */
#define MOST_ENLARGED 1.4

/* The curve from points[i] to points[i + 1] that goes through both and leans on their neighbours (Catmull and Rom). */
static void
curve_to_next (cairo_t                     *cr,
               const RapportSignaturePoint *points,
               guint                        i,
               guint                        n_points)
{
  const RapportSignaturePoint *from = &points[i], *to = &points[i + 1];
  const RapportSignaturePoint *before = from->start ? from : from - 1;
  const RapportSignaturePoint *after = i + 2 < n_points && !points[i + 2].start ? to + 1 : to;

  cairo_curve_to (cr,
                  from->x + (to->x - before->x) / 6.0, from->y + (to->y - before->y) / 6.0,
                  to->x - (after->x - from->x) / 6.0, to->y - (after->y - from->y) / 6.0,
                  to->x, to->y);
}

/**
 * rapport_signature_drawing_trace:
 * @cr: where the box of 480 by 170 stands at the origin
 *
 * Adds the strokes to the current path as smooth curves; a tap becomes a dot under a round cap.
 */
void
rapport_signature_drawing_trace (cairo_t                    *cr,
                                 const RapportSignaturePath *path)
{
  guint n_points;
  const RapportSignaturePoint *points = rapport_signature_path_get_points (path, &n_points);

  for (guint i = 0; i < n_points; i++)
    {
      gboolean last = i + 1 == n_points || points[i + 1].start;

      if (points[i].start)
        cairo_move_to (cr, points[i].x, points[i].y);
      if (points[i].start && last)
        cairo_line_to (cr, points[i].x, points[i].y);
      if (!last)
        curve_to_next (cr, points, i, n_points);
    }
}

/**
 * rapport_signature_drawing_fit:
 * @width: of the room for it
 * @line_width: of the pen on the target, whatever the scale
 *
 * Strokes the drawing in the current colour, its ink fitted to the room, at its start, halfway down.
 */
void
rapport_signature_drawing_fit (cairo_t                    *cr,
                               const RapportSignaturePath *path,
                               double                      x,
                               double                      y,
                               double                      width,
                               double                      height,
                               double                      line_width)
{
  RapportSignatureBounds bounds;
  double scale;

  if (!rapport_signature_path_get_bounds (path, &bounds))
    return;
  scale = MIN (width / RAPPORT_SIGNATURE_WIDTH, height / RAPPORT_SIGNATURE_HEIGHT) * MOST_ENLARGED;
  scale = MIN (scale, (width - line_width) / MAX (bounds.width, 1.0));
  scale = MIN (scale, (height - line_width) / MAX (bounds.height, 1.0));
  cairo_save (cr);
  cairo_translate (cr, x + line_width / 2.0, y + (height - bounds.height * scale) / 2.0);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -bounds.x, -bounds.y);
  cairo_new_path (cr);
  rapport_signature_drawing_trace (cr, path);
  cairo_restore (cr);
  cairo_save (cr);
  cairo_set_line_width (cr, line_width);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_restore (cr);
}
