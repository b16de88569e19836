import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { activate, audited } from '../../test/activate.ts';
import { caseDeps, forwarding, forwardingOff } from '../../test/case-deps.ts';
import { rule } from '../../test/known-evidence.ts';
import { compileRulebook } from '../inference/compile-rulebook.ts';
import { addEvidence } from './add-evidence.ts';
import { readAnswer } from './diagnosis-record.ts';
import { openCase } from './open-case.ts';
import { replayDiagnosis } from './replay-diagnosis.ts';

let deps: Awaited<ReturnType<typeof caseDeps>>;
let caseId: string;
beforeEach(async () => {
  deps = await caseDeps();
  caseId = (await openCase(deps, { evidence: forwarding(0), idempotency: null })).case.id;
  deps.setTime('2025-03-04T06:00:00.000Z');
  await addEvidence(deps, { caseId, evidence: forwarding(1), idempotency: null });
});
afterEach(() => deps.store.close());

const later = compileRulebook({
  digest: 'sha256:later',
  rules: [rule('host.ip-forward-disabled', { ...forwardingOff, version: 2, prior: 'rare' })],
  conditions: {},
});

describe('replayDiagnosis', () => {
  it('gives the same bytes again, for each diagnosis of the case', async () => {
    for (const sequence of [1, 2, 'latest'] as const) {
      const stored = await deps.store.findDiagnosis(caseId, sequence);
      const replay = await replayDiagnosis(deps, { caseId, sequence });
      expect(replay).toMatchObject({
        identical: true,
        rulebook: 'sha256:test',
        engineVersion: { stored: '1', now: '1' },
      });
      expect(JSON.stringify(replay.replayed)).toBe(stored?.answer);
      expect(replay.stored).toEqual(replay.replayed);
    }
  });

  it('uses the rulebook of the time, not the one in force', async () => {
    await activate(deps.store, later.rulebook);
    const now = { ...deps, rulebook: async () => later };
    expect((await replayDiagnosis(now, { caseId, sequence: 1 })).identical).toBe(true);
    const added = await addEvidence(now, { caseId, evidence: forwarding(0), idempotency: null });
    expect(readAnswer(added.diagnosis).rulebook.digest).toBe('sha256:later');
    expect(await replayDiagnosis(deps, { caseId, sequence: 3 })).toMatchObject({
      identical: true,
      rulebook: 'sha256:later',
    });
  });

  it('tells a difference, and which engines made it', async () => {
    const first = await deps.store.findDiagnosis(caseId, 1);
    const [evidence] = await deps.store.listEvidence(caseId);
    if (first === null || evidence === undefined) throw new Error('The case was opened.');
    const other = {
      ...first,
      engineVersion: '0',
      answer: first.answer.replace('"noneOfThese":', '"noneOfThese":1'),
    };
    await deps.store.addEvidence({
      caseId,
      evidence: { ...evidence, sequence: 3 },
      diagnosis: { ...other, sequence: 3, evidenceSequence: 1 },
      idempotent: null,
      audit: audited,
    });
    const replay = await replayDiagnosis(deps, { caseId, sequence: 'latest' });
    expect(replay).toMatchObject({ identical: false, engineVersion: { stored: '0', now: '1' } });
    expect(replay.stored).not.toEqual(replay.replayed);
  });

  it.each([0, 4, 1.5, 2 ** 40, Number.NaN])('rejects with not-found for diagnosis %s', async (sequence) => {
    await expect(replayDiagnosis(deps, { caseId, sequence })).rejects.toMatchObject({ code: 'not-found' });
  });
});
