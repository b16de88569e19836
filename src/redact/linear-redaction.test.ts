import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findSecrets } from './find-secrets.ts';
import { redactText } from './redact-text.ts';
import { secretKinds } from './secret-kinds.ts';

const SHORT = 8 * 1024;
/** Linear work grows by this; quadratic work by its square. */
const LONGER = 4;
/** Work that is done before the clock can tell is no danger. */
const NOTICEABLE_MILLISECONDS = 25;

const filler = (unit: string, length: number): string =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

function milliseconds(work: () => void): number {
  // Of the processor: others may have it for longer than the work takes.
  const started = process.cpuUsage();
  work();
  return process.cpuUsage(started).user / 1000;
}

/** How much longer four times as much takes, each at its best of several; 1 when nobody would notice. */
function growth(work: (length: number) => void): number {
  let [long, short] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let attempt = 0; attempt < 5; attempt++) {
    long = Math.min(
      long,
      milliseconds(() => work(SHORT * LONGER)),
    );
    if (long < NOTICEABLE_MILLISECONDS) return 1;
    short = Math.min(
      short,
      milliseconds(() => work(SHORT)),
    );
  }
  return long / short;
}

const folder = join(import.meta.dirname, 'samples');
const samples = new Map<string, { go: string[]; stay: string[] }>(
  readdirSync(folder).flatMap((file) => Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')))),
);

/** What keeps a pattern busy: what it may repeat, and what it stumbles over. */
const HEADS = 24;
const units = [
  '',
  ' ',
  'a',
  'A1',
  '-',
  '.',
  ':',
  '"',
  '\\',
  '\\"',
  '\n',
  '\n  ',
  '{',
  '[',
  'a:',
  'a=',
  'a,',
  '=',
  'eyJ',
  '/',
];

it.each(secretKinds.map((kind) => [kind.id, kind] as const))(
  '%s is found in time linear in the text, whatever it holds',
  (id, { keywords }) => {
    const { go = [], stay = [] } = samples.get(id) ?? {};
    const texts = [...go, ...stay].map((text) => text.replace(/[⟦⟧]/g, ''));
    const halves = texts.flatMap((text) => [
      text,
      text.slice(0, text.length / 2),
      text.slice(text.length / 2),
    ]);
    const all = [...keywords, ...halves].filter((head) => head !== '');
    const heads = all.filter((_, i) => i % Math.ceil(all.length / HEADS) === 0);
    const slow = heads.flatMap((head) =>
      units
        .flatMap((unit) => [
          // The head once before a long run, the run before the head, and both over and over.
          (length: number) => head + filler(unit === '' ? head : unit, length),
          (length: number) => filler(unit === '' ? head : unit, length) + head,
          (length: number) => filler(head + unit, length),
        ])
        .filter((text) => growth((length) => void findSecrets(text(length))) > LONGER ** 1.75)
        .map((text) => text(80)),
    );
    expect(slow).toEqual([]);
  },
  60_000,
);

it('a text full of secrets of all kinds is redacted in time linear in its length', () => {
  const every = [...samples.values()]
    .flatMap(({ go }) => go)
    .join('\n')
    .replace(/[⟦⟧]/g, '');
  const redact = (length: number) =>
    void redactText(filler(`${every}\n`, length * 4), { tagOf: () => 'aaaaa' });
  expect(growth(redact)).toBeLessThan(LONGER ** 1.75);
});
