import type { Range } from '../secret-kind.ts';

interface Mapping {
  /** Columns before its keys. */
  indent: number;
  isSecret: boolean;
  /** Values below `data` and `stringData`. */
  values: Range[];
}

const key = /^["']?([-\w./]{1,253})["']?:(?:[ \t]+(.*)|)$/;

/**
 * The values of Secrets in YAML: what stands below `data` or `stringData` of a mapping that says `kind: Secret`, before it
 * or behind it. Each line is looked at once; it closes the mappings that it stands left of.
 */
export function* secretsInYaml(text: string): Generator<Range> {
  if (!/kind["']?:[ \t]{0,8}["']?Secret/.test(text)) return;
  const open: Mapping[] = [];
  let block: { mapping: Mapping; indent: number } | null = null;
  for (const { start, line } of linesOf(text)) {
    const body = line.trimStart();
    if (body === '' || body.startsWith('#')) continue;
    const column = line.length - body.length;
    if (block !== null && column > block.indent) {
      block.mapping.values.push(...valueIn(start, line));
      continue;
    }
    block = null;
    const bullet = /^-[ \t]+/.exec(body)?.[0].length ?? 0;
    const [, name, rest = ''] = key.exec(body.slice(bullet)) ?? [];
    // What is no key ends the document: a prompt, a separator, another command's output.
    yield* close(open, name === undefined && bullet === 0 ? column : column + 1);
    if (name === undefined) continue;
    const mapping = mappingAt(open, column + bullet);
    if (name === 'kind') mapping.isSecret ||= /^["']?Secret["']?\s*(?:#.*)?$/.test(rest);
    if (name !== 'data' && name !== 'stringData') continue;
    if (/^(?:#.*)?$/.test(rest)) block = { mapping, indent: column + bullet };
    else if (/^\{.+\}\s*$/.test(rest)) mapping.values.push(within(start + line.length - rest.length, rest));
  }
  yield* close(open, 0);
}

function mappingAt(open: Mapping[], indent: number): Mapping {
  const last = open.at(-1);
  if (last?.indent === indent) return last;
  const mapping = { indent, isSecret: false, values: [] };
  open.push(mapping);
  return mapping;
}

/** Ends the mappings at this column and right of it. */
function* close(open: Mapping[], from: number): Generator<Range> {
  for (let last = open.at(-1); last !== undefined && last.indent >= from; last = open.at(-1)) {
    open.pop();
    if (last.isSecret) yield* last.values;
  }
}

/** What stands behind a key's colon; the whole line where it goes on from the one before. */
function* valueIn(start: number, line: string): Generator<Range> {
  const [head = ''] = /^\s*["']?[-\w.]{1,253}["']?:[ \t]*["']?/.exec(line) ?? /^\s*/.exec(line) ?? [];
  const value = line.slice(head.length).trimEnd().replace(/["']$/, '');
  if (value === '' || /^[|>][-+]?\d?$/.test(value)) return;
  yield { start: start + head.length, end: start + head.length + value.length };
}

/** Between the braces of a mapping on one line. */
const within = (start: number, braced: string): Range => ({
  start: start + 1,
  end: start + braced.trimEnd().length - 1,
});

function* linesOf(text: string): Generator<{ start: number; line: string }> {
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf('\n', start);
    const stop = end < 0 ? text.length : end;
    yield { start, line: text.slice(start, text[stop - 1] === '\r' ? stop - 1 : stop) };
    start = stop + 1;
  }
}
