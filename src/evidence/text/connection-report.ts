import type { ConnectionAttempt, ConnectionOutcome, TlsHandshake } from '../../facts/connections.ts';
import { type Finding, type Line, ReadingBuilder } from '../source.ts';
import { isAddress } from './addresses.ts';
import type { Endpoint } from './endpoint.ts';

/** What one line, or a few lines together, say of one connection. */
export type ConnectionReport =
  | { readonly fact: 'connection.attempts'; readonly item: ConnectionAttempt }
  | { readonly fact: 'tls.handshakes'; readonly item: TlsHandshake };

/** The name to keep beside an address: `name` when it is not itself an address, or the target. */
export const nameBeside = (target: string | null, name: string | null | undefined): { name?: string } =>
  name === null || name === undefined || target === null || name === target || isAddress(name)
    ? {}
    : { name };

export const attemptReport = (
  endpoint: Endpoint,
  outcome: ConnectionOutcome,
  name?: string | null,
): ConnectionReport => ({
  fact: 'connection.attempts',
  item: { target: endpoint.host, port: endpoint.port, outcome, ...nameBeside(endpoint.host, name) },
});

export const handshakeReport = (
  endpoint: Endpoint | null,
  outcome: TlsHandshake['outcome'],
  more: Pick<TlsHandshake, 'durationMilliseconds' | 'alpn' | 'name'> = {},
): ConnectionReport => ({
  fact: 'tls.handshakes',
  item: { target: endpoint?.host ?? null, port: endpoint?.port ?? null, outcome, ...more },
});

/** Whether two reports can be about the same attempt: nothing that both say differs. */
function agree(a: ConnectionReport, b: ConnectionReport): boolean {
  if (a.fact !== b.fact || a.item.outcome !== b.item.outcome) return false;
  if (a.item.port !== null && b.item.port !== null && a.item.port !== b.item.port) return false;
  if (a.item.target === null || b.item.target === null) return true;
  return [a.item.target, a.item.name].some(
    (host) => host !== undefined && (host === b.item.target || host === b.item.name),
  );
}

/** How much a report says, so that of two that agree the fuller one is kept. */
const fullness = ({ item }: ConnectionReport): number =>
  Object.values(item).filter((value) => value !== null && value !== undefined).length;

/** Gathers reports line by line; the same report on adjacent lines is one finding over all of them. */
export class ConnectionReading extends ReadingBuilder {
  #open: { at: number; report: ConnectionReport; host: string | null | undefined; last: number }[] = [];

  /** @param host The machine that tried, when it is not the block's; `null`: one that nothing names. */
  report(report: ConnectionReport, line: Line, host?: string | null): void {
    this.#open = this.#open.filter(({ last }) => last >= line.number - 1);
    const same = this.#open.find((open) => open.host === host && agree(open.report, report));
    if (same === undefined) {
      this.#open.push({ at: this.findings.length, report, host, last: line.number });
      this.findings.push(toFinding(report, [line.number, line.number], host));
      return;
    }
    const first = this.findings[same.at]?.lines[0] ?? line.number;
    if (fullness(report) > fullness(same.report)) same.report = report;
    same.last = line.number;
    this.findings[same.at] = toFinding(same.report, [first, line.number], host);
  }
}

const toFinding = (
  { fact, item }: ConnectionReport,
  lines: readonly [number, number],
  host: string | null | undefined,
): Finding => ({ fact, item, lines, ...(host === undefined ? {} : { host }) });
