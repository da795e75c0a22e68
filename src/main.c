/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <locale.h>

#include "ui/application.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (RapportApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, RAPPORT_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("rapport");
  g_set_application_name (_("Rapport"));

  application = rapport_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
