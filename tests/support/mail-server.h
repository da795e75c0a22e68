/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A mail server of its own for a case: tests/support/smtp-server.py, which says in how many ways it can misbehave. */
typedef struct {
  char *folder;
  char *ca_file;
  guint16 port;
  GSubprocess *process;
} RapportTestServer;

#define RAPPORT_TEST_USER "office"

RapportTestServer *rapport_test_server_start    (const char              *way,
                                                 const char              *password);
void               rapport_test_server_stop     (RapportTestServer       *self);
/* How many letters it has taken. */
guint              rapport_test_server_count    (const RapportTestServer *self);
/* (transfer full): what it was sent, or one of its files. */
char              *rapport_test_server_file     (const RapportTestServer *self,
                                                 const char              *name);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportTestServer, rapport_test_server_stop)

G_END_DECLS
