/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/sheet.h"

#include <string.h>

static void
signature_free (RapportSheetSignature *signature)
{
  if (signature == NULL)
    return;
  g_free (signature->name);
  g_free (signature->signed_on);
  g_free (signature->path);
  g_free (signature);
}

static void
meeting_free (gpointer data)
{
  RapportSheetMeeting *meeting = data;

  g_free (meeting->held_on);
  g_free (meeting->channel);
  g_free (meeting->topics);
  for (guint side = 0; side < RAPPORT_N_SIDES; side++)
    signature_free (meeting->signatures[side]);
  g_free (meeting);
}

RapportSheet *
rapport_sheet_new (void)
{
  RapportSheet *self = g_new0 (RapportSheet, 1);

  self->meetings = g_ptr_array_new_with_free_func (meeting_free);
  return self;
}

void
rapport_sheet_free (RapportSheet *self)
{
  if (self == NULL)
    return;
  g_free (self->programme);
  g_free (self->term_from);
  g_free (self->term_to);
  g_free (self->made_on);
  g_free (self->category);
  g_free (self->reference);
  for (guint side = 0; side < RAPPORT_N_SIDES; side++)
    {
      g_free (self->people[side].name);
      g_free (self->people[side].position);
      g_free (self->people[side].number);
      g_free (self->people[side].role);
    }
  g_ptr_array_unref (self->meetings);
  g_free (self);
}

/** Returns: (transfer none): a new last row, empty */
RapportSheetMeeting *
rapport_sheet_add_meeting (RapportSheet *self)
{
  RapportSheetMeeting *meeting = g_new0 (RapportSheetMeeting, 1);

  meeting->number = self->meetings->len + 1;
  meeting->version = 1;
  g_ptr_array_add (self->meetings, meeting);
  return meeting;
}

/**
 * rapport_sheet_meeting_sign:
 * @path: (nullable): the drawing, 'M x y L x y …'
 *
 * Returns: (transfer none): the signature of @side, in the place of an earlier one
 */
RapportSheetSignature *
rapport_sheet_meeting_sign (RapportSheetMeeting *self,
                            RapportSide          side,
                            RapportSigning       method,
                            const char          *name,
                            const char          *signed_on,
                            const char          *path)
{
  RapportSheetSignature *signature = g_new0 (RapportSheetSignature, 1);

  signature->method = method;
  signature->name = g_strdup (name);
  signature->signed_on = g_strdup (signed_on);
  signature->path = g_strdup (path);
  signature_free (self->signatures[side]);
  self->signatures[side] = signature;
  return signature;
}

/** Counts the rows that stand; a version that was corrected counts for nothing. */
RapportSheetTotals
rapport_sheet_get_totals (const RapportSheet *self)
{
  RapportSheetTotals totals = { 0 };

  for (guint i = 0; i < self->meetings->len; i++)
    {
      const RapportSheetMeeting *meeting = self->meetings->pdata[i];
      gboolean by_both = TRUE;

      if (meeting->superseded)
        continue;
      totals.entries++;
      totals.minutes += meeting->minutes;
      for (guint side = 0; side < RAPPORT_N_SIDES; side++)
        if (meeting->signatures[side] == NULL)
          {
            totals.waiting[side]++;
            by_both = FALSE;
          }
      if (by_both)
        totals.by_both++;
    }
  return totals;
}

static void
add_text (GChecksum  *checksum,
          const char *text)
{
  g_autofree char *length = NULL;

  if (text == NULL)
    text = "";
  length = g_strdup_printf ("%" G_GSIZE_FORMAT ":", strlen (text));
  g_checksum_update (checksum, (const guchar *) length, -1);
  g_checksum_update (checksum, (const guchar *) text, -1);
}

static void
add_number (GChecksum *checksum,
            int        number)
{
  g_autofree char *text = g_strdup_printf ("%d", number);

  add_text (checksum, text);
}

static void
add_meeting (GChecksum                 *checksum,
             const RapportSheetMeeting *meeting)
{
  add_number (checksum, (int) meeting->number);
  add_number (checksum, (int) meeting->version);
  add_number (checksum, meeting->superseded);
  add_number (checksum, meeting->minutes);
  add_text (checksum, meeting->held_on);
  add_text (checksum, meeting->channel);
  add_text (checksum, meeting->topics);
  for (guint side = 0; side < RAPPORT_N_SIDES; side++)
    {
      const RapportSheetSignature *signature = meeting->signatures[side];

      add_text (checksum, signature != NULL ? rapport_signing_to_string (signature->method) : NULL);
      add_text (checksum, signature != NULL ? signature->name : NULL);
      add_text (checksum, signature != NULL ? signature->signed_on : NULL);
      add_text (checksum, signature != NULL ? signature->path : NULL);
    }
}

/**
 * rapport_sheet_get_checksum:
 *
 * Tells two printed sheets apart at a glance: the first three bytes of the SHA-256 of all that they say. The day of
 * printing is not part of it, so that an unchanged sheet keeps its checksum.
 *
 * Returns: (transfer full): "3F 9C 21"
 */
char *
rapport_sheet_get_checksum (const RapportSheet *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 bytes[32];
  gsize length = sizeof bytes;

  add_text (checksum, self->programme);
  add_text (checksum, self->term_from);
  add_text (checksum, self->term_to);
  add_text (checksum, self->reference);
  for (guint side = 0; side < RAPPORT_N_SIDES; side++)
    {
      add_text (checksum, self->people[side].name);
      add_text (checksum, self->people[side].number);
    }
  for (guint i = 0; i < self->meetings->len; i++)
    add_meeting (checksum, self->meetings->pdata[i]);
  g_checksum_get_digest (checksum, bytes, &length);
  return g_strdup_printf ("%02X %02X %02X", bytes[0], bytes[1], bytes[2]);
}
