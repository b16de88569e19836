import { wordTable } from '../../../lib/word-table.ts';
import { type FilterRule, plainRule, portRanges, unlessAny } from '../../packet-filter/filter-rule.ts';
import { wordsOf } from '../../text/words.ts';

/** The columns of one chain's table in `iptables -L`. */
export interface Columns {
  /** Whether it begins with packets and bytes, and has interfaces (-v). */
  readonly verbose: boolean;
  /** Whether rules are numbered (--line-numbers). */
  readonly numbered: boolean;
}

/** `pkts bytes target prot opt in out source destination`, with less in it without -v. */
export function columnsOf(text: string): Columns | null {
  const words = wordsOf(text);
  if (!words.includes('target') || !words.includes('prot') || words.at(-1) !== 'destination') return null;
  return { verbose: words.includes('pkts'), numbered: words[0] === 'num' };
}

const protocols = wordTable<string>({ '0': '', all: '', '6': 'tcp', '17': 'udp' });

/** One row under such a header; `null` when it does not fit. */
export function listedRule(text: string, chain: string, columns: Columns): FilterRule | null {
  const cells = wordsOf(withoutComment(text));
  const before = (columns.numbered ? 1 : 0) + (columns.verbose ? 2 : 0);
  const options = cells.findIndex((cell, position) => position > before - 1 && /^(?:--|-f|!f)$/.test(cell));
  // A rule that only counts has no target.
  if (options !== before + 1 && options !== before + 2) return null;
  const protocol = cells[options - 1] ?? '';
  const [input, output] = columns.verbose ? [cells[options + 1], cells[options + 2]] : [undefined, undefined];
  const rest = cells.slice(options + (columns.verbose ? 3 : 1));
  if (rest.length < 2) return null;
  return {
    ...plainRule(chain),
    target: options === before + 2 ? (cells[before] ?? '') : '',
    protocol: unlessAny(protocols[protocol] ?? protocol),
    input: unlessAny(input),
    output: unlessAny(output),
    source: unlessAny(rest[0]),
    destination: unlessAny(rest[1]),
    showsInterfaces: columns.verbose,
    ...matchesOf(rest.slice(2)),
  };
}

function withoutComment(text: string): string {
  const [start, end] = [text.indexOf('/*'), text.lastIndexOf('*/')];
  return start < 0 || end < start ? text : `${text.slice(0, start)} ${text.slice(end + 2)}`;
}

/** Words behind the addresses: `tcp dpt:22`, `multiport dports 80,443`, `ctstate RELATED,ESTABLISHED`, `reject-with …`. */
function matchesOf(words: readonly string[]): Partial<FilterRule> {
  let found: Partial<FilterRule> = {};
  for (const [position, word] of words.entries()) {
    const before = words[position - 1] ?? '';
    if (before === 'ctstate' || before === 'state') {
      if (!word.split(',').includes('NEW')) found = { ...found, takesNew: false, isNarrowed: true };
    } else if (word.startsWith('dpt:') || word.startsWith('dpts:') || before === 'dports') {
      const ports = portRanges(word.replace(/^dpts?:/, ''));
      found = ports === null ? { ...found, isNarrowed: true } : { ...found, ports };
    } else if (!settled.has(word) && before !== 'reject-with') found = { ...found, isNarrowed: true };
  }
  return found;
}

const settled = new Set(['tcp', 'udp', 'multiport', 'dports', 'ctstate', 'state', 'reject-with']);
