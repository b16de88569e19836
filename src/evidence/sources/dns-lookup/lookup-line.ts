import type { LookupOutcome } from '../../../facts/dns.ts';

/** What one line of nslookup, dig, host or drill says. */
export type LookupLine =
  | { kind: 'server'; server: string; name?: string }
  | { kind: 'asked'; name: string; server?: string }
  | { kind: 'answered'; name: string }
  | { kind: 'address'; address: string; name?: string; isNumbered: boolean }
  | { kind: 'record'; name: string; address: string }
  | { kind: 'failed'; outcome: LookupOutcome; name?: string; server?: string }
  | { kind: 'status'; outcome: LookupOutcome | 'none' }
  | { kind: 'flags'; truncated: boolean; answers: number }
  | { kind: 'took'; milliseconds: number }
  | { kind: 'detail' };

const outcomes = new Map<string, LookupOutcome>([
  ['NXDOMAIN', 'not-found'],
  ['SERVFAIL', 'server-failure'],
  ['REFUSED', 'refused'],
  ['NOTAUTH', 'refused'],
]);

const details =
  /^(?:;; (?:global options|Got answer|OPT PSEUDO|QUESTION SECTION|ANSWER SECTION|AUTHORITY SECTION|ADDITIONAL SECTION|WHEN|MSG SIZE|WARNING: recursion|Truncated, retrying)|; EDNS:|; \(\d+ servers? found\)|Non-authoritative answer:|Authoritative answers|command terminated with exit code)/;

/** Reads one line; `null` when it is none of theirs. */
export function lookupLine(text: string): LookupLine | null {
  const line = text.trim();
  return (
    ofNslookup(line) ??
    failure(line) ??
    ofDig(line) ??
    ofHost(line) ??
    (details.test(line) ? { kind: 'detail' } : null)
  );
}

function ofNslookup(line: string): LookupLine | null {
  const server = /^Server:\s{1,20}((?:[^\s/]{1,200}[.:][^\s/]{1,50}|localhost|UnKnown))$/.exec(line)?.[1];
  if (server !== undefined) return { kind: 'server', server };
  const name = /^Name:\s{1,20}(\S{1,253})$/.exec(line)?.[1];
  if (name !== undefined) return { kind: 'answered', name };
  const address =
    /^Address(?:es)?(?: \d{1,3})?:\s{1,20}([0-9a-f.:*x]{3,60}(?:#\d{1,5})?)(?: (\S{1,253}))?$/i.exec(line);
  if (address === null) return null;
  return {
    kind: 'address',
    address: address[1] ?? '',
    isNumbered: /^Address \d/.test(line),
    ...(address[2] === undefined ? {} : { name: address[2] }),
  };
}

/** What went wrong with the question that is open. */
function failure(line: string): LookupLine | null {
  const notFound =
    /^\*\* server can't find (\S{1,253}?): ([A-Z]{4,10})$/.exec(line) ??
    /^Host (\S{1,253}) not found: \d\(([A-Z]{4,10})\)$/.exec(line);
  if (notFound !== null)
    return { kind: 'failed', name: notFound[1] ?? '', outcome: outcomes.get(notFound[2] ?? '') ?? 'failed' };
  const cannot =
    /^(?:nslookup: can't resolve '([^'\s]{1,253})'|\*\*\* Can't find (\S{1,253}?): No answer)/.exec(line);
  if (cannot !== null) {
    const name = cannot[1] ?? cannot[2];
    return {
      kind: 'failed',
      outcome: cannot[2] === undefined ? 'failed' : 'no-answer',
      ...(name === undefined || name === '(null)' ? {} : { name }),
    };
  }
  const servfail =
    /^;; Got (SERVFAIL|REFUSED) reply from (\S{1,80}?)(?:#\d+)?(?:, trying next server)?$/.exec(line);
  if (servfail !== null)
    return {
      kind: 'failed',
      outcome: outcomes.get(servfail[1] ?? '') ?? 'failed',
      ...(servfail[2] === undefined ? {} : { server: servfail[2] }),
    };
  return silence(line);
}

function silence(line: string): LookupLine | null {
  if (/^;; (?:connection timed out; no servers could be reached|no servers could be reached)/.test(line))
    return { kind: 'failed', outcome: 'timed-out' };
  const error =
    /^;; (?:communications|UDP setup with|TCP setup with|Connection to) .{0,12}?([0-9a-f.:]{3,60}(?:#\d{1,5})?)(?:\([^)]{1,80}\))? ?(?:failed|for \S{1,253} failed)?: (.{3,80})$/i.exec(
      line,
    ) ?? /^nslookup: (?:write to|read from|send to|read) ?'?([0-9a-f.:]{0,60})'?: (.{3,60})$/.exec(line);
  if (error === null) return null;
  const outcome = /timed out/i.test(error[2] ?? '')
    ? 'timed-out'
    : /refused/i.test(error[2] ?? '')
      ? 'refused'
      : 'unreachable';
  return { kind: 'failed', outcome, ...(error[1] ? { server: error[1] } : {}) };
}

function ofDig(line: string): LookupLine | null {
  const question = /^; <<>> DiG \S{1,80}(?: \([^)]{1,40}\))? <<>> (.{1,300})$/.exec(line)?.[1]?.split(' ');
  if (question !== undefined) {
    const server = question.find((word) => word.startsWith('@'))?.slice(1);
    const name = question.find((word) => word.includes('.') && !/^[@+-]/.test(word));
    return name === undefined
      ? { kind: 'detail' }
      : { kind: 'asked', name, ...(server === undefined ? {} : { server }) };
  }
  const status = /^;; ->>HEADER<<- .{0,60}?(?:status|rcode): ([A-Z]{4,10})\b/.exec(line)?.[1];
  if (status !== undefined)
    return { kind: 'status', outcome: status === 'NOERROR' ? 'none' : (outcomes.get(status) ?? 'failed') };
  const flags = /^;; flags: ([a-z ]{2,40});.{0,40}ANSWER: (\d{1,5})/.exec(line);
  if (flags !== null)
    return { kind: 'flags', truncated: / ?\btc\b/.test(flags[1] ?? ''), answers: Number(flags[2]) };
  const took = /^;; Query time: (\d{1,7}) msec/.exec(line)?.[1];
  if (took !== undefined) return { kind: 'took', milliseconds: Number(took) };
  const server = /^;; SERVER: ([0-9a-f.:]{3,60})#\d{1,5}/i.exec(line)?.[1];
  return server === undefined ? null : { kind: 'server', server };
}

function ofHost(line: string): LookupLine | null {
  const record =
    /^(\S{1,253}) has (?:IPv6 )?address ([0-9a-f.:]{3,60})$/i.exec(line) ??
    /^(\S{1,253}?)\.?\s{1,40}\d{1,9}\s{1,20}IN\s{1,20}(?:A|AAAA)\s{1,20}([0-9a-f.:]{3,60})$/i.exec(line);
  return record === null ? null : { kind: 'record', name: record[1] ?? '', address: record[2] ?? '' };
}
