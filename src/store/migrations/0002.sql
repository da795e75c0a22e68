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

-- What undid an operation.
CREATE INDEX operation_by_undone ON operation (undoes_replica, undoes_seq) WHERE undoes_replica IS NOT NULL;

-- Whose photo a blob is.
CREATE INDEX member_by_photo ON member (photo) WHERE photo <> '';

-- Who is the same person (DESIGN §3). All projections.

-- The fact: kind 'same-person', named by the ids of the two.
CREATE TABLE same_person (
  no INTEGER PRIMARY KEY,
  one INTEGER NOT NULL,
  other INTEGER NOT NULL,
  verdict TEXT NOT NULL DEFAULT ''    -- 'same', 'different'
) STRICT;
CREATE INDEX same_person_by_one ON same_person (one);
CREATE INDEX same_person_by_other ON same_person (other);

-- What follows: every member that is joined with another, and the one whose row stands for them all. What names any of
-- them names that one in its own row; the others have no row in member.
CREATE TABLE joined (
  no INTEGER PRIMARY KEY,
  person INTEGER NOT NULL,
  issuer TEXT NOT NULL DEFAULT '',    -- how the hidden ones are known in files
  number TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX joined_by_person ON joined (person);
CREATE INDEX joined_by_number ON joined (number) WHERE number <> '';
CREATE INDEX joined_by_email ON joined (email COLLATE NOCASE) WHERE email <> '';

-- Enrolments of members that are joined. Of those of one programme, person and role one has a row in enrolment.
CREATE TABLE joined_enrolment (
  no INTEGER PRIMARY KEY,
  programme INTEGER NOT NULL,
  member INTEGER NOT NULL,            -- the person
  record INTEGER NOT NULL,            -- the member that it was made for
  role TEXT NOT NULL
) STRICT;
CREATE INDEX joined_enrolment_by_member ON joined_enrolment (member, programme, role);
