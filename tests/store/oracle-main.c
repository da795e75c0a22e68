/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oracle.h"

int
main (int    argc,
      char **argv)
{
  return oracle_main (argc, argv);
}
