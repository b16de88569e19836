import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caseDeps, forwarding, start } from '../../test/case-deps.ts';
import { readAnswer } from './diagnosis-record.ts';
import { openCase } from './open-case.ts';

let deps: Awaited<ReturnType<typeof caseDeps>>;
beforeEach(async () => {
  deps = await caseDeps();
});
afterEach(() => deps.store.close());

const count = async () => (await deps.store.listCases({ limit: 100, cursor: null })).items.length;

describe('openCase', () => {
  it('stores the evidence as submitted, with the diagnosis that it answers', async () => {
    const evidence = { ...forwarding(0), platform: 'aks' as const };
    const opened = await openCase(deps, { evidence, idempotency: null });
    expect(opened.case).toMatchObject({ openedAt: start, platform: 'aks', confirmation: null });
    expect(readAnswer(opened.diagnosis).causes[0]).toMatchObject({
      rule: 'host.ip-forward-disabled',
      hosts: ['node-1'],
    });
    expect(await deps.store.findCase(opened.case.id)).toEqual(opened.case);
    expect(await deps.store.listEvidence(opened.case.id)).toEqual([
      { sequence: 1, receivedAt: start, evidence },
    ]);
    expect(await deps.store.findDiagnosis(opened.case.id, 'latest')).toEqual(opened.diagnosis);
    expect(opened.diagnosis.factsDigest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('keeps the rulebook, whole', async () => {
    await openCase(deps, { evidence: forwarding(0), idempotency: null });
    expect(await deps.store.findRulebook('sha256:test')).toEqual((await deps.rulebook()).rulebook);
  });

  it('stores nothing of evidence that is refused', async () => {
    const evidence = { facts: [{ fact: 'no.such-fact', value: 1 }], texts: [] };
    await expect(openCase(deps, { evidence, idempotency: null })).rejects.toMatchObject({
      code: 'unknown-fact',
    });
    expect(await count()).toBe(0);
  });

  it('answers a repeated request with the first answer', async () => {
    const input = { evidence: forwarding(0), idempotency: { key: 'k', fingerprint: 'POST /v1/cases a' } };
    const first = await openCase(deps, input);
    deps.setTime('2025-03-04T06:00:00.000Z');
    expect(await openCase(deps, input)).toEqual(first);
    expect(await count()).toBe(1);
  });

  it('opens one case for requests with one key that come at the same time', async () => {
    const input = { evidence: forwarding(0), idempotency: { key: 'k', fingerprint: 'POST /v1/cases a' } };
    const all = await Promise.all(Array.from({ length: 20 }, () => openCase(deps, input)));
    expect(new Set(all.map((opened) => opened.case.id)).size).toBe(1);
    expect(await count()).toBe(1);
  });

  it('refuses a key that came with another request', async () => {
    const open = (fingerprint: string) =>
      openCase(deps, { evidence: forwarding(0), idempotency: { key: 'k', fingerprint } });
    await open('POST /v1/cases a');
    await expect(open('POST /v1/cases b')).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(await count()).toBe(1);
  });

  it('takes the key as new after a day', async () => {
    const input = { evidence: forwarding(0), idempotency: { key: 'k', fingerprint: 'POST /v1/cases a' } };
    await openCase(deps, input);
    deps.setTime('2025-03-05T05:06:08.000Z');
    await openCase(deps, input);
    expect(await count()).toBe(2);
  });
});

it('opens 50 cases at the same time in at most three transactions', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-open-'));
  const busy = await caseDeps({ database: join(folder, 'a.db') });
  const before = transactions(join(folder, 'a.db-wal'));
  const inputs = Array.from({ length: 50 }, () => ({ evidence: forwarding(0), idempotency: null }));
  await Promise.all(inputs.map((input) => openCase(busy, input)));
  // One keeps the rulebook.
  expect(transactions(join(folder, 'a.db-wal')) - before).toBeLessThanOrEqual(3);
  expect((await busy.store.listCases({ limit: 100, cursor: null })).items).toHaveLength(50);
  await busy.store.close();
  rmSync(folder, { recursive: true });
});

/** Frames that end a transaction in SQLite's log. https://sqlite.org/fileformat2.html#walformat */
function transactions(wal: string): number {
  const log = readFileSync(wal);
  const frame = 24 + log.readUInt32BE(8);
  const frames = Array.from({ length: Math.floor((log.length - 32) / frame) }, (_, n) => 32 + n * frame);
  return frames.filter((at) => log.readUInt32BE(at + 4) > 0).length;
}
