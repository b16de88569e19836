import { suggestNext } from '../inference/next-evidence.ts';
import type { Ranking } from '../inference/rank.ts';
import type { FiringCase, LookAlikeCase, MissingCase, RuleTest } from '../rulebook/rule-test.ts';

/** A case of a rule's test, with the list that it stands in. */
export type RuleCase =
  | ({ kind: 'fires' } & FiringCase)
  | ({ kind: 'look-alike' } & LookAlikeCase)
  | ({ kind: 'missing' } & MissingCase);

export const casesOf = ({ fires, lookAlikes, missing }: RuleTest): RuleCase[] => [
  ...fires.map((one) => ({ kind: 'fires' as const, ...one })),
  ...lookAlikes.map((one) => ({ kind: 'look-alike' as const, ...one })),
  ...missing.map((one) => ({ kind: 'missing' as const, ...one })),
];

/** Where the answer is another than a case of the rule's test says, a sentence each; `signals` apart. */
export function checkOutcome(rule: string, expected: RuleCase, ranking: Ranking): string[] {
  switch (expected.kind) {
    case 'fires':
      return checkFiring(rule, expected, ranking);
    case 'look-alike':
      return checkLookAlike(rule, expected, ranking);
    case 'missing':
      return checkMissing(rule, expected, ranking);
  }
}

/** The rule's place in a ranking; `undefined`: the evidence decides nothing about it. */
const causeOf = (rule: string, { causes }: Ranking): Ranking['causes'][number] | undefined =>
  causes.find(({ score }) => score.rule.rule.id === rule);

function checkFiring(rule: string, { expect }: FiringCase, ranking: Ranking): string[] {
  const cause = causeOf(rule, ranking);
  const findings = checkFirst(rule, ranking);
  if (cause === undefined) return findings;
  if (expect.verdict?.includes(cause.verdict) === false)
    findings.push(`verdict ${cause.verdict}, not ${expect.verdict.join(' or ')}`);
  const [found, wanted] = [cause.score.hosts, expect.hosts ?? cause.score.hosts].map((hosts) =>
    [...hosts].sort().join(),
  );
  if (found !== wanted) findings.push(`names the hosts ${found || '(none)'}, not ${wanted}`);
  return findings;
}

function checkLookAlike(rule: string, expected: LookAlikeCase, ranking: Ranking): string[] {
  const { first, maxProbability = 1 } = expected;
  const findings = checkFirst(first, ranking);
  const probability = causeOf(rule, ranking)?.probability ?? 0;
  if (probability > maxProbability)
    findings.push(`has the probability ${probability}, more than ${maxProbability}`);
  return findings;
}

function checkMissing(rule: string, { verdict, next }: MissingCase, ranking: Ranking): string[] {
  const findings: string[] = [];
  const found = causeOf(rule, ranking)?.verdict ?? 'cannot-tell';
  if (!verdict.includes(found)) findings.push(`verdict ${found}, not ${verdict.join(' or ')}`);
  if (next === undefined) return findings;
  const asked = suggestNext(ranking).flatMap(({ facts }) => facts);
  if (!asked.includes(next))
    findings.push(`does not ask for ${next}, but for ${asked.join(', ') || 'nothing'}`);
  return findings;
}

/** The most probable of all causes and none of these (`null`) comes first. */
function checkFirst(wanted: string | null, { causes, noneOfThese }: Ranking): string[] {
  const [top] = causes;
  const first = top !== undefined && top.probability > noneOfThese ? top.score.rule.rule.id : null;
  if (first === wanted) return [];
  const ranking = causes.slice(0, 3).map(({ score, probability }) => `${score.rule.rule.id} ${probability}`);
  return [
    `${wanted ?? 'none of these'} is not first: ${[...ranking, `none of these ${noneOfThese}`].join(', ')}`,
  ];
}
