import type { KnownFact } from '../../facts/known.ts';
import type { Evidence } from '../evidence.ts';
import { readEvidence } from '../read-evidence.ts';
import { isAddress } from '../text/addresses.ts';
import { isKeptWord } from './kept-words.ts';

/** Properties of facts that name machines. */
const properties = new Set(['node', 'nodes', 'nodesWith', 'nodesWithout', 'host', 'hosts']);

/** Names of machines in the evidence, in lower case: whom it was taken from, and what its listings, prompts and logs name. */
export function machineNames(evidence: Evidence): Set<string> {
  const { facts, texts } = readEvidence(evidence);
  const given = [...evidence.texts, ...evidence.facts].flatMap(({ host }) => host ?? []);
  const read = [
    ...facts.hosts,
    ...texts.flatMap(({ hosts }) => [...new Set(hosts)]),
    ...facts.known.flatMap(namesIn),
  ];
  const names = new Set(given.map((name) => name.trim().toLowerCase()));
  for (const name of new Set(read)) if (name !== null && mayBeName(name)) names.add(name.toLowerCase());
  for (const name of [...names]) addShort(names, name);
  return names;
}

function namesIn({ fact, value }: KnownFact): string[] {
  const names: string[] = [];
  collect(value, fact === 'kubernetes.nodes' ? new Set([...properties, 'name']) : properties, names);
  return names;
}

function collect(value: unknown, wanted: ReadonlySet<string>, names: string[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, wanted, names);
  else if (value !== null && typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) {
      if (wanted.has(key)) for (const name of [inner].flat()) if (typeof name === 'string') names.push(name);
      if (inner !== null && typeof inner === 'object') collect(inner, wanted, names);
    }
}

/** A word in small letters, or one with a digit or a dash; other words are words of the text. */
const mayBeName = (name: string): boolean =>
  /^[A-Za-z\d][\w.-]{1,252}$/.test(name) &&
  !isAddress(name) &&
  !isKeptWord(name.toLowerCase()) &&
  (/[\d.-]/.test(name) || name === name.toLowerCase());

/** A machine's short name stands for its full one. */
function addShort(names: Set<string>, name: string): void {
  const dot = name.indexOf('.');
  const short = name.slice(0, dot);
  if (dot > 1 && !isAddress(name) && mayBeName(short)) names.add(short);
}
