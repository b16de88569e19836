import type { ConnectionOutcome } from '../../../facts/connections.ts';
import type { Block } from '../../source.ts';
import { type Endpoint, urlEndpoint } from '../../text/endpoint.ts';

/** The URL of a curl command, when it has just one. */
export function askedFor({ words }: Pick<Block, 'words'>): Endpoint | null {
  const given = words.slice(1).map((word) => word.replaceAll(/["']/g, ''));
  const urls = given.flatMap(urlOf);
  if (urls.length > 0) return urls.length === 1 ? urlEndpoint(urls[0] ?? '') : null;
  if (words[0] !== 'curl') return null;
  const bare = given.filter((word, at) => isHostAlone(word) && !takesValue.test(given[at - 1] ?? ''));
  return bare.length === 1 ? urlEndpoint(`http://${bare[0]}`) : null;
}

/** curl takes an address without a scheme for HTTP. */
function urlOf(word: string): string[] {
  if (/^https?:\/\//i.test(word)) return [word];
  const isAddress = /^\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?:\/|$)|^[\w.-]{1,253}:\d{2,5}(?:\/|$)/.test(word);
  return isAddress ? [`http://${word}`] : [];
}

/** The name of a Service, say. */
const isHostAlone = (word: string): boolean =>
  /^[a-z][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){0,6}(?:\/|$)/.test(word);

const takesValue =
  /^(?:-[a-zA-Z]*[ACDEFHKTUXbcdehmoqruwxyz]|--(?:connect-timeout|max-time|output|header|request|data\S*|write-out|user|user-agent|resolve|retry\S*|cacert|cert|key|interface|proxy|noproxy|form|referer|cookie\S*|config|upload-file|connect-to|tls-max|limit-rate|dns-servers))$/;

/** Exit statuses of a curl that was told to be silent, as kubectl exec reports them. */
const exits: ReadonlyMap<string, ConnectionOutcome> = new Map([
  ['6', 'name-not-resolved'],
  ['7', 'refused'],
  ['28', 'timed-out'],
]);

export const exitOutcome = (text: string): ConnectionOutcome | null =>
  exits.get(/^command terminated with exit code (\d{1,3})$/.exec(text.trim())?.[1] ?? '') ?? null;
