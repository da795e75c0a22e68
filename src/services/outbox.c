/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/outbox.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/sentence.h"
#include "services/letter-draft.h"
#include "services/session.h"
#include "store/partnerships.h"
#include "store/programmes.h"
#include "store/requests.h"

/* An expiry, or the end of a term, that is older than this is history, and nobody is written to about it. */
#define EXPIRY_SECONDS (14 * 24 * 3600)

void
rapport_outbox_set_state (RapportTransaction       *transaction,
                          gint64                    letter,
                          const RapportLetterState *state)
{
  rapport_transaction_set (transaction, letter, "state", rapport_letter_state_write (state));
}

/* I21: a reminder that has been sent, by Rapport or by somebody's hand, is a reminder of the request. */
void
rapport_outbox_note_reminder (RapportTransaction     *transaction,
                              const RapportLetterRow *row)
{
  gint64 cause = row->cause;
  g_autoptr (RapportRequestRow) request = NULL;

  if (strcmp (row->kind, "reminder") != 0)
    return;
  request = rapport_requests_get (rapport_transaction_reading (transaction), &cause, NULL, NULL);
  if (request != NULL && rapport_request_row_is_open (request))
    rapport_transaction_set_int (transaction, cause, "reminded_at", rapport_transaction_now (transaction));
}

/* Drafting -------------------------------------------------------------------------------------------------------- */

/** One letter about to be drafted. */
typedef struct {
  const RapportLetterKind *kind;
  RapportLetterCase *about;
  gint64 cause;
  gint64 reader;
  int number;
  gboolean automatic;
  gboolean by_time;               /* nobody asks for it: what was discarded stays so */
  const RapportMeetingPlan *plan; /* NULL: no invitation */
} Draft;

static gboolean
has_address (RapportReading *reading,
             gint64          member)
{
  g_autoptr (GVariant) email = rapport_reading_get (reading, member, "email");

  return email != NULL && g_variant_is_of_type (email, G_VARIANT_TYPE_STRING)
         && rapport_mail_address_check (g_variant_get_string (email, NULL), NULL);
}

static gboolean
is_in_outbox (RapportReading *reading,
              gint64          letter)
{
  g_autoptr (RapportLetterRow) row = rapport_letters_get (reading, &letter, NULL, NULL);

  return row != NULL;
}

static void
write_state (RapportTransaction *transaction,
             gint64              letter,
             const Draft        *draft,
             gboolean            again)
{
  RapportLetterState state = {
    .stage = RAPPORT_LETTER_DRAFT, .at = rapport_transaction_now (transaction), .owner = (char *) rapport_transaction_replica (transaction),
  };

  if (draft->automatic && has_address (rapport_transaction_reading (transaction), draft->reader))
    state.stage = RAPPORT_LETTER_QUEUED;
  if (again)
    rapport_transaction_set_string (transaction, letter, "address", NULL);
  if (again || state.stage == RAPPORT_LETTER_QUEUED)
    rapport_outbox_set_state (transaction, letter, &state);
}

/* Two laptops that invite the same two write one letter when they mean one meeting, and two when it is another. */
static char *
name_of_letter (const Draft *draft)
{
  return draft->plan == NULL ? g_strdup (draft->kind->id)
                             : g_strdup_printf ("%s %" G_GINT64_FORMAT, draft->kind->id, draft->plan->starts);
}

/* A letter that was drafted before, on another laptop perhaps, stays as it is; one that was discarded comes again, as it
 * would be now, where somebody does what calls for it. */
