/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/commands.h"

#include <glib/gi18n.h>
#include <string.h>

static const RapportCliCommand commands[] = {
  { "overview", "", N_("Show what waits, ends soon or is overdue"), rapport_cli_overview },

  { "members", "[TEXT…]", N_("List members: all, or who fits the text and the options"), rapport_cli_members },
  { "member show", "MEMBER", N_("Show a profile, as far as --as may see it"), rapport_cli_member_show },
  { "member history", "MEMBER [FIELD]", N_("List what the fields of a profile have been, and who wrote it"), rapport_cli_member_history },
  { "member add", "FIELD=VALUE…", N_("Add a member"), rapport_cli_member_add },
  { "member set", "MEMBER FIELD=VALUE…", N_("Change fields of a member; an empty value clears"), rapport_cli_member_set },
  { "member delete", "MEMBER…", N_("Delete members"), rapport_cli_member_delete },
  { "member erase", "MEMBER…", N_("Erase everything about members, in backups too; this cannot be undone"), rapport_cli_member_erase },
  { "member export", "MEMBER [FILE.json] [FILE.pdf]", N_("Write everything about a member, for the member"), rapport_cli_member_export },
  { "erasures", "", N_("List what was erased, in numbers"), rapport_cli_erasures },
  { "enrol", "MEMBER…", N_("Enrol members as mentors or mentees"), rapport_cli_enrol },
  { "unenrol", "MEMBER…", N_("End enrolments; partnerships stay"), rapport_cli_unenrol },
  { "pause", "MEMBER…", N_("Leave members out of searches for a time"), rapport_cli_pause },
  { "resume", "MEMBER…", N_("End a pause"), rapport_cli_resume },

  { "find", "MEMBER [TEXT…]", N_("Find mentors for a member, the best match first"), rapport_cli_find },
  { "requests", "[MEMBER]", N_("List requests: the open ones, or those of --state"), rapport_cli_requests },
  { "request show", "REQUEST", N_("Show a request as it was sent, and what came of it"), rapport_cli_request_show },
  { "request send", "MENTEE MENTOR", N_("Send a request"), rapport_cli_request_send },
  { "request accept", "REQUEST", N_("Accept a request: a partnership begins"), rapport_cli_request_accept },
  { "request decline", "REQUEST", N_("Decline a request"), rapport_cli_request_decline },
  { "request save", "REQUEST", N_("Save a request for later"), rapport_cli_request_save },
  { "request withdraw", "REQUEST", N_("Withdraw a request"), rapport_cli_request_withdraw },
  { "request remind", "REQUEST", N_("Note that a reminder was sent"), rapport_cli_request_remind },

  { "partnerships", "[MEMBER]", N_("List partnerships"), rapport_cli_partnerships },
  { "partnership show", "PARTNERSHIP", N_("Show a partnership with its meetings and totals"), rapport_cli_partnership_show },
  { "partnership record", "MENTEE MENTOR", N_("Record a partnership from before Rapport, as legacy"), rapport_cli_partnership_record },
  { "partnership star", "PARTNERSHIP", N_("Put a star on a partnership"), rapport_cli_partnership_star },
  { "partnership unstar", "PARTNERSHIP", N_("Take the star off a partnership"), rapport_cli_partnership_unstar },
  { "partnership end", "PARTNERSHIP", N_("End a partnership"), rapport_cli_partnership_end },
  { "partnership extend", "PARTNERSHIP", N_("Give a partnership a longer term"), rapport_cli_partnership_extend },

  { "programme show", "", N_("Show the rules of the programme"), rapport_cli_programme_show },
  { "programme set", "SETTING [JSON]", N_("Change a rule of the programme; without a value the preset's comes back"), rapport_cli_programme_set },

  { "import", "FILE", N_("Import members from a CSV file, or check what that would do"), rapport_cli_import },
  { "import remove", "NUMBER", N_("Erase what an undone import alone made, by its number in log"), rapport_cli_import_remove },
  { "export", "[FILE]", N_("Write members, all or those of the options, as CSV that imports to the same"), rapport_cli_export },

  { "meeting list", "PARTNERSHIP", N_("List the meetings of a partnership with their signatures"), rapport_cli_meeting_list },
  { "meeting log", "PARTNERSHIP", N_("Log a meeting or a check-in"), rapport_cli_meeting_log },
  { "meeting edit", "MEETING", N_("Change a meeting that nobody has signed"), rapport_cli_meeting_edit },
  { "meeting correct", "MEETING", N_("Put a corrected version beside a signed meeting"), rapport_cli_meeting_correct },
  { "meeting sign", "MEETING mentee|mentor", N_("Sign a meeting for one side"), rapport_cli_meeting_sign },
  { "meeting invite", "PARTNERSHIP", N_("Draft invitations to a meeting, with an event for the calendar"), rapport_cli_meeting_invite },
  { "meeting delete", "MEETING", N_("Delete a meeting that not both have signed"), rapport_cli_meeting_delete },
  { "sheet", "[PARTNERSHIP…]", N_("Write tracking sheets as a PDF"), rapport_cli_sheet },

  { "backup list", "", N_("List the backups and what is in each"), rapport_cli_backup_list },
  { "backup now", "", N_("Make a backup and check it"), rapport_cli_backup_now },
  { "backup restore", "NAME|FILE", N_("Put a backup in the place of the data; what was there is backed up before"), rapport_cli_backup_restore },
  { "backup verify", "[NAME|FILE]", N_("Compare the journal of a backup, or of all, with what it shows"), rapport_cli_backup_verify },
  { "where", "", N_("Show what is stored where, and who can read it"), rapport_cli_where },
  { "copy", "FILE", N_("Save a copy that goes on by itself"), rapport_cli_copy },
  { "changes export", "FILE", N_("Write changes for another copy into a file: all, or what it does not have"), rapport_cli_changes_export },
  { "changes import", "FILE", N_("Take in the changes of another copy, or look at what that would do"), rapport_cli_changes_import },
  { "changes vector", "", N_("Say what this copy has, for changes export --since elsewhere"), rapport_cli_changes_vector },
  { "review", "[FINDING]", N_("List what somebody should settle, or show one of it side by side"), rapport_cli_review },
  { "settle", "FINDING REMEDY [TEXT]", N_("Settle what review lists in one of the ways that it shows"), rapport_cli_settle },
  { "join", "MEMBER MEMBER", N_("Say that two members are the same person"), rapport_cli_join },
  { "part", "MEMBER MEMBER", N_("Say that two members are not the same person"), rapport_cli_part },

  { "outbox list", "[MEMBER]", N_("List letters: all, or those of --state"), rapport_cli_outbox_list },
  { "outbox show", "LETTER", N_("Show a letter"), rapport_cli_outbox_show },
  { "outbox draft", "", N_("Draft the reminders that are due, and letters about what has expired"), rapport_cli_outbox_draft },
  { "outbox edit", "LETTER", N_("Change a draft, or a letter that could not be sent"), rapport_cli_outbox_edit },
  { "outbox queue", "[LETTER…]", N_("Let letters go out with the next sending"), rapport_cli_outbox_queue },
  { "outbox hold", "LETTER…", N_("Make drafts of queued letters again"), rapport_cli_outbox_hold },
  { "outbox discard", "LETTER…", N_("Discard letters that have not been sent"), rapport_cli_outbox_discard },
  { "outbox send", "", N_("Send the queued letters by the mail account"), rapport_cli_outbox_send },
  { "outbox eml", "LETTER FILE", N_("Write a letter as a file for any mail program"), rapport_cli_outbox_eml },
  { "outbox ics", "LETTER FILE", N_("Write the event of an invitation as a file for any calendar"), rapport_cli_outbox_ics },
  { "outbox sent", "LETTER…", N_("Note that you have sent letters yourself"), rapport_cli_outbox_sent },
  { "template show", "KIND", N_("Show the template of a kind of letter"), rapport_cli_template_show },
  { "template set", "KIND [FILE]", N_("Give the programme a template of its own; without a file Rapport’s comes back"), rapport_cli_template_set },
  { "account set", "", N_("Set up the mail account; the password is read from the terminal or standard input"), rapport_cli_account_set },
  { "account show", "", N_("Show the mail account"), rapport_cli_account_show },
  { "account test", "", N_("Connect and log in, and send nothing"), rapport_cli_account_test },
  { "account remove", "", N_("Remove the mail account and its password"), rapport_cli_account_remove },
  { "housekeeping", "", N_("Draft what is due and send what is queued, asking nobody"), rapport_cli_housekeeping },

  { "sample", "[FILE]", N_("Make the sample programme, in a database of its own"), rapport_cli_sample },

  { "undo", "", N_("Take back the newest operation of this author"), rapport_cli_undo },
  { "redo", "", N_("Do again what was taken back last"), rapport_cli_redo },
  { "log", "", N_("List what happened, newest first"), rapport_cli_log },
  { "verify", "", N_("Compare the journal with what is shown"), rapport_cli_verify },
  { NULL },
};

const RapportCliCommand *
rapport_cli_commands (void)
{
  return commands;
}

/* How many of @words spell @name; 0 when they do not. */
static guint
spells (const char *name,
        char      **words)
{
  g_auto (GStrv) parts = g_strsplit (name, " ", -1);
  guint n = g_strv_length (parts);

  for (guint i = 0; i < n; i++)
    if (words[i] == NULL || strcmp (words[i], parts[i]) != 0)
      return 0;
  return n;
}

const RapportCliCommand *
rapport_cli_find_command (char **words,
                          guint *n_words)
{
  const RapportCliCommand *found = NULL;

  *n_words = 0;
  for (const RapportCliCommand *command = commands; command->name != NULL; command++)
    {
      guint n = spells (command->name, words);

      if (n > *n_words)
        {
          found = command;
          *n_words = n;
        }
    }
  return found;
}
