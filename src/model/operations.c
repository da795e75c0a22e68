/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/operations.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* What an operation did, in the past tense: toasts, "What Happened" and rapportctl say it. Sorted by title id. */
typedef struct {
  const char *title;
  const char *plain; /* where the name of the first argument cannot be told */
  const char *named; /* with that name; %NULL: says no name */
} Sentence;

static const Sentence sentences[] = {
  { "accept-request", N_("Request accepted"), N_("Accepted: %s") },
  { "add-member", N_("Member added"), N_("%s added") },
  { "add-skill", N_("Skill added"), NULL },
  { "answer-again", N_("Contested request answered again"), N_("Contested request of %s answered again") },
  { "bring-back", N_("What was deleted brought back"), N_("%s brought back") },
  { "change-capacity", N_("Places changed"), N_("Places of %s changed") },
  { "change-meeting", N_("Meeting changed"), N_("Meeting of %s changed") },
  { "change-member", N_("Profile changed"), N_("Profile of %s changed") },
  { "change-partnership", N_("Partnership changed"), N_("Partnership of %s changed") },
  { "change-programme", N_("Rules of the programme changed"), NULL },
  { "choose-version", N_("One of two versions chosen"), N_("One of two versions chosen for %s") },
  { "correct-meeting", N_("Meeting corrected"), N_("Meeting of %s corrected") },
  { "decline-request", N_("Request declined"), N_("Declined: %s") },
  { "delete-again", N_("What was deleted stays so"), N_("%s stays deleted") },
  { "delete-meeting", N_("Meeting deleted"), N_("Meeting of %s deleted") },
  { "delete-member", N_("Member deleted"), N_("%s deleted") },
  { "draft-reminder", N_("Reminder drafted"), N_("Reminder drafted: %s") },
  { "edit-letter", N_("Letter changed"), NULL },
  { "end-partnership", N_("Partnership ended"), N_("Partnership of %s ended") },
  { "enrol-member", N_("Enrolled"), N_("%s enrolled") },
  { "erase-member", N_("Personal data erased"), NULL },
  { "extend-partnership", N_("Term extended"), N_("Term of %s extended") },
  { "invite-to-meeting", N_("Invitation drafted"), N_("Invitation of %s drafted") },
  { "join-members", N_("Two joined as one person"), N_("%s joined with a double") },
  { "keep-enrolment", N_("One of two enrolments kept"), N_("One of two enrolments of %s kept") },
  { "letter-claimed", N_("Letter taken up for sending"), NULL },
  { "letter-failed", N_("Letter could not be sent"), NULL },
  { "letter-sent", N_("Letter sent"), NULL },
  { "letter-unsure", N_("Letter may have been sent"), NULL },
  { "log-check-in", N_("Check-in logged"), N_("Check-in of %s logged") },
  { "log-meeting", N_("Meeting logged"), N_("Meeting of %s logged") },
  { "make-programme", N_("Programme made"), NULL },
  { "make-sample", N_("Sample data made"), NULL },
  { "not-the-same", N_("Two told apart"), N_("%s told apart from somebody else") },
  { "note-reminder", N_("Reminder noted"), N_("Reminder noted: %s") },
  { "own-letter", N_("Letter of the programme’s own written"), NULL },
  { "part-members", N_("Two parted again"), N_("%s parted from a double again") },
  { "pause-member", N_("Paused"), N_("%s paused") },
  { "record-partnership", N_("Partnership recorded"), N_("Partnership of %s recorded") },
  { "remove-signature", N_("Signature removed"), N_("Signature of %s removed") },
  { "restore-version", N_("Earlier version restored"), N_("Earlier version of %s restored") },
  { "resume-member", N_("Back from the pause"), N_("%s is back from the pause") },
  { "save-request", N_("Request saved for later"), N_("Saved for later: %s") },
  { "send-request", N_("Request sent"), N_("Request sent: %s") },
  { "sign-meeting", N_("Meeting signed"), N_("Meeting of %s signed") },
  { "star-partnership", N_("Partnership starred"), N_("Partnership of %s starred") },
  { "unenrol-member", N_("No longer enrolled"), N_("%s is no longer enrolled") },
  { "unstar-partnership", N_("Star removed"), N_("Star of %s removed") },
  { "withdraw-request", N_("Request withdrawn"), N_("Withdrawn: %s") },
};

