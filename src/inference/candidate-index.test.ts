import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownEvidence, rule, rulebookOf, signal } from '../../test/known-evidence.ts';
import type { Condition } from '../rulebook/rule.ts';
import type { CompiledRulebook } from './compile-rulebook.ts';
import { Scopes } from './scope.ts';
import { scoreRule } from './score.ts';

const facts = ['a', 'b', 'c', 'd'];
const words = ['alpha', 'beta'];

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    fact: fc.constantFrom(...facts),
    operator: fc.constantFrom('equal', 'notEqual'),
    value: fc.nat({ max: 2 }),
  }),
  fc.record({
    fact: fc.constant('text'),
    operator: fc.constant('includes'),
    value: fc.constantFrom(...words),
  }),
);

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));

const likelihood = fc.constantFrom('always', 'usually', 'often', 'rarely', 'never');

const rules = fc
  .array(
    fc.array(fc.record({ when: condition, withCause: likelihood, without: likelihood }), {
      minLength: 1,
      maxLength: 2,
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) =>
    all.map((signals, i) => rule(`r.${i}`, { signals: signals.map((given, n) => signal(`s${n}`, given)) })),
  );

const evidence = fc
  .record({
    known: fc.subarray(facts),
    values: fc.array(fc.nat({ max: 2 }), { minLength: 4, maxLength: 4 }),
    lines: fc.subarray(words),
  })
  .map(({ known, values, lines }) =>
    knownEvidence({ facts: known.map((fact, i) => ({ fact, value: values[i] })), texts: [{ lines }] }),
  );

const candidatesOf = (rulebook: CompiledRulebook, given: ReturnType<typeof knownEvidence>): number[] =>
  rulebook.candidates.select(
    given.facts.known.map(({ fact }) => fact),
    rulebook.texts.search(given.texts).keys(),
  );

describe('CandidateIndex', () => {
  it('passes over no rule that the evidence raises, or rules out by one signal', () => {
    fc.assert(
      fc.property(rules, evidence, (given, known) => {
        const rulebook = rulebookOf(...given);
        const selected = new Set(candidatesOf(rulebook, known));
        const scopes = new Scopes(known, rulebook.texts.search(known.texts));
        for (const [position, compiled] of rulebook.rules.entries()) {
          if (selected.has(position)) continue;
          const { signals } = scoreRule(compiled, scopes, null);
          expect(signals.filter(({ decibans }) => decibans > 0 || decibans <= -10)).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('does not select a rule whose message is missing for the facts beside it', () => {
    const both = {
      all: [
        { fact: 'a', operator: 'equal', value: 1 },
        { fact: 'text', operator: 'includes', value: 'alpha' },
      ],
    };
    const rulebook = rulebookOf(
      rule('r.one', { signals: [signal('both', { when: both, withCause: 'often' })] }),
    );
    const known = knownEvidence({ facts: [{ fact: 'a', value: 1 }], texts: [{ lines: ['beta'] }] });
    expect(candidatesOf(rulebook, known)).toEqual([]);
  });
});
