import { wordTable } from '../../../lib/word-table.ts';
import { type FilterRule, plainRule, portRanges, unlessAny } from '../../packet-filter/filter-rule.ts';
import { wordsOf } from '../../text/words.ts';

type Changes = Partial<FilterRule>;

/** Options with one value, and what they say; those that narrow a rule and are none of these are told by `narrowing`. */
const options = wordTable<(value: string) => Changes>({
  '-j': (target) => ({ target }),
  '-g': (target) => ({ target }),
  '-p': (protocol) => ({ protocol: unlessAny(protocol === 'all' ? '' : protocol) }),
  '-s': (source) => ({ source: unlessAny(source) }),
  '-d': (destination) => ({ destination: unlessAny(destination) }),
  '-i': (input) => ({ input: unlessAny(input) }),
  '-o': (output) => ({ output: unlessAny(output) }),
  '--dport': (ports) => portsOf(ports),
  '--dports': (ports) => portsOf(ports),
  '--ports': (ports) => portsOf(ports),
  '--ctstate': (states) => statesOf(states),
  '--state': (states) => statesOf(states),
});

const portsOf = (text: string): Changes => {
  const ports = portRanges(text);
  return ports === null ? { isNarrowed: true } : { ports };
};

const statesOf = (states: string): Changes => {
  const takesNew = states.split(',').includes('NEW');
  return takesNew ? {} : { takesNew, isNarrowed: true };
};

/** Modules of which an option of the table above tells all, or that take every packet. */
const harmless = new Set(['tcp', 'udp', 'multiport', 'comment', 'state', 'conntrack']);

/** `-A FORWARD -s 10.244.0.0/16 -j ACCEPT` of iptables-save and `iptables -S`; `null` for any other line. */
export function savedRule(text: string): FilterRule | null {
  const words = withoutComments(text.trim());
  // With counters: [12:720] -A FORWARD …
  const start = /^\[\d+:\d+\]$/.test(words[0] ?? '') ? 1 : 0;
  const chain = words[start + 1];
  if ((words[start] !== '-A' && words[start] !== '--append') || chain === undefined) return null;
  let rule = plainRule(chain);
  for (const [position, word] of words.entries()) {
    if (position < start + 2) continue;
    const value = words[position + 1] ?? '';
    if (word === '!' || (word === '-m' && !harmless.has(value))) rule = { ...rule, isNarrowed: true };
    const read = Object.hasOwn(options, word) ? options[word] : undefined;
    if (read !== undefined) rule = { ...rule, ...read(value) };
  }
  return rule;
}

/** Comments are quoted when they have blanks in them. */
function withoutComments(text: string): string[] {
  return wordsOf(text.replace(/--comment (?:"(?:[^"\\]|\\.)*"|[^\s"]+)/g, ''));
}
