import type { Block, ReadingBuilder } from '../../source.ts';
import { itemsOf, type JsonDocument, jsonDocuments } from '../../text/json-documents.ts';
import { at, textAt } from '../../text/json-value.ts';
import type { ClientTally } from './client-tally.ts';

const isEvent = (value: unknown): boolean =>
  at(value, 'kind') === 'Event' && textAt(value, 'apiVersion')?.startsWith('audit.k8s.io/') === true;

/** The event itself, or the one that Azure keeps as a text in `properties.log`. */
function eventOf(value: unknown): unknown {
  if (isEvent(value)) return value;
  const log = textAt(value, 'properties', 'log') ?? textAt(value, 'log');
  if (log === undefined || !log.includes('audit.k8s.io/')) return null;
  try {
    const inner: unknown = JSON.parse(log);
    return isEvent(inner) ? inner : null;
  } catch {
    return null;
  }
}

/** Counts the requests of an audit log, each once: a request has an event for every stage that it went through. */
export function readAuditEvents(reading: ReadingBuilder, block: Block, tally: ClientTally): void {
  const seen = new Set<string>();
  for (const document of jsonDocuments(block.lines)) {
    const { first, last, parsed } = document;
    if (parsed === null) {
      if (isBrokenEvent(document)) reading.fail(first, last);
      continue;
    }
    const list = at(parsed.value, 'kind') === 'EventList' ? itemsOf(parsed.value, parsed.span, 'items') : [];
    const events =
      list.length > 0
        ? list.map((item) => ({ ...item, line: item.span.first }))
        : [{ value: parsed.value, line: first }];
    for (const { value, line } of events) {
      const event = eventOf(value);
      if (event === null) continue;
      reading.understand(list.length > 0 ? line : first, last);
      const id = textAt(event, 'auditID');
      const client = textAt(event, 'userAgent') ?? textAt(event, 'user', 'username');
      if (client === undefined || (id !== undefined && seen.has(id))) continue;
      if (id !== undefined) seen.add(id);
      tally.add(client, 1, line);
    }
  }
}

const isBrokenEvent = ({ lines }: JsonDocument): boolean =>
  lines.some(
    ({ text }) =>
      text.includes('"apiVersion":"audit.k8s.io/') || text.includes('"apiVersion": "audit.k8s.io/'),
  );
