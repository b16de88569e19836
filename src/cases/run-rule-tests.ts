import type { Evidence } from '../evidence/evidence.ts';
import { readEvidence } from '../evidence/read-evidence.ts';
import type { CompiledRulebook } from '../inference/compile-rulebook.ts';
import { scoreRule } from '../inference/score.ts';
import { rankScores, weighCandidates } from '../inference/weigh-candidates.ts';
import type { RuleTest, TestEvidence } from '../rulebook/rule-test.ts';
import { casesOf, checkOutcome, type RuleCase } from './check-rule-case.ts';
import { checkSides, type Side, sidesOf } from './signal-sides.ts';

/** A case of a rule's test that came out otherwise. */
export interface RuleTestFinding {
  rule: string;
  /** The kind of the case and its name. */
  name: string;
  message: string;
  /** The signal that came out otherwise than stated. */
  signal?: string;
}

/** How one case of a rule's test came out. */
export interface RuleCaseResult {
  expected: RuleCase;
  /** None: it passes. */
  findings: RuleTestFinding[];
  /** What those of the tested rule's signals say that the evidence decides. */
  sides: ReadonlyMap<string, Side>;
}

/** Runs all cases of a rule's test through the whole path, from evidence to diagnosis. No findings: it passes. */
export const runRuleTest = (test: RuleTest, rulebook: CompiledRulebook): RuleTestFinding[] =>
  runRuleCases(test, rulebook).flatMap(({ findings }) => findings);

/** As `runRuleTest`, case by case in the order of the file. */
export function runRuleCases(test: RuleTest, rulebook: CompiledRulebook): RuleCaseResult[] {
  return [...ruleCaseResults(test, rulebook)];
}

/** As `runRuleCases`; each case runs when its result is asked for. */
export function* ruleCaseResults(test: RuleTest, rulebook: CompiledRulebook): Generator<RuleCaseResult> {
  const rule = rulebook.rules.find((candidate) => candidate.rule.id === test.rule);
  for (const expected of casesOf(test)) {
    const weighed = weighCandidates(readEvidence(asSubmitted(expected.evidence)), rulebook);
    // Whether the rule is a candidate depends on the other rules; what the evidence decides of it does not.
    const sides = rule === undefined ? noSides : sidesOf(scoreRule(rule, weighed.scopes, weighed.platform));
    const name = `${expected.kind}: ${expected.name}`;
    const findings = [
      ...checkOutcome(test.rule, expected, rankScores(weighed.scores)).map((message) => ({ message })),
      ...(expected.signals === undefined ? [] : checkSides(expected.signals, sides)),
    ].map((finding) => ({ rule: test.rule, name, ...finding }));
    yield { expected, findings, sides };
  }
}

const noSides: ReadonlyMap<string, Side> = new Map();

/** A test's evidence as a client would submit it. */
export function asSubmitted({ facts = [], texts = [], platform }: TestEvidence): Evidence {
  const joined = texts.map(({ text, ...about }) => ({
    ...about,
    text: typeof text === 'string' ? text : text.join('\n'),
  }));
  return { facts, texts: joined, ...(platform === undefined ? {} : { platform }) };
}
