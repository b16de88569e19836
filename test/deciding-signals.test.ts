import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coverRule } from '../src/cases/cover-rule.ts';
import { runRuleCases } from '../src/cases/run-rule-tests.ts';
import { compileRulebook } from '../src/inference/compile-rulebook.ts';
import { loadTestedRulebook } from '../src/rulebook/load-rulebook.ts';

const { rulebook, tests } = loadTestedRulebook(join(import.meta.dirname, '../rules'));
const compiled = compileRulebook(rulebook);

describe('signals', () => {
  it('are each decided by a case of their own rule’s test, and every case states which it decides', () => {
    const wanting = compiled.rules.flatMap((rule) => {
      const test = tests.get(rule.rule.id);
      if (test === undefined) return [`${rule.rule.id} has no test`];
      const results = runRuleCases(test, compiled);
      const silent = results.filter(({ expected }) => expected.signals === undefined);
      return [
        ...coverRule(rule, results).none.map((signal) => `${rule.rule.id} ${signal}`),
        ...silent.map(({ expected }) => `${rule.rule.id} ${expected.kind}: ${expected.name}`),
      ];
    });
    expect(wanting).toEqual([]);
  });
});
