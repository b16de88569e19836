-- What the installation made for itself once: the key under which words for redacted secrets are told apart.

CREATE TABLE installation (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TRIGGER installation_stays BEFORE UPDATE ON installation
BEGIN SELECT RAISE(ABORT, 'what the installation made is never changed'); END;
