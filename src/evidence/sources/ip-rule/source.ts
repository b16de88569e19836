// 0:	from all lookup local
// 5210:	from all fwmark 0x80000/0xff0000 lookup main
// 32766:	from all lookup main
import type { RoutingRule } from '../../../facts/addressing.ts';
import { type Block, ReadingBuilder, type Source } from '../../source.ts';
import { jsonDocuments, members } from '../../text/json-documents.ts';
import { at, textAt, wholeNumber } from '../../text/json-value.ts';
import { isUnfiltered, wordAfter, wordsOf } from '../../text/words.ts';

const own: ReadonlySet<string | null> = new Set(['local', 'main', 'default']);
const refusals = new Set(['blackhole', 'unreachable', 'prohibit']);
const plain = new Set(['from', 'to', 'lookup', 'table', 'proto']);

/** One line of `ip rule`; `null` for any other. */
function ruleLine(text: string): RoutingRule | null {
  const [number = '', ...words] = wordsOf(text);
  const from = wordAfter(words, 'from');
  const table = wordAfter(words, 'lookup') ?? wordAfter(words, 'table') ?? null;
  const refuses = words.some((word) => refusals.has(word));
  if (!/^\d{1,10}:$/.test(number) || from === undefined || (table === null && !refuses)) return null;
  const narrowed = words.some((word, position) => position % 2 === 0 && !plain.has(word) && !refuses);
  return { priority: Number.parseInt(number, 10), from, to: wordAfter(words, 'to') ?? null, table, narrowed };
}

function jsonRule(value: unknown): RoutingRule | null {
  const priority = wholeNumber(at(value, 'priority'));
  const [from, table] = [textAt(value, 'src'), textAt(value, 'table')];
  if (priority === undefined || from === undefined || table === undefined) return null;
  const narrowed = at(value, 'fwmark') !== undefined || at(value, 'iif') !== undefined;
  return { priority, from, to: textAt(value, 'dst') ?? null, table, narrowed };
}

function readJson(reading: ReadingBuilder, block: Block): void {
  if (block.words[0] !== 'ip' || !block.words.some((word) => /^ru(?:l(?:e)?)?$/.test(word))) return;
  for (const { parsed } of jsonDocuments(block.lines))
    for (const { value, span } of parsed === null ? [] : members(parsed.value, parsed.span)) {
      const rule = jsonRule(value);
      if (rule !== null) reading.item('network.rules', rule, span.first, span.last);
    }
}

export const ipRule: Source = {
  id: 'ip-rule',
  title: 'routing policy rules (ip rule)',
  commands: ['ip rule', 'ip ru'],
  needles: ['lookup '],
  facts: ['network.rules'],
  read(block) {
    const reading = new ReadingBuilder();
    const isThinned = block.command !== null && !isUnfiltered(block);
    for (const line of block.lines) {
      const rule = ruleLine(line.text);
      // What a filter left of the kernel's own rules must not look like all of them.
      if (rule !== null && isThinned && own.has(rule.table)) reading.understand(line);
      else if (rule !== null) reading.item('network.rules', rule, line);
    }
    readJson(reading, block);
    return reading;
  },
};
