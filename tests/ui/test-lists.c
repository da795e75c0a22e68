/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtk/gtk.h>

#include "support/support.h"
#include "ui/id-selection.h"
#include "ui/paged-list.h"

/* A source of numbers whose rows come when the test says so. */

#define TEST_TYPE_SOURCE (test_source_get_type ())
G_DECLARE_FINAL_TYPE (TestSource, test_source, TEST, SOURCE, GObject)

struct _TestSource
{
  GObject parent_instance;

  GArray *ids;
  GHashTable *loaded;
  GArray *asked;
};

static const gint64 *
get_ids (RapportRowSource *source,
         guint            *n_ids)
{
  TestSource *self = TEST_SOURCE (source);

  *n_ids = self->ids->len;
  return (const gint64 *) (gpointer) self->ids->data;
}

static gpointer
peek_row (RapportRowSource *source,
          gint64            id)
{
  return g_hash_table_lookup (TEST_SOURCE (source)->loaded, GINT_TO_POINTER ((int) id));
}

static void
request_page (RapportRowSource *source,
              guint             page)
{
  g_array_append_val (TEST_SOURCE (source)->asked, page);
}

static void
source_init (RapportRowSourceInterface *iface)
{
  iface->get_ids = get_ids;
  iface->peek_row = peek_row;
  iface->request_page = request_page;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestSource, test_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RAPPORT_TYPE_ROW_SOURCE, source_init))

static void
test_source_finalize (GObject *object)
{
  TestSource *self = TEST_SOURCE (object);

  g_array_unref (self->ids);
  g_array_unref (self->asked);
  g_hash_table_unref (self->loaded);
  G_OBJECT_CLASS (test_source_parent_class)->finalize (object);
}

static void
test_source_class_init (TestSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_source_finalize;
}

static void
test_source_init (TestSource *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->asked = g_array_new (FALSE, FALSE, sizeof (guint));
  self->loaded = g_hash_table_new (NULL, NULL);
}

static TestSource *
source_new (gint64 first,
            gint64 last)
{
  TestSource *self = g_object_new (TEST_TYPE_SOURCE, NULL);

  for (gint64 id = first; id <= last; id++)
    g_array_append_val (self->ids, id);
  return self;
}

static void
source_load (TestSource *self,
             guint       position,
             guint       n)
{
  for (guint i = position; i < position + n; i++)
    {
      int id = (int) g_array_index (self->ids, gint64, i);

      g_hash_table_insert (self->loaded, GINT_TO_POINTER (id), GINT_TO_POINTER (id * 10));
    }
  rapport_row_source_emit_rows (RAPPORT_ROW_SOURCE (self), position, n);
}

/* Puts other ids in the place of those there are. */
static void
source_replace (TestSource   *self,
                const gint64 *ids,
                guint         n)
{
  g_autoptr (GArray) before = g_steal_pointer (&self->ids);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (self->ids, ids, n);
  rapport_row_source_emit_ids (RAPPORT_ROW_SOURCE (self), (gint64 *) (gpointer) before->data, before->len, ids, n);
}

static void
count_cb (gpointer unused,
          guint   *count)
{
  (*count)++;
}

static void
test_rows_come_later (void)
{
  g_autoptr (TestSource) source = source_new (1, 200);
  g_autoptr (RapportPagedList) list = rapport_paged_list_new (RAPPORT_ROW_SOURCE (source));
  g_autoptr (RapportPagedRow) row = g_list_model_get_item (G_LIST_MODEL (list), 130);
  g_autoptr (RapportPagedRow) again = g_list_model_get_item (G_LIST_MODEL (list), 130);
  guint changed = 0;

  g_signal_connect (row, "changed", G_CALLBACK (count_cb), &changed);
  g_assert_true (row == again);
  g_assert_cmpint (rapport_paged_row_get_id (row), ==, 131);
  g_assert_null (rapport_paged_row_peek (row));
  g_assert_cmpuint (source->asked->len, >, 0);
  g_assert_cmpuint (g_array_index (source->asked, guint, 0), ==, 130 / RAPPORT_ROW_PAGE);

  source_load (source, 0, 64);
  g_assert_cmpuint (changed, ==, 0);
  source_load (source, 128, 64);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpint (GPOINTER_TO_INT (rapport_paged_row_peek (row)), ==, 1310);
}

static void
items_cb (GListModel *model,
          guint       position,
          guint       removed,
          guint       added,
          guint      *seen)
{
  seen[0]++;
  seen[1] = position;
  seen[2] = removed;
  seen[3] = added;
}