static void
write_draft (RapportTransaction *transaction,
             const Draft        *draft)
{
  RapportReading *reading = rapport_transaction_reading (transaction);
  g_autofree char *cause = rapport_reading_uuid (reading, draft->cause);
  g_autofree char *which = name_of_letter (draft);
  g_autofree char *uuid = rapport_letter_uuid (cause, which, draft->number);
  g_autoptr (RapportLetterText) text = NULL;
  g_autoptr (GVariant) known = NULL;
  gint64 letter;

  /* Where one of the two has been deleted there is nobody to write to or about. */
  text = rapport_letter_case_write (draft->about, reading, draft->kind, draft->reader, NULL, NULL);
  if (text == NULL)
    return;
  letter = rapport_transaction_entity (transaction, "letter", uuid);
  known = rapport_reading_get (reading, letter, "subject");
  if (known != NULL && (draft->by_time || is_in_outbox (reading, letter)))
    return;
  rapport_transaction_set_reference (transaction, letter, "programme", rapport_letter_case_programme (draft->about));
  rapport_transaction_set_reference (transaction, letter, "cause", draft->cause);
  rapport_transaction_set_string (transaction, letter, "kind", draft->kind->id);
  rapport_transaction_set_int (transaction, letter, "number", draft->number);
  rapport_transaction_set_reference (transaction, letter, "member", draft->reader);
  rapport_transaction_set_reference (transaction, letter, "other",
                                     rapport_letter_case_other (draft->about, draft->reader));
  rapport_transaction_set_string (transaction, letter, "subject", text->subject);
  rapport_transaction_set_string (transaction, letter, "body", text->body);
  rapport_transaction_set_int (transaction, letter, "drafted_at", rapport_transaction_now (transaction));
  if (draft->plan != NULL)
    rapport_transaction_set (transaction, letter, "meeting", rapport_meeting_plan_write (draft->plan));
  write_state (transaction, letter, draft, known != NULL);
}

static gboolean
lists (char       **kinds,
       const char  *kind)
{
  return g_strv_contains ((const char * const *) kinds, kind);
}

/* A partnership whose term had ended goes on, and ends once more. */
static gboolean
tells_of_earlier_end (RapportReading         *reading,
                      const RapportLetterRow *row)
{
  gint64 cause = row->cause;
  g_autoptr (RapportPartnershipRow) pair = rapport_partnerships_get (reading, &cause, NULL, NULL);
  g_autoptr (RapportPolicy) policy = rapport_programmes_policy (reading, row->programme);
  g_autofree char *drafted_on = rapport_date_of_instant (row->drafted_at, policy->time_zone);

  return pair != NULL && strcmp (drafted_on, *pair->ended_on != '\0' ? pair->ended_on : pair->ends_on) < 0;
}

/* Reminders, invitations and ends come again; of the others the second laptop makes the same. */
static int
last_number (RapportReading *reading,
             gint64          cause,
             const char     *kind)
{
  RapportLettersQuery query = { .cause = cause, .stage = -1 };
  g_autoptr (GPtrArray) rows = NULL;
  int number = 0;

  if (strcmp (kind, "reminder") == 0 || strcmp (kind, "invitation") == 0)
    return rapport_letters_last_number (reading, cause, kind);
  if (strcmp (kind, "ending") == 0)
    rows = rapport_letters_list (reading, &query, NULL, NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RapportLetterRow *row = g_ptr_array_index (rows, i);

      if (strcmp (row->kind, kind) == 0 && tells_of_earlier_end (reading, row))
        number = MAX (number, row->number);
    }
  return number;
}

static guint
draft_to_readers (RapportTransaction *transaction,
                  Draft              *draft)
{
  gint64 readers[2];
  guint n = rapport_letter_case_readers (draft->about, draft->kind, readers);

  draft->number = last_number (rapport_transaction_reading (transaction), draft->cause, draft->kind->id);
  for (guint i = 0; i < n; i++)
    {
      draft->reader = readers[i];
      draft->number++;
      write_draft (transaction, draft);
    }
  return n;
}

