import { platforms } from '../../facts/platforms.ts';
import { CulpritError } from '../../lib/errors.ts';
import { likelihoods, priors } from '../../rulebook/likelihood.ts';

/** What a new rule needs from its author; each is an option and a question. */
export interface RuleAnswers {
  title: string;
  explanation: string;
  scope: string;
  appliesTo: string;
  prior: string;
  /** A message that shows the cause; empty: a fact does. */
  says: string;
  fact: string;
  operator: string;
  value: string;
  withCause: string;
  without: string;
  because: string;
  fix: string;
  run: string;
  where: string;
  /** `title = https://…`, two of them. */
  reference: string[];
}

interface Question {
  key: Exclude<keyof RuleAnswers, 'reference'>;
  asks: string;
  /** Taken when nothing is answered; without one there must be an answer. */
  standard?: string;
  /** It is only asked when another answer is not there. */
  unless?: 'says';
}

const oneOf = (words: Iterable<string>): string => [...words].join(', ');

export const questions: readonly Question[] = [
  { key: 'title', asks: 'The fault as a noun, in the failing state (IP forwarding is off)' },
  { key: 'explanation', asks: 'What is wrong, and why that breaks things' },
  { key: 'scope', asks: 'What it is about: host or cluster', standard: 'host' },
  { key: 'appliesTo', asks: `Where it occurs: any, or some of ${oneOf(platforms)}`, standard: 'any' },
  { key: 'prior', asks: `How often this is the cause: ${oneOf(Object.keys(priors))}`, standard: 'uncommon' },
  { key: 'says', asks: 'A message that shows it, word for word (nothing: a fact shows it)', standard: '' },
  { key: 'fact', asks: 'The fact that shows it (culprit facts lists them)', unless: 'says' },
  { key: 'operator', asks: 'How it compares', standard: 'equal', unless: 'says' },
  { key: 'value', asks: 'With which value, as JSON', unless: 'says' },
  {
    key: 'withCause',
    asks: `How often that holds with the cause: ${oneOf(Object.keys(likelihoods))}`,
    standard: 'almost-always',
  },
  { key: 'without', asks: 'How often it holds without', standard: 'never' },
  { key: 'because', asks: 'Why it speaks for the cause, for an engineer on call' },
  { key: 'fix', asks: 'What the best fix achieves (Turn it on now)' },
  { key: 'run', asks: 'The command that does it' },
  { key: 'where', asks: 'Where to run it', standard: 'the host' },
];

/** Two at least: a rule says where it comes from. */
const REFERENCES = 2;

/**
 * All answers: those given as options, and the rest from `ask`, in order. Without `ask` (no terminal), throws
 * `invalid-request` that names the options which are missing.
 */
export async function completeAnswers(
  given: Partial<RuleAnswers>,
  ask: ((question: string, standard: string | undefined) => Promise<string>) | null,
): Promise<RuleAnswers> {
  const answers: Partial<Record<Question['key'], string>> = {};
  const missing: string[] = [];
  for (const { key, asks, standard, unless } of questions) {
    if (unless !== undefined && (answers[unless] ?? '') !== '') continue;
    const isAnswered = given[key] !== undefined || (key === 'says' && given.fact !== undefined);
    const answer =
      given[key] ?? (isAnswered || ask === null ? standard : await answered(ask, asks, standard));
    if (answer === undefined)
      missing.push(`--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
    else answers[key] = answer;
  }
  const reference = [...(given.reference ?? [])];
  while (ask !== null && reference.length < REFERENCES)
    reference.push(
      await answered(ask, `Reference ${reference.length + 1}: its title = https://its.address`, undefined),
    );
  if (reference.length < REFERENCES) missing.push('--reference, twice');
  if (missing.length > 0)
    throw new CulpritError(
      'invalid-request',
      `Without a terminal to ask on, these are needed: ${missing.join(', ')}.${missing.includes('--fact') ? ' --says stands for --fact and --value.' : ''}`,
    );
  return { ...noAnswers, ...answers, reference };
}

const noAnswers: Omit<RuleAnswers, 'reference'> = {
  ...{ title: '', explanation: '', scope: '', appliesTo: '', prior: '', says: '', fact: '', operator: '' },
  ...{ value: '', withCause: '', without: '', because: '', fix: '', run: '', where: '' },
};

async function answered(
  ask: (question: string, standard: string | undefined) => Promise<string>,
  question: string,
  standard: string | undefined,
): Promise<string> {
  for (;;) {
    const answer = (await ask(question, standard)).trim();
    if (answer !== '') return answer;
    if (standard !== undefined) return standard;
  }
}
