import type { Fix, FixStep } from '../rulebook/rule.ts';
import type { FilledFix } from './diagnosis.ts';
import { SignalRule } from './engine.ts';
import { itemFits } from './operators.ts';
import type { Scope } from './scope.ts';

/** A fix made ready: all that can be said without the evidence is prepared, and shared by all answers. */
export type CompiledFix = (scope: Scope) => FilledFix;

type FilledStep = FilledFix['steps'][number];
type Verification = NonNullable<FilledFix['verify']>;

/** For each list fact, what an item is like that speaks for the cause (`hasItem`): index 0 means the first such item. */
export type TellingItems = ReadonlyMap<string, readonly unknown[]>;

/** Prepares a fix whose commands are filled in with what is known of a scope, quoted for a POSIX shell. */
export function compileFix({ steps, verify, ...about }: Fix, telling: TellingItems): CompiledFix {
  const fillSteps = steps.map((step) => compileStep(step, telling));
  const verification = verify === undefined ? null : compileVerification(verify);
  return (scope) => {
    const filled = { ...about, steps: fillSteps.map((fill) => fill(scope)) };
    return verification === null ? filled : { ...filled, verify: verification(scope) };
  };
}

/** A verification looks at facts alone: "the message is gone from the log" is never known. */
function compileVerification(verify: NonNullable<Fix['verify']>): (scope: Scope) => Verification {
  const register = () => {
    throw new Error('a verification cannot look at texts');
  };
  const condition = new SignalRule(verify, { conditions: {}, texts: { register } });
  return (scope) => ({ ...verify, state: condition.decide(scope) });
}

function compileStep(step: FixStep, telling: TellingItems): (scope: Scope) => FilledStep {
  if ('do' in step || !step.run.includes('{{')) {
    const same: FilledStep = { ...step };
    return () => same;
  }
  const note = step.note === undefined ? {} : { note: step.note };
  return (scope) => {
    const { run, placeholders } = fillTemplate(step.run, { scope, telling });
    return { run, ...note, ...(placeholders.length === 0 ? {} : { placeholders }) };
  };
}

/** Replaces each `{{fact/json/pointer|PLACEHOLDER}}`; what is not known stays a placeholder. */
function fillTemplate(
  template: string,
  { scope, telling }: { scope: Scope; telling: TellingItems },
): { run: string; placeholders: string[] } {
  const placeholders: string[] = [];
  const run = template.replace(/\{\{([^{}|]+)\|([A-Z_]+)\}\}/g, (_, path: string, placeholder: string) => {
    const [fact = '', ...pointer] = path.split('/');
    const value = scope
      .facts(fact)
      .map(({ value: whole }) => at(tellingFirst(whole, telling.get(fact)), pointer))
      .find(isScalar);
    if (value !== undefined && isArgument(String(value))) return quote(String(value));
    if (!placeholders.includes(placeholder)) placeholders.push(placeholder);
    return placeholder;
  });
  return { run, placeholders };
}

/** A list with the item first that speaks for the cause; empty when it is open which of several does. */
function tellingFirst(value: unknown, templates: readonly unknown[] | undefined): unknown {
  if (templates === undefined || !Array.isArray(value)) return value;
  const first = value.find((item) => templates.some((template) => itemFits(item, template)));
  if (first === undefined) return value.length > 1 ? [] : value;
  return [first, ...value.filter((item) => item !== first)];
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

/** A value that a program would take for an option, or a terminal for a command, is no argument. */
const isArgument = (value: string): boolean => value !== '' && !/^-|[\p{Cc}\p{Cf}]/u.test(value);

/** Quotes a word for a POSIX shell unless every character of it is plain. */
export const quote = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
