import type { Block, Line, ReadingBuilder } from '../../source.ts';
import type { ClientTally } from './client-tally.ts';

const requests = new Set(['apiserver_request_total', 'apiserver_request_count']);
const longRunning = new Set(['apiserver_longrunning_requests', 'apiserver_longrunning_gauge']);

interface Sample {
  name: string;
  labels: ReadonlyMap<string, string>;
  value: number;
}

/** `name{label="value",…} 12` in Prometheus' text format; `null` when the line breaks off. */
function sampleOf(text: string): Sample | null {
  const [open, close] = [text.indexOf('{'), text.lastIndexOf('} ')];
  const value = Number(
    text
      .slice(close + 2)
      .trim()
      .split(/\s/, 1)[0],
  );
  if (open < 0 || close < open || !Number.isFinite(value)) return null;
  const labels = new Map<string, string>();
  for (const match of text.slice(open + 1, close).matchAll(/(\w{1,60})="((?:[^"\\]|\\.)*)"/g))
    labels.set(match[1] ?? '', match[2] ?? '');
  return { name: text.slice(0, open), labels, value };
}

/** Adds up samples, and keeps the lines that they stand on. */
class Sum {
  total = 0;
  first: Line | null = null;
  last: Line | null = null;

  add(value: number, line: Line): void {
    this.total += value;
    this.first ??= line;
    this.last = line;
  }

  report(reading: ReadingBuilder, fact: string): void {
    const total = Math.round(this.total);
    if (this.first !== null && this.last !== null && Number.isSafeInteger(total))
      reading.value(fact, total, this.first, this.last);
  }
}

/** The API server's own metrics: open watches, rejected requests, and in old versions requests by client. */
export function readMetrics(reading: ReadingBuilder, block: Block, tally: ClientTally): void {
  const [open, throttled] = [new Sum(), new Sum()];
  let whole = false;
  for (const line of block.lines) {
    const text = line.text.trim();
    const name =
      /^(?:# (?:HELP|TYPE) )?(apiserver_(?:request_(?:total|count)|longrunning_(?:requests|gauge)))\b/.exec(
        text,
      )?.[1];
    if (name === undefined) continue;
    const sample = text.startsWith('#') ? null : sampleOf(text);
    if (sample !== null && sample.name === name) {
      reading.understand(line);
      if (longRunning.has(name)) open.add(sample.value, line);
      // With the metric's description there, nothing was filtered out: no 429 among the codes is none at all.
      else if (sample.labels.get('code') === '429' || whole)
        throttled.add(sample.labels.get('code') === '429' ? sample.value : 0, line);
      const client = sample.labels.get('client');
      if (client !== undefined && client !== '' && requests.has(name))
        tally.add(client, Math.round(sample.value), line);
    } else if (text.startsWith('#')) {
      reading.understand(line);
      whole ||= requests.has(name);
    } else if (text.startsWith(`${name}{`)) reading.fail(line);
  }
  open.report(reading, 'apiserver.long-running-requests');
  throttled.report(reading, 'apiserver.throttled-requests');
}
