/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/session.h"
#include "ui/faces.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_PAGE (rapport_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (RapportPage, rapport_page, RAPPORT, PAGE, AdwBin)

/**
 * RapportPageClass:
 * @shown: the page is on the screen now
 * @refresh: the store has changed, an instant has passed, or the viewer is another: ask anew what is shown. Called only
 *   while shown, and once before @shown the first time and whenever something changed meanwhile
 * @go_to: the part of a target after the page's name, "12" of "partnership/12", "open?filter=reminder" of
 *   "requests/open?filter=reminder"
 * @command: a window command that the page declared with rapport_page_set_command(); name without "win."
 * @back: the back button, while rapport_page_set_can_go_back() says so: leave the pushed part of the page
 *
 * What the window shows in its content. The page fills the header through its properties: "title", "subtitle",
 * "start-widget" (its one or two commands), "title-widget" (linked views, instead of the title), "end-widget" (tools),
 * "bottom-widget" (an action bar; toasts appear above it), "toast-place" (a class of the style sheet that keeps toasts away
 * from buttons below; see rapport_split_get_toast_place()). "narrow" says that the sidebar is folded away (under 560).
 */
struct _RapportPageClass
{
  AdwBinClass parent_class;

  void (*shown)   (RapportPage *self);
  void (*refresh) (RapportPage *self);
  void (*go_to)   (RapportPage *self,
                   const char  *target);
  void (*command) (RapportPage *self,
                   const char  *name,
                   GVariant    *parameter);
  void (*back)    (RapportPage *self);
};

RapportSession *rapport_page_get_session  (RapportPage *self);
RapportFaces   *rapport_page_get_faces          (RapportPage  *self);
void            rapport_page_set_title    (RapportPage *self,
                                           const char  *title,
                                           const char  *subtitle);
/* Declares a command of the table in ui/commands.c as this page's, and says whether it can be used now. */
void            rapport_page_set_command  (RapportPage *self,
                                           const char  *name,
                                           gboolean     enabled);
/* The page shows a part of itself in the place of the whole (a detail when narrow); the header gets a back button. */
void            rapport_page_set_can_go_back (RapportPage *self,
                                              gboolean     can_go_back);
/* The words of the header's selection mode ("4 Selected") with @menu under them; %NULL leaves the mode. The window
 * then shows these and Cancel, which calls the command "select-cancel", in the place of everything else. */
void            rapport_page_set_selection (RapportPage *self,
                                            const char  *title,
                                            GMenuModel  *menu);
/* Goes to another page: "members", "members/12", "find/12", "requests/open", "partnership/12", … */
void            rapport_page_go           (RapportPage *self,
                                           const char  *target);
/* Says what happened; with Undo when @undoable. @text is plain text, not markup. */
void            rapport_page_toast        (RapportPage *self,
                                           const char  *text,
                                           gboolean     undoable);
/* Says what went wrong; see RapportStoreError: the message is a sentence for people. */
void            rapport_page_show_error   (RapportPage *self,
                                           const char  *what,
                                           const GError *error);

/* For the window. */
gboolean        rapport_page_has_command  (RapportPage *self,
                                           const char  *name);
void            rapport_page_run_command  (RapportPage *self,
                                           const char  *name,
                                           GVariant    *parameter);
void            rapport_page_go_to        (RapportPage *self,
                                           const char  *target);
void            rapport_page_back         (RapportPage *self);

G_END_DECLS
