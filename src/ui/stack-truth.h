/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keeps it from assistive technology what stands on the pages of @stack that do not show: to GTK 4.8 they are as visible
 * as the one that does, and a screen reader reads the forms and lists of all of them. */
void rapport_stack_tell_truth (GtkStack *stack);

G_END_DECLS
