import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../src/access/actor.ts';
import { importRules } from '../src/cases/import-rules.ts';
import { systemClock } from '../src/lib/clock.ts';
import { loadPublishedRules } from '../src/rulebook/load-rulebook.ts';
import type { Rule } from '../src/rulebook/rule.ts';
import { openStore } from '../src/storage/open-store.ts';
import { exampleTest, provableRule } from './example-rule.ts';
import { culprit } from './run-culprit.ts';

const { id } = provableRule;
const FILE = 'host/forwarding-off.json';
const second: Rule = { ...provableRule, version: 2, prior: 'common' };

let root = '';
let folder = '';
let env: Record<string, string> = {};
const write = (rule: Rule) => writeFileSync(join(folder, FILE), JSON.stringify(rule));
const git = (...args: string[]) =>
  execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args]);
const diff = (...args: string[]) => culprit(['rules', 'diff', id, ...args], { env });

/** A rule that says 1 in git and in the database, and 2 in its file and in the database. */
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'culprit-diff-'));
  folder = join(root, 'rules');
  mkdirSync(join(folder, 'host'), { recursive: true });
  writeFileSync(join(folder, 'host/forwarding-off.test.json'), JSON.stringify(exampleTest));
  write(provableRule);
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'first');
  env = { CULPRIT_RULES: folder, CULPRIT_DATABASE: join(root, 'cases.db') };
  const store = await openStore({ database: join(root, 'cases.db') });
  for (const rule of [provableRule, second]) {
    write(rule);
    await importRules({ actor: systemActor, store, clock: systemClock }, loadPublishedRules(folder));
  }
  await store.close();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('culprit rules diff', () => {
  const words = `${id}, version 1 → 2\n\nRule\n  ~ prior: uncommon (−25.2 dB) → common (−20.0 dB)\n`;

  it('compares the rule’s file with the newest commit', async () => {
    expect(await diff()).toEqual({ code: 0, out: words, err: '' });
    expect(await diff('HEAD', folder)).toMatchObject({ out: words });
  });

  it('compares versions of the database', async () => {
    expect(await diff('1', '2')).toMatchObject({ code: 0, out: words });
    expect(await diff('2')).toMatchObject({ code: 0, out: `${id}, version 2: both mean the same\n` });
  });

  it('compares files and folders, and prints JSON', async () => {
    const { out } = await diff(join(folder, FILE), 'HEAD', '--json');
    expect(JSON.parse(out)).toMatchObject({
      ...{ rule: id, from: 2, to: 1, isSame: false },
      prior: { before: 'common', after: 'uncommon' },
    });
  });

  it.each([
    [['nowhere'], '"nowhere" is no file, no folder, no version number, and no git revision'],
    [['3'], 'There is no version 3'],
    [['--', '--output=x'], 'no git revision'],
  ])('says that there is no such version: %j', async (args, message) => {
    expect(await diff(...args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) });
  });

  it('says that a folder has no such rule', async () => {
    const { code, err } = await culprit(['rules', 'diff', 'host.none'], { env });
    expect([code, err]).toEqual([2, expect.stringContaining('There is no host/none.json')]);
  });
});

describe('culprit rules explain', () => {
  const explain = (...args: string[]) => culprit(['rules', 'explain', ...args], { env });
  const fact = ['--fact', 'sysctl.net.ipv4.ip_forward=0', '--host', 'node-1'];

  it('shows the conditions with what is known, and the arithmetic', async () => {
    const { code, out } = await explain(id, ...fact);
    expect(code).toBe(0);
    expect(out).toContain(`Forwarding is off (${id}, version 2) on node-1`);
    expect(out).toMatch(/\+33\.0 dB {2}sysctl-is-0 {2}true/);
    expect(out).toMatch(/true {5}sysctl.net.ipv4.ip_forward = 0\n +node-1: 0/);
    expect(out).toContain('+13.0 dB  in total');
  });

  it('says what nobody collected', async () => {
    const { out } = await explain(id, '--fact', 'kernel-module.overlay=true');
    expect(out).toContain('it is not among the causes');
    expect(out).toContain(
      'nobody collected sysctl.net.ipv4.ip_forward: sysctl net.ipv4.ip_forward (on the host)',
    );
  });

  it('prints JSON, and takes a folder that breaks its lock', async () => {
    const { out } = await explain(id, ...fact, '--json', '--folder', folder);
    expect(JSON.parse(out)).toMatchObject({
      rule: id,
      place: 1,
      outrankedBy: [],
      signals: [{ state: 'true' }],
    });
  });

  it('refuses a rule that is not there', async () => {
    const { code, err } = await explain('forwarding-off', ...fact);
    expect([code, err]).toEqual([2, expect.stringContaining(`Did you mean ${id}?`)]);
  });
});
