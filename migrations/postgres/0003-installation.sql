-- What the installation made for itself once: the key under which words for redacted secrets are told apart.

CREATE TABLE installation (
  name text PRIMARY KEY,
  value text NOT NULL
);

CREATE TRIGGER installation_stays BEFORE UPDATE ON installation FOR EACH ROW EXECUTE FUNCTION refuse_update();
