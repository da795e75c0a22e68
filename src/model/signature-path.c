/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/signature-path.h"

#include <glib/gi18n.h>
#include <math.h>

struct _RapportSignaturePath
{
  GArray *points; /* of RapportSignaturePoint; the first one starts a stroke */
};

G_DEFINE_QUARK (rapport-signature-error-quark, rapport_signature_error)

RapportSignaturePath *
rapport_signature_path_new (void)
{
  RapportSignaturePath *self = g_new0 (RapportSignaturePath, 1);

  self->points = g_array_new (FALSE, FALSE, sizeof (RapportSignaturePoint));
  return self;
}

void
rapport_signature_path_free (RapportSignaturePath *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->points);
  g_free (self);
}

/* Tenths of a pixel are kept: finer than any pointer, and a third of the text. */
static double
to_tenths (double value)
{
  return round (value * 10.0) / 10.0;
}

static void
append (RapportSignaturePath *self,
        double                x,
        double                y,
        gboolean              start)
{
  RapportSignaturePoint point = {
    .x = to_tenths (CLAMP (x, 0.0, RAPPORT_SIGNATURE_WIDTH)),
    .y = to_tenths (CLAMP (y, 0.0, RAPPORT_SIGNATURE_HEIGHT)),
    .start = start || self->points->len == 0,
  };

  g_array_append_val (self->points, point);
}

/** Begins a stroke. What lies outside the box is drawn at its edge. */
void
rapport_signature_path_move_to (RapportSignaturePath *self,
                                double                x,
                                double                y)
{
  append (self, x, y, TRUE);
}

/** Goes on with the stroke, or begins one where there is none. */
void
rapport_signature_path_line_to (RapportSignaturePath *self,
                                double                x,
                                double                y)
{
  append (self, x, y, FALSE);
}

void
rapport_signature_path_clear (RapportSignaturePath *self)
{
  g_array_set_size (self->points, 0);
}

const RapportSignaturePoint *
rapport_signature_path_get_points (const RapportSignaturePath *self,
                                   guint                      *n_points)
{
  *n_points = self->points->len;
  return (const RapportSignaturePoint *) (gpointer) self->points->data;
}

/**
 * rapport_signature_path_get_length:
 *
 * Returns: how much ink there is, in units of the box; the way between strokes does not count
 */
double
rapport_signature_path_get_length (const RapportSignaturePath *self)
{
  double length = 0.0;
  guint n_points;
  const RapportSignaturePoint *points = rapport_signature_path_get_points (self, &n_points);

  for (guint i = 1; i < n_points; i++)
    if (!points[i].start)
      length += hypot (points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
  return length;
}

/**
 * rapport_signature_path_get_bounds:
 * @bounds: (out): the smallest rectangle around all points
 *
 * Returns: %FALSE when nothing is drawn
 */
gboolean
rapport_signature_path_get_bounds (const RapportSignaturePath *self,
                                   RapportSignatureBounds     *bounds)
{
  guint n_points;
  const RapportSignaturePoint *points = rapport_signature_path_get_points (self, &n_points);
  double right = 0.0, bottom = 0.0;

  *bounds = (RapportSignatureBounds) { 0 };
  if (n_points == 0)
    return FALSE;
  bounds->x = right = points[0].x;
  bounds->y = bottom = points[0].y;
  for (guint i = 1; i < n_points; i++)
    {
      bounds->x = MIN (bounds->x, points[i].x);
      bounds->y = MIN (bounds->y, points[i].y);
      right = MAX (right, points[i].x);
      bottom = MAX (bottom, points[i].y);
    }
  bounds->width = right - bounds->x;
  bounds->height = bottom - bounds->y;
  return TRUE;
}

/** Whether there is enough ink for a signature: a slip of the hand does not sign. */
gboolean
rapport_signature_path_is_enough (const RapportSignaturePath *self)
{
  return rapport_signature_path_get_length (self) >= RAPPORT_SIGNATURE_LEAST_LENGTH;
}

static double
distance_to_chord (const RapportSignaturePoint *point,
                   const RapportSignaturePoint *from,
                   const RapportSignaturePoint *to)
{
  double dx = to->x - from->x, dy = to->y - from->y;
  double length = hypot (dx, dy);

  if (length < 1e-9)
    return hypot (point->x - from->x, point->y - from->y);
  return fabs (dx * (from->y - point->y) - dy * (from->x - point->x)) / length;
}

/* Douglas and Peucker, with a stack of its own: a hostile text must not choose how deep we call. */
static void
mark_kept (const RapportSignaturePoint *points,
           guint                        first,
           guint                        last,
           double                       tolerance,
           gboolean                    *kept)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint));

  kept[first] = kept[last] = TRUE;
  g_array_append_val (stack, first);
  g_array_append_val (stack, last);
  while (stack->len > 0)
    {
      guint to = g_array_index (stack, guint, stack->len - 1);
      guint from = g_array_index (stack, guint, stack->len - 2);
      double farthest = tolerance;
      guint middle = 0;

      g_array_set_size (stack, stack->len - 2);
      for (guint i = from + 1; i < to; i++)
        {
          double distance = distance_to_chord (&points[i], &points[from], &points[to]);

          if (distance > farthest)
            {
              farthest = distance;
              middle = i;
            }
        }
      if (middle == 0)
        continue;
      kept[middle] = TRUE;
      g_array_append_val (stack, from);
      g_array_append_val (stack, middle);
      g_array_append_val (stack, middle);
      g_array_append_val (stack, to);
    }
}

