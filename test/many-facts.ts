import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence, SubmittedFact } from '../src/evidence/evidence.ts';
import { readEvidence } from '../src/evidence/read-evidence.ts';
import { catalogue, isList } from '../src/facts/catalogue.ts';
import { root } from './run-culprit.ts';
import { sourceSamples } from './source-samples.ts';

/** Items of each list fact that can be submitted, as samples and the tests of rules show them. */
function knownItems(): Map<string, unknown[]> {
  const items = new Map<string, unknown[]>();
  const learn = ({ facts = [], texts = [] }: Partial<Evidence>): void => {
    for (const { fact, value } of readEvidence({ facts, texts }).facts.known) {
      const definition = catalogue.get(fact);
      if (definition === undefined || definition.derived || !isList(definition) || !Array.isArray(value))
        continue;
      items.set(fact, [...(items.get(fact) ?? []), ...value].slice(0, 12));
    }
  };
  for (const text of sourceSamples()) learn({ texts: [{ text }] });
  for (const path of readdirSync(join(root, 'rules'), { recursive: true, encoding: 'utf8' }))
    if (path.endsWith('.test.json'))
      learn({ facts: factsOfTest(readFileSync(join(root, 'rules', path), 'utf8')) });
  return items;
}

function factsOfTest(text: string): SubmittedFact[] {
  const { fires = [], lookAlikes = [], missing = [] } = JSON.parse(text);
  return [...fires, ...lookAlikes, ...missing].flatMap(({ evidence }) => evidence.facts ?? []);
}

const items = knownItems();
/** What names a thing: other things have other names. */
const names: ReadonlySet<string> = new Set(['name', 'pod', 'service', 'interface', 'node', 'target', 'host']);

/** The same item of another thing: its addresses and names are others', so that nothing is merged and joins have to look. */
function another(value: unknown, nth: number): unknown {
  if (typeof value === 'string') return withOtherAddress(value, nth);
  if (Array.isArray(value)) return value.map((item) => another(item, nth));
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).map(([key, member]) =>
    names.has(key) && typeof member === 'string' && !/^[\d.:/]+$/.test(member)
      ? [key, `${member}-${nth}`]
      : [key, another(member, nth)],
  );
  return Object.fromEntries(members);
}

function withOtherAddress(text: string, nth: number): string {
  const [high, middle, low] = [(nth >> 16) & 255, (nth >> 8) & 255, nth & 255];
  return text
    .replace(/^(\d{1,3})\.\d+\.\d+\.\d+(?=$|[/:])/, `$1.${high}.${middle}.${low}`)
    .replace(
      /^((?:[0-9a-f]{2}:){3})[0-9a-f:]{8}$/,
      (_, vendor) => vendor + [high, middle, low].map(hex).join(':'),
    );
}

const hex = (octet: number): string => octet.toString(16).padStart(2, '0');

/** Every list that can be submitted with so many items, dealt out to so many machines. */
export function manyFacts(count: number, hosts = 1): SubmittedFact[] {
  return [...items].flatMap(([fact, some]) =>
    Array.from({ length: hosts }, (_, host): SubmittedFact => {
      const value = Array.from({ length: Math.ceil(count / hosts) }, (_, i) => {
        const nth = i * hosts + host;
        return another(some[nth % some.length], nth);
      });
      return {
        fact,
        value,
        ...(catalogue.get(fact)?.subject === 'host' || hosts > 1 ? { host: `node-${host}` } : {}),
      };
    }),
  );
}
