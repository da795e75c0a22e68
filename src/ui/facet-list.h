/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_FACET_LIST (rapport_facet_list_get_type ())
G_DECLARE_FINAL_TYPE (RapportFacetList, rapport_facet_list, RAPPORT, FACET_LIST, GtkWidget)

/* Groups of check rows with exact counts. Values of a group keep their place once shown; a zero is dimmed.
 * Signal "selection-changed": the user has ticked or cleared something; ask rapport_facet_list_dup_selected(). */
GtkWidget *rapport_facet_list_new          (void);
/* @id in code, @title for people; groups stand in the order in which they were added. @few rows are shown until "6 more"
 * is pressed; 0: all. */
void       rapport_facet_list_add_group    (RapportFacetList   *self,
                                            const char         *id,
                                            const char         *title,
                                            guint               few);
/* Begins to give a group its values of now: set() each value, then end(): those not named count 0. */
void       rapport_facet_list_begin        (RapportFacetList   *self,
                                            const char         *group);
void       rapport_facet_list_set          (RapportFacetList   *self,
                                            const char         *group,
                                            const char         *value,
                                            const char         *label,
                                            guint               count);
void       rapport_facet_list_end          (RapportFacetList   *self,
                                            const char         *group);
/* (transfer full): the values ticked in a group, %NULL-terminated. */
char     **rapport_facet_list_dup_selected (RapportFacetList   *self,
                                            const char         *group);
/* Without "selection-changed". */
void       rapport_facet_list_select       (RapportFacetList   *self,
                                            const char         *group,
                                            const char         *value,
                                            gboolean            selected);
/* (transfer full): what people call @value, or for %NULL all that is ticked in the group: "Career, Leadership". */
char      *rapport_facet_list_dup_words    (RapportFacetList   *self,
                                            const char         *group,
                                            const char         *value);
/* Unticks @value, or for %NULL the whole group; without "selection-changed". */
void       rapport_facet_list_leave_out    (RapportFacetList   *self,
                                            const char         *group,
                                            const char         *value);
void       rapport_facet_list_clear        (RapportFacetList   *self);
guint      rapport_facet_list_get_n_selected (RapportFacetList *self);
/* Fills a box with removable chips "Career ×" for what is ticked; pressing one unticks and emits. */
void       rapport_facet_list_fill_chips   (RapportFacetList   *self,
                                            GtkWidget          *wrap_box);

G_END_DECLS