/* The operations on many, whose first argument is how many. */
static const char *
counted_format (const char *title,
                int         n)
{
  if (strcmp (title, "change-members") == 0)
    return ngettext ("%d profile changed", "%d profiles changed", n);
  if (strcmp (title, "delete-members") == 0)
    return ngettext ("%d member deleted", "%d members deleted", n);
  if (strcmp (title, "discard-letters") == 0)
    return ngettext ("%d letter discarded", "%d letters discarded", n);
  if (strcmp (title, "draft-letters") == 0)
    return ngettext ("%d letter drafted", "%d letters drafted", n);
  if (strcmp (title, "enrol-members") == 0)
    return ngettext ("%d member enrolled", "%d members enrolled", n);
  if (strcmp (title, "erase-import") == 0)
    return ngettext ("%d record of an import removed for good", "%d records of an import removed for good", n);
  if (strcmp (title, "hold-letters") == 0)
    return ngettext ("%d letter held back", "%d letters held back", n);
  if (strcmp (title, "import-members") == 0)
    return ngettext ("Imported %d member", "Imported %d members", n);
  if (strcmp (title, "merge-changes") == 0)
    return ngettext ("%d change taken in", "%d changes taken in", n);
  if (strcmp (title, "pause-members") == 0)
    return ngettext ("%d member paused", "%d members paused", n);
  if (strcmp (title, "queue-letters") == 0)
    return ngettext ("%d letter queued", "%d letters queued", n);
  if (strcmp (title, "resume-members") == 0)
    return ngettext ("%d member is back from the pause", "%d members are back from the pause", n);
  if (strcmp (title, "set-field") == 0)
    return ngettext ("Field set for %d member", "Field set for %d members", n);
  if (strcmp (title, "unenrol-members") == 0)
    return ngettext ("%d member is no longer enrolled", "%d members are no longer enrolled", n);
  if (strcmp (title, "verify-members") == 0)
    return ngettext ("Membership of %d member verified", "Membership of %d members verified", n);
  return NULL;
}

static int
first_count (const char * const *args)
{
  return args != NULL && args[0] != NULL ? atoi (args[0]) : 0;
}

static const Sentence *
find_sentence (const char *title)
{
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (strcmp (sentences[i].title, title) == 0)
      return &sentences[i];
  return NULL;
}

/* What undo and redo did carries the other operation's title as first argument, then its arguments. */
static const char *
wrapper_of (const char *title)
{
  if (strcmp (title, "undo") == 0)
    return _("Taken back: %s");
  if (strcmp (title, "redo") == 0)
    return _("Done again: %s");
  return NULL;
}

/**
 * rapport_operation_is_known:
 * @title: a title id
 *
 * Returns: whether there is a sentence for it
 */
gboolean
rapport_operation_is_known (const char *title)
{
  return find_sentence (title) != NULL || counted_format (title, 1) != NULL || wrapper_of (title) != NULL;
}

/**
 * rapport_operation_erases:
 * @title: a title id
 *
 * Returns: whether it erases, which is not undone
 */
gboolean
rapport_operation_erases (const char *title)
{
  return strcmp (title, "erase-member") == 0 || strcmp (title, "erase-import") == 0;
}

/**
 * rapport_operation_is_lasting:
 * @title: a title id
 *
 * Returns: whether it only tells what has left the house, or is about to, so that undo passes over it; what is queued can
 *   be held back instead
 */
gboolean
rapport_operation_is_lasting (const char *title)
{
  return g_str_has_prefix (title, "letter-") || strcmp (title, "queue-letters") == 0;
}

/**
 * rapport_operation_sentence:
 * @title: a title id: what the user did
 * @args: (nullable): what it was done to: uuids, or a count
 * @name: (nullable): tells the name that belongs to a uuid
 * @data: for @name
 *
 * Returns: (transfer full): what happened, without full stop: "Request accepted", "Imported 500 members"; for a title
 *   of a later version "Something that this version does not know"
 */
char *
rapport_operation_sentence (const char           *title,
                            const char * const   *args,
                            RapportOperationName  name,
                            gpointer              data)
{
  const Sentence *sentence = find_sentence (title);
  int n = first_count (args);
  const char *format = counted_format (title, n);
  g_autofree char *who = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  if (wrapper_of (title) != NULL && args != NULL && args[0] != NULL)
    {
      who = rapport_operation_sentence (args[0], args + 1, name, data);
      return g_strdup_printf (wrapper_of (title), who);
    }
  if (format != NULL)
    return g_strdup_printf (format, n);
  if (sentence == NULL)
    return g_strdup (_("Something that this version does not know"));
  if (sentence->named != NULL && name != NULL && args != NULL && args[0] != NULL)
    who = name (args[0], data);
  if (who == NULL || *who == '\0')
    return g_strdup (_(sentence->plain));
  return g_strdup_printf (_(sentence->named), who);
#pragma GCC diagnostic pop
}

/**
 * rapport_operation_undone:
 * @title: a title id
 * @args: (nullable): what it was done to
 *
 * Returns: (transfer full): that it was taken back: "Taken back: Request accepted"
 */
char *
rapport_operation_undone (const char         *title,
                          const char * const *args)
{
  g_autofree char *sentence = rapport_operation_sentence (title, args, NULL, NULL);

  return g_strdup_printf (_("Taken back: %s"), sentence);
}
