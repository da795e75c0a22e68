/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/fields.h"
#include "model/policy-odds.h"
#include "model/policy.h"
#include "model/sentence.h"
#include "services/entity-words.h"
#include "services/review.h"
#include "store/history.h"
#include "store/joined.h"
#include "store/merge-mark.h"
#include "store/partnerships.h"
#include "store/programmes.h"
#include "store/requests.h"

/* What stands side by side of a finding, and what can be done about it. */

#define MOST_OF_A_LABEL 40

typedef struct {
  RapportReading *reading;
  const RapportFinding *finding;
  RapportReviewDetail *detail;
} Telling;

static void
side_free (gpointer data)
{
  RapportReviewSide *side = data;

  g_free (side->title);
  g_free (side->subtitle);
  g_free (side);
}

static void
line_free (gpointer data)
{
  RapportReviewLine *line = data;

  g_free (line->label);
  g_strfreev (line->cells);
  g_free (line);
}

static void
remedy_free (gpointer data)
{
  RapportRemedy *remedy = data;

  g_free (remedy->id);
  g_free (remedy->label);
  g_free (remedy->text);
  g_free (remedy->field);
  g_free (remedy);
}

void
rapport_review_detail_free (RapportReviewDetail *self)
{
  if (self == NULL)
    return;
  rapport_review_item_free (self->item);
  g_free (self->explanation);
  g_ptr_array_unref (self->sides);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->remedies);
  g_free (self);
}

/* Takes both. */
static void
add_side (Telling *self,
          char    *title,
          char    *subtitle)
{
  RapportReviewSide *side = g_new0 (RapportReviewSide, 1);

  side->title = title;
  side->subtitle = subtitle;
  g_ptr_array_add (self->detail->sides, side);
}

/* Takes both; of cells as many as there are sides. Nothing where all are empty. What one does not say differs from nothing. */
static void
add_line (Telling    *self,
          char       *label,
          GPtrArray  *cells)
{
  RapportReviewLine *line = g_new0 (RapportReviewLine, 1);
  const char *first = NULL;

  for (guint i = 0; i < cells->len; i++)
    {
      const char *cell = g_ptr_array_index (cells, i);

      if (*cell == '\0')
        continue;
      line->differs |= first != NULL && strcmp (cell, first) != 0;
      first = first != NULL ? first : cell;
    }
  g_ptr_array_add (cells, NULL);
  line->label = label;
  line->cells = (char **) g_ptr_array_free (cells, FALSE);
  if (first == NULL)
    line_free (line);
  else
    g_ptr_array_add (self->detail->lines, line);
}

/* Takes @id and @label. */
static RapportRemedy *
add_remedy (Telling *self,
            char    *id,
            char    *label)
{
  RapportRemedy *remedy = g_new0 (RapportRemedy, 1);

  remedy->id = id;
  remedy->label = label;
  g_ptr_array_add (self->detail->remedies, remedy);
  return remedy;
}

static char *
id_of (Telling    *self,
       const char *verb,
       gint64      entity)
{
  g_autofree char *uuid = rapport_reading_uuid (self->reading, entity);

  return g_strconcat (verb, ":", uuid, NULL);
}

/* Members side by side ---------------------------------------------------------------------------------------------- */

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Every field that any of the members has, in the order of the table of fields; of a set the family's name. */
static GPtrArray *
fields_of (GPtrArray *all_values)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *names = g_ptr_array_new ();
  GPtrArray *sorted = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;
  guint n_fields;
  const RapportField *fields = rapport_fields_of_kind ("member", &n_fields);

  for (guint i = 0; i < all_values->len; i++)
    {
      g_hash_table_iter_init (&iter, g_ptr_array_index (all_values, i));
      while (g_hash_table_iter_next (&iter, &name, NULL))
        {
          const RapportField *field = rapport_fields_find ("member", name);
          gconstpointer shown = field != NULL && field->type == RAPPORT_FIELD_SET ? field->name : name;

          if (field != NULL && g_hash_table_add (known, (gpointer) shown))
            g_ptr_array_add (names, (gpointer) shown);
        }
    }
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < n_fields; i++)
    for (guint j = 0; j < names->len; j++)
      if (rapport_fields_find ("member", g_ptr_array_index (names, j)) == &fields[i])
        g_ptr_array_add (sorted, g_ptr_array_index (names, j));
  g_ptr_array_unref (names);
  return sorted;
}

