import { catalogue, textFact } from '../facts/catalogue.ts';
import { checkComparison } from './check-comparison.ts';
import { itemsOf, kindsOf, propertyOf, type Side } from './fact-types.ts';
import { type Finding, finding } from './finding.ts';
import type { Fix } from './rule.ts';

/** What is wrong with a fix: templates that cannot be filled in, a verification that cannot be known. */
export function checkFix(fix: Fix, pointer: string): Finding[] {
  const steps = fix.steps.flatMap((step, position) => {
    const at = `${pointer}/steps/${position}`;
    if ('do' in step) return checkPlain(step.do, `${at}/do`);
    return [...checkTemplates(step.run, `${at}/run`), ...checkPlain(step.note ?? '', `${at}/note`)];
  });
  const undo = (fix.undo ?? []).flatMap((step, position) => checkPlain(step, `${pointer}/undo/${position}`));
  return [...steps, ...undo, ...checkVerification(fix, `${pointer}/verify`)];
}

function checkVerification({ verify }: Fix, pointer: string): Finding[] {
  if (verify === undefined) return [];
  if (verify.fact === textFact.id)
    return [
      finding(
        'unverifiable-fix',
        `${pointer}/fact`,
        'that a text lacks something is never known; name a typed fact',
      ),
    ];
  return checkComparison(verify, pointer);
}

const checkPlain = (text: string, pointer: string): Finding[] =>
  text.includes('{{') ? [finding('misplaced-template', pointer, 'only "run" is filled in from facts')] : [];

function checkTemplates(command: string, pointer: string): Finding[] {
  const [first = '', ...pieces] = command.split('{{');
  let before = first;
  return pieces.flatMap((piece) => {
    const end = piece.indexOf('}}');
    const template = end < 0 ? piece : piece.slice(0, end);
    const isQuoted = endsInQuotes(before);
    before += piece;
    const problem = end < 0 ? 'is not closed' : isQuoted ? withinQuotes : templateProblem(template);
    return problem === null ? [] : [finding('broken-template', pointer, `{{${template}}} ${problem}`)];
  });
}

const withinQuotes = 'stands within quotes or behind a sign of quoting: the value brings its own quotes';

/** Whether a shell still quotes what follows a command's beginning (POSIX, 2.2). */
function endsInQuotes(beginning: string): boolean {
  let open: string | null = null;
  for (let at = 0; at < beginning.length; at++) {
    const character = beginning[at];
    if (character === '\\' && open !== "'") at++;
    else if (character === open) open = null;
    else if (open === null && (character === '"' || character === "'")) open = character;
  }
  return open !== null || beginning.endsWith('\\') || beginning.endsWith('$');
}

function templateProblem(template: string): string | null {
  const [path = '', placeholder, ...more] = template.split('|');
  if (placeholder === undefined || more.length > 0 || !/^[A-Z][A-Z_]*$/.test(placeholder))
    return 'must be {{fact/json/pointer|PLACEHOLDER}}';
  const [fact = '', ...pointer] = path.split('/');
  const definition = catalogue.get(fact);
  if (definition === undefined || fact === textFact.id) return 'names no typed fact';
  const found = pointer.reduce<Side | null>(step, { schema: definition.schema });
  if (found === null) return `points at nothing that ${fact} can have`;
  const isPlain = kindsOf(found).some((kind) => kind === 'string' || kind === 'number' || kind === 'boolean');
  return isPlain ? null : 'points at a list or an object; point at one value in it';
}

function step(side: Side | null, key: string): Side | null {
  if (side === null) return null;
  return /^\d+$/.test(key) ? (itemsOf(side)?.[0] ?? null) : propertyOf(side, key);
}
