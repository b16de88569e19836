import type { Line } from '../source.ts';

export interface Field {
  readonly key: string;
  readonly value: string;
  readonly line: Line;
}

/** What `kubectl describe` printed of one object. */
export interface Description {
  readonly name: string;
  /** Those at the left margin, in their order; some stand more than once (Port, Endpoints). */
  readonly fields: readonly Field[];
  readonly lines: readonly Line[];
  readonly first: Line;
  readonly last: Line;
}

const field = /^([A-Z][\w /.()-]{0,40}?):(?:\s+(.*))?$/;

/** Finds descriptions: each starts with `Name:` at the margin, and goes on while lines are fields, or indented. */
export function descriptions(lines: readonly Line[]): Description[] {
  const found: Description[] = [];
  for (let position = 0; position < lines.length; position++) {
    const name = /^Name:\s+(\S{1,253})\s*$/.exec(lines[position]?.text ?? '')?.[1];
    if (name === undefined) continue;
    let end = position + 1;
    while (end < lines.length && continuesDescription(lines[end]?.text ?? '')) end++;
    const own = lines.slice(position, end).filter((line) => line.text.trim() !== '');
    const [first, last] = [own[0], own.at(-1)];
    if (first !== undefined && last !== undefined)
      found.push({ name, fields: own.flatMap(fieldOf), lines: own, first, last });
    position = end - 1;
  }
  return found;
}

/** A description whose first lines were cut off, of what the command names: `kubectl describe svc web | tail`. */
export function headlessDescription(lines: readonly Line[], words: readonly string[]): Description | null {
  const verb = words.indexOf('describe');
  const [resource = '', named = ''] = words.slice(verb + 1).filter((word) => !word.startsWith('-'));
  const name = resource.includes('/') ? resource.slice(resource.indexOf('/') + 1) : named;
  const own = lines.filter((line) => line.text.trim() !== '');
  const [first, last] = [own[0], own.at(-1)];
  if (verb < 0 || !/^[a-z0-9.-]{1,253}$/.test(name) || first === undefined || last === undefined) return null;
  if (!own.every((line) => continuesDescription(line.text))) return null;
  return { name, fields: own.flatMap(fieldOf), lines: own, first, last };
}

const continuesDescription = (text: string): boolean =>
  text.trim() === '' || /^\s/.test(text) || (field.test(text) && !text.startsWith('Name:')) || isNote(text);

/** `Not affecting egress traffic` in older output of policies stands at the margin. */
const isNote = (text: string): boolean => text.startsWith('Not affecting ');

function fieldOf(line: Line): Field[] {
  const match = field.exec(line.text);
  return match === null ? [] : [{ key: match[1] ?? '', value: (match[2] ?? '').trim(), line }];
}

/** The value of the first field with this name; `undefined` when there is none. */
export const fieldValue = ({ fields }: Description, key: string): string | undefined =>
  fields.find((one) => one.key === key)?.value;

/** `null` where the description does not show it. */
export const namespaceOf = (description: Description): string | null =>
  fieldValue(description, 'Namespace') || null;

/** A field's value and the deeper lines below it, which continue it: labels stand one a line. */
export function valuesBelow(lines: readonly Line[], start: RegExp): string[] {
  const at = lines.findIndex((line) => start.test(line.text));
  if (at < 0) return [];
  const text = lines[at]?.text ?? '';
  const values = [text.slice(text.indexOf(':') + 1).trim()];
  const column = text.length - text.slice(text.indexOf(':') + 1).trimStart().length;
  for (const line of lines.slice(at + 1)) {
    const depth = line.text.length - line.text.trimStart().length;
    if (depth < Math.min(column, 12) || /^\s*[A-Z][\w ]*:(?: |$)/.test(line.text)) break;
    values.push(line.text.trim());
  }
  return values.flatMap((value) => value.split(',')).filter((value) => value !== '' && value !== '<none>');
}