static char *
cell_of (RapportReading *reading,
         GHashTable     *values,
         const char     *name)
{
  const RapportField *field = rapport_fields_find ("member", name);
  GVariant *value = g_hash_table_lookup (values, name);

  if (field->type == RAPPORT_FIELD_SET && strchr (name, '/') == NULL)
    return rapport_set_words (reading, field, values);
  return value != NULL ? rapport_value_words (reading, "member", name, value) : g_strdup ("");
}

static void
compare_members (Telling *self,
                 GArray  *members)
{
  g_autoptr (GPtrArray) all_values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  g_autoptr (GPtrArray) names = NULL;

  for (guint i = 0; i < members->len; i++)
    {
      gint64 member = g_array_index (members, gint64, i);

      g_ptr_array_add (all_values, rapport_reading_get_all (self->reading, member));
      add_side (self, rapport_entity_words (self->reading, member), g_strdup (""));
    }
  names = fields_of (all_values);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      GPtrArray *cells = g_ptr_array_new ();

      for (guint j = 0; j < all_values->len; j++)
        {
          g_ptr_array_add (cells, cell_of (self->reading, g_ptr_array_index (all_values, j), name));
        }
      add_line (self, rapport_field_title (self->reading, "member", name), cells);
    }
}

static char *
count_of (RapportReading *reading,
          gint64          member,
          gboolean        requests)
{
  gint64 programme = rapport_programmes_first (reading);
  RapportRequestsQuery asked = { .programme = programme, .group = RAPPORT_REQUESTS_ALL, .member = member };
  RapportPartnershipsQuery partnered = { .programme = programme, .group = RAPPORT_PARTNERSHIPS_ALL, .member = member };
  g_autoptr (GPtrArray) rows = requests ? rapport_requests_list (reading, &asked, NULL, NULL)
                                        : rapport_partnerships_list (reading, &partnered, NULL, NULL);

  return rows != NULL && rows->len > 0 ? g_strdup_printf ("%u", rows->len) : g_strdup ("");
}

static void
add_count (Telling    *self,
           const char *label,
           GArray     *members,
           gboolean    requests)
{
  GPtrArray *cells = g_ptr_array_new ();

  for (guint i = 0; i < members->len; i++)
    g_ptr_array_add (cells, count_of (self->reading, g_array_index (members, gint64, i), requests));
  add_line (self, g_strdup (label), cells);
}

static void
tell_double (Telling *self)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (self->finding->other == 0)
    {
      g_array_unref (members);
      members = rapport_reading_joined (self->reading, self->finding->subject);
      compare_members (self, members);
      self->detail->explanation = g_strdup (_("The values of the first are shown everywhere; what differs is kept. "
                                              "Requests, partnerships and enrolments of all belong to this person."));
      for (guint i = 0; i < members->len; i++)
        {
          gint64 member = g_array_index (members, gint64, i);
          g_autofree char *name = rapport_entity_words (self->reading, member);

          if (member != self->finding->subject)
            add_remedy (self, id_of (self, "part", member), rapport_sentence_new (_("Part from “%s”"), name));
        }
      return;
    }
  g_array_append_val (members, self->finding->subject);
  g_array_append_val (members, self->finding->other);
  compare_members (self, members);
  add_count (self, _("Requests"), members, TRUE);
  add_count (self, _("Partnerships"), members, FALSE);
  self->detail->explanation = g_strdup (_("Joined, the values of the first are shown and the others are kept; all requests "
                                          "and partnerships belong to one person. They can be parted again at any time."));
  add_remedy (self, g_strdup ("join"), g_strdup (_("The Same Person")))->suggested = TRUE;
  add_remedy (self, g_strdup ("different"), g_strdup (_("Someone Else")));
}

