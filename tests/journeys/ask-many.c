/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "services/office.h"

/* ask-many FILE N: N mentees have asked a mentor of their own each, eight days ago; a journey finds the reminders due. */
int
main (int   argc,
      char *argv[])
{
  Office office = { NULL };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (argc, ==, 3);
  office.clock = rapport_clock_new_at (OFFICE_NOW - 8 * OFFICE_DAY);
  office.store = rapport_store_open (argv[1], office.clock, &error);
  g_assert_no_error (error);
  office_grow (&office, (guint) strtoul (argv[2], NULL, 10));
  office_tear_down (&office, NULL);
  return EXIT_SUCCESS;
}
