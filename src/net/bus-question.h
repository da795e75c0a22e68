/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gio/gunixfdlist.h>

G_BEGIN_DECLS

/**
 * RapportBusQuestion:
 * @name: who is called
 * @arguments: (nullable) (transfer floating): taken
 * @files: (nullable): what comes along
 * @answer_path: the object whose signal is the answer
 *
 * A call on a bus that somebody in front of the screen answers, when it suits them: a signal of an object says what.
 */
typedef struct {
  const char *name;
  const char *path;
  const char *interface;
  const char *method;
  GVariant *arguments;
  GUnixFDList *files;
  const char *answer_path;
  const char *answer_interface;
  const char *answer_signal;
} RapportBusQuestion;

/* Listens before it calls, and waits until somebody has answered, whoever was called has gone, or the caller cancels. */
void      rapport_bus_question_async  (GDBusConnection          *bus,
                                       const RapportBusQuestion *question,
                                       GCancellable             *cancellable,
                                       GAsyncReadyCallback       callback,
                                       gpointer                  data);
/* (transfer full) (nullable): the arguments of the signal; %NULL with @error: of the bus, or G_IO_ERROR_CLOSED: they went
 * away without an answer. */
GVariant *rapport_bus_question_finish (GAsyncResult             *result,
                                       GError                  **error);

G_END_DECLS
