-- Cases, what was submitted to them, and what was answered. Rows are only ever added; a case goes as a whole.

CREATE TABLE rulebooks (
  digest TEXT PRIMARY KEY,
  kept_at TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;

CREATE TABLE cases (
  id TEXT PRIMARY KEY,
  opened_at TEXT NOT NULL,
  platform TEXT
) STRICT;

CREATE TABLE evidence (
  case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  received_at TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (case_id, sequence)
) STRICT;

CREATE TABLE diagnoses (
  case_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  evidence_sequence INTEGER NOT NULL,
  diagnosed_at TEXT NOT NULL,
  rulebook_digest TEXT NOT NULL REFERENCES rulebooks (digest),
  engine_version TEXT NOT NULL,
  facts_digest TEXT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (case_id, sequence),
  FOREIGN KEY (case_id, evidence_sequence) REFERENCES evidence (case_id, sequence) ON DELETE CASCADE
) STRICT;
CREATE INDEX diagnoses_by_evidence ON diagnoses (case_id, evidence_sequence);

-- The highest number of a case is in force.
CREATE TABLE confirmations (
  number INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
  rule TEXT,
  note TEXT,
  confirmed_at TEXT NOT NULL
) STRICT;
CREATE INDEX confirmations_by_case ON confirmations (case_id, number);

-- Answers kept for repeated requests. They belong to a case, because they hold what was concluded from its evidence.
CREATE TABLE idempotent_responses (
  key TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
  fingerprint TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX idempotent_responses_by_case ON idempotent_responses (case_id);
CREATE INDEX idempotent_responses_by_age ON idempotent_responses (created_at);

CREATE TRIGGER rulebooks_stay BEFORE UPDATE ON rulebooks
BEGIN SELECT RAISE(ABORT, 'rulebooks are never changed'); END;
CREATE TRIGGER cases_stay BEFORE UPDATE ON cases
BEGIN SELECT RAISE(ABORT, 'cases are never changed'); END;
CREATE TRIGGER evidence_stays BEFORE UPDATE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is never changed'); END;
CREATE TRIGGER diagnoses_stay BEFORE UPDATE ON diagnoses
BEGIN SELECT RAISE(ABORT, 'diagnoses are never changed'); END;
CREATE TRIGGER confirmations_stay BEFORE UPDATE ON confirmations
BEGIN SELECT RAISE(ABORT, 'confirmations are never changed'); END;