/* Versions ---------------------------------------------------------------------------------------------------------- */

static char *
version_source (const RapportFieldVersion *version)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (version->zone * 60);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (version->wall / 1000);
  g_autoptr (GDateTime) there = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *when = there != NULL ? g_date_time_format (there, "%Y-%m-%d %H:%M") : g_strdup ("");
  g_autofree char *replica = g_strndup (version->change, MIN (strcspn (version->change, ":"), 8));

  if (version->own)
    return rapport_sentence_new (_("%s · %s · this copy"), version->author, when);
  /* Translators: who, when, and the name of a copy of the data */
  return rapport_sentence_new (_("%s · %s · copy %s"), version->author, when, replica);
}

/* Whether somebody has thought of the value, who did not take back or choose what was there. */
static gboolean
is_written (const RapportFieldVersion *version)
{
  static const char * const others[] = { "undo", "redo", "choose-version", NULL };

  return version->operation == NULL || !g_strv_contains (others, version->operation);
}

static gboolean
is_same_value (const RapportFieldVersion *one,
               const RapportFieldVersion *other)
{
  if (one->value == NULL || other->value == NULL)
    return one->value == other->value;
  return g_variant_equal (one->value, other->value);
}

/* Undo writes both versions again, and neither becomes ours by that: who wrote it last. */
static const RapportFieldVersion *
origin_of (GPtrArray                 *versions,
           const RapportFieldVersion *version)
{
  const RapportFieldVersion *origin = NULL;

  for (guint i = 0; i < versions->len && !is_written (version); i++)
    {
      const RapportFieldVersion *other = g_ptr_array_index (versions, i);

      if (is_written (other) && is_same_value (version, other) && (origin == NULL || other->wall > origin->wall))
        origin = other;
    }
  return origin != NULL ? origin : version;
}

static void
tell_conflict (Telling *self)
{
  g_autoptr (GPtrArray) versions = rapport_reading_history (self->reading, self->finding->subject, self->finding->name, NULL);
  g_autofree char *kind = rapport_entity_kind (self->reading, self->finding->subject);
  const RapportFieldVersion *shown = NULL;
  GPtrArray *cells = g_ptr_array_new ();

  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const RapportFieldVersion *version = g_ptr_array_index (versions, i);
      const RapportFieldVersion *origin = origin_of (versions, version);
      g_autofree char *begin = NULL;
      char *words;

      if (!version->current)
        continue;
      shown = version;
      words = rapport_value_words (self->reading, kind, self->finding->name, version->value);
      g_ptr_array_add (cells, words);
      add_side (self, g_strdup (origin->own ? _("Yours") : _("Theirs")), version_source (origin));
      begin = rapport_sentence_begin (words, MOST_OF_A_LABEL);
      add_remedy (self, g_strconcat ("keep:", version->change, NULL),
                  rapport_sentence_new (origin->own ? _("Keep Yours: %s") : _("Keep Theirs: %s"), begin));
    }
  add_line (self, rapport_field_title (self->reading, kind, self->finding->name), cells);
  self->detail->explanation = g_strdup (_("Both were written without knowing of the other. The later one is shown until "
                                          "somebody chooses."));
  if (shown != NULL && rapport_review_takes_text (kind, self->finding->name))
    {
      RapportRemedy *remedy = add_remedy (self, g_strdup ("write"), g_strdup (_("Write Another…")));

      remedy->takes_text = TRUE;
      remedy->kind = rapport_fields_find (kind, self->finding->name)->kind;
      remedy->field = g_strdup (self->finding->name);
      remedy->text = shown->value != NULL ? rapport_value_words (self->reading, kind, self->finding->name, shown->value)
                                          : g_strdup ("");
    }
}

