-- SPDX-License-Identifier: GPL-3.0-or-later
-- The journal (first half) is the truth; everything below "Projections" can be rebuilt from it.
-- Instants are unix seconds, dates are 'YYYY-MM-DD' text. Every INTEGER PRIMARY KEY of a projection is the entity's no.

CREATE TABLE meta (
  no INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE replica (
  no INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE kind (
  no INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE field (
  no INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- What the user did. It is named by (replica, seq of its first change).
CREATE TABLE operation (
  no INTEGER PRIMARY KEY,
  replica INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  title TEXT NOT NULL,                -- a title id such as 'accept-request', never a name
  args TEXT NOT NULL DEFAULT '[]',    -- JSON array of strings: uuids and counts
  wall INTEGER NOT NULL,              -- unix milliseconds
  zone INTEGER NOT NULL,              -- minutes east of UTC where it was done
  author TEXT NOT NULL,
  undoes_replica INTEGER,
  undoes_seq INTEGER,
  UNIQUE (replica, seq)
) STRICT;

CREATE TABLE entity (
  no INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  kind INTEGER NOT NULL,              -- 0: named by another entity before it came itself
  base INTEGER                        -- the change that holds the head of every field without rows in head
) STRICT;

CREATE TABLE change (
  no INTEGER PRIMARY KEY,
  replica INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  entity INTEGER NOT NULL,
  operation INTEGER NOT NULL,
  clock INTEGER NOT NULL,             -- hybrid logical: milliseconds << 16 | counter
  hash BLOB NOT NULL,
  body BLOB NOT NULL,
  UNIQUE (replica, seq)
) STRICT;
CREATE INDEX change_by_entity ON change (entity);
CREATE INDEX change_by_operation ON change (operation);

CREATE TABLE head (
  entity INTEGER NOT NULL,
  field INTEGER NOT NULL,
  change INTEGER NOT NULL,
  PRIMARY KEY (entity, field, change)
) STRICT, WITHOUT ROWID;

-- Changes that others have seen and that have not come here yet.
CREATE TABLE waiting (
  no INTEGER PRIMARY KEY,
  replica INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  entity INTEGER NOT NULL,
  field INTEGER NOT NULL,
  UNIQUE (replica, seq, entity, field)
) STRICT;

-- Changes of a replica that have not come here while later ones have: seq first to last.
CREATE TABLE gap (
  no INTEGER PRIMARY KEY,
  replica INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL
) STRICT;
CREATE INDEX gap_by_replica ON gap (replica, first);

CREATE TABLE blob (
  no INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  bytes BLOB NOT NULL
) STRICT;

-- Projections -----------------------------------------------------------------------------------------------------

CREATE TABLE programme (
  no INTEGER PRIMARY KEY,
  name TEXT NOT NULL DEFAULT '',
  preset TEXT NOT NULL DEFAULT '',
  time_zone TEXT NOT NULL DEFAULT '',
  settings TEXT NOT NULL DEFAULT '{}' -- JSON object: the settings that differ from the preset
) STRICT;

-- A field of the programme's own: what a column of an imported file became (kind 'custom-field').
CREATE TABLE custom_field (
  no INTEGER PRIMARY KEY,
  programme INTEGER NOT NULL,
  label TEXT NOT NULL DEFAULT '',
  type TEXT NOT NULL DEFAULT 'text',
  sensitive INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE skill (
  no INTEGER PRIMARY KEY,
  framework TEXT NOT NULL DEFAULT '',
  code TEXT NOT NULL DEFAULT '',
  label TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX skill_by_label ON skill (label COLLATE NOCASE);

CREATE TABLE member (
  no INTEGER PRIMARY KEY,
  given_name TEXT NOT NULL DEFAULT '',
  family_name TEXT NOT NULL DEFAULT '',
  name_order TEXT NOT NULL DEFAULT '',       -- '', 'given-first', 'family-first'; a single name is a given name alone
  display_name TEXT NOT NULL DEFAULT '',     -- derived
  sort_name TEXT NOT NULL DEFAULT '',        -- derived: the display name folded, the same in every locale
  family_sort TEXT NOT NULL DEFAULT '',      -- derived: family name first, folded
  pronouns TEXT NOT NULL DEFAULT '',
  photo TEXT NOT NULL DEFAULT '',            -- hex hash of a blob
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '',          -- ISO 3166-1 alpha-2
  time_zone TEXT NOT NULL DEFAULT '',        -- IANA
  organisation TEXT NOT NULL DEFAULT '',
  job_title TEXT NOT NULL DEFAULT '',
  line_manager TEXT NOT NULL DEFAULT '',
  issuer TEXT NOT NULL DEFAULT '',
  number TEXT NOT NULL DEFAULT '',
  grade TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT '',
  region TEXT NOT NULL DEFAULT '',
  member_since TEXT NOT NULL DEFAULT '',
  biography TEXT NOT NULL DEFAULT '',
  expertise TEXT NOT NULL DEFAULT '',
  graduation_date TEXT NOT NULL DEFAULT '',
  availability TEXT NOT NULL DEFAULT '',     -- JSON array of 'mon 09:00-12:00', in the member's own zone
  completeness INTEGER NOT NULL DEFAULT 0,   -- derived: per cent
  hidden INTEGER NOT NULL DEFAULT 0,         -- derived: how many critical elements are filled but hidden (I11)
  changed_at INTEGER NOT NULL DEFAULT 0      -- derived: wall second of the newest head
) STRICT;
CREATE INDEX member_by_sort_name ON member (sort_name);
CREATE INDEX member_by_family_sort ON member (family_sort);
CREATE INDEX member_by_changed ON member (changed_at);
CREATE INDEX member_by_email ON member (email COLLATE NOCASE) WHERE email <> '';
CREATE INDEX member_by_number ON member (number) WHERE number <> '';

-- The several-valued fields: one field of the journal an element, one row here, beside the other rows of its member.
CREATE TABLE member_area (
  member INTEGER NOT NULL,
  area TEXT NOT NULL,
  PRIMARY KEY (member, area)
) STRICT, WITHOUT ROWID;

CREATE TABLE member_language (
  member INTEGER NOT NULL,
  language TEXT NOT NULL,                    -- ISO 639
  PRIMARY KEY (member, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE member_channel (
  member INTEGER NOT NULL,
  channel TEXT NOT NULL,
  PRIMARY KEY (member, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE member_skill (
  member INTEGER NOT NULL,
  skill INTEGER NOT NULL,
  held INTEGER NOT NULL DEFAULT 0,           -- 1 to 7, 0: none
  wanted INTEGER NOT NULL DEFAULT 0,         -- 1 to 7, 0: none
  PRIMARY KEY (member, skill)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_skill_by_skill ON member_skill (skill, member, held);

-- education/<uuid>, position/<uuid>, link/<uuid>: a JSON array of strings; interest/<text>: 'true'
CREATE TABLE member_item (
  member INTEGER NOT NULL,
  field TEXT NOT NULL,
  element TEXT NOT NULL,                     -- what stands behind the slash
  value TEXT NOT NULL,
  PRIMARY KEY (member, field, element)
) STRICT, WITHOUT ROWID;

CREATE TABLE member_custom (
  member INTEGER NOT NULL,
  custom_field INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (member, custom_field)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_custom_by_value ON member_custom (custom_field, value);

CREATE TABLE member_visibility (
  member INTEGER NOT NULL,
  element TEXT NOT NULL,
  level TEXT NOT NULL,
  PRIMARY KEY (member, element)
) STRICT, WITHOUT ROWID;

-- What a search reads of everybody, narrow, so that one pass over 100,000 members takes milliseconds.
CREATE TABLE member_key (
  no INTEGER PRIMARY KEY,
  completeness INTEGER NOT NULL,
  tags BLOB NOT NULL,                        -- variable-length integers, see store/member-tags.h
  words TEXT NOT NULL                        -- folded words of names; then behind tabs organisation, job title, number, e-mail
) STRICT;

-- Numbers for the tags that are words (areas, grades, interests). A dictionary: grows only.
CREATE TABLE tag (
  no INTEGER PRIMARY KEY,
  facet INTEGER NOT NULL,
  value TEXT NOT NULL,
  UNIQUE (facet, value)
) STRICT;

-- The long texts, from three letters on. The rows are those of member.
CREATE VIRTUAL TABLE member_text USING fts5 (
  biography, expertise,
  content = 'member', content_rowid = 'no',
  detail = none, columnsize = 0, prefix = '3 4 5', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE enrolment (
  no INTEGER PRIMARY KEY,
  programme INTEGER NOT NULL,
  member INTEGER NOT NULL,
  role TEXT NOT NULL,                        -- 'mentor' or 'mentee'
  capacity INTEGER NOT NULL DEFAULT 0,       -- mentors: how many mentees at a time
  paused INTEGER NOT NULL DEFAULT 0,
  paused_until TEXT NOT NULL DEFAULT '',
  since TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX enrolment_by_member ON enrolment (member, programme, role);
CREATE INDEX enrolment_by_programme ON enrolment (programme, role, member, capacity, paused, paused_until, since);

CREATE TABLE request (
  no INTEGER PRIMARY KEY,
  programme INTEGER NOT NULL,
  mentee INTEGER NOT NULL,
  mentor INTEGER NOT NULL,
  asked_by TEXT NOT NULL DEFAULT 'mentee',   -- 'mentee', 'mentor' or 'office'
  term INTEGER NOT NULL DEFAULT 0,           -- months
  areas TEXT NOT NULL DEFAULT '[]',          -- JSON array of strings
  snapshot TEXT NOT NULL DEFAULT '{}',       -- JSON object, written once (I07): letter as sent, considerations, terms in force
  sent_at INTEGER NOT NULL DEFAULT 0,
  remind_at INTEGER NOT NULL DEFAULT 0,      -- instant computed by the rules
  expires_at INTEGER NOT NULL DEFAULT 0,     -- instant computed by the rules
  saved_at INTEGER NOT NULL DEFAULT 0,
  answer TEXT NOT NULL DEFAULT '',           -- '', 'accepted', 'declined'
  answered_at INTEGER NOT NULL DEFAULT 0,
  comment TEXT NOT NULL DEFAULT '',
  answer_reason TEXT NOT NULL DEFAULT '',    -- of a decline: 'no-time', …
  reminded_at INTEGER NOT NULL DEFAULT 0,    -- the last reminder that somebody sent
  exception TEXT NOT NULL DEFAULT '',        -- why a rule that may be overridden was
  withdrawn_at INTEGER NOT NULL DEFAULT 0,
  contested INTEGER NOT NULL DEFAULT 0       -- answered differently on two replicas: counts as active (DESIGN §3)
) STRICT;
CREATE INDEX request_by_programme ON request (programme, expires_at);
CREATE INDEX request_by_mentee ON request (mentee);
CREATE INDEX request_by_mentor ON request (mentor);

CREATE TABLE partnership (
  no INTEGER PRIMARY KEY,
  programme INTEGER NOT NULL,
  request INTEGER,
  mentor INTEGER NOT NULL,
  mentee INTEGER NOT NULL,
  areas TEXT NOT NULL DEFAULT '[]',
  term INTEGER NOT NULL DEFAULT 0,           -- months, 0: none
  starts_on TEXT NOT NULL DEFAULT '',
  ends_on TEXT NOT NULL DEFAULT '',          -- computed by the rules from start and term
  ends_at INTEGER NOT NULL DEFAULT 0,        -- instant at which that day ends in the programme's zone
  ended_on TEXT NOT NULL DEFAULT '',         -- ended by somebody
  end_reason TEXT NOT NULL DEFAULT '',
  end_note TEXT NOT NULL DEFAULT '',
  legacy INTEGER NOT NULL DEFAULT 0,
  starred INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX partnership_by_programme ON partnership (programme, ended_on);
CREATE INDEX partnership_by_mentor ON partnership (mentor);
CREATE INDEX partnership_by_mentee ON partnership (mentee);
CREATE INDEX partnership_by_request ON partnership (request) WHERE request IS NOT NULL;

CREATE TABLE meeting (
  no INTEGER PRIMARY KEY,
  partnership INTEGER NOT NULL,
  kind TEXT NOT NULL DEFAULT 'meeting',      -- 'meeting' or 'check-in'
  held_on TEXT NOT NULL DEFAULT '',
  starts TEXT NOT NULL DEFAULT '',           -- 'HH:MM' or ''
  ends TEXT NOT NULL DEFAULT '',
  minutes INTEGER NOT NULL DEFAULT 0,
  channel TEXT NOT NULL DEFAULT '',
  place TEXT NOT NULL DEFAULT '',
  topics TEXT NOT NULL DEFAULT '',
  agenda TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',            -- shared by the two
  mentor_notes TEXT NOT NULL DEFAULT '',     -- the mentor's own
  mentee_notes TEXT NOT NULL DEFAULT '',     -- the mentee's own
  next_steps TEXT NOT NULL DEFAULT '',
  corrects INTEGER                           -- the earlier version that this one stands for
) STRICT;
CREATE INDEX meeting_by_partnership ON meeting (partnership, held_on);
CREATE INDEX meeting_by_corrects ON meeting (corrects) WHERE corrects IS NOT NULL;

CREATE TABLE signature (
  no INTEGER PRIMARY KEY,
  meeting INTEGER NOT NULL,
  side TEXT NOT NULL,                        -- 'mentor' or 'mentee'
  method TEXT NOT NULL,                      -- 'drawn', 'typed' or 'paper'
  name TEXT NOT NULL DEFAULT '',
  signed_on TEXT NOT NULL DEFAULT '',
  sentence TEXT NOT NULL DEFAULT '',         -- what was signed, in words
  digest TEXT NOT NULL DEFAULT '',           -- of the meeting's content as signed
  path TEXT NOT NULL DEFAULT '',             -- drawn: strokes in a box of 480 by 170, 'M x y L x y …'
  entered_by TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX signature_by_meeting ON signature (meeting);