static gboolean
call (RapportTransaction  *transaction,
      const char          *kind,
      gint64               cause,
      gboolean             by_time,
      GError             **error)
{
  RapportReading *reading = rapport_transaction_reading (transaction);
  Draft draft = { .kind = rapport_letter_kind_find (kind), .cause = cause, .by_time = by_time };
  g_autoptr (RapportLetterCase) about = NULL;
  g_autoptr (RapportPolicy) policy = NULL;

  g_return_val_if_fail (draft.kind != NULL, FALSE);
  if (!rapport_transaction_flush (transaction, error))
    return FALSE;
  about = rapport_letter_case_new (reading, cause, error);
  if (about == NULL)
    return FALSE;
  policy = rapport_programmes_policy (reading, rapport_letter_case_programme (about));
  if (!lists (policy->letters, kind))
    return TRUE;
  draft.about = about;
  draft.automatic = lists (policy->automatic_letters, kind);
  draft_to_readers (transaction, &draft);
  return TRUE;
}

/**
 * rapport_outbox_call:
 * @transaction: a command's
 * @kind: "request", "reminder", "introduction", …
 * @cause: the request or partnership, all of whose changes have been set
 * @error: return location
 *
 * No template keeps the command from being done: the programme's own are checked when they are written, and where one
 * cannot be filled all the same, the letter comes from Rapport's.
 */
gboolean
rapport_outbox_call (RapportTransaction  *transaction,
                     const char          *kind,
                     gint64               cause,
                     GError             **error)
{
  return call (transaction, kind, cause, FALSE, error);
}

/* Somebody asks for these letters, so that the programme's list of what is drafted by itself does not matter. */
gboolean
rapport_outbox_invite (RapportTransaction        *transaction,
                       gint64                     partnership,
                       const RapportMeetingPlan  *plan,
                       guint                     *drafted,
                       GError                   **error)
{
  Draft draft = { .kind = rapport_letter_kind_find ("invitation"), .cause = partnership, .plan = plan };
  g_autoptr (RapportLetterCase) about = rapport_letter_case_new (rapport_transaction_reading (transaction), partnership, error);

  if (about == NULL)
    return FALSE;
  rapport_letter_case_set_plan (about, plan);
  draft.about = about;
  *drafted = draft_to_readers (transaction, &draft);
  return TRUE;
}

/* What time calls for --------------------------------------------------------------------------------------------- */

/* One reminder waits at a time, an expiry is told once, and so is each end. */
static gboolean
is_the_same (RapportReading         *reading,
             const RapportLetterRow *row,
             const char             *kind)
{
  if (strcmp (row->kind, kind) != 0)
    return FALSE;
  if (strcmp (kind, "reminder") == 0)
    return row->state.stage != RAPPORT_LETTER_SENT;
  return strcmp (kind, "ending") != 0 || !tells_of_earlier_end (reading, row);
}

/** Whether a letter of that kind about @cause is there already: of reminders one that has not gone. */
gboolean
rapport_outbox_has_draft (RapportReading *reading,
                          gint64          cause,
                          const char     *kind)
{
  RapportLettersQuery query = { .cause = cause, .stage = -1 };
  g_autoptr (GPtrArray) rows = rapport_letters_list (reading, &query, NULL, NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RapportLetterRow *row = g_ptr_array_index (rows, i);

      if (is_the_same (reading, row, kind))
        return TRUE;
    }
  return FALSE;
}

/* Somebody has thrown away what would be drafted now. */
static gboolean
was_discarded (RapportReading *reading,
               gint64          cause,
               const char     *kind)
{
  g_autofree char *name = rapport_reading_uuid (reading, cause);
  g_autofree char *uuid = rapport_letter_uuid (name, kind, last_number (reading, cause, kind) + 1);
  gint64 letter = rapport_reading_find (reading, uuid);
  g_autoptr (GVariant) known = letter != 0 ? rapport_reading_get (reading, letter, "subject") : NULL;

  return known != NULL && !is_in_outbox (reading, letter);
}

