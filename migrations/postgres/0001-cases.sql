-- Cases, what was submitted to them, and what was answered. Rows are only ever added; a case goes as a whole.
-- Ids sort by bytes, whatever the database's locale: pages follow their order.

CREATE TABLE rulebooks (
  digest text PRIMARY KEY,
  kept_at text NOT NULL,
  content text NOT NULL
);

CREATE TABLE cases (
  id text COLLATE "C" PRIMARY KEY,
  opened_at text NOT NULL,
  platform text
);

CREATE TABLE evidence (
  case_id text COLLATE "C" NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
  sequence integer NOT NULL,
  received_at text NOT NULL,
  content text NOT NULL,
  PRIMARY KEY (case_id, sequence)
);

CREATE TABLE diagnoses (
  case_id text COLLATE "C" NOT NULL,
  sequence integer NOT NULL,
  evidence_sequence integer NOT NULL,
  diagnosed_at text NOT NULL,
  rulebook_digest text NOT NULL REFERENCES rulebooks (digest),
  engine_version text NOT NULL,
  facts_digest text NOT NULL,
  answer text NOT NULL,
  PRIMARY KEY (case_id, sequence),
  FOREIGN KEY (case_id, evidence_sequence) REFERENCES evidence (case_id, sequence) ON DELETE CASCADE
);
CREATE INDEX diagnoses_by_evidence ON diagnoses (case_id, evidence_sequence);

-- The highest number of a case is in force.
CREATE TABLE confirmations (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id text COLLATE "C" NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
  rule text,
  note text,
  confirmed_at text NOT NULL
);
CREATE INDEX confirmations_by_case ON confirmations (case_id, number);

-- Answers kept for repeated requests. They belong to a case, because they hold what was concluded from its evidence.
CREATE TABLE idempotent_responses (
  key text COLLATE "C" PRIMARY KEY,
  case_id text COLLATE "C" NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
  fingerprint text NOT NULL,
  body text NOT NULL,
  created_at text COLLATE "C" NOT NULL
);
CREATE INDEX idempotent_responses_by_case ON idempotent_responses (case_id);
CREATE INDEX idempotent_responses_by_age ON idempotent_responses (created_at);

CREATE FUNCTION refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% are never changed', TG_TABLE_NAME;
END $$;
CREATE TRIGGER rulebooks_stay BEFORE UPDATE ON rulebooks FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER cases_stay BEFORE UPDATE ON cases FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER evidence_stays BEFORE UPDATE ON evidence FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER diagnoses_stay BEFORE UPDATE ON diagnoses FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER confirmations_stay BEFORE UPDATE ON confirmations FOR EACH ROW EXECUTE FUNCTION refuse_update();
