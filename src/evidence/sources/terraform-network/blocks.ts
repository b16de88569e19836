import type { Line } from '../../source.ts';

/** A block of Terraform's language, or an object assigned to a name: `resource "google_compute_firewall" "x" { … }`. */
export interface HclBlock {
  readonly name: string;
  /** The words in quotes behind the name. */
  readonly labels: readonly string[];
  /** Strings, numbers and booleans that stand in a value, in their order. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly children: readonly HclBlock[];
  readonly first: Line;
  readonly last: Line;
}

interface OpenBlock {
  name: string;
  labels: string[];
  values: Map<string, string[]>;
  children: HclBlock[];
  first: Line;
}

const opening = /^\s{0,80}([\w-]{1,100})((?:\s{1,4}"[^"]{0,100}"){0,2})\s{0,40}=?\s{0,4}\{\s*$/;
const assignment = /^\s{0,80}([\w-]{1,100})\s{0,40}=\s{0,4}(\S.{0,2000})$/;

const wordsOf = (text: string): string[] =>
  [...text.matchAll(/"([^"]{0,200})"|(?<![\w.])(-?\d{1,9}|true|false)(?![\w.])/g)].flatMap(
    ([, quoted, bare]) => quoted ?? bare ?? [],
  );

/** Reads the blocks among lines of anything, each line once. What a block leaves open at the end is left out. */
export function hclBlocks(lines: readonly Line[]): HclBlock[] {
  const found: HclBlock[] = [];
  const open: OpenBlock[] = [];
  let list: string[] | null = null;
  for (const line of lines) {
    const text = line.text.replace(/(?:^|\s)(?:#|\/\/).*$/, '');
    const parent = open.at(-1);
    const [start, assigned] = [opening.exec(text), assignment.exec(text)];
    if (list !== null) {
      list.push(...wordsOf(text));
      if (text.includes(']')) list = null;
    } else if (start !== null) {
      open.push({
        name: start[1] ?? '',
        labels: wordsOf(start[2] ?? ''),
        values: new Map(),
        children: [],
        first: line,
      });
    } else if (/^\s*\}[\s,)]*$/.test(text)) {
      const closed = open.pop();
      if (closed !== undefined) (open.at(-1)?.children ?? found).push({ ...closed, last: line });
    } else if (assigned !== null) {
      const [, name = '', value = ''] = assigned;
      const words = wordsOf(value);
      // A line of tfvars, or one that grep cut out of its block.
      const outside = {
        name: '',
        labels: [],
        values: new Map([[name, words]]),
        children: [],
        first: line,
        last: line,
      };
      if (parent === undefined) found.push(outside);
      else parent.values.set(name, words);
      if (value.trim().startsWith('[') && !value.includes(']')) list = words;
    }
  }
  return found;
}