/**
 * rapport_signature_path_simplify:
 * @tolerance: how far a point left out may lie from the line drawn instead, in units of the box
 *
 * Returns: (transfer full): the same drawing with fewer points; every stroke keeps its ends
 */
RapportSignaturePath *
rapport_signature_path_simplify (const RapportSignaturePath *self,
                                 double                      tolerance)
{
  RapportSignaturePath *simple = rapport_signature_path_new ();
  guint n_points;
  const RapportSignaturePoint *points = rapport_signature_path_get_points (self, &n_points);
  g_autofree gboolean *kept = g_new0 (gboolean, MAX (n_points, 1));

  for (guint first = 0, last; first < n_points; first = last + 1)
    {
      for (last = first; last + 1 < n_points && !points[last + 1].start; last++)
        ;
      mark_kept (points, first, last, tolerance, kept);
    }
  for (guint i = 0; i < n_points; i++)
    if (kept[i])
      g_array_append_val (simple->points, points[i]);
  return simple;
}

static void
append_number (GString *text,
               double   value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_formatd (digits, sizeof digits, "%.1f", value));
  if (g_str_has_suffix (text->str, ".0"))
    g_string_truncate (text, text->len - 2);
}

/**
 * rapport_signature_path_to_string:
 *
 * Returns: (transfer full): 'M x y L x y …', numbers with a point and at most one decimal whatever the locale
 */
char *
rapport_signature_path_to_string (const RapportSignaturePath *self)
{
  GString *text = g_string_new (NULL);
  guint n_points;
  const RapportSignaturePoint *points = rapport_signature_path_get_points (self, &n_points);

  for (guint i = 0; i < n_points; i++)
    {
      g_string_append (text, points[i].start ? (i == 0 ? "M " : " M ") : " L ");
      append_number (text, points[i].x);
      g_string_append_c (text, ' ');
      append_number (text, points[i].y);
    }
  return g_string_free (text, FALSE);
}

static const char *
skip_space (const char *text)
{
  while (g_ascii_isspace (*text) || *text == ',')
    text++;
  return text;
}

static gboolean
parse_number (const char **text,
              double       most,
              double      *value,
              GError     **error)
{
  const char *begin = skip_space (*text);
  char *end = NULL;

  /* no hexadecimal, no "inf", no "nan" */
  if (!g_ascii_isdigit (*begin) && *begin != '-' && *begin != '.')
    {
      g_set_error_literal (error, RAPPORT_SIGNATURE_ERROR, RAPPORT_SIGNATURE_ERROR_SYNTAX,
                           _("The drawing of a signature reads “M x y L x y …”; a number is missing in this one."));
      return FALSE;
    }
  *value = g_ascii_strtod (begin, &end);
  if (end == begin || !isfinite (*value) || *value < 0.0 || *value > most)
    {
      g_set_error (error, RAPPORT_SIGNATURE_ERROR, RAPPORT_SIGNATURE_ERROR_OUTSIDE,
                   _("The drawing of a signature lies in a box of %d by %d; this one leaves it."),
                   (int) RAPPORT_SIGNATURE_WIDTH, (int) RAPPORT_SIGNATURE_HEIGHT);
      return FALSE;
    }
  *text = end;
  return TRUE;
}

static gboolean
parse_points (RapportSignaturePath *self,
              const char           *text,
              GError              **error)
{
  for (text = skip_space (text); *text != '\0'; text = skip_space (text))
    {
      char verb = *text++;
      double x, y;

      if ((verb != 'M' && verb != 'L') || (verb == 'L' && self->points->len == 0))
        {
          g_set_error_literal (error, RAPPORT_SIGNATURE_ERROR, RAPPORT_SIGNATURE_ERROR_SYNTAX,
                               _("The drawing of a signature reads “M x y L x y …”; this one does not."));
          return FALSE;
        }
      if (!parse_number (&text, RAPPORT_SIGNATURE_WIDTH, &x, error)
          || !parse_number (&text, RAPPORT_SIGNATURE_HEIGHT, &y, error))
        return FALSE;
      if (self->points->len >= RAPPORT_SIGNATURE_MOST_POINTS)
        {
          g_set_error_literal (error, RAPPORT_SIGNATURE_ERROR, RAPPORT_SIGNATURE_ERROR_TOO_LONG,
                               _("The drawing of a signature has too many points."));
          return FALSE;
        }
      append (self, x, y, verb == 'M');
    }
  return TRUE;
}

/**
 * rapport_signature_path_parse:
 * @text: 'M x y L x y …', every point within the box of 480 by 170
 *
 * Returns: (transfer full) (nullable): the drawing, or %NULL with @error set; a drawing with too little ink to be
 *   a signature is an error as well (%RAPPORT_SIGNATURE_ERROR_TOO_SHORT)
 */
RapportSignaturePath *
rapport_signature_path_parse (const char  *text,
                              GError     **error)
{
  g_autoptr (RapportSignaturePath) self = rapport_signature_path_new ();

  if (!parse_points (self, text, error))
    return NULL;
  if (!rapport_signature_path_is_enough (self))
    {
      g_set_error_literal (error, RAPPORT_SIGNATURE_ERROR, RAPPORT_SIGNATURE_ERROR_TOO_SHORT,
                           _("The drawing is too short for a signature."));
      return NULL;
    }
  return g_steal_pointer (&self);
}
