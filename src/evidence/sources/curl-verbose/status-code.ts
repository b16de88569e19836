import type { ConnectionOutcome } from '../../../facts/connections.ts';
import type { Block } from '../../source.ts';
import { type Endpoint, parseEndpoint } from '../../text/endpoint.ts';
import { askedFor } from './asked-for.ts';

export interface StatusCode {
  readonly endpoint: Endpoint;
  readonly outcome: ConnectionOutcome;
}

/** What `curl -w '%{http_code}'` printed, or `-w "$node %{http_code}"` in a loop: 000 is no answer at all. */
export function statusCode({ words, command }: Block, text: string): StatusCode | null {
  if (command === null || !command.includes('http_code')) return null;
  const [, shown, code] = /^(?:(\S{3,80}?)[:=]?\s{1,4})?(\d{3})$/.exec(text.trim()) ?? [];
  if (code === undefined) return null;
  const isLimited = words.some((word) => /^(?:-\w*m\d*|--max-time|--connect-timeout)(?:=|$)/.test(word));
  if (code === '000' && !isLimited) return null;
  const asked = askedFor({ words: words.filter((word) => !word.includes('$')) });
  const named = shown === undefined ? asked : withPort(parseEndpoint(shown), command);
  return named === null ? null : { endpoint: named, outcome: code === '000' ? 'timed-out' : 'connected' };
}

const withPort = (endpoint: Endpoint | null, command: string): Endpoint | null =>
  endpoint === null || !/^[\d.]+$/.test(endpoint.host)
    ? null
    : { host: endpoint.host, port: endpoint.port ?? portIn(command) };

const portIn = (command: string): number | null => {
  const port = /:(\d{2,5})(?=["'/\s]|$)/.exec(command)?.[1];
  return port === undefined ? (/\bhttp:\/\//.test(command) ? 80 : null) : Number(port);
};
