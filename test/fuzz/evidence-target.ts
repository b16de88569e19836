import { join } from 'node:path';
import fc from 'fast-check';
import { Value } from 'typebox/value';
import { incidentCases } from '../../src/cases/incident-files.ts';
import { checkEvidence, defaultLimits } from '../../src/evidence/check-evidence.ts';
import type { Evidence, SubmittedFact, SubmittedText } from '../../src/evidence/evidence.ts';
import { readEvidence } from '../../src/evidence/read-evidence.ts';
import { catalogue } from '../../src/facts/catalogue.ts';
import type { KnownEvidence } from '../../src/facts/known.ts';
import { platforms } from '../../src/facts/platforms.ts';
import { compileRulebook } from '../../src/inference/compile-rulebook.ts';
import { diagnose } from '../../src/inference/diagnose.ts';
import type { Diagnosis } from '../../src/inference/diagnosis.ts';
import { CulpritError } from '../../src/lib/errors.ts';
import { loadRulebook } from '../../src/rulebook/load-rulebook.ts';
import { root } from '../run-culprit.ts';
import { sourceSamples } from '../source-samples.ts';
import { requireNone } from './faults.ts';
import { hostileWord } from './hostile.ts';
import { mutatedText } from './mutated-text.ts';
import { schemaValues } from './schema-values.ts';
import { named } from './target.ts';

const incidents = incidentCases(join(root, 'test/incidents')).flatMap(({ evidence }) => evidence.texts);
const labels = [...new Set(incidents.flatMap(({ command }) => command ?? []))];

const host = fc.oneof(
  fc.constantFrom('node-1', 'node-2', 'NODE-1.example', '10.0.0.1', 'coredns-5d78c9869d-abcde'),
  hostileWord,
);
const observedAt = fc.constantFrom(
  '2024-05-11T09:49:55Z',
  '2024-05-11T09:49:55+02:00',
  '2024-05-12T00:00:00Z',
);

/** Prompts and fences between samples make a transcript of several commands. */
const glue = fc.constantFrom(
  '\n',
  '\n[root@node-1 ~]# ip a\n',
  '\n$ kubectl get pods -A\n',
  '\n```\n',
  '\n\n# a comment\n',
  '\nnode-2:~$ ssh root@node-3\n',
  '\n/ # ',
  '\n> ',
);

const text: fc.Arbitrary<string> = fc.oneof(
  mutatedText([...incidents.map((one) => one.text)]),
  fc
    .array(fc.tuple(mutatedText(sourceSamples()), glue), { minLength: 1, maxLength: 4 })
    .map((pieces) => pieces.flat().join('')),
);

const texts: fc.Arbitrary<SubmittedText> = fc.record(
  { text, command: fc.oneof(fc.constantFrom(...labels), hostileWord), host, observedAt },
  { requiredKeys: ['text'] },
);

const submittable = [...catalogue.values()].filter(({ id, derived }) => !derived && id !== 'text');
const facts: fc.Arbitrary<SubmittedFact> = fc.oneof(
  ...submittable.map(({ id, schema }) =>
    fc.record(
      { fact: fc.constant(id), value: schemaValues(JSON.parse(JSON.stringify(schema))), host, observedAt },
      { requiredKeys: ['fact', 'value'] },
    ),
  ),
);

const inputs: fc.Arbitrary<Evidence> = fc
  .record({
    facts: fc.array(facts, { maxLength: 12 }),
    texts: fc.array(texts, { maxLength: 4 }),
    platform: fc.option(fc.constantFrom(...platforms), { nil: undefined }),
  })
  .map(({ platform, ...rest }) => (platform === undefined ? rest : { ...rest, platform }));

/** From evidence to a diagnosis: what is read and answered is sound, and the same when it is done again. */
export const evidenceTarget = named<Evidence>('evidence', (tally) => {
  const rulebook = compileRulebook(loadRulebook(join(root, 'rules')));
  return {
    inputs,
    check: (evidence) => {
      if (isRefused(evidence)) return tally.count('evidence', 'refused');
      const known = readEvidence(evidence);
      requireNone('evidence becomes', faultsInKnown(known, evidence));
      const diagnosis = diagnose(known, rulebook, { limit: Infinity });
      requireNone('the diagnosis has', faultsInDiagnosis(diagnosis));
      tally.count('evidence', diagnosis.causes[0]?.verdict ?? 'no cause');
      const bytes = JSON.stringify(diagnosis);
      const again = diagnose(readEvidence(structuredClone(evidence)), rulebook, { limit: Infinity });
      if (JSON.stringify(again) !== bytes)
        throw new Error('the same evidence is answered otherwise the second time');
    },
  };
});

function isRefused(evidence: Evidence): boolean {
  try {
    checkEvidence(evidence, defaultLimits);
    return false;
  } catch (error) {
    if (error instanceof CulpritError) return true;
    throw error;
  }
}

function faultsInKnown(
  { facts: base, unread }: KnownEvidence,
  { texts: given, facts: submitted }: Evidence,
): string[] {
  const lengths = given.map((one) => one.text.split(/\r\n|\r|\n/).length);
  const isWithin = (position: number, [first, last]: readonly [number, number]) =>
    1 <= first && first <= last && last <= Math.max(1, lengths[position] ?? 0);
  return [
    ...unread
      .filter((one) => !isWithin(one.text, one.lines))
      .map((one) => `unread lines ${JSON.stringify(one)}`),
    ...base.known.flatMap(({ fact, value, observations }) => {
      const schema = catalogue.get(fact)?.schema;
      const isValid = schema !== undefined && Value.Check(schema, value);
      const strays = observations
        .flatMap(({ origins }) => origins)
        .filter((origin) =>
          'text' in origin ? !isWithin(origin.text, origin.lines) : submitted[origin.submitted] === undefined,
        );
      return [
        ...(isValid ? [] : [`${fact} as ${JSON.stringify(value)}`]),
        ...strays.map((origin) => `${fact} from ${JSON.stringify(origin)}`),
      ];
    }),
  ];
}

function faultsInDiagnosis(diagnosis: Diagnosis): string[] {
  const { causes, noneOfThese, next } = diagnosis;
  const numbers = [
    noneOfThese,
    ...causes.flatMap(({ probability, score }) => [probability, score.total, score.prior]),
  ];
  const sum = causes.reduce((all, { probability }) => all + probability, noneOfThese);
  const again: unknown = JSON.parse(JSON.stringify(diagnosis));
  return [
    ...(numbers.every(Number.isFinite) ? [] : ['a number that is none']),
    // Each is rounded to four digits.
    ...(Math.abs(sum - 1) <= 0.0001 * (causes.length + 1) ? [] : [`probabilities that sum to ${sum}`]),
    ...next
      .filter(({ bits, worth }) => !(bits >= 0 && worth >= 0))
      .map(({ bits, worth }) => `worth ${worth} of ${bits} bits`),
    ...(JSON.stringify(again) === JSON.stringify(diagnosis) ? [] : ['what JSON does not keep']),
  ];
}