/* One items-changed for what lies between the common beginning and end. */
static void
test_reload_splices_once (void)
{
  const gint64 after[] = { 1, 2, 7, 8, 9, 5, 6 };
  g_autoptr (TestSource) source = source_new (1, 6);
  g_autoptr (RapportPagedList) list = rapport_paged_list_new (RAPPORT_ROW_SOURCE (source));
  g_autoptr (RapportPagedRow) kept = g_list_model_get_item (G_LIST_MODEL (list), 5);
  g_autoptr (RapportPagedRow) same = NULL;
  guint seen[4] = { 0 };

  g_signal_connect (list, "items-changed", G_CALLBACK (items_cb), seen);
  source_replace (source, after, G_N_ELEMENTS (after));
  g_assert_cmpuint (seen[0], ==, 1);
  g_assert_cmpuint (seen[1], ==, 2);
  g_assert_cmpuint (seen[2], ==, 2);
  g_assert_cmpuint (seen[3], ==, 3);
  same = g_list_model_get_item (G_LIST_MODEL (list), 6);
  g_assert_true (same == kept);
  g_assert_cmpuint (rapport_paged_list_find (list, 8), ==, 3);
  g_assert_cmpuint (rapport_paged_list_find (list, 4), ==, G_MAXUINT);
}

static void
test_row_outlives_list (void)
{
  g_autoptr (TestSource) source = source_new (1, 3);
  RapportPagedList *list = rapport_paged_list_new (RAPPORT_ROW_SOURCE (source));
  g_autoptr (RapportPagedRow) row = g_list_model_get_item (G_LIST_MODEL (list), 0);

  source_load (source, 0, 3);
  g_assert_nonnull (rapport_paged_row_peek (row));
  g_assert_finalize_object (list);
  g_assert_null (rapport_paged_row_peek (row));
}

static void
test_one_at_a_time (void)
{
  g_autoptr (TestSource) source = source_new (1, 10);
  g_autoptr (RapportPagedList) list = rapport_paged_list_new (RAPPORT_ROW_SOURCE (source));
  g_autoptr (RapportIdSelection) selection = rapport_id_selection_new (list);
  const gint64 sorted[] = { 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 };
  guint changed = 0;

  g_signal_connect (selection, "current-changed", G_CALLBACK (count_cb), &changed);
  g_assert_true (gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 2, TRUE));
  g_assert_cmpint (rapport_id_selection_get_current (selection), ==, 3);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection), 2));
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 4, FALSE);
  g_assert_false (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection), 2));
  g_assert_cmpuint (changed, ==, 2);

  source_replace (source, sorted, G_N_ELEMENTS (sorted));
  g_assert_cmpint (rapport_id_selection_get_current (selection), ==, 5);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection), 5));
}

static void
test_several_survive_sorting (void)
{
  g_autoptr (TestSource) source = source_new (1, 10);
  g_autoptr (RapportPagedList) list = rapport_paged_list_new (RAPPORT_ROW_SOURCE (source));
  g_autoptr (RapportIdSelection) selection = rapport_id_selection_new (list);
  const gint64 filtered[] = { 9, 3 };
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GtkBitset) bitset = NULL;

  rapport_id_selection_set_current (selection, 7);
  rapport_id_selection_set_selecting (selection, TRUE);
  g_assert_cmpuint (rapport_id_selection_get_n_selected (selection), ==, 0);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 2, FALSE);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 8, FALSE);
  rapport_id_selection_toggle (selection, 5);
  /* An arrow key asks for this one alone: it moves the focus and nothing else. */
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 0, TRUE);
  g_assert_cmpuint (rapport_id_selection_get_n_selected (selection), ==, 3);

  source_replace (source, filtered, G_N_ELEMENTS (filtered));
  bitset = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (selection));
  g_assert_cmpuint (gtk_bitset_get_size (bitset), ==, 2);
  ids = rapport_id_selection_dup_ids (selection);
  g_assert_cmpuint (ids->len, ==, 3);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, 9);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, 3);
  g_assert_cmpint (g_array_index (ids, gint64, 2), ==, 5);

  rapport_id_selection_invert (selection);
  g_assert_cmpuint (rapport_id_selection_get_n_selected (selection), ==, 1);
  rapport_id_selection_all (selection);
  g_assert_cmpuint (rapport_id_selection_get_n_selected (selection), ==, 3);
  rapport_id_selection_set_selecting (selection, FALSE);
  g_assert_cmpint (rapport_id_selection_get_current (selection), ==, 7);
  rapport_id_selection_set_selecting (selection, TRUE);
  g_assert_cmpuint (rapport_id_selection_get_n_selected (selection), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  gtk_init ();

  g_test_add_func ("/paged-list/rows-come-later", test_rows_come_later);
  g_test_add_func ("/paged-list/reload-splices-once", test_reload_splices_once);
  g_test_add_func ("/paged-list/row-outlives-list", test_row_outlives_list);
  g_test_add_func ("/id-selection/one-at-a-time", test_one_at_a_time);
  g_test_add_func ("/id-selection/several-survive-sorting", test_several_survive_sorting);
  return g_test_run ();
}
