-- What a run needs so that it can go on later: where it came from, what it waits for, who answered.

ALTER TABLE run ADD COLUMN working_directory   TEXT    NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN coerces_input       INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN parent_id           TEXT;
ALTER TABLE run ADD COLUMN forked_from         TEXT;
ALTER TABLE run ADD COLUMN forked_at           INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN continued_from      TEXT;
ALTER TABLE run ADD COLUMN continued_as        TEXT;
ALTER TABLE run ADD COLUMN cancel_requested_at INTEGER;
ALTER TABLE run ADD COLUMN waits_for           TEXT;
ALTER TABLE run ADD COLUMN due_at              INTEGER;

-- Set while a run is being removed step by step: nobody sees it any more, and what is left of it goes with the next prune.
ALTER TABLE run ADD COLUMN removed_at          INTEGER;

CREATE INDEX run_by_parent ON run (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX run_by_due ON run (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX run_removed ON run (id) WHERE removed_at IS NOT NULL;

CREATE TABLE run_file (
  run_id       TEXT    NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  ordinal      INTEGER NOT NULL,
  role         TEXT    NOT NULL,
  name         TEXT    NOT NULL,
  display_path TEXT    NOT NULL,
  full_path    TEXT    NOT NULL,
  hash         BLOB    NOT NULL REFERENCES blob (hash),
  PRIMARY KEY (run_id, ordinal)
) STRICT, WITHOUT ROWID;

-- What somebody outside said about an entry: the first row stays.
CREATE TABLE answer (
  run_id      TEXT    NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  branch      TEXT    NOT NULL,
  position    INTEGER NOT NULL CHECK (position >= 1),
  value       BLOB,
  value_blob  BLOB REFERENCES blob (hash),
  answered_by TEXT    NOT NULL,
  at          INTEGER NOT NULL,
  PRIMARY KEY (run_id, branch, position),
  CHECK ((value IS NULL) <> (value_blob IS NULL))
) STRICT, WITHOUT ROWID;

-- The order in which answers were handed to Lua. Unique, so that no resumed executor can count from the wrong number. Written as <>,
-- because SQLite would begin each search at the bound of the index's own condition and not at the one that is asked for.
CREATE UNIQUE INDEX entry_by_delivery ON entry (run_id, delivery) WHERE delivery <> 0;

-- Nearly always empty: what a take-over looks for without reading the whole journal.
CREATE INDEX entry_forgettable ON entry (run_id) WHERE error_kind IN ('budget', 'cancelled');

-- Who names a blob: what a prune asks, and the check of a foreign key when a blob goes.
CREATE INDEX entry_by_arguments_blob ON entry (arguments_blob) WHERE arguments_blob IS NOT NULL;
CREATE INDEX entry_by_result_blob ON entry (result_blob) WHERE result_blob IS NOT NULL;
CREATE INDEX run_file_by_hash ON run_file (hash);
CREATE INDEX answer_by_blob ON answer (value_blob) WHERE value_blob IS NOT NULL;

-- When a blob was put by itself. Its run is made a moment later, so a prune leaves it alone for a while.
CREATE TABLE blob_put (
  hash BLOB    NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
  at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
