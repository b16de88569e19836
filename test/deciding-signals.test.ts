import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readIncidents, submissionOf } from '../src/cases/incident-files.ts';
import { asSubmitted } from '../src/cases/run-rule-tests.ts';
import type { Evidence } from '../src/evidence/evidence.ts';
import { readEvidence } from '../src/evidence/read-evidence.ts';
import { compileRulebook } from '../src/inference/compile-rulebook.ts';
import { rankCauses } from '../src/inference/diagnose.ts';
import { loadTestedRulebook } from '../src/rulebook/load-rulebook.ts';

const { rulebook, tests } = loadTestedRulebook(join(import.meta.dirname, '../rules'));
const compiled = compileRulebook(rulebook);

const evidenceOfTests: Evidence[] = [...tests.values()].flatMap(({ fires, lookAlikes, missing }) =>
  [...fires, ...lookAlikes, ...missing].map(({ evidence }) => asSubmitted(evidence)),
);
const evidenceOfIncidents = readIncidents(join(import.meta.dirname, 'incidents')).map(submissionOf);

describe('signals', () => {
  it('all decide something in some test or incident', () => {
    const decided = new Set<string>();
    for (const evidence of [...evidenceOfTests, ...evidenceOfIncidents])
      for (const { score } of rankCauses(readEvidence(evidence), compiled).causes)
        for (const { signal, state } of score.signals)
          if (signal !== null && state !== 'unknown')
            decided.add(`${score.rule.rule.id} ${signal.signal.id}`);
    const idle = rulebook.rules.flatMap(({ id, signals }) =>
      signals.map((signal) => `${id} ${signal.id}`).filter((name) => !decided.has(name)),
    );
    expect(idle).toEqual([]);
  });
});
