/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/session.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_PAGE (rapport_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (RapportPage, rapport_page, RAPPORT, PAGE, AdwBin)

/**
 * RapportPageClass:
 * @shown: the page is on the screen now
 * @refresh: the store has changed, or an instant has passed: ask anew what is shown. Called only while shown, and once
 *   before @shown if something changed meanwhile
 * @go_to: the part of a target after the page's name, "12" of "partnership/12", "open?filter=reminder" of
 *   "requests/open?filter=reminder"
 * @command: a window command that the page declared with rapport_page_set_command(); name without "win."
 *
 * What the window shows in its content. The page fills the header through its properties: "title", "subtitle",
 * "start-widget" (its one or two commands), "title-widget" (linked views, instead of the title), "end-widget" (tools).
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
};

RapportSession *rapport_page_get_session  (RapportPage *self);
void            rapport_page_set_title    (RapportPage *self,
                                           const char  *title,
                                           const char  *subtitle);
/* Declares a command of the table in ui/commands.c as this page's, and says whether it can be used now. */
void            rapport_page_set_command  (RapportPage *self,
                                           const char  *name,
                                           gboolean     enabled);
/* Goes to another page: "members", "member/12", "find/12", "requests/open", "partnership/12", … */
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

G_END_DECLS
