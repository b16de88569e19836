import type { SourceDestCheck } from '../../../facts/cloud.ts';
import type { Line } from '../../source.ts';
import { isAddress } from '../../text/addresses.ts';
import type { FoundCheck } from './check-objects.ts';
import { isResourceId } from './check-objects.ts';

/** Ids seen so far, by how deep their table is nested: `||  InstanceId  |  i-…  ||` is deeper than `|  …  |`. */
type Ids = Map<number, { id: string; line: Line }>;

export interface LineContext {
  /** The command asks for the check, so that a row of an id and True or False can only be about it. */
  asked: boolean;
  fallback: string;
}

/** Goes through the rows of `--output table` and `--output text`. */
export class CheckLines {
  readonly #ids: Ids = new Map();
  readonly #context: LineContext;
  /** Depth of a `SourceDestCheck` heading whose `Value` row has not come yet. */
  #heading: number | null = null;

  constructor(context: LineContext) {
    this.#context = context;
  }

  /** What one line states; `rule` for the lines and titles of a table, `null` for anything else. */
  take(line: Line): FoundCheck | 'rule' | null {
    const text = line.text.trim();
    if (/^[|+-]{2,}$/.test(text) || /^\|[|+-]*[+-]{3,}[|+-]*\|$/.test(text)) return 'rule';
    const depth = /^\|{0,8}/.exec(text)?.[0].length ?? 0;
    const cells = (depth > 0 ? text.split('|') : text.split(/\s+/))
      .map((cell) => cell.trim())
      .filter((cell) => cell !== '');
    const [key = '', value = ''] = cells;
    if (/^(?:InstanceId|NetworkInterfaceId)$/.test(key) && isResourceId(value))
      return this.#remember(depth, value, line);
    if (depth === 0 && cells.length === 1 && isResourceId(key)) return this.#remember(depth, key, line);
    if (/^SourceDestCheck$/i.test(key)) {
      if (isFlag(value)) return this.#found(depth, value, line);
      this.#heading = depth;
      return 'rule';
    }
    if (key === 'Value' && isFlag(value) && this.#heading !== null)
      return this.#found(this.#heading, value, line);
    return (
      this.#row(cells, line) ?? (depth > 0 && cells.length === 1 && /^Describe\w+$/.test(key) ? 'rule' : null)
    );
  }

  #remember(depth: number, id: string, line: Line): 'rule' {
    this.#ids.set(depth, { id, line });
    return 'rule';
  }

  #found(depth: number, flag: string, line: Line): FoundCheck {
    this.#heading = null;
    const known = this.#ids.get(depth) ?? this.#ids.get(depth - 1);
    const check = { id: known?.id ?? this.#context.fallback, enabled: isTrue(flag) };
    return { check, first: known?.line ?? line, last: line };
  }

  #row(cells: readonly string[], line: Line): FoundCheck | null {
    const flags = cells.filter(isFlag);
    const [flag] = flags;
    if (!this.#context.asked || flag === undefined || flags.length !== 1) return null;
    const address = cells.find(isAddress);
    const id =
      cells.find(isResourceId) ?? cells.find((cell) => /^ip-\d{1,3}(?:-\d{1,3}){3}\./.test(cell)) ?? address;
    if (id === undefined && cells.length > 1) return null;
    const check: SourceDestCheck = { id: id ?? this.#context.fallback, enabled: isTrue(flag) };
    return { check: address === undefined ? check : { ...check, address }, first: line, last: line };
  }
}

const isFlag = (cell: string): boolean => /^(?:true|false)$/i.test(cell);
const isTrue = (cell: string): boolean => cell.toLowerCase() === 'true';
