import { catalogue } from '../facts/catalogue.ts';
import { closestId } from '../lib/closest-id.ts';
import { CulpritError, type ErrorCode, type ErrorDetail } from '../lib/errors.ts';
import { shortened } from '../lib/shortened.ts';
import type { Evidence, SubmittedFact, SubmittedText } from './evidence.ts';
import { checkFactValue } from './fact-values.ts';
import { findTooLong } from './text-size.ts';

/** How much one body of evidence may hold. Bytes are those of UTF-8. */
export interface EvidenceLimits {
  textBytes: number;
  lineBytes: number;
  facts: number;
  hosts: number;
}

export const defaultLimits: EvidenceLimits = {
  textBytes: 1024 * 1024,
  lineBytes: 64 * 1024,
  facts: 10_000,
  hosts: 500,
};

interface Problem extends ErrorDetail {
  code: ErrorCode;
}

/** So many problems are named; who submits more has the same one everywhere. */
const most = 20;

/**
 * Refuses evidence that cannot be read as meant. Throws a CulpritError with a detail for each problem: `too-large`,
 * `empty-evidence`, `unknown-fact`, `invalid-fact-value` or, for control characters and times, `invalid-request`.
 */
export function checkEvidence(evidence: Evidence, limits: EvidenceLimits): void {
  const problems = [...overall(evidence, limits)];
  if (problems.length === 0) problems.push(...each(evidence, limits));
  const [first] = problems;
  if (first === undefined) return;
  const details = problems.map(({ pointer, message }) => ({ pointer, message }));
  throw new CulpritError(first.code, first.message, { details });
}

function* overall({ facts, texts }: Evidence, limits: EvidenceLimits): Iterable<Problem> {
  if (facts.length > limits.facts)
    yield problem('too-large', '/facts', `${facts.length} facts are more than the ${limits.facts} allowed.`);
  const hosts = new Set([...facts, ...texts].map(({ host }) => host?.trim() ?? ''));
  hosts.delete('');
  if (hosts.size > limits.hosts)
    yield problem('too-large', '', `${hosts.size} hosts are more than the ${limits.hosts} allowed.`);
  const says = ({ text, command = '' }: SubmittedText) => /\S/.test(text) || /\S/.test(command);
  if (facts.length === 0 && !texts.some(says))
    yield problem('empty-evidence', '', 'There is neither a fact nor a text that says anything.');
}

function each({ facts, texts }: Evidence, limits: EvidenceLimits): Problem[] {
  const problems: Problem[] = [];
  for (const [position, fact] of facts.entries()) {
    if (problems.length >= most) break;
    problems.push(...ofFact(fact, `/facts/${position}`));
  }
  for (const [position, text] of texts.entries()) {
    if (problems.length >= most) break;
    problems.push(...ofText(text, { pointer: `/texts/${position}`, limits }));
  }
  return problems;
}

function* ofFact(submitted: SubmittedFact, pointer: string): Iterable<Problem> {
  const { fact, value } = submitted;
  const definition = catalogue.get(fact);
  if (definition === undefined) {
    const near = closestId(fact, catalogue.keys());
    const hint = near === null ? '' : ` Did you mean ${near}?`;
    yield problem(
      'unknown-fact',
      `${pointer}/fact`,
      `There is no fact ${JSON.stringify(shortened(fact))}.${hint}`,
    );
    return;
  }
  if (fact === 'text')
    yield problem('invalid-fact-value', `${pointer}/fact`, 'Texts go into "texts", not into "facts".');
  else if (definition.derived)
    yield problem(
      'invalid-fact-value',
      `${pointer}/fact`,
      `${fact} is computed from other facts; submit those.`,
    );
  else {
    const wrong = checkFactValue(fact, value, `${pointer}/value`);
    if (wrong !== null) yield { code: 'invalid-fact-value', ...wrong };
    else if (holdsNul(value)) yield nul(`${pointer}/value`);
  }
  yield* ofLabels(submitted, pointer);
}

function* ofText(
  submitted: SubmittedText,
  { pointer, limits }: { pointer: string; limits: EvidenceLimits },
): Iterable<Problem> {
  const tooLong = findTooLong(submitted.text, limits);
  if (tooLong?.of === 'text')
    yield problem(
      'too-large',
      `${pointer}/text`,
      `The text is longer than the ${limits.textBytes} bytes allowed.`,
    );
  if (tooLong?.of === 'line') {
    const message = `Line ${tooLong.line} is longer than the ${limits.lineBytes} bytes allowed.`;
    yield problem('too-large', `${pointer}/text`, message);
  }
  if (submitted.text.includes('\0')) yield nul(`${pointer}/text`);
  if ((submitted.command ?? '').length > limits.lineBytes)
    yield problem(
      'too-large',
      `${pointer}/command`,
      `The command is longer than the ${limits.lineBytes} bytes allowed.`,
    );
  if (/[^\P{Cc}\t\n]/u.test(submitted.command ?? ''))
    yield problem(
      'invalid-request',
      `${pointer}/command`,
      'Of control characters, a command may have tabs and line feeds only.',
    );
  yield* ofLabels(submitted, pointer);
}

/** Host names are at most 253 characters (RFC 1035); pods and masked names are no longer. */
const longestHost = 253;

/** RFC 3339, the part of ISO 8601 that every client can write. */
const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;

function* ofLabels(
  { host = '', observedAt }: SubmittedFact | SubmittedText,
  pointer: string,
): Iterable<Problem> {
  if (/[\p{Cc}\p{Bidi_Control}]/u.test(host))
    yield problem('invalid-request', `${pointer}/host`, "A host's name has no control characters.");
  if (host.length > longestHost)
    yield problem('too-large', `${pointer}/host`, `A host's name has at most ${longestHost} characters.`);
  if (observedAt !== undefined && !(time.test(observedAt) && Number.isFinite(Date.parse(observedAt))))
    yield problem('invalid-request', `${pointer}/observedAt`, 'A time is written like 2024-05-11T09:49:55Z.');
}

const problem = (code: ErrorCode, pointer: string, message: string): Problem => ({ code, pointer, message });

const nul = (pointer: string): Problem => problem('invalid-request', pointer, 'NUL bytes are not allowed.');

/** Its schema has accepted the value, so that it is as deep as the schema. */
function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return value !== null && typeof value === 'object' && Object.values(value).some(holdsNul);
}