static gboolean
is_due (RapportReading *reading,
        gint64          cause,
        const char     *kind)
{
  return !rapport_outbox_has_draft (reading, cause, kind) && !was_discarded (reading, cause, kind);
}

/* One letter that time has called for. */
typedef struct {
  const char *kind;
  gint64 cause;
} Due;

static gboolean
collect_due (RapportTransaction   *transaction,
             RapportRequestsQuery *query,
             const char           *kind,
             GArray               *list,
             GError              **error)
{
  RapportReading *reading = rapport_transaction_reading (transaction);
  g_autoptr (GPtrArray) rows = rapport_requests_list (reading, query, NULL, error);
  gint64 oldest = rapport_reading_now (reading) - EXPIRY_SECONDS;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RapportRequestRow *row = g_ptr_array_index (rows, i);
      Due due = { kind, row->no };

      if (row->state == RAPPORT_REQUEST_EXPIRED && row->expires_at < oldest)
        continue;
      if (is_due (reading, row->no, kind))
        g_array_append_val (list, due);
    }
  return rows != NULL;
}

/* Partnerships that came to their end by the date, which nobody noted. */
static void
collect_endings (RapportTransaction *transaction,
                 gint64              programme,
                 GArray             *list)
{
  RapportReading *reading = rapport_transaction_reading (transaction);
  g_autoptr (GArray) pairs = rapport_partnerships_run_out (reading, programme, rapport_reading_now (reading) - EXPIRY_SECONDS);

  for (guint i = 0; i < pairs->len; i++)
    {
      Due due = { "ending", g_array_index (pairs, gint64, i) };

      if (is_due (reading, due.cause, due.kind))
        g_array_append_val (list, due);
    }
}

