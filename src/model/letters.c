/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/letters.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "model/sentence.h"
#include "model/uuid.h"

/* Kinds ----------------------------------------------------------------------------------------------------------- */

static const RapportLetterKind kinds[] = {
  { "request", N_("Request"), "I18", RAPPORT_LETTER_TO_ASKED, FALSE },
  { "reminder", N_("Reminder"), "I21", RAPPORT_LETTER_TO_ASKED, FALSE },
  { "introduction", N_("Introduction"), "S16", RAPPORT_LETTER_TO_BOTH, TRUE },
  { "refusal", N_("Refusal"), "I19", RAPPORT_LETTER_TO_ASKER, FALSE },
  { "withdrawal", N_("Withdrawal"), "I22", RAPPORT_LETTER_TO_ASKED, FALSE },
  { "expiry", N_("Expiry"), "I20", RAPPORT_LETTER_TO_ASKER, FALSE },
  { "ending", N_("Ending"), "I09", RAPPORT_LETTER_TO_BOTH, TRUE },
  { "invitation", N_("Invitation"), "W02", RAPPORT_LETTER_TO_BOTH, TRUE },
};

/**
 * rapport_letter_kinds:
 * @n_kinds: (out): how many there are
 *
 * Returns: (transfer none): the table of what calls for a letter
 */
const RapportLetterKind *
rapport_letter_kinds (guint *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (kinds);
  return kinds;
}

/** (nullable): the kind of that name. */
const RapportLetterKind *
rapport_letter_kind_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].id, id) == 0)
      return &kinds[i];
  return NULL;
}

/** The word for people, translated; of a kind that this version does not know its name. */
const char *
rapport_letter_kind_label (const char *id)
{
  const RapportLetterKind *kind = rapport_letter_kind_find (id);

  return kind != NULL ? _(kind->label) : id;
}

/* States ---------------------------------------------------------------------------------------------------------- */

enum { STAGE, AT, OWNER, ATTEMPTS, NEXT_TRY, SENT_TO, WORDS, N_PARTS };

static const char * const ids[RAPPORT_N_LETTER_STAGES] = { "draft", "failed", "queued", "sending", "unsure", "sent" };

/** The word for programs and the database: "draft", "failed", "queued", "sending", "unsure", "sent". */
const char *
rapport_letter_stage_id (RapportLetterStage stage)
{
  return ids[stage];
}

/** The word for people, translated. */
const char *
rapport_letter_stage_label (RapportLetterStage stage)
{
  static const char * const labels[RAPPORT_N_LETTER_STAGES] = {
    N_("Draft"), N_("Failed"), N_("Queued"), N_("Sending"), N_("May have been sent"), N_("Sent"),
  };

  return _(labels[stage]);
}

gboolean
rapport_letter_stage_from_id (const char         *id,
                              RapportLetterStage *stage)
{
  for (int i = 0; i < RAPPORT_N_LETTER_STAGES; i++)
    if (strcmp (ids[i], id) == 0)
      {
        *stage = (RapportLetterStage) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * rapport_letter_state_read:
 * @self: a cleared state
 * @value: (nullable): the field as the journal has it; %NULL and what cannot be read are a draft
 */
void
rapport_letter_state_read (RapportLetterState *self,
                           GVariant           *value)
{
  g_autofree const char **parts = NULL;
  gsize n = 0;

  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    parts = g_variant_get_strv (value, &n);
  if (n < N_PARTS || !rapport_letter_stage_from_id (parts[STAGE], &self->stage))
    return;
  self->at = g_ascii_strtoll (parts[AT], NULL, 10);
  self->owner = g_strdup (parts[OWNER]);
  self->attempts = (int) CLAMP (g_ascii_strtoll (parts[ATTEMPTS], NULL, 10), 0, G_MAXINT);
  self->next_try = g_ascii_strtoll (parts[NEXT_TRY], NULL, 10);
  self->sent_to = g_strdup (parts[SENT_TO]);
  self->words = g_strdup (parts[WORDS]);
}

static const char *
or_nothing (const char *text)
{
  return text != NULL ? text : "";
}

/** (transfer floating): the field as the journal has it. */
GVariant *
rapport_letter_state_write (const RapportLetterState *self)
{
  g_autofree char *at = g_strdup_printf ("%" G_GINT64_FORMAT, self->at);
  g_autofree char *attempts = g_strdup_printf ("%d", self->attempts);
  g_autofree char *next_try = g_strdup_printf ("%" G_GINT64_FORMAT, self->next_try);
  const char *parts[N_PARTS] = {
    ids[self->stage], at, or_nothing (self->owner), attempts, next_try, or_nothing (self->sent_to), or_nothing (self->words),
  };

  return g_variant_new_strv (parts, N_PARTS);
}

void
rapport_letter_state_clear (RapportLetterState *self)
{
  g_clear_pointer (&self->owner, g_free);
  g_clear_pointer (&self->sent_to, g_free);
  g_clear_pointer (&self->words, g_free);
}

/**
 * rapport_letter_pause:
 * @attempts: how often it was tried, in vain
 *
 * A minute first, then longer each time, as RFC 5321 (4.5.4.1) asks of senders.
 *
 * Returns: seconds until the next attempt; -1: enough, a person has to look
 */
int
rapport_letter_pause (int attempts)
{
  static const int minutes[] = { 1, 5, 15, 60, 240, 720 };

  return attempts >= 1 && attempts <= (int) G_N_ELEMENTS (minutes) ? 60 * minutes[attempts - 1] : -1;
}

/* Names and addresses --------------------------------------------------------------------------------------------- */

/** (transfer full): the name that every replica gives to this letter. */
char *
rapport_letter_uuid (const char *cause,
                     const char *kind,
                     int         number)
{
  g_autofree char *text = g_strdup_printf ("%d", number);

  return rapport_uuid_v5 ("letter", cause, kind, text, NULL);
}

static gboolean
is_local_part (const char *text,
               gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && strchr ("!#$%&'*+-/=?^_`{|}~.", text[i]) == NULL)
      return FALSE;
  return length > 0 && length <= 64;
}

static gboolean
is_domain (const char *text)
{
  g_autofree char *ascii = g_hostname_to_ascii (text);
  gsize length = ascii != NULL ? strlen (ascii) : 0;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (ascii[i]) && ascii[i] != '-' && ascii[i] != '.')
      return FALSE;
  return length > 0 && length <= 253 && ascii[0] != '.' && ascii[0] != '-' && strstr (ascii, "..") == NULL;
}

/**
 * rapport_mail_address_check:
 * @address: an e-mail address, without a name
 * @error: return location; its message is a sentence for people
 *
 * Takes the addresses that RFC 5321 calls a dot-string at a domain, which may be international. Nothing that passes can
 * end a line or open another header or command.
 *
 * Returns: whether a letter can be sent there
 */
gboolean
rapport_mail_address_check (const char  *address,
                            GError     **error)
{
  const char *at = address != NULL ? strrchr (address, '@') : NULL;

  if (address == NULL || *address == '\0')
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("There is no e-mail address."));
  else if (at == NULL || !is_local_part (address, (gsize) (at - address)) || !is_domain (at + 1))
    rapport_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("“%s” is not an e-mail address."), address);
  else
    return TRUE;
  return FALSE;
}
