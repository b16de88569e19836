import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { audited } from '../../test/activate.ts';
import { caseDeps, forwarding, start } from '../../test/case-deps.ts';
import { addEvidence } from './add-evidence.ts';
import { readAnswer } from './diagnosis-record.ts';
import { openCase } from './open-case.ts';

let deps: Awaited<ReturnType<typeof caseDeps>>;
let caseId: string;
beforeEach(async () => {
  deps = await caseDeps();
  caseId = (await openCase(deps, { evidence: forwarding(0), idempotency: null })).case.id;
});
afterEach(() => deps.store.close());

const text = {
  facts: [],
  texts: [{ text: '[root@node-2 ~]# sysctl net.ipv4.ip_forward\nnet.ipv4.ip_forward = 0\n' }],
};

describe('addEvidence', () => {
  it('diagnoses over all evidence so far', async () => {
    const { diagnosis } = await addEvidence(deps, { caseId, evidence: text, idempotency: null });
    expect(diagnosis).toMatchObject({ sequence: 2, evidenceSequence: 2 });
    expect(readAnswer(diagnosis).causes[0]?.hosts).toEqual(['node-1', 'node-2']);
  });

  it('lets later evidence replace earlier, though the clock be set back', async () => {
    deps.setTime('2025-03-04T05:00:00.000Z');
    const { diagnosis } = await addEvidence(deps, { caseId, evidence: forwarding(1), idempotency: null });
    expect(readAnswer(diagnosis).facts).toMatchObject([{ host: 'node-1', value: 1 }]);
    expect(diagnosis.diagnosedAt).toBe(start);
  });

  it('believes what evidence says about its own time', async () => {
    deps.setTime('2025-03-04T06:00:00.000Z');
    const [fact] = forwarding(1).facts;
    const old = {
      facts: fact === undefined ? [] : [{ ...fact, observedAt: '2025-03-01T00:00:00Z' }],
      texts: [],
    };
    const { diagnosis } = await addEvidence(deps, { caseId, evidence: old, idempotency: null });
    expect(readAnswer(diagnosis).facts).toMatchObject([{ host: 'node-1', value: 0 }]);
    expect((await deps.store.listEvidence(caseId))[1]?.evidence).toEqual(old);
  });

  it('gives submissions that come at the same time one place each', async () => {
    const values = Array.from({ length: 30 }, (_, n) => forwarding(n % 2 === 0 ? 0 : 1));
    await Promise.all(values.map((evidence) => addEvidence(deps, { caseId, evidence, idempotency: null })));
    const stored = await deps.store.listEvidence(caseId);
    expect(stored.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 31 }, (_, n) => n + 1));
    expect(stored.slice(1).map(({ evidence }) => evidence)).toEqual(values);
  });

  it('tries again when another process took the place', async () => {
    const first = await deps.store.findDiagnosis(caseId, 1);
    let attempts = 0;
    const crowded = {
      ...deps,
      store: {
        ...deps.store,
        async listEvidence(id: string) {
          const found = await deps.store.listEvidence(id);
          if (++attempts === 1 && first !== null)
            await deps.store.addEvidence({
              caseId,
              evidence: { sequence: 2, receivedAt: start, evidence: text },
              diagnosis: { ...first, sequence: 2, evidenceSequence: 2 },
              idempotent: null,
              audit: audited,
            });
          return found;
        },
      },
    };
    const { diagnosis } = await addEvidence(crowded, { caseId, evidence: forwarding(1), idempotency: null });
    expect([attempts, diagnosis.sequence]).toEqual([2, 3]);
  });

  it('adds once for a repeated request', async () => {
    const input = { caseId, evidence: text, idempotency: { key: 'k', fingerprint: 'POST evidence' } };
    const both = await Promise.all([addEvidence(deps, input), addEvidence(deps, input)]);
    expect(both[1]).toEqual(both[0]);
    expect(await deps.store.listEvidence(caseId)).toHaveLength(2);
  });

  it('rejects with not-found for a case that is not there', async () => {
    for (const id of ['01890000-0000-7000-8000-000000000000', 'x', '\u0000']) {
      const adding = addEvidence(deps, { caseId: id, evidence: text, idempotency: null });
      await expect(adding).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  it.each([
    ['facts', forwarding(1), { facts: 1 }, '2 facts; 1 are allowed'],
    [
      'hosts',
      { facts: [], texts: [{ text: 'hello', host: 'node-2' }] },
      { hosts: 1 },
      '2 hosts; 1 are allowed',
    ],
    [
      'texts',
      { facts: [], texts: Array(17).fill({ text: 'é2' }) },
      { textBytes: 3 },
      '51 bytes of text; 48 are allowed',
    ],
  ])(
    'refuses %s that make the case as a whole too large, and keeps what it has',
    async (_what, evidence, limits, sentence) => {
      const tight = { ...deps, limits: { ...deps.limits, ...limits } };
      const adding = addEvidence(tight, { caseId, evidence, idempotency: null });
      await expect(adding).rejects.toMatchObject({ code: 'too-large' });
      await expect(adding).rejects.toThrow(sentence);
      expect(await deps.store.listEvidence(caseId)).toHaveLength(1);
    },
  );
});
