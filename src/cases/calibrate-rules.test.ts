import { expect, it } from 'vitest';
import { caseDeps, forwarding, forwardingOff } from '../../test/case-deps.ts';
import { calibrateRules } from './calibrate-rules.ts';
import { calibrateRule } from './calibration.ts';
import { confirmCause } from './confirm-cause.ts';
import { openCase } from './open-case.ts';

it('counts what confirmed cases decide, and leaves the others out', async () => {
  const deps = await caseDeps();
  for (const rule of [forwardingOff.id, forwardingOff.id, null]) {
    const { case: opened } = await openCase(deps, { evidence: forwarding(0), idempotency: null });
    await confirmCause(deps, { caseId: opened.id, rule, note: null, idempotency: null });
  }
  await openCase(deps, { evidence: forwarding(0), idempotency: null });
  const report = await calibrateRules(deps);
  expect(report).toMatchObject({
    confirmed: 3,
    rules: [
      {
        rule: forwardingOff.id,
        prior: { held: 2, of: 3 },
        signals: [{ id: 'is-0', withCause: { held: 2, of: 2 }, without: { held: 1, of: 1 } }],
      },
    ],
  });
  const { reliability, brier } = report;
  expect(reliability.map(({ count, right }) => [count, right])).toEqual([[3, 2 / 3]]);
  expect(brier).toBeGreaterThan(0);
});

it('proposes another word once the cases outweigh the author', () => {
  const counts = (held: number, of: number) =>
    calibrateRule(forwardingOff, {
      prior: { held: 0, of: 0 },
      signals: new Map([['is-0', { withCause: { held: 9, of: 9 }, without: { held, of } }]]),
    });
  expect(counts(0, 3).draft).toBeNull();
  const { signals, draft } = counts(90, 300);
  expect(signals[0]?.without).toMatchObject({ word: 'almost-never', proposed: 'sometimes' });
  expect(signals[0]?.without.smoothed).toBeCloseTo((90 + 10 * 0.005) / 310);
  expect(draft).toMatchObject({ version: 2, signals: [{ withCause: 'always', without: 'sometimes' }] });
  expect(counts(1000, 1000).draft, 'as likely without the cause as with it').toBeNull();
});