static gboolean
draft_all (RapportTransaction  *transaction,
           GArray              *list,
           GError             **error)
{
  g_autofree char *count = g_strdup_printf ("%u", list->len);

  rapport_transaction_set_operation (transaction, "draft-letters", (const char *[]) { count, NULL });
  for (guint i = 0; i < list->len; i++)
    {
      const Due *due = &g_array_index (list, Due, i);

      if (g_cancellable_set_error_if_cancelled (rapport_transaction_get_cancellable (transaction), error)
          || !call (transaction, due->kind, due->cause, TRUE, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
collect_programme (RapportTransaction      *transaction,
                   const RapportOutboxDue  *due,
                   gint64                   programme,
                   GArray                  *list,
                   GError                 **error)
{
  RapportRequestsQuery reminders = { .programme = programme, .group = RAPPORT_REQUESTS_OPEN, .reminder_due = TRUE };
  RapportRequestsQuery expired = { .programme = programme, .group = RAPPORT_REQUESTS_EXPIRED };

  if (due->reminders && !collect_due (transaction, &reminders, "reminder", list, error))
    return FALSE;
  if (due->expiries && !collect_due (transaction, &expired, "expiry", list, error))
    return FALSE;
  if (due->expiries)
    collect_endings (transaction, programme, list);
  return TRUE;
}

/** A #RapportCommand: "draft-letters". @data: a #RapportOutboxDue. */
gboolean
rapport_outbox_due_command (RapportTransaction  *transaction,
                            gpointer             data,
                            GError             **error)
{
  RapportOutboxDue *due = data;
  g_autoptr (GPtrArray) programmes = rapport_programmes_list (rapport_transaction_reading (transaction), NULL, NULL, error);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Due));

  if (programmes == NULL)
    return FALSE;
  for (guint i = 0; i < programmes->len; i++)
    {
      const RapportProgramme *programme = g_ptr_array_index (programmes, i);

      if ((due->programme == 0 || due->programme == programme->no)
          && !collect_programme (transaction, due, programme->no, list, error))
        return FALSE;
    }
  due->drafted = list->len;
  return draft_all (transaction, list, error);
}

/* Templates ------------------------------------------------------------------------------------------------------- */

static char *
field_of (const char *kind,
          const char *language)
{
  return g_strdup_printf ("letter/%s/%s", kind, language);
}

char *
rapport_outbox_template (RapportReading *reading,
                         gint64          programme,
                         const char     *kind,
                         const char     *language)
{
  g_autofree char *field = field_of (kind, language);
  g_autoptr (GVariant) own = programme != 0 ? rapport_reading_get (reading, programme, field) : NULL;
  const char *text = own != NULL && g_variant_is_of_type (own, G_VARIANT_TYPE_STRING) ? g_variant_get_string (own, NULL) : NULL;

  if (text != NULL && rapport_letter_check (text, NULL))
    return g_strdup (text);
  if (rapport_letter_has_language (kind, language))
    return rapport_letter_template (kind, (const char *[]) { language, NULL });
  return NULL;
}

gpointer
rapport_outbox_template_query (RapportReading  *reading,
                               gpointer         data,
                               GCancellable    *cancellable,
                               GError         **error)
{
  const RapportOutboxWhich *which = data;
  char *text = rapport_outbox_template (reading, which->programme, which->kind, which->language);

  if (text == NULL)
    text = rapport_letter_template (which->kind, NULL);
  if (text == NULL)
    rapport_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND, _("There is no kind of letter called “%s”."),
                       which->kind);
  return text;
}

/** A #RapportCommand: "own-letter". Refused with the line that cannot be filled. @data: a #RapportOutboxTemplate. */
gboolean
rapport_outbox_template_command (RapportTransaction  *transaction,
                                 gpointer             data,
                                 GError             **error)
{
  const RapportOutboxTemplate *own = data;
  g_autofree char *field = field_of (own->kind, own->language);
  g_autoptr (GError) failure = NULL;

  if (rapport_letter_kind_find (own->kind) == NULL)
    {
      rapport_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED, _("There is no kind of letter called “%s”."), own->kind);
      return FALSE;
    }
  if (own->letter_template != NULL && !rapport_letter_check (own->letter_template, &failure))
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED, failure->message);
      return FALSE;
    }
  rapport_transaction_set_operation (transaction, "own-letter", NULL);
  rapport_transaction_set_string (transaction, rapport_session_ensure_programme (transaction), field, own->letter_template);
  return TRUE;
}

void
rapport_outbox_preview_free (RapportOutboxPreview *self)
{
  g_free (self->kind);
  g_free (self->letter_template);
  g_free (self);
}

/* The newest request that such a letter could be about. */
static gint64
newest_cause (RapportReading *reading,
              gint64          programme)
{
  RapportRequestsQuery query = { .programme = programme, .group = RAPPORT_REQUESTS_ALL, .sort = RAPPORT_REQUESTS_NEWEST, .most = 1 };
  g_autoptr (GPtrArray) rows = rapport_requests_list (reading, &query, NULL, NULL);

  return rows != NULL && rows->len > 0 ? ((const RapportRequestRow *) g_ptr_array_index (rows, 0))->no : 0;
}

gpointer
rapport_outbox_preview_query (RapportReading  *reading,
                              gpointer         data,
                              GCancellable    *cancellable,
                              GError         **error)
{
  const RapportOutboxPreview *preview = data;
  const RapportLetterKind *kind = rapport_letter_kind_find (preview->kind);
  gint64 cause = preview->cause != 0 ? preview->cause : newest_cause (reading, preview->programme);
  g_autoptr (RapportLetterCase) about = NULL;
  gint64 readers[2];

  if (kind == NULL || (preview->letter_template != NULL && !rapport_letter_check (preview->letter_template, error)))
    return NULL;
  about = rapport_letter_case_new (reading, cause, error);
  if (about == NULL)
    return NULL;
  rapport_letter_case_readers (about, kind, readers);
  return rapport_letter_case_write (about, reading, kind, readers[0], preview->letter_template, error);
}
