import type { Evidence } from '../evidence/evidence.ts';
import { readEvidence } from '../evidence/read-evidence.ts';
import type { CompiledRulebook } from '../inference/compile-rulebook.ts';
import { diagnose } from '../inference/diagnose.ts';
import type { Diagnosis } from '../inference/diagnosis.ts';
import type {
  FiringCase,
  LookAlikeCase,
  MissingCase,
  RuleTest,
  TestEvidence,
} from '../rulebook/rule-test.ts';

/** A case of a rule's test that came out otherwise. */
export interface RuleTestFinding {
  rule: string;
  /** The kind of the case and its name. */
  name: string;
  message: string;
}

/** Runs all cases of a rule's test through the whole path, from evidence to diagnosis. No findings: it passes. */
export function runRuleTest(test: RuleTest, rulebook: CompiledRulebook): RuleTestFinding[] {
  const run = <Case extends { name: string; evidence: TestEvidence }>(
    kind: string,
    cases: readonly Case[],
    check: (expected: Case, diagnosis: Diagnosis) => string[],
  ) =>
    cases.flatMap((expected) =>
      check(
        expected,
        diagnose(readEvidence(asSubmitted(expected.evidence)), rulebook, { limit: Infinity }),
      ).map((message) => ({
        rule: test.rule,
        name: `${kind}: ${expected.name}`,
        message,
      })),
    );
  return [
    ...run('fires', test.fires, (expected, diagnosis) => checkFiring(test.rule, expected, diagnosis)),
    ...run('look-alike', test.lookAlikes, (expected, diagnosis) =>
      checkLookAlike(test.rule, expected, diagnosis),
    ),
    ...run('missing', test.missing, (expected, diagnosis) => checkMissing(test.rule, expected, diagnosis)),
  ];
}

/** A test's evidence as a client would submit it. */
export function asSubmitted({ facts = [], texts = [], platform }: TestEvidence): Evidence {
  const joined = texts.map(({ text, ...about }) => ({
    ...about,
    text: typeof text === 'string' ? text : text.join('\n'),
  }));
  return { facts, texts: joined, ...(platform === undefined ? {} : { platform }) };
}

function checkFiring(rule: string, { expect }: FiringCase, diagnosis: Diagnosis): string[] {
  const cause = diagnosis.causes.find((candidate) => candidate.rule === rule);
  const findings = checkFirst(rule, diagnosis);
  if (cause === undefined) return findings;
  if (expect.verdict?.includes(cause.verdict) === false)
    findings.push(`verdict ${cause.verdict}, not ${expect.verdict.join(' or ')}`);
  const [found, wanted] = [cause.hosts, expect.hosts ?? cause.hosts].map((hosts) => [...hosts].sort().join());
  if (found !== wanted) findings.push(`names the hosts ${found || '(none)'}, not ${wanted}`);
  return findings;
}

function checkLookAlike(rule: string, expected: LookAlikeCase, diagnosis: Diagnosis): string[] {
  const { first, maxProbability = 1 } = expected;
  const findings = checkFirst(first, diagnosis);
  const probability = diagnosis.causes.find((cause) => cause.rule === rule)?.probability ?? 0;
  if (probability > maxProbability)
    findings.push(`has the probability ${probability}, more than ${maxProbability}`);
  return findings;
}

function checkMissing(rule: string, { verdict, next }: MissingCase, diagnosis: Diagnosis): string[] {
  const findings: string[] = [];
  const found = diagnosis.causes.find((cause) => cause.rule === rule)?.verdict ?? 'cannot-tell';
  if (!verdict.includes(found)) findings.push(`verdict ${found}, not ${verdict.join(' or ')}`);
  const asked = diagnosis.next.flatMap(({ facts }) => facts);
  if (next !== undefined && !asked.includes(next))
    findings.push(`does not ask for ${next}, but for ${asked.join(', ') || 'nothing'}`);
  return findings;
}

/** The most probable of all causes and none of these (`null`) comes first. */
function checkFirst(wanted: string | null, { causes, noneOfThese }: Diagnosis): string[] {
  const [top] = causes;
  const first = top !== undefined && top.probability > noneOfThese ? top.rule : null;
  if (first === wanted) return [];
  const ranking = causes.slice(0, 3).map(({ rule, probability }) => `${rule} ${probability}`);
  return [
    `${wanted ?? 'none of these'} is not first: ${[...ranking, `none of these ${noneOfThese}`].join(', ')}`,
  ];
}
