/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/invitation.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "support/read-ics.h"
#include "support/support.h"

static const char *
text_in (JsonNode   *node,
         const char *name)
{
  return json_object_get_string_member (json_node_get_object (node), name);
}

typedef struct {
  const char *name;
  const char *date;
  const char *clock;
  const char *said;        /* the zone in which it was said */
  const char *zone;        /* of the reader */
  const char *local;       /* by the reader's clock */
  gint64 starts;
} Zones;

static const Zones zones[] = {
  { "winter", "2026-11-19", "14:30", "Europe/London", "Europe/London", "14:30", 1795098600 },
  { "summer", "2027-07-01", "14:30", "Europe/London", "Europe/London", "14:30", 1814448600 },
  /* Britain changes its clocks on 28 March 2027 at 01:00 UTC, the United States on 14 March. */
  { "before-the-clocks-change", "2027-03-27", "23:30", "Europe/London", "Europe/London", "23:30", 1806190200 },
  { "after-the-clocks-change", "2027-03-28", "02:30", "Europe/London", "Europe/London", "02:30", 1806197400 },
  { "between-two-changes", "2027-03-20", "16:00", "Europe/London", "America/New_York", "12:00", 1805558400 },
  { "after-both-changes", "2027-04-03", "16:00", "Europe/London", "America/New_York", "11:00", 1806764400 },
  { "last-hour-of-summer", "2026-10-25", "00:30", "Europe/London", "Europe/London", "00:30", 1792884600 },
  { "after-summer", "2026-10-25", "03:00", "Europe/London", "Europe/London", "03:00", 1792897200 },
  { "no-summer-time", "2027-07-01", "14:30", "Europe/London", "Asia/Kolkata", "19:00", 1814448600 },
  { "southern-summer", "2027-01-15", "09:00", "Australia/Sydney", "Australia/Sydney", "09:00", 1799964000 },
  { "half-an-hour-of-summer", "2027-01-15", "09:00", "Australia/Lord_Howe", "Australia/Lord_Howe", "09:00", 1799964000 },
  { "utc", "2026-11-19", "14:30", "UTC", "UTC", "14:30", 1795098600 },
};

static void
test_zones (gconstpointer data)
{
  const Zones *expected = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportMeetingPlan) plan = rapport_meeting_plan_new (expected->date, expected->clock, expected->said, 90, &error);
  const RapportInvitation invitation = {
    .uid = "0192f7a0", .stamp = 1795089600, .plan = plan, .zone = expected->zone, .other_zone = "Asia/Seoul", .summary = "Meeting",
    .organiser = "office@example.org",
  };
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (plan->starts, ==, expected->starts);
  text = rapport_invitation_to_ics (&invitation);
  node = rapport_test_read_ics (text);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "starts"), ==, expected->starts);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "ends"), ==, expected->starts + 90 * 60);
  g_assert_cmpstr (text_in (node, "local"), ==, expected->local);
  g_assert_cmpstr (text_in (node, "zone"), ==, expected->zone);
  g_assert_cmpstr (text_in (node, "method"), ==, "REQUEST");
}

/* Nothing that anybody typed can open another property. */
static void
test_words_stay_words (void)
{
  const char *hostile = "배순자; \"Marta\", مرحبا\r\nATTENDEE:mailto:eve@example.org";
  g_autoptr (RapportMeetingPlan) plan = rapport_meeting_plan_new ("2026-11-19", "14:30", "Europe/London", 60, NULL);
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_autofree char *description = g_strconcat (hostile, "\n", long_text, NULL);
  const RapportInvitation invitation = {
    .uid = "0192f7a0", .stamp = 1795089600, .plan = plan, .zone = "Europe/London", .other_zone = "Europe/London",
    .summary = hostile, .description = description, .organiser = "office@example.org",
    .guests = { { hostile, "marta@example.org" }, { "Sofia", NULL } },
  };
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *people;

  plan->place = g_strdup (hostile);
  text = rapport_invitation_to_ics (&invitation);
  node = rapport_test_read_ics (text);
  g_assert_cmpstr (text_in (node, "summary"), ==, "배순자; \"Marta\", مرحبا  ATTENDEE:mailto:eve@example.org");
  g_assert_nonnull (strstr (text_in (node, "description"), long_text));
  people = json_object_get_array_member (json_node_get_object (node), "people");
  /* Of whom the reader has no address, and whom somebody would smuggle in, do not come. */
  g_assert_cmpuint (json_array_get_length (people), ==, 1);
  g_assert_cmpstr (json_array_get_string_element (json_array_get_array_element (people, 0), 0), ==, "mailto:marta@example.org");
}

static void
test_without_an_organiser_nobody_is_asked (void)
{
  g_autoptr (RapportMeetingPlan) plan = rapport_meeting_plan_new ("2026-11-19", "14:30", "Europe/London", 60, NULL);
  const RapportInvitation invitation = { .uid = "1", .plan = plan, .zone = "Europe/London", .summary = "Meeting" };
  g_autofree char *text = rapport_invitation_to_ics (&invitation);
  g_autoptr (JsonNode) node = rapport_test_read_ics (text);

  g_assert_cmpstr (text_in (node, "method"), ==, "PUBLISH");
}

static void
test_times_that_cannot_be (void)
{
  static const char *const wrong[][3] = {
    { "2027-03-28", "01:30", "Europe/London" }, /* clocks go from 01:00 to 02:00 */
    { "2027-02-30", "14:30", "Europe/London" }, { "2027-02-28", "25:00", "Europe/London" },
    { "2027-02-28", "", "Europe/London" },      { "2027-02-28", "14:30", "Europe/Nowhere" },
    { "", "14:30", "Europe/London" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RapportMeetingPlan) plan = rapport_meeting_plan_new (wrong[i][0], wrong[i][1], wrong[i][2], 60, &error);

      g_assert_null (plan);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autofree char *path = g_strconcat ("/invitation/", zones[i].name, NULL);

      g_test_add_data_func (path, &zones[i], test_zones);
    }
  g_test_add_func ("/invitation/words-stay-words", test_words_stay_words);
  g_test_add_func ("/invitation/without-an-organiser-nobody-is-asked", test_without_an_organiser_nobody_is_asked);
  g_test_add_func ("/invitation/times-that-cannot-be", test_times_that_cannot_be);
  return g_test_run ();
}
