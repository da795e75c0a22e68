/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_OUTBOX_PAGE (rapport_outbox_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportOutboxPage, rapport_outbox_page, RAPPORT, OUTBOX_PAGE, RapportPage)

G_END_DECLS