static void
tell_unseen (Telling *self)
{
  self->detail->explanation = g_strdup (_("It is gone from every list. Bring it back with what was changed, or leave it "
                                          "deleted."));
  add_remedy (self, g_strdup ("bring-back"), g_strdup (_("Bring Back")))->suggested = TRUE;
  add_remedy (self, g_strdup ("delete"), g_strdup (_("Leave Deleted")));
}

static void
tell_contested (Telling *self)
{
  RapportFinding answer = { .kind = RAPPORT_FINDING_CONFLICT, .subject = self->finding->subject, .name = (char *) "answer" };
  Telling versions = { self->reading, &answer, self->detail };

  tell_conflict (&versions);
  g_ptr_array_set_size (self->detail->remedies, 0);
  g_free (self->detail->explanation);
  self->detail->explanation = g_strdup (_("It counts as accepted until somebody decides, and no letter is sent. Declining "
                                          "ends the partnership that has begun."));
  add_remedy (self, g_strdup ("accept"), g_strdup (_("It Is Accepted")));
  add_remedy (self, g_strdup ("decline"), g_strdup (_("It Is Declined")));
}

/* Partnerships, requests, enrolments -------------------------------------------------------------------------------- */

static gboolean
is_concerned (const RapportFinding        *finding,
              const RapportPartnershipRow *row)
{
  if (row->state == RAPPORT_PARTNERSHIP_ENDED || row->programme != finding->programme)
    return FALSE;
  switch ((int) finding->kind)
    {
    case RAPPORT_FINDING_NO_ROOM:
      return row->mentor == finding->subject;
    case RAPPORT_FINDING_TWO_MENTORS:
      return row->mentee == finding->subject;
    case RAPPORT_FINDING_TWO_PARTNERSHIPS:
      return row->mentee == finding->subject && row->mentor == finding->other;
    default:
      return row->no == finding->subject;
    }
}

static void
tell_partnerships (Telling *self)
{
  g_autoptr (RapportPartnershipRow) one = self->finding->kind == RAPPORT_FINDING_ONESELF
    ? rapport_partnerships_get (self->reading, (gpointer) &self->finding->subject, NULL, NULL) : NULL;
  RapportPartnershipsQuery query = { .programme = self->finding->programme, .group = RAPPORT_PARTNERSHIPS_ALL,
                                     .member = one != NULL ? one->mentor : self->finding->subject };
  g_autoptr (GPtrArray) rows = rapport_partnerships_list (self->reading, &query, NULL, NULL);
  GPtrArray *started = g_ptr_array_new ();
  GPtrArray *met = g_ptr_array_new ();

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RapportPartnershipRow *row = g_ptr_array_index (rows, i);
      g_autofree char *since = NULL;

      if (!is_concerned (self->finding, row))
        continue;
      since = rapport_date_format_long (row->starts_on);
      add_side (self, rapport_sentence_new (_("%s and %s"), row->mentee_name, row->mentor_name), g_strdup (""));
      g_ptr_array_add (started, g_strdup (since));
      g_ptr_array_add (met, g_strdup_printf ("%u", row->meetings));
      add_remedy (self, id_of (self, "end", row->no),
                  rapport_sentence_new (_("End “%s and %s”, Since %s"), row->mentee_name, row->mentor_name, since));
    }
  add_line (self, g_strdup (_("Began")), started);
  add_line (self, g_strdup (_("Meetings")), met);
}

static void
tell_room (Telling *self)
{
  g_autofree char *name = rapport_entity_words (self->reading, self->finding->subject);
  int n = (int) self->finding->number;

  add_remedy (self, g_strdup ("places"),
              rapport_sentence_new (ngettext ("Give %s %d Place", "Give %s %d Places", n), name, n))->suggested = TRUE;
  tell_partnerships (self);
  self->detail->explanation = g_strdup (_("Each was allowed where it was agreed. Nothing new can begin until there is room."));
}

