// default via 10.0.2.2 dev eth0 proto dhcp src 10.0.2.15 metric 100
// 10.244.1.0/24 via 10.244.1.0 dev flannel.1 onlink
// 0.0.0.0         10.0.2.2        0.0.0.0         UG    100    0        0 eth0
import type { TableRoute } from '../../../facts/addressing.ts';
import type { Route } from '../../../facts/host.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { isAddress } from '../../text/addresses.ts';
import { jsonDocuments, members } from '../../text/json-documents.ts';
import { at, textAt } from '../../text/json-value.ts';
import { commandItself, isUnfiltered, printedNothing, wordAfter, wordsOf } from '../../text/words.ts';
import { destinationOf, routeLine } from './route-line.ts';

class RouteReading extends ReadingBuilder {
  readonly #device: string | null;
  readonly #isLookup: boolean;
  /** The table that the command asks for, unless it is main. */
  readonly #table: string | null;
  /** A route whose ways follow on lines of their own. */
  #several: { destination: string; line: Line } | null = null;

  constructor(block: Block) {
    super();
    this.#device = wordAfter(block.words, 'dev') ?? null;
    this.#isLookup = block.words.includes('get');
    this.#table = otherTable(wordAfter(block.words, 'table'));
  }

  take(line: Line, next: Line | undefined): void {
    const read = routeLine(line.text, this.#device);
    if (read === null) return;
    if (read.kind === 'broken') this.fail(line);
    else if (read.kind === 'settled' || this.#isLookup || next?.text.trim().startsWith('cache') === true)
      this.understand(line);
    else if (read.kind === 'hop') this.#takeHop(line, read.route);
    else {
      const table = otherTable(wordAfter(wordsOf(line.text), 'table')) ?? this.#table;
      if (table === null) this.#takeRoute(line, read.route, next);
      else this.#takeOther(line, table, read.route);
    }
  }

  #takeRoute(line: Line, route: Route, next: Line | undefined): void {
    const { destination, via, interface: on } = route;
    const isHead = via === null && on === null && next?.text.trim().startsWith('nexthop ') === true;
    this.#several = isHead ? { destination, line } : null;
    if (isHead) this.understand(line);
    else this.item('network.routes', route, line);
  }

  #takeOther(line: Line, table: string, { destination, interface: on }: Route): void {
    this.#several = null;
    const item: TableRoute = { table, destination, interface: on };
    this.item('network.table-routes', item, line);
  }

  #takeHop(line: Line, route: Route): void {
    if (this.#several === null) this.fail(line);
    else
      this.item(
        'network.routes',
        { ...route, destination: this.#several.destination },
        this.#several.line,
        line,
      );
  }

  takeJson(block: Block): void {
    for (const { parsed } of jsonDocuments(block.lines)) {
      if (!Array.isArray(parsed?.value) || this.#isLookup) continue;
      for (const { value, span } of members(parsed.value, parsed.span)) {
        const route = jsonRoute(value);
        if (route !== null) this.item('network.routes', route, span.first, span.last);
      }
    }
  }
}

/** A table that does not decide about every packet; `all` is none. */
const otherTable = (table: string | undefined): string | null =>
  table === undefined || ['main', 'all', '254', 'default'].includes(table) ? null : table;

/** One object of `ip -j route`. */
function jsonRoute(value: unknown): Route | null {
  const destination = destinationOf(textAt(value, 'dst') ?? '');
  const [via, on] = [textAt(value, 'gateway') ?? null, textAt(value, 'dev') ?? null];
  const isOther = (textAt(value, 'type') ?? 'unicast') !== 'unicast' || at(value, 'flags') === undefined;
  if (destination === null || isOther || (via === null && on === null)) return null;
  return via === null || isAddress(via) ? { destination, via, interface: on } : null;
}

/** `ip route` asked for the whole main table. */
const asksForAll = (block: Block): boolean =>
  block.words[0] === 'ip' &&
  isUnfiltered(block) &&
  block.words.slice(1).every((word) => /^(?:-4|r|ro|route|show|list|ls)$/.test(word));

export const ipRoute: Source = {
  id: 'ip-route',
  title: 'the routing table (ip route, route -n)',
  commands: ['ip r', 'ip ro', 'ip route', 'route', 'netstat -rn', 'netstat -nr'],
  needles: [
    ' via ',
    ' dev ',
    'Kernel IP routing table',
    'Genmask',
    ' proto ',
    '"gateway"',
    '255.255.',
    'UG ',
  ],
  facts: ['network.routes', 'network.table-routes'],
  read(block) {
    const reading = new RouteReading(block);
    if (printedNothing(block) && asksForAll(block)) reading.none('network.routes', commandItself);
    for (const [position, line] of block.lines.entries()) reading.take(line, block.lines[position + 1]);
    reading.takeJson(block);
    return reading;
  },
};
