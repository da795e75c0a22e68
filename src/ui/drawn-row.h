/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/drawing.h"
#include "ui/id-selection.h"
#include "ui/paged-list.h"

G_BEGIN_DECLS

/** How a text of a drawn row looks (SCREENS §1.2). */
typedef enum {
  RAPPORT_TEXT_BODY,
  RAPPORT_TEXT_HEADING,
  RAPPORT_TEXT_CAPTION,
  RAPPORT_TEXT_CAPTION_HEADING,
} RapportTextStyle;

#define RAPPORT_TYPE_DRAWN_ROW (rapport_drawn_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (RapportDrawnRow, rapport_drawn_row, RAPPORT, DRAWN_ROW, GtkWidget)

/**
 * RapportDrawnRowClass:
 * @height: of a row, in pixels
 * @measure: (nullable): the height of the row that shows @data, where they differ
 * @draw: draws @data, what the source shows of the row, from x = 0 to @width (the circle of the selection is drawn
 *   already). Texts go through rapport_drawn_row_text()
 * @describe: (transfer full): the row as a sentence in reading order with the state last
 *
 * One widget a row of a long list, which draws all that it shows. Layouts are kept, so that a jump costs 5 ms.
 */
struct _RapportDrawnRowClass
{
  GtkWidgetClass parent_class;

  int height;
  int   (*measure)  (RapportDrawnRow *self,
                     gpointer         data);
  void  (*draw)     (RapportDrawnRow *self,
                     GtkSnapshot     *snapshot,
                     gpointer         data,
                     int              width,
                     int              height);
  char *(*describe) (RapportDrawnRow *self,
                     gpointer         data);
};

/* A factory whose items are of @type, bound to rows of a RapportPagedList under @selection. */
GtkListItemFactory *rapport_drawn_row_factory_new (GType               type,
                                                   RapportIdSelection *selection);
RapportPagedRow    *rapport_drawn_row_get_row   (RapportDrawnRow  *self);

/* For draw(). @slot numbers the texts of a row, 0 to 15: each has a layout of its own. @x is from the start of the row,
 * also where it runs from right to left; @y is the middle of the line, so that scripts of other heights stay in place.
 * Ellipsized at @width; gives the width used. */
int                 rapport_drawn_row_text      (RapportDrawnRow  *self,
                                                 GtkSnapshot      *snapshot,
                                                 guint             slot,
                                                 RapportTextStyle  style,
                                                 const char       *text,
                                                 int               x,
                                                 int               y,
                                                 int               width,
                                                 gboolean          dim);
/* The same in the colour of a state, beside something that says it in another way too. */
int                 rapport_drawn_row_tinted    (RapportDrawnRow  *self,
                                                 GtkSnapshot      *snapshot,
                                                 guint             slot,
                                                 RapportTextStyle  style,
                                                 const char       *text,
                                                 RapportTone       tone,
                                                 int               x,
                                                 int               y,
                                                 int               width);
/* Icon and word in a tinted pill 22 high with its middle at @y; gives its width, at most @width. */
int                 rapport_drawn_row_badge     (RapportDrawnRow  *self,
                                                 GtkSnapshot      *snapshot,
                                                 guint             slot,
                                                 RapportTone       tone,
                                                 const char       *icon_name,
                                                 const char       *text,
                                                 int               x,
                                                 int               y,
                                                 int               width);
int                 rapport_drawn_row_chip      (RapportDrawnRow  *self,
                                                 GtkSnapshot      *snapshot,
                                                 guint             slot,
                                                 const char       *text,
                                                 gboolean          match,
                                                 int               x,
                                                 int               y,
                                                 int               width);
/* From here on @y is the upper edge. */
void                rapport_drawn_row_avatar    (RapportDrawnRow  *self,
                                                 GtkSnapshot      *snapshot,
                                                 const char       *name,
                                                 const char       *photo,
                                                 int               x,
                                                 int               y,
                                                 int               size);
/* @photo where everybody's may be seen, which is in the office alone: other rows leave out what is hidden themselves (I13). */
const char         *rapport_drawn_row_office_photo (RapportDrawnRow *self,
                                                 const char       *photo);
void                rapport_drawn_row_two_faces (RapportDrawnRow  *self,
                                                 GtkSnapshot      *snapshot,
                                                 const char       *mentee,
                                                 const char       *mentee_photo,
                                                 const char       *mentor,
                                                 const char       *mentor_photo,
                                                 int               x,
                                                 int               y,
                                                 int               size);
void                rapport_drawn_row_bar       (RapportDrawnRow  *self,
                                                 GtkSnapshot      *snapshot,
                                                 double            fraction,
                                                 RapportTone       tone,
                                                 int               x,
                                                 int               y,
                                                 int               width);
void                rapport_drawn_row_ring      (RapportDrawnRow  *self,
                                                 GtkSnapshot      *snapshot,
                                                 guint             slot,
                                                 int               score,
                                                 gboolean          under,
                                                 int               x,
                                                 int               y);
void                rapport_drawn_row_strip     (RapportDrawnRow  *self,
                                                 GtkSnapshot      *snapshot,
                                                 const RapportMonth *months,
                                                 guint             n_months,
                                                 int               x,
                                                 int               y);
/* What a badge or a text would take. */
int                 rapport_drawn_row_measure_badge (RapportDrawnRow *self,
                                                     guint            slot,
                                                     const char      *text);
int                 rapport_drawn_row_measure_text  (RapportDrawnRow *self,
                                                     guint            slot,
                                                     RapportTextStyle style,
                                                     const char      *text);

G_END_DECLS
