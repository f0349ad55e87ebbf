-- Times are nanoseconds since 1970-01-01 UTC. Encoded values (input, arguments, result, output, data) are
-- deterministic CBOR. A value of 64 KiB or more is in blob, and its column holds NULL beside the hash.

CREATE TABLE blob (
  hash    BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
  content BLOB NOT NULL
) STRICT;

-- The small columns that a heartbeat and every fence touch come first, so that they share the first page of a row.
CREATE TABLE run (
  id               TEXT    NOT NULL PRIMARY KEY,
  epoch            INTEGER NOT NULL CHECK (epoch >= 1),
  status           TEXT    NOT NULL CHECK (status IN ('running', 'suspended', 'succeeded', 'failed', 'refused', 'in_doubt',
                             'interrupted', 'timed_out', 'out_of_budget', 'out_of_memory', 'cancelled')),
  heartbeat_at     INTEGER NOT NULL,
  created_at       INTEGER NOT NULL,
  ended_at         INTEGER,
  executor         TEXT    NOT NULL,
  procedure_path   TEXT    NOT NULL,
  seed             INTEGER NOT NULL,
  language_version TEXT    NOT NULL,
  driver           TEXT    NOT NULL,
  input            BLOB    NOT NULL,
  grant_json       TEXT    NOT NULL,
  completed_at     INTEGER,
  output           BLOB,
  error_code       TEXT,
  error_message    TEXT,
  error_file       TEXT,
  error_line       INTEGER,
  traceback        TEXT,
  mend             TEXT,
  effects          INTEGER,
  cpu_nanos        INTEGER,
  lua_peak_bytes   INTEGER
) STRICT;

CREATE INDEX run_by_time ON run (created_at, id);

CREATE TABLE run_hash (
  run_id TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  name   TEXT NOT NULL,
  hash   TEXT NOT NULL,
  PRIMARY KEY (run_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_control (
  run_id  TEXT    NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  control TEXT    NOT NULL,
  PRIMARY KEY (run_id, ordinal)
) STRICT, WITHOUT ROWID;

-- Without a rowid: an append touches one page of the table and one of its index, not three.
CREATE TABLE entry (
  run_id          TEXT    NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  branch          TEXT    NOT NULL,
  position        INTEGER NOT NULL CHECK (position >= 1),
  sequence        INTEGER NOT NULL CHECK (sequence >= 1),
  kind            TEXT    NOT NULL,
  name            TEXT    NOT NULL,
  class           TEXT    NOT NULL CHECK (class IN ('read', 'idempotent', 'once')),
  status          TEXT    NOT NULL CHECK (status IN ('intent', 'succeeded', 'failed', 'denied')),
  arguments_hash  BLOB    NOT NULL,
  arguments       BLOB,
  arguments_blob  BLOB REFERENCES blob (hash),
  result          BLOB,
  result_blob     BLOB REFERENCES blob (hash),
  error_code      TEXT,
  error_message   TEXT,
  error_kind      TEXT,
  error_retryable INTEGER,
  error_mend      TEXT,
  source_file     TEXT    NOT NULL,
  source_line     INTEGER NOT NULL,
  attempt         INTEGER NOT NULL,
  delivery        INTEGER NOT NULL,
  started_at      INTEGER NOT NULL,
  ended_at        INTEGER,
  PRIMARY KEY (run_id, branch, position),
  CHECK ((arguments IS NULL) <> (arguments_blob IS NULL)),
  CHECK (result IS NULL OR result_blob IS NULL)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX entry_by_sequence ON entry (run_id, sequence);

-- number grows in the order of arrival, which is the order in which events are shown.
CREATE TABLE event (
  number      INTEGER PRIMARY KEY,
  run_id      TEXT    NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  branch      TEXT    NOT NULL,
  position    INTEGER NOT NULL,
  ordinal     INTEGER NOT NULL,
  kind        TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  text        BLOB    NOT NULL,
  data        BLOB,
  source_file TEXT    NOT NULL,
  source_line INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  UNIQUE (run_id, branch, position, ordinal)
) STRICT;

CREATE INDEX event_by_run ON event (run_id);
