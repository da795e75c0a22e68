/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/sheet-page.h"

#include "exchange/signature-drawing.h"

#define INK_WIDTH 1.1

typedef enum {
  MARK_TEXT,
  MARK_FILL,
  MARK_INK,
} MarkType;

typedef struct {
  MarkType type;
  guint32 colour;
  double x, y, width, height;
  PangoLayout *text;
  int first_line, n_lines; /* n_lines < 0: all of it */
  RapportSignaturePath *path;
} Mark;

struct _RapportSheetPage
{
  GPtrArray *marks;
};

static void
mark_free (gpointer data)
{
  Mark *mark = data;

  g_clear_object (&mark->text);
  g_clear_pointer (&mark->path, rapport_signature_path_free);
  g_free (mark);
}

RapportSheetPage *
rapport_sheet_page_new (void)
{
  RapportSheetPage *self = g_new0 (RapportSheetPage, 1);

  self->marks = g_ptr_array_new_with_free_func (mark_free);
  return self;
}

void
rapport_sheet_page_free (RapportSheetPage *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->marks);
  g_free (self);
}

static Mark *
add (RapportSheetPage *self,
     MarkType          type,
     guint32           colour,
     double            x,
     double            y)
{
  Mark *mark = g_new0 (Mark, 1);

  mark->type = type;
  mark->colour = colour;
  mark->x = x;
  mark->y = y;
  mark->n_lines = -1;
  g_ptr_array_add (self->marks, mark);
  return mark;
}

void
rapport_sheet_page_add_text (RapportSheetPage *self,
                             PangoLayout      *text,
                             guint32           colour,
                             double            x,
                             double            y)
{
  add (self, MARK_TEXT, colour, x, y)->text = g_object_ref (text);
}

/** Adds some lines of @text, the first of them at @y. */
void
rapport_sheet_page_add_lines (RapportSheetPage *self,
                              PangoLayout      *text,
                              guint32           colour,
                              double            x,
                              double            y,
                              int               first_line,
                              int               n_lines)
{
  Mark *mark = add (self, MARK_TEXT, colour, x, y);

  mark->text = g_object_ref (text);
  mark->first_line = first_line;
  mark->n_lines = n_lines;
}

void
rapport_sheet_page_add_fill (RapportSheetPage *self,
                             guint32           colour,
                             double            x,
                             double            y,
                             double            width,
                             double            height)
{
  Mark *mark = add (self, MARK_FILL, colour, x, y);

  mark->width = width;
  mark->height = height;
}

/** @path: (transfer full): drawn to fit */
void
rapport_sheet_page_add_ink (RapportSheetPage     *self,
                            RapportSignaturePath *path,
                            guint32               colour,
                            double                x,
                            double                y,
                            double                width,
                            double                height)
{
  Mark *mark = add (self, MARK_INK, colour, x, y);

  mark->path = path;
  mark->width = width;
  mark->height = height;
}

static void
draw_lines (const Mark *mark,
            cairo_t    *cr)
{
  PangoLayoutIter *iter = pango_layout_get_iter (mark->text);
  int line = 0, top = -1;

  do
    {
      PangoRectangle logical;

      if (line < mark->first_line)
        continue;
      if (line >= mark->first_line + mark->n_lines)
        break;
      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      if (top < 0)
        top = logical.y;
      cairo_move_to (cr, mark->x + pango_units_to_double (logical.x),
                     mark->y + pango_units_to_double (pango_layout_iter_get_baseline (iter) - top));
      pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
    }
  while (line++, pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static void
draw_mark (const Mark *mark,
           cairo_t    *cr)
{
  cairo_set_source_rgb (cr, (mark->colour >> 16 & 0xff) / 255.0, (mark->colour >> 8 & 0xff) / 255.0,
                        (mark->colour & 0xff) / 255.0);
  switch (mark->type)
    {
    case MARK_TEXT:
      if (mark->n_lines >= 0)
        {
          draw_lines (mark, cr);
          break;
        }
      cairo_move_to (cr, mark->x, mark->y);
      pango_cairo_show_layout (cr, mark->text);
      break;
    case MARK_FILL:
      cairo_rectangle (cr, mark->x, mark->y, mark->width, mark->height);
      cairo_fill (cr);
      break;
    case MARK_INK:
      rapport_signature_drawing_fit (cr, mark->path, mark->x, mark->y, mark->width, mark->height, INK_WIDTH);
      break;
    default:
      g_assert_not_reached ();
    }
}

/** Draws the page with @cr in points, the paper's corner at the origin. */
void
rapport_sheet_page_draw (RapportSheetPage *self,
                         cairo_t          *cr)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      cairo_save (cr);
      draw_mark (self->marks->pdata[i], cr);
      cairo_restore (cr);
    }
}

/** Returns: how many characters no font here can show */
guint
rapport_sheet_page_get_unknown_glyphs (RapportSheetPage *self)
{
  guint unknown = 0;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const Mark *mark = self->marks->pdata[i];

      if (mark->type == MARK_TEXT)
        unknown += (guint) pango_layout_get_unknown_glyphs_count (mark->text);
    }
  return unknown;
}
