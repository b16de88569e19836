import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Rule, Signal } from '../src/rulebook/rule.ts';
import type { RuleTest } from '../src/rulebook/rule-test.ts';
import { exampleRule, exampleTest } from './example-rule.ts';
import { culprit } from './run-culprit.ts';

/** The example, sure enough of itself to come first. */
const sure: Rule = {
  ...exampleRule,
  prior: 'common',
  signals: exampleRule.signals.map((signal): Signal => ({ ...signal, without: 'never' })),
};
const idle: Signal = {
  id: 'idle',
  when: { fact: 'arp.entries', operator: 'isEmpty', value: true },
  withCause: 'always',
  without: 'rarely',
  because: 'no case of the test decides it',
};
const on = exampleTest.lookAlikes[0]?.evidence ?? {};
const failing: Partial<RuleTest> = {
  fires: [{ name: 'it is 1 & <on>', evidence: on, expect: { first: true } }],
};

let folder = '';
const file = () => join(folder, 'host/forwarding-off.test.json');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-rules-'));
  mkdirSync(join(folder, 'host'));
  keep(sure, exampleTest);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function keep(rule: Rule, test: RuleTest): void {
  writeFileSync(join(folder, 'host/forwarding-off.json'), JSON.stringify(rule));
  writeFileSync(file(), JSON.stringify(test, null, 2));
}

const test = (...args: string[]) => culprit(['rules', 'test', '--folder', folder, ...args]);

describe('culprit rules test', () => {
  it('says that all cases pass, and ends with 0', async () => {
    expect(await test('host.forwarding-off')).toEqual({
      code: 0,
      out: '✓ host.forwarding-off: 3 cases\n\n1 rule, 3 cases: all pass\n',
      err: '',
    });
  });

  it('says which case failed and why, and ends with 1', async () => {
    keep(sure, { ...exampleTest, ...failing });
    const { code, out } = await test();
    expect(code).toBe(1);
    expect(out).toContain('✗ host.forwarding-off: 1 of 3 cases fail\n    fires: it is 1 & <on>: ');
    expect(out).toContain('\n1 rule, 3 cases: 1 fail\n');
  });

  it.each([
    [['host.forwarding-on'], 'Did you mean host.forwarding-off?'],
    [['--format', 'yaml'], 'human, json, junit'],
    [['--folder', '/nowhere'], '/nowhere'],
  ])('refuses %j with a sentence and 2', async (args, message) => {
    const { code, out, err } = await test(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it('prints as JSON which signals came out, and what they cover', async () => {
    const summary = JSON.parse((await test('--format', 'json')).out);
    expect(summary).toMatchObject({ passed: 3, failed: 0, flips: null });
    expect(summary.rules[0].cases[1]).toMatchObject({
      kind: 'look-alike',
      signals: { against: ['sysctl-is-0'] },
    });
    expect(summary.rules[0].coverage).toEqual({ whole: ['sysctl-is-0'], half: [], none: [] });
  });

  it('prints as JUnit what failed', async () => {
    keep(sure, { ...exampleTest, ...failing });
    const { out } = await test('--format', 'junit');
    expect(out).toContain('<testsuites name="culprit rules" tests="3" failures="1">');
    expect(out).toContain('name="fires: it is 1 &amp; &lt;on&gt;">\n      <failure message="');
  });

  it('says with --coverage which signals no case decides', async () => {
    keep({ ...sure, signals: [...sure.signals, idle] }, exampleTest);
    const { out } = await test('--coverage');
    expect(out).toContain('    not decided by any case: idle\n');
    expect(out).toContain('2 signals: 1 decided as far as can be, 0 on one side of two, 1 not at all\n');
  });

  it('states what came out with --write, and leaves a file alone that states it already', async () => {
    expect(await test('--write')).toMatchObject({ code: 0, err: `wrote ${file()}\n` });
    const { fires, lookAlikes, missing }: RuleTest = JSON.parse(readFileSync(file(), 'utf8'));
    expect([fires, lookAlikes, missing].map(([first]) => first?.signals)).toEqual([
      { for: ['sysctl-is-0'] },
      { against: ['sysctl-is-0'] },
      {},
    ]);
    expect(await test('--write')).toMatchObject({ code: 0, err: '' });
  });

  it('ends with --mutate in 0 when every flip is noticed', async () => {
    const { code, out } = await test('--mutate');
    expect(code).toBe(0);
    expect(out).toContain('flips noticed: 100.0 % (2 of 2, 0 by stated signals alone)');
  });

  it('ends with --mutate in 1 when too little is noticed, and lists what survives', async () => {
    keep({ ...sure, signals: [...sure.signals, idle] }, exampleTest);
    const { code, out } = await test('--mutate');
    expect(code).toBe(1);
    expect(out).toContain('flips noticed: 50.0 % (2 of 4, 0 by stated signals alone)');
    expect(out).toContain('    survives: idle, negated: holds when it is known not to: there are no ');
  });
});
