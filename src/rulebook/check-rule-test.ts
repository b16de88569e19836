import { catalogue, textFact } from '../facts/catalogue.ts';
import { fits } from './fact-types.ts';
import { type Finding, finding } from './finding.ts';
import type { Rule } from './rule.ts';
import type { RuleTest, StatedSignals, TestEvidence } from './rule-test.ts';

/**
 * What is wrong with a rule's test that its schema cannot say, each with a JSON pointer into the test. `ids` are all
 * rules, `signals` those of the tested one; `null`: it cannot be read.
 */
export function checkRuleTest(
  test: RuleTest,
  { rule, ids, signals }: { rule: string; ids: ReadonlySet<string>; signals: ReadonlySet<string> | null },
): Finding[] {
  const mismatch =
    test.rule === rule ? [] : [finding('wrong-test', '/rule', `"${test.rule}" stands beside "${rule}"`)];
  return [
    ...mismatch,
    ...(['fires', 'lookAlikes', 'missing'] as const).flatMap((kind) =>
      test[kind].flatMap(({ evidence, signals: stated = {} }, position) => [
        ...checkEvidence(evidence, `/${kind}/${position}/evidence`),
        ...checkSignals(stated, { pointer: `/${kind}/${position}/signals`, known: signals }),
      ]),
    ),
    ...test.lookAlikes.flatMap(({ first }, position) => checkFirst(first, position)),
    ...checkNames(test),
  ];

  function checkFirst(first: string | null, position: number): Finding[] {
    const pointer = `/lookAlikes/${position}/first`;
    if (first === rule)
      return [finding('look-alike-of-itself', pointer, 'the rule itself must not come first')];
    return first === null || ids.has(first)
      ? []
      : [finding('unknown-cause', pointer, `there is no rule "${first}"`)];
  }
}

export const signalIds = ({ signals }: Rule): ReadonlySet<string> => new Set(signals.map(({ id }) => id));

function checkEvidence({ facts = [] }: TestEvidence, pointer: string): Finding[] {
  return facts.flatMap(({ fact, value }, position) => {
    const at = `${pointer}/facts/${position}`;
    const definition = catalogue.get(fact);
    if (definition === undefined || definition.derived === true || fact === textFact.id)
      return [
        finding(
          'derived-evidence',
          `${at}/fact`,
          `"${fact}" cannot be submitted: it follows from other evidence`,
        ),
      ];
    return fits(definition.schema, value)
      ? []
      : [finding('evidence-misfit', `${at}/value`, `the value does not fit ${fact}`)];
  });
}

function checkSignals(
  stated: StatedSignals,
  { pointer, known }: { pointer: string; known: ReadonlySet<string> | null },
): Finding[] {
  return (['for', 'against'] as const).flatMap((side) =>
    (stated[side] ?? []).flatMap((signal, position) => {
      const at = `${pointer}/${side}/${position}`;
      if (known?.has(signal) === false)
        return [finding('unknown-signal', at, `the rule has no signal "${signal}"`)];
      return side === 'against' && stated.for?.includes(signal)
        ? [finding('contradictory-case', at, `"${signal}" cannot speak both for and against the rule`)]
        : [];
    }),
  );
}

function checkNames({ fires, lookAlikes, missing }: RuleTest): Finding[] {
  const names = [...fires, ...lookAlikes, ...missing].map(({ name }) => name);
  const repeated = names.filter((name, position) => names.indexOf(name) < position);
  return repeated.map((name) => finding('duplicate-case', '', `two cases are called "${name}"`));
}
