/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/compose.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "support/keyring-daemon.h"
#include "support/support.h"

#define EVENT "BEGIN:VCALENDAR\r\nSUMMARY:Gespräch\r\nEND:VCALENDAR\r\n"

/* The portal of a test, and what it was given. */
typedef struct {
  char *folder;
  GSubprocess *portal;   /* NULL: there is none */
  GError *error;
  gboolean done;
} Desk;

static const char *address; /* of the bus of all tests: a process has one session bus */

static void
set_up (Desk          *desk,
        gconstpointer  data)
{
  desk->folder = rapport_test_folder ();
  if (data != NULL)
    desk->portal = rapport_test_portal_start (address, desk->folder, data);
}

static void
tear_down (Desk          *desk,
           gconstpointer  data)
{
  if (desk->portal != NULL)
    rapport_test_keyring_stop (desk->portal);
  g_clear_error (&desk->error);
  g_free (desk->folder);
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Desk *desk = data;
  gboolean composed = rapport_compose_finish (result, &desk->error);

  g_assert_true (composed == (desk->error == NULL));
  desk->done = TRUE;
}

static void
begin (Desk         *desk,
       const char   *attachment,
       GCancellable *cancellable)
{
  const RapportCompose letter = {
    .address = "순자+1@example.org", .subject = "Ünïcode & ?subject=x\xe2\x80\xa8", .body = "Dear 순자,\n\n.\n100 % & more",
    .attachment = attachment, .attachment_name = "invitation.ics",
  };

  rapport_compose_async (&letter, cancellable, on_done, desk);
}

static void
compose (Desk       *desk,
         const char *attachment)
{
  begin (desk, attachment, NULL);
  g_assert_true (rapport_test_wait (&desk->done, 30));
}

/* (transfer full) (nullable): what the portal has written down. */
static JsonNode *
given (Desk *desk)
{
  g_autofree char *path = g_build_filename (desk->folder, "letter.json", NULL);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? json_from_string (text, NULL) : NULL;
}

static void
test_letter_arrives (Desk          *desk,
                     gconstpointer  data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *letter;

  compose (desk, NULL);
  g_assert_no_error (desk->error);
  node = given (desk);
  letter = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (letter, "address"), ==, "순자+1@example.org");
  g_assert_cmpstr (json_object_get_string_member (letter, "subject"), ==, "Ünïcode & ?subject=x\xe2\x80\xa8");
  g_assert_cmpstr (json_object_get_string_member (letter, "body"), ==, "Dear 순자,\n\n.\n100 % & more");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (letter, "files")), ==, 0);
}

static void
test_file_comes_along (Desk          *desk,
                       gconstpointer  data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *files;
  JsonObject *file;

  compose (desk, EVENT);
  g_assert_no_error (desk->error);
  node = given (desk);
  files = json_object_get_array_member (json_node_get_object (node), "files");
  g_assert_cmpuint (json_array_get_length (files), ==, 1);
  file = json_array_get_object_element (files, 0);
  g_assert_cmpstr (json_object_get_string_member (file, "name"), ==, "invitation.ics");
  g_assert_cmpstr (json_object_get_string_member (file, "text"), ==, "BEGIN:VCALENDAR\nSUMMARY:Gespräch\nEND:VCALENDAR\n");
  g_assert_cmpint (json_object_get_int_member (file, "mode"), ==, 0600);
  g_assert_cmpint (json_object_get_int_member (file, "folder_mode"), ==, 0700);
}

static void
test_declined (Desk          *desk,
               gconstpointer  data)
{
  compose (desk, NULL);
  g_assert_error (desk->error, RAPPORT_COMPOSE_ERROR, RAPPORT_COMPOSE_ERROR_DECLINED);
}

/* No portal, no mail program, and a portal that leaves in the midst of it: another way is needed. */
static void
test_absent (Desk          *desk,
             gconstpointer  data)
{
  compose (desk, EVENT);
  g_assert_error (desk->error, RAPPORT_COMPOSE_ERROR, RAPPORT_COMPOSE_ERROR_ABSENT);
}

static void
test_cancelled (Desk          *desk,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (JsonNode) node = NULL;
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  begin (desk, NULL, cancellable);
  while ((node = given (desk)) == NULL && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_nonnull (node);
  g_assert_false (desk->done);
  g_cancellable_cancel (cancellable);
  g_assert_true (rapport_test_wait (&desk->done, 30));
  g_assert_error (desk->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define CASE(name, way, function) g_test_add ("/compose/" name, Desk, way, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  GTestDBus *bus;
  int failed;

  rapport_test_init (&argc, &argv);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  address = g_test_dbus_get_bus_address (bus);
  CASE ("letter-arrives", "good", test_letter_arrives);
  CASE ("file-comes-along", "good", test_file_comes_along);
  CASE ("declined", "declined", test_declined);
  CASE ("no-mail-program", "nobody", test_absent);
  CASE ("portal-that-leaves", "gone", test_absent);
  CASE ("no-portal", NULL, test_absent);
  CASE ("cancelled", "silent", test_cancelled);
  failed = g_test_run ();
  g_test_dbus_stop (bus);
  g_object_unref (bus);
  return failed;
}
