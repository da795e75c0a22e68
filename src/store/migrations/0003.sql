-- SPDX-License-Identifier: GPL-3.0-or-later
-- Letters: what is to be sent, what was, and what came of it. A projection.

CREATE TABLE letter (
  no INTEGER PRIMARY KEY,
  programme INTEGER NOT NULL DEFAULT 0,
  cause INTEGER NOT NULL DEFAULT 0,          -- the request or partnership that called for it
  kind TEXT NOT NULL DEFAULT 'request',      -- 'request', 'reminder', 'introduction', 'refusal', …
  number INTEGER NOT NULL DEFAULT 0,         -- among those of one cause and kind
  member INTEGER NOT NULL DEFAULT 0,         -- to whom
  other INTEGER NOT NULL DEFAULT 0,          -- about whom
  address TEXT NOT NULL DEFAULT '',          -- '': the member's own
  subject TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL DEFAULT '',
  drafted_at INTEGER NOT NULL DEFAULT 0,
  -- derived from the field state; of several heads the one that is furthest on its way, so that nothing is sent twice
  state TEXT NOT NULL DEFAULT 'draft',       -- 'draft', 'queued', 'sending', 'sent', 'failed', 'unsure'
  state_at INTEGER NOT NULL DEFAULT 0,
  owner TEXT NOT NULL DEFAULT '',            -- the replica that queued it: nobody else sends it
  attempts INTEGER NOT NULL DEFAULT 0,
  next_try INTEGER NOT NULL DEFAULT 0,       -- queued: not before this instant
  sent_to TEXT NOT NULL DEFAULT '',          -- the address that was used
  words TEXT NOT NULL DEFAULT ''             -- of the server, or what went wrong
) STRICT;
CREATE INDEX letter_by_programme ON letter (programme, state, drafted_at);
CREATE INDEX letter_by_state ON letter (state, owner, next_try);
CREATE INDEX letter_by_member ON letter (member);
CREATE INDEX letter_by_other ON letter (other);
CREATE INDEX letter_by_cause ON letter (cause, kind);
