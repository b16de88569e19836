-- Versions of rules and what was decided about them, which rulebook is in force, who may, and who did what.

-- A draft may be saved again; a published version never changes.
CREATE TABLE rule_versions (
  rule TEXT NOT NULL,
  version INTEGER NOT NULL,
  content TEXT NOT NULL,
  test TEXT,
  sha256 TEXT NOT NULL,
  author TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  published_at TEXT,
  PRIMARY KEY (rule, version)
) STRICT;

-- The newest of a rule and platform is in force.
CREATE TABLE rule_events (
  number INTEGER PRIMARY KEY,
  rule TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('retired', 'disabled', 'enabled')),
  platform TEXT,
  reason TEXT,
  successor TEXT,
  until TEXT,
  actor TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX rule_events_by_rule ON rule_events (rule, number);

-- The highest number is in force.
CREATE TABLE activations (
  number INTEGER PRIMARY KEY,
  digest TEXT NOT NULL REFERENCES rulebooks (digest),
  activated_at TEXT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

CREATE TABLE backtests (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  done INTEGER NOT NULL,
  total INTEGER NOT NULL,
  request TEXT NOT NULL,
  result TEXT,
  started_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE keys (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT,
  revoked_at TEXT
) STRICT;

CREATE TABLE audit (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  details TEXT NOT NULL
) STRICT;

CREATE TRIGGER published_rules_stay BEFORE UPDATE ON rule_versions WHEN OLD.published_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'published rules are never changed'); END;
CREATE TRIGGER published_rules_are_kept BEFORE DELETE ON rule_versions WHEN OLD.published_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'published rules are never deleted'); END;
CREATE TRIGGER rule_events_stay BEFORE UPDATE ON rule_events
BEGIN SELECT RAISE(ABORT, 'rule events are never changed'); END;
CREATE TRIGGER rule_events_are_kept BEFORE DELETE ON rule_events
BEGIN SELECT RAISE(ABORT, 'rule events are never deleted'); END;
CREATE TRIGGER activations_stay BEFORE UPDATE ON activations
BEGIN SELECT RAISE(ABORT, 'activations are never changed'); END;
CREATE TRIGGER activations_are_kept BEFORE DELETE ON activations
BEGIN SELECT RAISE(ABORT, 'activations are never deleted'); END;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is never deleted'); END;
CREATE TRIGGER keys_stay BEFORE UPDATE ON keys WHEN OLD.revoked_at IS NOT NULL OR NEW.sha256 <> OLD.sha256 OR NEW.scopes <> OLD.scopes OR NEW.expires_at IS NOT OLD.expires_at
BEGIN SELECT RAISE(ABORT, 'a key can only be revoked'); END;
CREATE TRIGGER keys_are_kept BEFORE DELETE ON keys
BEGIN SELECT RAISE(ABORT, 'keys are never deleted'); END;
