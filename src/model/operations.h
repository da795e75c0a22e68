/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportOperationName:
 * @uuid: one of the operation's arguments
 *
 * Returns: (transfer full) (nullable): the name of the member, or the two names of the request or partnership, with
 *   that uuid; %NULL where it is unknown or erased
 */
typedef char *(*RapportOperationName) (const char *uuid,
                                       gpointer    data);

gboolean  rapport_operation_erases   (const char           *title);
gboolean  rapport_operation_is_known (const char           *title);
/* Whether it tells what has left the house: undo passes over it. */
gboolean  rapport_operation_is_lasting (const char         *title);
char     *rapport_operation_sentence (const char           *title,
                                      const char * const   *args,
                                      RapportOperationName  name,
                                      gpointer              data);
char     *rapport_operation_undone   (const char           *title,
                                      const char * const   *args);

G_END_DECLS
