/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Since when the mentee of the enrolment e (programme ?1) waits: enrolment, or the end of the last partnership. One rule
 * for all who ask in SQL; "" when not known. */
#define RAPPORT_WAITS_SINCE \
  "max (e.since, coalesce ((SELECT max (CASE p.ended_on WHEN '' THEN p.ends_on ELSE p.ended_on END)" \
  " FROM partnership p WHERE p.mentee = e.member AND p.programme = ?1), ''))"
