import { afterAll, beforeAll, expect, it } from 'vitest';
import { addEvidence } from '../src/cases/add-evidence.ts';
import { confirmCause } from '../src/cases/confirm-cause.ts';
import { deleteCase } from '../src/cases/delete-case.ts';
import { getCase } from '../src/cases/get-case.ts';
import { openCase } from '../src/cases/open-case.ts';
import { replayDiagnosis } from '../src/cases/replay-diagnosis.ts';
import { caseDeps, forwarding } from './case-deps.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

let postgres: PostgresServer;
let deps: Awaited<ReturnType<typeof caseDeps>>;
beforeAll(async () => {
  postgres = await startPostgres();
  deps = await caseDeps({ database: 'unused', databaseUrl: await postgres.createDatabase() });
});
afterAll(async () => {
  await deps.store.close().finally(() => postgres.stop());
});

const many = (count: number) => Array.from({ length: count }, (_, n) => n);

it('lives through a case from its opening to its deletion', async () => {
  const opened = await openCase(deps, { evidence: forwarding(0), idempotency: null });
  const caseId = opened.case.id;
  await addEvidence(deps, { caseId, evidence: forwarding(1), idempotency: null });
  await confirmCause(deps, { caseId, rule: 'host.ip-forward-disabled', note: null, idempotency: null });
  expect(await getCase(deps, { caseId })).toMatchObject({
    evidenceCount: 2,
    verification: { state: 'true' },
  });
  for (const sequence of [1, 2])
    expect(await replayDiagnosis(deps, { caseId, sequence })).toMatchObject({ identical: true });
  await deleteCase(deps, { caseId });
  await expect(getCase(deps, { caseId })).rejects.toMatchObject({ code: 'not-found' });
});

it('opens one case for requests with one key that come at the same time', async () => {
  const input = { evidence: forwarding(0), idempotency: { key: 'k', fingerprint: 'POST /v1/cases a' } };
  const all = await Promise.all(many(30).map(() => openCase(deps, input)));
  expect(new Set(all.map((opened) => opened.case.id)).size).toBe(1);
  expect((await deps.store.listCases({ limit: 99, cursor: null })).items).toHaveLength(1);
});

it('gives submissions that come at the same time one place each', async () => {
  const { id: caseId } = (await openCase(deps, { evidence: forwarding(0), idempotency: null })).case;
  await Promise.all(
    many(20).map(() => addEvidence(deps, { caseId, evidence: forwarding(1), idempotency: null })),
  );
  const stored = await deps.store.listEvidence(caseId);
  expect(stored.map(({ sequence }) => sequence)).toEqual(many(21).map((n) => n + 1));
});
