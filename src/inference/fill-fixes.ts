import type { Fix, FixStep } from '../rulebook/rule.ts';
import type { FilledFix } from './diagnosis.ts';
import { SignalRule } from './engine.ts';
import type { Scope } from './scope.ts';
import type { RuleScore } from './score.ts';

/** The rule's fixes, their commands filled in with what is known of the best scope, quoted for a POSIX shell. */
export const fillFixes = ({ rule, scope }: RuleScore): FilledFix[] =>
  rule.rule.fixes.map((fix) => fillFix(fix, scope));

function fillFix({ steps, verify, ...fix }: Fix, scope: Scope): FilledFix {
  return {
    ...fix,
    steps: steps.map((step) => fillStep(step, scope)),
    ...(verify === undefined ? {} : { verify: { ...verify, state: verification(verify).decide(scope) } }),
  };
}

/** A verification looks at facts alone: "the message is gone from the log" is never known. */
const verification = (condition: NonNullable<Fix['verify']>): SignalRule =>
  new SignalRule(condition, {
    conditions: {},
    texts: {
      register: () => {
        throw new Error('a verification cannot look at texts');
      },
    },
  });

function fillStep(step: FixStep, scope: Scope): FilledFix['steps'][number] {
  if ('do' in step) return { do: step.do };
  const placeholders: string[] = [];
  const run = fillTemplate(step.run, (fact, pointer, placeholder) => {
    const value = scope
      .facts(fact)
      .map((known) => at(known.value, pointer))
      .find(isScalar);
    if (value !== undefined) return quote(String(value));
    if (!placeholders.includes(placeholder)) placeholders.push(placeholder);
    return placeholder;
  });
  const note = step.note === undefined ? {} : { note: step.note };
  return { run, ...note, ...(placeholders.length === 0 ? {} : { placeholders }) };
}

/** Replaces each `{{fact/json/pointer|PLACEHOLDER}}`. */
function fillTemplate(
  template: string,
  fill: (fact: string, pointer: readonly string[], placeholder: string) => string,
): string {
  return template.replace(/\{\{([^{}|]+)\|([A-Z_]+)\}\}/g, (_, path: string, placeholder: string) => {
    const [fact = '', ...pointer] = path.split('/');
    return fill(fact, pointer, placeholder);
  });
}

function at(value: unknown, pointer: readonly string[]): unknown {
  let current = value;
  for (const key of pointer) {
    if (current === null || typeof current !== 'object' || !Object.hasOwn(current, key)) return undefined;
    current = Object.getOwnPropertyDescriptor(current, key)?.value;
  }
  return current;
}

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** Quotes a word for a POSIX shell unless every character of it is plain. */
export const quote = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