static void
tell_oneself (Telling *self)
{
  g_autoptr (RapportPartnershipRow) row = rapport_partnerships_get (self->reading, (gpointer) &self->finding->subject, NULL,
                                                                    NULL);
  g_autoptr (GArray) members = row != NULL ? rapport_reading_joined (self->reading, row->mentor) : NULL;

  self->detail->explanation = g_strdup (_("Two people were joined who are partners. Part them again, or end the partnership."));
  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      gint64 member = g_array_index (members, gint64, i);
      g_autofree char *name = rapport_entity_words (self->reading, member);

      if (member != row->mentor)
        add_remedy (self, id_of (self, "part", member), rapport_sentence_new (_("Part from “%s”"), name))->suggested = TRUE;
    }
  tell_partnerships (self);
}

static char *
sent_words (const RapportRequestRow *row)
{
  g_autofree char *day = rapport_date_of_instant (row->sent_at, "");
  g_autofree char *words = rapport_date_format_long (day);
  g_autofree char *clock = rapport_date_format_clock (row->sent_at, "");

  /* Translators: a day and a time */
  return g_strdup_printf (_("%s, %s"), words, clock);
}

static char *
area_words (const RapportRequestRow *row)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; row->areas[i] != NULL; i++)
    {
      g_autofree char *label = rapport_area_label (row->areas[i]);

      rapport_sentence_append (words, label);
    }
  return g_string_free (words, FALSE);
}

static void
tell_requests (Telling *self)
{
  RapportRequestsQuery query = { .programme = self->finding->programme, .group = RAPPORT_REQUESTS_OPEN,
                                 .member = self->finding->subject };
  g_autoptr (GPtrArray) rows = rapport_requests_list (self->reading, &query, NULL, NULL);
  GPtrArray *sent = g_ptr_array_new ();
  GPtrArray *areas = g_ptr_array_new ();

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RapportRequestRow *row = g_ptr_array_index (rows, i);

      if (row->mentee != self->finding->subject || row->mentor != self->finding->other)
        continue;
      add_side (self, g_strdup_printf (_("Request %u"), sent->len + 1), g_strdup (""));
      g_ptr_array_add (sent, sent_words (row));
      g_ptr_array_add (areas, area_words (row));
      /* Translators: the number by which it stands beside the other */
      add_remedy (self, id_of (self, "withdraw", row->no), g_strdup_printf (_("Withdraw Request %u"), sent->len));
    }
  add_line (self, g_strdup (_("Sent")), sent);
  add_line (self, g_strdup (_("Areas of guidance")), areas);
  self->detail->explanation = g_strdup (_("Both were sent before the other was known. One is enough."));
}

static void
tell_enrolments (Telling *self)
{
  g_autoptr (GArray) enrolments = rapport_reading_joined_enrolments (self->reading, self->finding->subject,
                                                                     self->finding->programme, self->finding->name);
  GPtrArray *places = g_ptr_array_new ();

  for (guint i = 0; i < enrolments->len; i++)
    {
      gint64 enrolment = g_array_index (enrolments, gint64, i);
      g_autoptr (GVariant) capacity = rapport_reading_get (self->reading, enrolment, "capacity");
      g_autofree char *name = rapport_entity_words (self->reading, enrolment);

      add_side (self, g_strdup (name), g_strdup (i == 0 ? _("counts now") : ""));
      g_ptr_array_add (places, rapport_value_words (self->reading, "enrolment", "capacity", capacity));
      add_remedy (self, id_of (self, "keep", enrolment), rapport_sentence_new (_("Keep That of “%s”"), name))->suggested = i == 0;
    }
  add_line (self, g_strdup (_("Places")), places);
  self->detail->explanation = g_strdup (_("Both profiles were enrolled before they were joined. The other enrolment ends."));
}

static void
tell_odds (Telling *self)
{
  g_autoptr (RapportPolicy) policy = rapport_programmes_policy (self->reading, self->finding->programme);
  g_autoptr (GPtrArray) odds = rapport_policy_odds (policy);

  self->detail->explanation = g_strdup (_("Two people changed the rules without knowing of one another."));
  for (guint i = 0; i < odds->len; i++)
    {
      const RapportPolicyOdd *odd = g_ptr_array_index (odds, i);

      if (strcmp (odd->key, self->finding->name) == 0)
        add_remedy (self, g_strdup ("reset"), rapport_sentence_new (_("Change It to %s"), odd->json))->suggested = TRUE;
    }
}

