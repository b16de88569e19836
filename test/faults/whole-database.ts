import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import type { Ledger } from './ledger.ts';

/** Asks the database itself, beside the server. */
export interface Inspection {
  rows(sql: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export function inspectSqlite(file: string): Inspection {
  const database = new Database(file);
  return {
    rows: async (sql) => database.prepare<[], Record<string, unknown>>(sql).all(),
    close: async () => void database.close(),
  };
}

/** What is half there, each by a query that finds nothing in a whole database, in the SQL of both kinds. */
const halves: Record<string, string> = {
  'a case without its first evidence': `SELECT id FROM cases WHERE NOT EXISTS
    (SELECT 1 FROM evidence WHERE case_id = id AND sequence = 1)`,
  'evidence without its diagnosis': `SELECT e.case_id, e.sequence FROM evidence e WHERE NOT EXISTS
    (SELECT 1 FROM diagnoses d WHERE d.case_id = e.case_id AND d.evidence_sequence = e.sequence)`,
  'a gap in the evidence of a case': `SELECT case_id FROM evidence GROUP BY case_id HAVING max(sequence) <> count(*)`,
  'a case without its line of the audit': `SELECT id FROM cases WHERE 'case:' || id NOT IN
    (SELECT target FROM audit WHERE action = 'open-case')`,
  'added evidence without its line of the audit': `SELECT e.case_id FROM
    (SELECT case_id, count(*) - 1 AS added FROM evidence GROUP BY case_id) e LEFT JOIN
    (SELECT target, count(*) AS lines FROM audit WHERE action = 'add-evidence' GROUP BY target) a
    ON a.target = 'case:' || e.case_id WHERE e.added <> coalesce(a.lines, 0)`,
  'a confirmation without its line of the audit': `SELECT c.case_id FROM
    (SELECT case_id, count(*) AS given FROM confirmations GROUP BY case_id) c LEFT JOIN
    (SELECT target, count(*) AS lines FROM audit WHERE action = 'confirm-cause' GROUP BY target) a
    ON a.target = 'case:' || c.case_id WHERE c.given <> coalesce(a.lines, 0)`,
  'a line of the audit without its case': `SELECT target FROM audit WHERE action = 'open-case' AND target NOT IN
    (SELECT 'case:' || id FROM cases)`,
  'a kept answer without its case': `SELECT key FROM idempotent_responses WHERE case_id NOT IN (SELECT id FROM cases)`,
  'an activation without its rulebook': `SELECT number FROM activations WHERE digest NOT IN (SELECT digest FROM rulebooks)`,
  'a gap in the activations': `SELECT max(number) FROM activations HAVING max(number) <> count(*)`,
  'an activation without its line of the audit': `SELECT x.number FROM activations x WHERE NOT EXISTS
    (SELECT 1 FROM audit a WHERE a.details LIKE '%"activation":' || x.number || '}%')`,
  'a published version without its line of the audit': `SELECT rule, version FROM rule_versions
    WHERE published_at IS NOT NULL AND author <> 'files' AND 'rule:' || rule || '@' || version NOT IN
    (SELECT target FROM audit WHERE action = 'publish-rule')`,
  'a key without its line of the audit': `SELECT id FROM keys WHERE 'key:' || id NOT IN
    (SELECT target FROM audit WHERE action = 'create-key')`,
};

/** Rejects when anything is half there. */
export async function requireWhole(inspection: Inspection): Promise<void> {
  for (const [half, sql] of Object.entries(halves))
    assert.deepEqual(await inspection.rows(sql), [], `in the database there is ${half}`);
}

/** Rejects when SQLite finds its own structures or references broken. */
export async function requireSound(inspection: Inspection): Promise<void> {
  assert.deepEqual(await inspection.rows('PRAGMA integrity_check'), [{ integrity_check: 'ok' }]);
  assert.deepEqual(await inspection.rows('PRAGMA foreign_key_check'), []);
}

/** Where the submission with each marker stands: case and sequence number. Rejects when one is stored twice. */
export async function storedMarkers(inspection: Inspection): Promise<Map<string, string>> {
  const rows = await inspection.rows('SELECT case_id, sequence, content FROM evidence');
  const places = new Map(
    rows.map(({ case_id, sequence, content }) => {
      const [text] = JSON.parse(String(content)).texts;
      return [String(text.text).split('\n')[0] ?? '', `${case_id} ${sequence}`];
    }),
  );
  assert.equal(places.size, rows.length, 'a submission is stored twice');
  return places;
}

/** Rejects unless each acknowledged submission stands in the database once, as it was sent, and each activation. */
export async function requireKept(inspection: Inspection, ledger: Ledger): Promise<void> {
  const places = await storedMarkers(inspection);
  for (const { id, diagnoses } of ledger.cases.values())
    for (const [sequence, { marker }] of diagnoses) assert.equal(places.get(marker), `${id} ${sequence}`);
  const activations = await inspection.rows('SELECT number, digest FROM activations');
  const digests = new Map(activations.map(({ number, digest }) => [Number(number), digest]));
  for (const [number, digest] of ledger.activations)
    assert.equal(digests.get(number), digest, `activation ${number}`);
}

/** All of these for a SQLite database, which is closed then. */
export async function requireAll(inspection: Inspection, ledger: Ledger): Promise<void> {
  await requireSound(inspection);
  await requireWhole(inspection);
  await requireKept(inspection, ledger);
  await inspection.close();
}
