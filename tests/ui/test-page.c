/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "support/support.h"
#include "ui/commands.h"
#include "ui/page-table.h"
#include "ui/page.h"

#define TEST_TYPE_PAGE (test_page_get_type ())
G_DECLARE_FINAL_TYPE (TestPage, test_page, TEST, PAGE, RapportPage)

struct _TestPage
{
  RapportPage parent_instance;

  guint shown;
  guint refreshed;
};

G_DEFINE_FINAL_TYPE (TestPage, test_page, RAPPORT_TYPE_PAGE)

static void
test_page_shown (RapportPage *page)
{
  g_assert_cmpuint (TEST_PAGE (page)->refreshed, >, 0);
  TEST_PAGE (page)->shown++;
}

static void
test_page_refresh (RapportPage *page)
{
  TEST_PAGE (page)->refreshed++;
}

static void
test_page_class_init (TestPageClass *klass)
{
  RAPPORT_PAGE_CLASS (klass)->shown = test_page_shown;
  RAPPORT_PAGE_CLASS (klass)->refresh = test_page_refresh;
}

static void
test_page_init (TestPage *self)
{
}

static RapportSession *
new_session (RapportStore **store)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "rapport.db", NULL);
  g_autoptr (RapportClock) clock = rapport_clock_new_at (1795089600);
  g_autoptr (GError) error = NULL;

  *store = rapport_store_open (path, clock, &error);
  g_assert_no_error (error);
  return rapport_session_new (*store);
}

static void
iterate (void)
{
  for (int i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
}

/* A page asks only while it is shown, several changes ask once, and what was missed is asked before it shows again. */
static void
test_refresh_only_while_shown (void)
{
  RapportStore *store;
  g_autoptr (RapportSession) session = new_session (&store);
  TestPage *page = g_object_ref_sink (g_object_new (TEST_TYPE_PAGE, "session", session, NULL));
  GtkWidget *window = gtk_window_new ();

  g_signal_emit_by_name (session, "changed", FALSE);
  iterate ();
  g_assert_cmpuint (page->refreshed, ==, 0);

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  iterate ();
  g_assert_cmpuint (page->refreshed, ==, 1);
  g_assert_cmpuint (page->shown, ==, 1);

  g_signal_emit_by_name (session, "changed", FALSE);
  g_signal_emit_by_name (session, "changed", FALSE);
  g_signal_emit_by_name (session, "viewer-changed");
  iterate ();
  g_assert_cmpuint (page->refreshed, ==, 2);

  gtk_widget_set_visible (GTK_WIDGET (page), FALSE);
  g_signal_emit_by_name (session, "changed", FALSE);
  iterate ();
  g_assert_cmpuint (page->refreshed, ==, 2);
  gtk_widget_set_visible (GTK_WIDGET (page), TRUE);
  g_assert_cmpuint (page->refreshed, ==, 3);
  g_assert_cmpuint (page->shown, ==, 2);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (page);
  g_clear_object (&session);
  rapport_store_close (store);
  g_object_unref (store);
}

static void
count_cb (RapportPage *page,
          const char  *name,
          guint       *count)
{
  (*count)++;
}

static void
test_commands_are_declared (void)
{
  RapportPage *page = g_object_ref_sink (g_object_new (TEST_TYPE_PAGE, NULL));
  guint changed = 0;

  g_signal_connect (page, "command-changed", G_CALLBACK (count_cb), &changed);
  g_assert_false (rapport_page_has_command (page, "edit"));
  rapport_page_set_command (page, "edit", TRUE);
  g_assert_true (rapport_page_has_command (page, "edit"));
  rapport_page_set_command (page, "edit", TRUE);
  g_assert_cmpuint (changed, ==, 1);
  rapport_page_set_command (page, "edit", FALSE);
  g_assert_false (rapport_page_has_command (page, "edit"));
  g_assert_cmpuint (changed, ==, 2);
  g_assert_finalize_object (page);
}

/* Keys are parsed, no two commands have the same, and every command has words. */
static void
test_table_of_commands (void)
{
  guint n_commands;
  const RapportUiCommand *commands = rapport_commands_all (&n_commands);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n_commands; i++)
    {
      g_auto (GStrv) keys = g_strsplit (commands[i].keys != NULL ? commands[i].keys : "", " ", -1);

      g_assert_true (g_str_has_prefix (commands[i].name, "win.") || g_str_has_prefix (commands[i].name, "app."));
      g_assert_true (commands[i].label != NULL && *commands[i].label != '\0');
      for (guint j = 0; keys[j] != NULL; j++)
        {
          guint key;
          GdkModifierType modifiers;

          g_assert_true (gtk_accelerator_parse (keys[j], &key, &modifiers));
          g_assert_true (g_hash_table_add (taken, gtk_accelerator_name (key, modifiers)));
        }
    }
}

static void
test_table_of_pages (void)
{
  guint n_pages;
  const RapportPageInfo *pages = rapport_page_table_all (&n_pages);

  g_assert_cmpstr (pages[0].name, ==, "overview");
  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *target = g_strconcat (pages[i].name, "/12?filter=x", NULL);

      g_assert_true (g_type_is_a (pages[i].get_type (), RAPPORT_TYPE_PAGE));
      g_assert_true (rapport_page_table_find (target) == &pages[i]);
      g_assert_true (pages[i].parent == NULL || rapport_page_table_find (pages[i].parent) != NULL);
    }
  g_assert_null (rapport_page_table_find ("nowhere"));
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  adw_init ();

  g_test_add_func ("/page/refresh-only-while-shown", test_refresh_only_while_shown);
  g_test_add_func ("/page/commands-are-declared", test_commands_are_declared);
  g_test_add_func ("/commands/table", test_table_of_commands);
  g_test_add_func ("/pages/table", test_table_of_pages);
  return g_test_run ();
}
