import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEvidence } from '../src/evidence/read-evidence.ts';
import { cutTranscript } from '../src/evidence/transcript.ts';
import { parseJson } from '../src/http/parse-json.ts';
import { compileRulebook } from '../src/inference/compile-rulebook.ts';
import { diagnose } from '../src/inference/diagnose.ts';
import { TextSearch } from '../src/inference/text-search.ts';
import { lintDraft } from '../src/rulebook/lint-draft.ts';
import { loadRulebook } from '../src/rulebook/load-rulebook.ts';
import { draft } from './draft-rule.ts';
import { filler, growth, LONGER, TOO_STEEP } from './growth.ts';
import { root } from './run-culprit.ts';

const rulebook = loadRulebook(join(root, 'rules'));
const SHORT = 64 * 1024;

interface TextCondition {
  operator: string;
  value: string | { pattern: string; needle: string };
}

/** Every condition about texts, wherever in the rules it stands. */
function textConditions(value: unknown): TextCondition[] {
  if (value === null || typeof value !== 'object') return [];
  // Conditions about texts have these members: the rulebook was loaded.
  const inner = Object.values(value).flatMap(textConditions);
  return 'fact' in value && value.fact === 'text' ? [value as unknown as TextCondition, ...inner] : inner;
}

const conditions = textConditions([rulebook.rules, rulebook.conditions]);
const search = new TextSearch();
for (const { operator, value } of conditions) search.register(operator, value);
const needles = [
  ...new Set(conditions.map(({ value }) => (typeof value === 'string' ? value : value.needle))),
];

/** Texts that keep readers busy, each of any length. */
const texts: Record<string, (length: number) => string> = {
  'one long line': (length) => filler('a ', length),
  'prompts alone': (length) => filler('root@node-1:~# ip a\n', length),
  'prompts of ever new machines': (length) =>
    Array.from({ length: length / 20 }, (_, i) => `root@n${i}:~# ls`).join('\n'),
  'prompts within prompts': (length) => filler('[root@a ~]# $ # > ', length),
  'ssh after ssh': (length) => filler('$ ssh root@node-1\n', length),
  'sudo after sudo': (length) => `$ ${filler('sudo ', length)}`,
  'pipes and quotes': (length) => `$ ${filler('\'a"b|', length)}`,
  'fences and comments': (length) => filler('```\n# a\n', length),
  'continued lines': (length) => `$ ${filler('a \\\n', length)}`,
  'spaces alone': (length) => filler(' ', length),
  'carriage returns and escapes': (length) => filler('\r\u001b[1m', length),
  'quoted lines': (length) => filler('> > > a\n', length),
};

describe.each(Object.entries(texts))('%s', (_, textOf) => {
  it('are cut in linear time', () => {
    expect(growth(SHORT, (length) => cutTranscript(0, { text: textOf(length) }))).toBeLessThan(TOO_STEEP);
  });

  it('are a command that is read in linear time', () => {
    const command = (length: number) => cutTranscript(0, { text: 'a', command: textOf(length) });
    expect(growth(SHORT, command)).toBeLessThan(TOO_STEEP);
  });
});

describe('the largest texts are diagnosed in linear time:', () => {
  const MIB = 1024 * 1024;
  const compiled = compileRulebook(rulebook);
  const prompt = 'root@n:~# ip a\n';

  it.each<[string, number, (size: number) => string]>([
    ['a line of 1 MiB', MIB, (size) => filler('dial tcp 10.0.0.1:443: i/o timeout ', size)],
    ['a word of 1 MiB', MIB, (size) => 'a'.repeat(size)],
    ['100,000 prompts', 100_000, (size) => prompt.repeat(size)],
    ['100,000 levels of JSON', 100_000, (size) => '{"a":['.repeat(size)],
  ])(
    '%s',
    (_, size, textOf) => {
      const diagnosed = (length: number) =>
        void diagnose(readEvidence({ facts: [], texts: [{ text: textOf(length) }] }), compiled);
      expect(growth(size / LONGER, diagnosed)).toBeLessThan(TOO_STEEP);
    },
    60_000,
  );
});

describe('the conditions of all rules', () => {
  it.each([
    ['what each looks for, on one line', ' '],
    ['what each looks for, line by line', '\n'],
  ])('decide in linear time: %s', (_, between) => {
    const text = needles.join(between);
    const decide = (length: number) => {
      const lines = filler(text, length).split('\n');
      search.search([{ lines, hosts: lines.map(() => null) }]);
    };
    expect(growth(SHORT, decide)).toBeLessThan(TOO_STEEP);
  });

  it('decide a line of near misses in linear time, each of them', () => {
    // All at once first: a slow one is looked for only when the sum is slow.
    const miss = (needle: string) => `${needle} ${needle.slice(0, -1)} `;
    const decide = (needle: string) => (length: number) =>
      search.search([{ lines: [filler(miss(needle), length)], hosts: [null] }]);
    const slow = needles.filter((needle) => growth(SHORT / 4, decide(needle)) >= TOO_STEEP);
    expect(slow).toEqual([]);
  }, 120_000);
});

describe('JSON of a request is read in linear time:', () => {
  it.each([
    ['many items', (length: number) => `[${filler('1,', length)}1]`],
    [
      'many members',
      (length: number) => `{${Array.from({ length: length / 10 }, (_, i) => `"k${i}":0`).join()}}`,
    ],
    ['a member many times', (length: number) => `{${filler('"a":1,', length)}"b":1}`],
    ['deep lists', (length: number) => '['.repeat(length)],
    ['escapes', (length: number) => `"${filler('\\u0041\\"', length - (length % 8))}"`],
    ['what breaks at its end', (length: number) => `[${filler('"a",', length)}`],
  ])('%s', (_, textOf) => {
    const read = (length: number) => {
      try {
        parseJson(textOf(length));
      } catch {
        // Refused, which is an answer too.
      }
    };
    expect(growth(SHORT, read)).toBeLessThan(TOO_STEEP);
  });
});

describe('a draft is linted in linear time:', () => {
  const [signal] = draft.rule.signals;
  const linted = (change: object) =>
    lintDraft({ id: null, rule: { ...draft.rule, ...change }, test: draft.test, version: 1 }, rulebook);
  const times = <T>(count: number, make: (nth: number) => T): T[] =>
    Array.from({ length: count }, (_, i) => make(i));
  const text = (value: string) => ({ fact: 'text', operator: 'includes', value });

  it.each([
    [
      'many signals',
      (count: number) => ({
        signals: times(count, (i) => ({ ...signal, id: `s${i}`, when: text(`t${i}`) })),
      }),
    ],
    [
      'a wide condition',
      (count: number) => ({ signals: [{ ...signal, when: { any: times(count, (i) => text(`t${i}`)) } }] }),
    ],
    [
      'many steps',
      (count: number) => ({
        fixes: times(count, (i) => ({ title: `f${i}`, where: 'a', risk: 'low', steps: [{ run: `a ${i}` }] })),
      }),
    ],
    ['many consequences', (count: number) => ({ explains: times(count, (i) => `host.h${i}`) })],
    ['a long title', (count: number) => ({ title: 'a '.repeat(count * 10) })],
  ])('%s', (_, change) => {
    expect(growth(200, (count) => void linted(change(count)))).toBeLessThan(TOO_STEEP);
  });
});
