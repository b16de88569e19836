import fc from 'fast-check';
import { expect, it } from 'vitest';
import { catalogue, textFact } from '../src/facts/catalogue.ts';
import type { KnownFact } from '../src/facts/known.ts';
import { SignalRule } from '../src/inference/engine.ts';
import { checkComparison, referencedFact } from '../src/rulebook/check-comparison.ts';
import { decorators, operatorSignatures } from '../src/rulebook/operator-signatures.ts';

interface Schema {
  type?: string;
  enum?: readonly unknown[];
  anyOf?: readonly Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
}

const strings = ['', 'x', '10.0.0.1', '10.0.0.0/8', 'fd00::/8', '***.24.69.222', 'v1.29.4', '1.30', '9'];

/** Values that a fact's schema allows. */
function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(valuesOf));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'string':
      return fc.constantFrom(...strings);
    case 'integer':
    case 'number':
      return fc.integer({ min: -1, max: 3 });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}), { maxLength: 3 });
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, of]) => [key, valuesOf(of)])),
      );
    default:
      return fc.constant(null);
  }
}

const facts = [...catalogue.values()].filter(({ id }) => id !== textFact.id);
const word = fc.constantFrom(...strings, 'timed-out', 'refused');
const scalar = fc.oneof(word, fc.integer({ min: -1, max: 3 }), fc.boolean(), fc.constant(null));
const constants = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.constant({ pattern: 'timed.out', needle: 'timed' }),
  fc.constantFrom({ mac: null }, { outcome: ['refused'], port: { atMost: 80 } }, { ready: false }),
);
const values = fc.oneof(
  constants,
  fc.constantFrom(...facts).map(({ id }) => ({ fact: id })),
);
const operators = fc
  .tuple(
    fc.array(fc.constantFrom(...Object.keys(decorators)), { maxLength: 2 }),
    fc.constantFrom(...Object.keys(operatorSignatures)),
  )
  .map(([before, operator]) => [...before, operator].join(':'));

const comparisons = fc
  .record({ definition: fc.constantFrom(...facts), operator: operators, value: values })
  .map(({ definition, operator, value }) => ({ fact: definition.id, operator, value }))
  .filter((comparison) => checkComparison(comparison, '').length === 0);

const known = (fact: string): fc.Arbitrary<KnownFact[]> =>
  fc
    .array(valuesOf(JSON.parse(JSON.stringify(catalogue.get(fact)?.schema ?? {}))), { maxLength: 2 })
    .map((all) => all.map((value) => ({ fact, host: null, value, observations: [] })));

it('a comparison that passes the checks can be decided on whatever its facts are', () => {
  const seen = new Set<string>();
  const withFacts = comparisons.chain((comparison) => {
    const other = referencedFact(comparison.value);
    return fc.record({
      comparison: fc.constant(comparison),
      own: known(comparison.fact),
      others: other === null ? fc.constant(null) : known(other),
    });
  });
  fc.assert(
    fc.property(withFacts, ({ comparison, own, others }) => {
      const rule = new SignalRule(comparison, { conditions: {}, texts: { register: () => 0 } });
      const facts = (fact: string) => (fact === comparison.fact ? own : (others ?? []));
      const state = rule.decide({ facts, textMatches: () => false });
      if (own.length === 0 || others?.length === 0) expect(state).toBe('unknown');
      else expect(['true', 'false', 'unknown']).toContain(state);
      seen.add(comparison.operator.split(':').at(-1) ?? '');
    }),
    { numRuns: 3000 },
  );
  expect([...seen].sort()).toEqual(Object.keys(operatorSignatures).sort());
});