/* The name under which this copy writes is on the side of the other one, or was given on by both. */
static void
tell_held (Telling *self)
{
  g_autofree char *own = rapport_reading_own_replica (self->reading);

  if (g_strcmp0 (own, self->finding->name) == 0)
    {
      self->detail->explanation
        = g_strdup (_("The file that came and this copy were one database once, and both have given on what they wrote since. "
                      "Nothing is lost in either.\n\n"
                      "If the file held only what was new, import one with everything first: it shows where the two parted.\n\n"
                      "If the other has given nothing on yet, export this copy’s changes and import them there: it then takes "
                      "a name of its own, and its next file can be imported here.\n\n"
                      "Otherwise go on with one of the two, export the members of the other as a list, and import that."));
      self->detail->way = "export-changes";
    }
  else
    self->detail->explanation
      = g_strdup (_("Two other copies were one database once and have both gone on under its name. Nothing is lost in either."
                    "\n\n"
                    "Whoever has them imports the changes of one into the other, which then takes a name of its own, and "
                    "exports again: that file can be imported here."));
  add_remedy (self, g_strdup ("forget"), g_strdup (_("Don’t Show This File Again")));
}

static void
tell (Telling *self)
{
  switch (self->finding->kind)
    {
    case RAPPORT_FINDING_DOUBLE:
      tell_double (self);
      return;
    case RAPPORT_FINDING_CONFLICT:
      tell_conflict (self);
      return;
    case RAPPORT_FINDING_UNSEEN:
      tell_unseen (self);
      return;
    case RAPPORT_FINDING_CONTESTED:
      tell_contested (self);
      return;
    case RAPPORT_FINDING_NO_ROOM:
      tell_room (self);
      return;
    case RAPPORT_FINDING_TWO_MENTORS:
    case RAPPORT_FINDING_TWO_PARTNERSHIPS:
      self->detail->explanation = g_strdup (_("Each was allowed where it was agreed. One of them can end."));
      tell_partnerships (self);
      return;
    case RAPPORT_FINDING_TWO_REQUESTS:
      tell_requests (self);
      return;
    case RAPPORT_FINDING_ONESELF:
      tell_oneself (self);
      return;
    case RAPPORT_FINDING_TWO_ENROLMENTS:
      tell_enrolments (self);
      return;
    case RAPPORT_FINDING_POLICY:
      tell_odds (self);
      return;
    case RAPPORT_FINDING_MISSING:
      self->detail->explanation = g_strdup (_("Others have seen them already. Ask whoever has them for a file of changes, "
                                              "made with Export Changes…, and import it here."));
      self->detail->way = "import-changes";
      return;
    case RAPPORT_FINDING_HELD:
      tell_held (self);
      return;
    case RAPPORT_FINDING_CLOCK:
      self->detail->explanation = g_strdup (_("Nothing is lost, but what was written there counts as the latest until that "
                                              "day. Set the clock of that computer."));
      return;
    case RAPPORT_N_FINDINGS:
      return;
    }
}

/**
 * rapport_review_detail_query:
 * @data: a #RapportFinding
 *
 * A #RapportQuery.
 *
 * Returns: (transfer full): a #RapportReviewDetail
 */
gpointer
rapport_review_detail_query (RapportReading  *reading,
                             gpointer         data,
                             GCancellable    *cancellable,
                             GError         **error)
{
  const RapportFinding *finding = data;
  RapportReviewDetail *detail = g_new0 (RapportReviewDetail, 1);
  Telling telling = { reading, finding, detail };

  detail->item = rapport_review_item_new (reading, finding);
  detail->sides = g_ptr_array_new_with_free_func (side_free);
  detail->lines = g_ptr_array_new_with_free_func (line_free);
  detail->remedies = g_ptr_array_new_with_free_func (remedy_free);
  tell (&telling);
  return detail;
}
