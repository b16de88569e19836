import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOCK_FILE } from '../src/rulebook/lock.ts';
import type { Rule } from '../src/rulebook/rule.ts';
import { exampleTest, provableRule } from './example-rule.ts';
import { culprit } from './run-culprit.ts';

const FILE = 'host/forwarding-off.json';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-author-'));
  mkdirSync(join(folder, 'host'));
  write(FILE, JSON.stringify(provableRule, null, 2));
  write('host/forwarding-off.test.json', JSON.stringify(exampleTest, null, 2));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const change = (changes: Partial<Rule>) =>
  write(FILE, JSON.stringify({ ...provableRule, ...changes }, null, 2));

describe('culprit rules lint', () => {
  const wrong = { explains: ['host.nowhere, %'] };

  it('ends with 0 when it finds nothing', async () => {
    expect(await culprit(['rules', 'lint', folder])).toEqual({
      code: 0,
      out: '0 errors, 0 warnings in 2 files\n',
      err: '',
    });
  });

  it('says where it is, what, and how to mend it, and ends with 1', async () => {
    change({ explains: ['host.nowhere'] });
    const { code, out } = await culprit(['rules', 'lint', folder]);
    expect(code).toBe(1);
    expect(out).toMatch(/forwarding-off\.json:\d+:\d+ {2}error {2}unknown-cause$/m);
    expect(out).toContain('/explains/0: there is no rule "host.nowhere"');
    expect(out).toContain('mend: Name a rule of the rulebook.');
    expect(out).toContain('1 error, 0 warnings in 2 files');
  });

  it('ends with 0 when there are but warnings', async () => {
    const [reference] = provableRule.references;
    if (reference === undefined) throw new Error('the example has references');
    change({ references: [reference, reference] });
    expect(await culprit(['rules', 'lint', folder])).toMatchObject({
      code: 0,
      out: expect.stringContaining('0 errors, 1 warning'),
    });
  });

  it('prints JSON', async () => {
    change(wrong);
    const { out } = await culprit(['rules', 'lint', folder, '--format', 'json']);
    expect(JSON.parse(out)[0]).toMatchObject({
      file: FILE,
      line: expect.any(Number),
      column: expect.any(Number),
      pointer: '/explains/0',
      severity: 'error',
      code: 'wrong-value',
      mend: expect.any(String),
    });
  });

  it('prints JUnit, in which no text ends an attribute', async () => {
    change(wrong);
    const { out } = await culprit(['rules', 'lint', folder, '--format', 'junit']);
    expect(out).toContain('tests="2" failures="1"');
    expect(out).toMatch(/<failure type="wrong-value" message="[^"<]*&quot;host.nowhere, %&quot;[^"<]*"\/>/);
    expect(out).toContain('name="host/forwarding-off.test.json"/>');
  });

  it('prints workflow commands of GitHub, with what these take for signs escaped', async () => {
    change(wrong);
    const { out } = await culprit(['rules', 'lint', folder, '--format', 'github']);
    expect(out).toMatch(
      /^::error file=\S+\.json,line=\d+,col=\d+,title=wrong-value::.*host.nowhere, %25.*%0A/,
    );
  });

  it('refuses another format, and a folder that is not there', async () => {
    expect(await culprit(['rules', 'lint', '--format', 'xml'])).toMatchObject({ code: 2, out: '' });
    expect(await culprit(['rules', 'lint', '/nowhere'])).toMatchObject({ code: 2, out: '' });
  });
});

describe('culprit rules format', () => {
  it('lays out the files, and says which', async () => {
    write(FILE, JSON.stringify(provableRule));
    const { code, out } = await culprit(['rules', 'format', folder, '--check']);
    expect([code, out]).toEqual([1, expect.stringContaining(`${join(folder, FILE)}\n`)]);
    expect(await culprit(['rules', 'format', folder])).toMatchObject({ code: 0, out });
    expect(JSON.parse(read(FILE))).toEqual(provableRule);
    expect(await culprit(['rules', 'format', folder, '--check'])).toEqual({ code: 0, out: '', err: '' });
  });

  it('leaves a file alone that is no JSON, and ends with 1', async () => {
    write(FILE, '{ "id": "host.x", }');
    const { code, err } = await culprit(['rules', 'format', folder]);
    expect([code, err]).toEqual([1, expect.stringContaining('forwarding-off.json:1:19 ')]);
    expect(read(FILE)).toBe('{ "id": "host.x", }');
  });

  it('has nothing to do in the rules that are shipped', async () => {
    expect(await culprit(['rules', 'format', '--check'])).toEqual({ code: 0, out: '', err: '' });
  });
});

describe('culprit rules lock', () => {
  it('writes the lock and the schemas, and refuses changed content with 1', async () => {
    expect(await culprit(['rules', 'lock', folder])).toEqual({ code: 0, out: '', err: '' });
    expect(JSON.parse(read('rule.schema.json'))).toHaveProperty('definitions.fact.enum');
    const locked = read(LOCK_FILE);
    change({ title: 'Better said' });
    expect(await culprit(['rules', 'lock', folder])).toMatchObject({
      code: 1,
      err: expect.stringContaining('make it version 2'),
    });
    expect(read(LOCK_FILE)).toBe(locked);
  });

  it('retires a rule with a reason, and only so', async () => {
    await culprit(['rules', 'lock', folder]);
    rmSync(join(folder, 'host'), { recursive: true });
    const retire = ['rules', 'lock', folder, '--retire', provableRule.id];
    expect(await culprit(retire)).toMatchObject({ code: 2 });
    expect(await culprit([...retire, '--reason', 'it was wrong'])).toMatchObject({ code: 0 });
    expect(JSON.parse(read(LOCK_FILE)).rules[provableRule.id].retired).toEqual({ reason: 'it was wrong' });
  });
});
