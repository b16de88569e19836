import { wordTable } from '../../lib/word-table.ts';
import type { Line } from '../source.ts';
import type { FilterRule } from './filter-rule.ts';

type Hook = 'input' | 'forward' | 'output';

interface BaseChain {
  readonly hook: Hook;
  readonly policy: 'accept' | 'drop';
  readonly packets: number | undefined;
}

/** What a listing shows of one table, line by line. */
export class FilterListing {
  readonly table: string;
  readonly family: 'ipv4' | 'ipv6' | 'both';
  readonly bases = new Map<string, BaseChain & { line: Line }>();
  readonly rules: { rule: FilterRule; line: Line }[] = [];
  readonly chains = new Set<string>();
  first: Line | null = null;
  last: Line | null = null;

  constructor(table: string, family: FilterListing['family']) {
    this.table = table;
    this.family = family;
  }

  chain(name: string, line: Line, base: BaseChain | null = null): void {
    this.#extend(line);
    this.chains.add(name);
    if (base !== null) this.bases.set(name, { ...base, line });
  }

  rule(rule: FilterRule, line: Line): void {
    this.#extend(line);
    this.chains.add(rule.chain);
    this.rules.push({ rule, line });
  }

  rulesOf(chain: string): FilterRule[] {
    return this.rules.filter(({ rule }) => rule.chain === chain).map(({ rule }) => rule);
  }

  /** From a base chain's policy to its last rule; the policy may stand behind them, when a listing begins again. */
  linesOf(chain: string): [first: Line, last: Line] | null {
    const base = this.bases.get(chain)?.line;
    const lines = this.rules.filter(({ rule }) => rule.chain === chain).map(({ line }) => line);
    const inOrder = [...lines, ...(base === undefined ? [] : [base])].sort((a, b) => a.number - b.number);
    const [first] = inOrder;
    return first === undefined ? null : [first, inOrder.at(-1) ?? first];
  }

  #extend(line: Line): void {
    this.first ??= line;
    this.last = line;
  }
}

const hooks = wordTable<Hook>({ INPUT: 'input', FORWARD: 'forward', OUTPUT: 'output' });

/** The hook of one of iptables' own chains. */
export const hookOf = (chain: string): Hook | null =>
  Object.hasOwn(hooks, chain) ? (hooks[chain] ?? null) : null;
