/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "model/meeting.h"

G_BEGIN_DECLS

/** One of the two, as the viewer may see them; every string may be %NULL. */
typedef struct {
  char *name;
  char *position;  /* "Principal engineer · Blue Harbour Energy" */
  char *number;    /* "Member M0000054" */
  char *role;      /* the programme's word, "Mentor" */
} RapportSheetPerson;

/** A signature in a cell of the table. */
typedef struct {
  RapportSigning method;
  char *name;
  char *signed_on;
  char *path;
} RapportSheetSignature;

/**
 * RapportSheetMeeting:
 * @number: of the entry; all versions of one meeting have the same
 * @version: 1 for the first
 * @superseded: a later version stands for this one: printed struck through, not counted
 * @channel: in words: "video call"
 * @signed_earlier: who has signed an earlier version of this one, and not this one
 *
 * A row of the sheet. It has no place for notes: they never stand on it (T11).
 */
typedef struct {
  guint number;
  guint version;
  gboolean superseded;
  gboolean check_in;
  char *held_on;
  int minutes;
  char *channel;
  char *topics;
  RapportSheetSignature *signatures[RAPPORT_N_SIDES];
  gboolean signed_earlier[RAPPORT_N_SIDES];
} RapportSheetMeeting;

/**
 * RapportSheet:
 * @programme: its name
 * @term_from: 'YYYY-MM-DD' or empty
 * @made_on: the day of printing
 * @category: what the meetings count as (W08), or %NULL
 * @reference: short name of the partnership, for the foot of the page
 * @people: as the viewer may see them, by #RapportSide
 * @meetings: of RapportSheetMeeting, in the order of the sheet
 * @blank: empty rows to fill in by hand instead of @meetings
 * @rtl: columns run from the right
 *
 * All that a tracking sheet says (W07, W16), gathered before and drawn by exchange/sheet-layout.h.
 */
typedef struct {
  char *programme;
  char *term_from;
  char *term_to;
  char *made_on;
  char *category;
  char *reference;
  RapportSheetPerson people[RAPPORT_N_SIDES];
  GPtrArray *meetings;
  gboolean blank;
  gboolean rtl;
} RapportSheet;

/** What the last line of the table says. */
typedef struct {
  guint entries;
  int minutes;
  guint by_both;
  guint waiting[RAPPORT_N_SIDES];
} RapportSheetTotals;

RapportSheet        *rapport_sheet_new          (void);
void                 rapport_sheet_free         (RapportSheet        *self);
RapportSheetMeeting *rapport_sheet_add_meeting  (RapportSheet        *self);
RapportSheetSignature *rapport_sheet_meeting_sign (RapportSheetMeeting *self,
                                                 RapportSide          side,
                                                 RapportSigning       method,
                                                 const char          *name,
                                                 const char          *signed_on,
                                                 const char          *path);
RapportSheetTotals   rapport_sheet_get_totals   (const RapportSheet  *self);
char                *rapport_sheet_get_checksum (const RapportSheet  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSheet, rapport_sheet_free)

G_END_DECLS
