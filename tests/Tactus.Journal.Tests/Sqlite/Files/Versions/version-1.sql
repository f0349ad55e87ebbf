-- A journal as version 1 of the schema wrote it: made by that version's own store, dumped by sqlite3. Never to be changed: every later
-- version must open it. It holds a run that succeeded (with a checkpoint, a large value and a denial), one whose executor is gone
-- between intent and result, and one that ran out of its budget.
PRAGMA application_id = 1415668596;
PRAGMA user_version = 1;
BEGIN;
CREATE TABLE blob (
  hash    BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
  content BLOB NOT NULL
) STRICT;
INSERT INTO blob VALUES(X'f51b279903037b37ea1828a1021499995718d38016cad6c0da30962a41be052f',zeroblob(70000));
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
INSERT INTO run VALUES('ended',1,'succeeded',1772366400000000000,1772366400000000000,1772366460000000000,'elsewhere/-/0/0/0','/home/ann/report.tac',-81985529216486896,'1','bubblewrap',X'a1416101','{"limits":{"memory":"64MiB"},"name":"Zoë"}',1772366460000000000,X'a0',NULL,NULL,NULL,0,NULL,NULL,3,1234500,1048576);
INSERT INTO run VALUES('running',1,'running',1772366401000000000,1772366401000000000,NULL,'elsewhere/-/0/0/0','/home/ann/report.tac',-81985529216486896,'1','bubblewrap',X'a1416101','{"limits":{"memory":"64MiB"},"name":"Zoë"}',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO run VALUES('spent',1,'out_of_budget',1772366402000000000,1772366402000000000,1772366460000000000,'elsewhere/-/0/0/0','/home/ann/report.tac',-81985529216486896,'1','bubblewrap',X'a1416101','{"limits":{"memory":"64MiB"},"name":"Zoë"}',1772366460000000000,NULL,'TAC1001','no such file','report.tac',12,'report.tac:12: in main','write one',3,1234500,1048576);
CREATE TABLE run_hash (
  run_id TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  name   TEXT NOT NULL,
  hash   TEXT NOT NULL,
  PRIMARY KEY (run_id, name)
) STRICT, WITHOUT ROWID;
INSERT INTO run_hash VALUES('ended','module:util.text','bb22');
INSERT INTO run_hash VALUES('ended','procedure','aa11');
INSERT INTO run_hash VALUES('running','module:util.text','bb22');
INSERT INTO run_hash VALUES('running','procedure','aa11');
INSERT INTO run_hash VALUES('spent','module:util.text','bb22');
INSERT INTO run_hash VALUES('spent','procedure','aa11');
CREATE TABLE run_control (
  run_id  TEXT    NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  control TEXT    NOT NULL,
  PRIMARY KEY (run_id, ordinal)
) STRICT, WITHOUT ROWID;
INSERT INTO run_control VALUES('ended',0,'memory: rlimit');
INSERT INTO run_control VALUES('ended',1,'pids: none');
INSERT INTO run_control VALUES('running',0,'memory: rlimit');
INSERT INTO run_control VALUES('running',1,'pids: none');
INSERT INTO run_control VALUES('spent',0,'memory: rlimit');
INSERT INTO run_control VALUES('spent',1,'pids: none');
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
INSERT INTO entry VALUES('ended','main',1,1,'host.call','host.ping','read','succeeded',X'e4b040dfb6aaf10091f03d262f2dbeb52420f9696aecb3dcfabf83e8234987ce',X'6d61696e3a31',NULL,X'f5',NULL,NULL,NULL,NULL,NULL,NULL,'report.tac',7,1,1,1772366400000000100,1772366400000000200);
INSERT INTO entry VALUES('ended','main',2,3,'checkpoint','','idempotent','succeeded',X'600a61faaf8734744e7606df0c670b7502e62bf8eb9f952e9fdc1c44b4954e8a',X'6d61696e3a32',NULL,X'f5',NULL,NULL,NULL,NULL,NULL,NULL,'report.tac',7,1,3,1772366400000000200,1772366400000000300);
INSERT INTO entry VALUES('ended','main',3,4,'host.call','host.ping','read','denied',X'aad1ee63ee8a048e7bed1615a5cc75f472aeb8e0bf139f3f6a217f3a337a2987',X'6d61696e3a33',NULL,NULL,NULL,'TAC3101','no such tool','denied',0,'grant it','report.tac',7,1,4,1772366400000000300,1772366400000000400);
INSERT INTO entry VALUES('ended','main/2.checkpoint',1,2,'host.call','host.ping','read','succeeded',X'0000000000000000000000000000000000000000000000000000000000000000',NULL,X'f51b279903037b37ea1828a1021499995718d38016cad6c0da30962a41be052f',X'f5',NULL,NULL,NULL,NULL,NULL,NULL,'report.tac',7,1,2,1772366400000000100,1772366400000000200);
INSERT INTO entry VALUES('running','main',1,1,'host.call','host.ping','read','succeeded',X'e4b040dfb6aaf10091f03d262f2dbeb52420f9696aecb3dcfabf83e8234987ce',X'6d61696e3a31',NULL,X'f5',NULL,NULL,NULL,NULL,NULL,NULL,'report.tac',7,1,1,1772366400000000100,1772366400000000200);
INSERT INTO entry VALUES('running','main',2,2,'host.call','host.ping','once','intent',X'600a61faaf8734744e7606df0c670b7502e62bf8eb9f952e9fdc1c44b4954e8a',X'6d61696e3a32',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'report.tac',7,1,0,1772366400000000200,NULL);
INSERT INTO entry VALUES('spent','main',1,1,'host.call','host.ping','read','denied',X'e4b040dfb6aaf10091f03d262f2dbeb52420f9696aecb3dcfabf83e8234987ce',X'6d61696e3a31',NULL,NULL,NULL,'TAC3012','the budget is spent','budget',0,NULL,'report.tac',7,1,1,1772366400000000100,1772366400000000200);
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
INSERT INTO event VALUES(1,'ended','main',0,1,'log','info',X'68656c6c6f',X'f6','report.tac',3,1772366400000000100);
INSERT INTO event VALUES(2,'ended','main',2,1,'log','info',X'7365636f6e64',X'f6','report.tac',3,1772366400000000100);
CREATE INDEX run_by_time ON run (created_at, id);
CREATE UNIQUE INDEX entry_by_sequence ON entry (run_id, sequence);
CREATE INDEX event_by_run ON event (run_id);
COMMIT;
