import { catalogue, textFact } from '../facts/catalogue.ts';
import type { ErrorDetail } from '../lib/errors.ts';
import { fits } from './fact-types.ts';
import type { RuleTest, TestEvidence } from './rule-test.ts';

/** What is wrong with a rule's test that its schema cannot say, each with a JSON pointer into the test. */
export function checkRuleTest(
  test: RuleTest,
  { rule, ids }: { rule: string; ids: ReadonlySet<string> },
): ErrorDetail[] {
  const mismatch =
    test.rule === rule ? [] : [{ pointer: '/rule', message: `"${test.rule}" stands beside "${rule}"` }];
  return [
    ...mismatch,
    ...(['fires', 'lookAlikes', 'missing'] as const).flatMap((kind) =>
      test[kind].flatMap(({ evidence }, position) =>
        checkEvidence(evidence, `/${kind}/${position}/evidence`),
      ),
    ),
    ...test.lookAlikes.flatMap(({ first }, position) => checkFirst(first, position)),
    ...checkNames(test),
  ];

  function checkFirst(first: string | null, position: number): ErrorDetail[] {
    const pointer = `/lookAlikes/${position}/first`;
    if (first === rule) return [{ pointer, message: 'the rule itself must not come first' }];
    return first === null || ids.has(first) ? [] : [{ pointer, message: `there is no rule "${first}"` }];
  }
}

function checkEvidence({ facts = [] }: TestEvidence, pointer: string): ErrorDetail[] {
  return facts.flatMap(({ fact, value }, position) => {
    const at = `${pointer}/facts/${position}`;
    const definition = catalogue.get(fact);
    if (definition === undefined || definition.derived === true || fact === textFact.id)
      return [
        { pointer: `${at}/fact`, message: `"${fact}" cannot be submitted: it follows from other evidence` },
      ];
    return fits(definition.schema, value)
      ? []
      : [{ pointer: `${at}/value`, message: `the value does not fit ${fact}` }];
  });
}

function checkNames({ fires, lookAlikes, missing }: RuleTest): ErrorDetail[] {
  const names = [...fires, ...lookAlikes, ...missing].map(({ name }) => name);
  const repeated = names.filter((name, position) => names.indexOf(name) < position);
  return repeated.map((name) => ({ pointer: '', message: `two cases are called "${name}"` }));
}
