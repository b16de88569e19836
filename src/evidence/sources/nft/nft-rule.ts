import { wordTable } from '../../../lib/word-table.ts';
import { type FilterRule, plainRule, portRanges, unlessAny } from '../../packet-filter/filter-rule.ts';
import { wordsOf } from '../../text/words.ts';

const verdicts = wordTable<string>({
  accept: 'ACCEPT',
  drop: 'DROP',
  reject: 'REJECT',
  return: 'RETURN',
});

/** What says nothing about which packets a rule takes. */
const settled = new Set(['counter', 'tcp', 'udp', 'ip', 'ip6', 'meta', 'th', 'l4proto', 'log']);

/** `{ 22, 80 }` and `"cni0"` as one word each; counters and comments left out. */
const plainWords = (text: string): string[] =>
  wordsOf(
    text
      .replace(/counter packets \d{1,20} bytes \d{1,20}/g, 'counter')
      .replace(/comment "[^"]{0,200}"/g, '')
      .replace(/\{ ?([^{}]{1,400}?) ?\}/g, (_, set: string) => set.replaceAll(' ', ''))
      .replaceAll('"', ''),
  );

type Taken = { changes: Partial<FilterRule>; words: number };

/** Reads the match that begins at a word; `null` when it is one that only narrows. */
function matchAt(words: readonly string[], at: number): Taken | null {
  const [word = '', next = '', value = ''] = words.slice(at, at + 3);
  if (word === 'iifname' || word === 'iif') return { changes: { input: unlessAny(next) }, words: 2 };
  if (word === 'oifname' || word === 'oif') return { changes: { output: unlessAny(next) }, words: 2 };
  if (next === 'saddr') return { changes: { source: unlessAny(value) }, words: 3 };
  if (next === 'daddr') return { changes: { destination: unlessAny(value) }, words: 3 };
  if (next === 'l4proto') return { changes: { protocol: unlessAny(value) }, words: 3 };
  if (next === 'dport') {
    const ports = portRanges(value);
    const protocol = word === 'th' ? {} : { protocol: word };
    return { changes: ports === null ? { ...protocol, isNarrowed: true } : { ...protocol, ports }, words: 3 };
  }
  if (word === 'ct' && next === 'state') {
    const takesNew = value.split(',').includes('new');
    return { changes: takesNew ? {} : { takesNew, isNarrowed: true }, words: 3 };
  }
  return settled.has(word) ? { changes: {}, words: 1 } : null;
}

/** One rule of `nft list ruleset`; `null` for a line that ends in no verdict. */
export function nftRule(text: string, chain: string): FilterRule | null {
  const words = plainWords(text);
  let rule = plainRule(chain);
  for (let at = 0; at < words.length; ) {
    const word = words[at] ?? '';
    if (word === 'jump' || word === 'goto') return { ...rule, target: words[at + 1] ?? '' };
    const verdict = verdicts[word];
    if (verdict !== undefined) return { ...rule, target: verdict };
    const taken = matchAt(words, at);
    rule = { ...rule, ...(taken?.changes ?? { isNarrowed: true }) };
    at += taken?.words ?? 1;
  }
  return null;
}
