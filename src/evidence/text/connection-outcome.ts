import type { ConnectionOutcome } from '../../facts/connections.ts';

/** How system calls, Go, libcurl and Windows word the end of an attempt; lower case. */
const phrases: readonly (readonly [phrase: string, outcome: ConnectionOutcome])[] = [
  ['connection timed out', 'timed-out'],
  ['connection timeout', 'timed-out'],
  ['operation timed out', 'timed-out'],
  ['i/o timeout', 'timed-out'],
  ['dial timeout', 'timed-out'],
  ['timed out', 'timed-out'],
  ['timeout was reached', 'timed-out'],
  ['a connection attempt failed because the connected party did not properly respond', 'timed-out'],
  ['connection refused', 'refused'],
  ['no connection could be made because the target machine actively refused it', 'refused'],
  ['no route to host', 'no-route'],
  ['host is unreachable', 'no-route'],
  ['host unreachable', 'no-route'],
  ['host is down', 'no-route'],
  ['a socket operation was attempted to an unreachable host', 'no-route'],
  ['network is unreachable', 'network-unreachable'],
  ['network unreachable', 'network-unreachable'],
  ['a socket operation was attempted to an unreachable network', 'network-unreachable'],
  ['connection reset', 'reset'],
  ['connection was reset', 'reset'],
  ['an existing connection was forcibly closed', 'reset'],
  ['broken pipe', 'closed'],
  ['eof', 'closed'],
  ['unexpected eof', 'closed'],
];

/** What an error's words say of an attempt, however its letters are cased; `null` for any other error. */
export function outcomeOfReason(reason: string): ConnectionOutcome | null {
  const words = reason.slice(0, 120).trimStart().toLowerCase();
  return phrases.find(([phrase]) => words.startsWith(phrase))?.[1] ?? null;
}
