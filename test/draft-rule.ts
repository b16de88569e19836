import { readContract } from '../src/http/contract.ts';
import type { Rule } from '../src/rulebook/rule.ts';
import type { RuleTest } from '../src/rulebook/rule-test.ts';

interface Draft {
  rule: Omit<Rule, 'version'>;
  test: RuleTest;
}

function isDraft(value: unknown): value is Draft {
  return value !== null && typeof value === 'object' && 'rule' in value && 'test' in value;
}

/** The rule that the contract shows as an example: test/authoring.test.ts publishes it. */
export const draft: Draft = exampleDraft();

function exampleDraft(): Draft {
  const examples = readContract().document.components['examples'];
  const example: unknown = Reflect.get(Object(examples), 'RuleDraft');
  const value: unknown = Reflect.get(Object(example), 'value');
  if (!isDraft(value)) throw new Error('openapi.yaml has no example of a draft');
  return value;
}

/** The same rule under another id. */
export const ruleOf = (id: string): Omit<Rule, 'version'> => ({
  ...draft.rule,
  id,
  title: `Made for a test: ${id}`,
});
