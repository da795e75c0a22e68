/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RapportComposeError:
 * @RAPPORT_COMPOSE_ERROR_ABSENT: there is no portal, or it found no mail program: another way may
 * @RAPPORT_COMPOSE_ERROR_DECLINED: somebody was asked for a mail program and closed the question
 */
typedef enum {
  RAPPORT_COMPOSE_ERROR_ABSENT,
  RAPPORT_COMPOSE_ERROR_DECLINED,
} RapportComposeError;

#define RAPPORT_COMPOSE_ERROR (rapport_compose_error_quark ())
GQuark rapport_compose_error_quark (void);

/**
 * RapportCompose:
 * @attachment: (nullable): the text of a file that comes along
 * @attachment_name: its name for whom it goes to
 *
 * A letter for the user's own mail program, which somebody there looks at and sends.
 */
typedef struct {
  const char *address;
  const char *subject;
  const char *body;
  const char *attachment;
  const char *attachment_name;
} RapportCompose;

/* Where what comes along is left for mail programs to read: (transfer full). It goes with the session. */
char    *rapport_compose_folder (void);

/* By the e-mail portal (org.freedesktop.portal.Email), which keeps the letter out of the arguments of programs. */
void     rapport_compose_async  (const RapportCompose *letter,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              data);
gboolean rapport_compose_finish (GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
