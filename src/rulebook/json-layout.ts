/** Of rule files. */
const LINE_WIDTH = 200;

export interface Place {
  /** Of the line that the value begins on. */
  indent: number;
  /** At which the value begins. */
  column: number;
  /** Characters that follow it on its last line. */
  after: number;
  /** Objects and lists that are broken even where they fit. */
  open?: ReadonlySet<unknown>;
}

/** A JSON value on one line when it fits, else broken, its members each laid out so: as the formatter of rule files has it. */
export function layOutJson(value: unknown, { indent, column, after, open = new Set() }: Place): string {
  const flat = onOneLine(value);
  const fits = column + flat.length + after <= LINE_WIDTH && !open.has(value);
  if (value === null || typeof value !== 'object' || fits) return flat;
  const inner = indent + 2;
  const entries: [string, unknown][] = Array.isArray(value)
    ? value.map((item) => ['', item])
    : Object.entries(value).map(([key, member]) => [`${JSON.stringify(key)}: `, member]);
  const lines = entries.map(([key, member], i) => {
    const comma = i < entries.length - 1 ? ',' : '';
    const place = { indent: inner, column: inner + key.length, after: comma.length, open };
    return `${' '.repeat(inner)}${key}${layOutJson(member, place)}${comma}`;
  });
  const [opening, closing] = Array.isArray(value) ? '[]' : '{}';
  return `${opening}\n${lines.join('\n')}\n${' '.repeat(indent)}${closing}`;
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}: ${onOneLine(member)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
