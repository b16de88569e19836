import { catalogue } from '../../facts/catalogue.ts';
import { CulpritError } from '../../lib/errors.ts';
import { fits } from '../../rulebook/fact-types.ts';
import { formatDocument } from '../../rulebook/format-file.ts';
import { fileOf, testOf } from '../../rulebook/rule-files.ts';
import type { RuleAnswers } from './rule-plan.ts';

/** The two files of a new rule, by path within the rules folder. Its test fails where its author must say something. */
export function scaffoldRule(id: string, answers: RuleAnswers): Record<string, string> {
  const when =
    answers.says === ''
      ? { fact: answers.fact, operator: answers.operator, value: parsedValue(answers.value) }
      : { fact: 'text', operator: 'includes', value: answers.says };
  return {
    [fileOf(id)]: formatDocument(ruleOf(id, { ...answers, when })),
    [testOf(fileOf(id))]: formatDocument(testFor(id, evidenceOf(when))),
  };
}

interface Comparison {
  fact: string;
  operator: string;
  value: unknown;
}

function ruleOf(id: string, { when, ...answers }: RuleAnswers & { when: Comparison }): object {
  const { title, explanation, scope, appliesTo, prior, withCause, without, because, fix, run, where } =
    answers;
  return {
    $schema: '../rule.schema.json',
    ...{ id, version: 1, status: 'experimental', title, explanation, scope },
    appliesTo: appliesTo.split(/[\s,]+/).filter((platform) => platform !== ''),
    prior,
    signals: [{ id: signalId(when), when, withCause, without, because }],
    fixes: [{ title: fix, where, steps: [{ run }], risk: 'low' }],
    references: answers.reference.map(referenceOf),
  };
}

const signalId = ({ fact }: Comparison): string =>
  fact === 'text'
    ? 'message'
    : fact
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .slice(0, 60)
        .replace(/^-|-$/g, '');

function referenceOf(text: string): { title: string; url: string } {
  const { title = '', url = '' } =
    /^(?<title>.+?)\s*=\s*(?<url>https:\/\/\S+)$/.exec(text.trim())?.groups ?? {};
  if (url === '')
    throw new CulpritError('invalid-request', `A reference is "title = https://address", not "${text}".`);
  return { title, url };
}

/** The look-alike and the missing evidence begin as what fires, so that they fail until somebody thinks of others. */
const testFor = (rule: string, evidence: object): object => ({
  $schema: '../rule-test.schema.json',
  rule,
  fires: [{ name: 'what shows it', evidence, expect: { first: true } }],
  lookAlikes: [
    {
      name: 'to say: evidence that only looks like it, and which rule is first instead',
      evidence,
      first: null,
    },
  ],
  missing: [
    {
      name: 'to say: evidence that leaves it open, and the fact to ask for',
      evidence,
      verdict: ['cannot-tell'],
    },
  ],
});

/** What a client would submit for the comparison to hold, where that can be told from it. */
function evidenceOf(when: Comparison): object {
  if (when.fact === 'text') return { texts: [{ text: [String(when.value)] }] };
  const definition = catalogue.get(when.fact);
  const value = exampleOf(when);
  const isSubmitted = definition !== undefined && definition.derived !== true && value !== undefined;
  return isSubmitted && fits(definition.schema, value)
    ? { facts: [{ fact: when.fact, value, ...(definition.subject === 'host' ? { host: 'node-1' } : {}) }] }
    : { texts: [{ text: [`to say: the output that shows ${when.fact}`] }] };
}

/** A value of which the comparison holds; `undefined`: only its author knows one. */
function exampleOf({ operator, value }: Comparison): unknown {
  const [first] = Array.isArray(value) ? value : [];
  switch (operator) {
    case 'equal':
    case 'lessThanInclusive':
    case 'greaterThanInclusive':
    case 'semverAtLeast':
    case 'includes':
      return value;
    case 'in':
      return first;
    case 'contains':
      return [value];
    case 'isEmpty':
      return value === true ? [] : undefined;
    case 'lessThan':
      return typeof value === 'number' ? value - 1 : undefined;
    case 'greaterThan':
      return typeof value === 'number' ? value + 1 : undefined;
    case 'notEqual':
      return typeof value === 'boolean' ? !value : undefined;
    default:
      return undefined;
  }
}

function parsedValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
