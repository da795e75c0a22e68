-- SPDX-License-Identifier: GPL-3.0-or-later
-- What has been erased (DESIGN §3): grows only, and follows from the entities of kind 'erasure' in the journal.

-- Of this entity the values of this field, whoever writes them and whenever they arrive.
CREATE TABLE erased (
  no INTEGER PRIMARY KEY,
  entity INTEGER NOT NULL,
  field INTEGER NOT NULL,             -- 0: all of them
  UNIQUE (entity, field)
) STRICT;

-- This change's values, though its entity stays.
CREATE TABLE erased_change (
  no INTEGER PRIMARY KEY,
  replica INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  UNIQUE (replica, seq)
) STRICT;

CREATE TABLE erased_blob (
  no INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE
) STRICT;

-- What tells an erased person from others in a file: HMAC-SHA256 under the salt, never the number or the address.
CREATE TABLE erased_digest (
  no INTEGER PRIMARY KEY,
  salt TEXT NOT NULL,
  digest TEXT NOT NULL UNIQUE
) STRICT;

-- Projection: the account of each erasure.
CREATE TABLE erasure (
  no INTEGER PRIMARY KEY,
  erased_at INTEGER NOT NULL DEFAULT 0,
  counts TEXT NOT NULL DEFAULT '[]'   -- JSON array of 'kind=number'
) STRICT;

-- Whose photo a blob is.
CREATE INDEX member_by_photo ON member (photo) WHERE photo <> '';
