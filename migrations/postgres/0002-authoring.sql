-- Versions of rules and what was decided about them, which rulebook is in force, who may, and who did what.

-- A draft may be saved again; a published version never changes.
CREATE TABLE rule_versions (
  rule text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  content text NOT NULL,
  test text,
  sha256 text NOT NULL,
  author text NOT NULL,
  saved_at text NOT NULL,
  published_at text,
  PRIMARY KEY (rule, version)
);

-- The newest of a rule and platform is in force.
CREATE TABLE rule_events (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rule text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('retired', 'disabled', 'enabled')),
  platform text,
  reason text,
  successor text,
  until text,
  actor text NOT NULL,
  at text NOT NULL
);
CREATE INDEX rule_events_by_rule ON rule_events (rule, number);

-- The highest number is in force.
CREATE TABLE activations (
  number integer PRIMARY KEY,
  digest text NOT NULL REFERENCES rulebooks (digest),
  activated_at text NOT NULL,
  actor text NOT NULL,
  reason text NOT NULL
);

CREATE TABLE backtests (
  id text COLLATE "C" PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  done integer NOT NULL,
  total integer NOT NULL,
  request text NOT NULL,
  result text,
  started_at text NOT NULL,
  updated_at text NOT NULL
);

CREATE TABLE keys (
  id text COLLATE "C" PRIMARY KEY,
  name text NOT NULL,
  sha256 text NOT NULL,
  scopes text NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  expires_at text,
  revoked_at text
);

CREATE TABLE audit (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at text NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  target text NOT NULL,
  details text NOT NULL
);

CREATE FUNCTION refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% are never deleted', TG_TABLE_NAME;
END $$;
CREATE TRIGGER published_rules_stay BEFORE UPDATE ON rule_versions FOR EACH ROW
  WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION refuse_update();
CREATE TRIGGER published_rules_are_kept BEFORE DELETE ON rule_versions FOR EACH ROW
  WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION refuse_delete();
CREATE TRIGGER rule_events_stay BEFORE UPDATE ON rule_events FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER rule_events_are_kept BEFORE DELETE ON rule_events FOR EACH ROW EXECUTE FUNCTION refuse_delete();
CREATE TRIGGER activations_stay BEFORE UPDATE ON activations FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER activations_are_kept BEFORE DELETE ON activations FOR EACH ROW EXECUTE FUNCTION refuse_delete();
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_delete();
CREATE TRIGGER keys_stay BEFORE UPDATE ON keys FOR EACH ROW
  WHEN (OLD.revoked_at IS NOT NULL OR NEW.sha256 <> OLD.sha256 OR NEW.scopes <> OLD.scopes OR NEW.expires_at IS DISTINCT FROM OLD.expires_at)
  EXECUTE FUNCTION refuse_update();
CREATE TRIGGER keys_are_kept BEFORE DELETE ON keys FOR EACH ROW EXECUTE FUNCTION refuse_delete();
