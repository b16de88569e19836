import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleRule, exampleTest } from '../../test/example-rule.ts';
import { hasLock, loadRulebook, readRulebookFiles } from './load-rulebook.ts';
import { checkLock, LOCK_FILE, parseLock } from './lock.ts';
import { writeLock } from './write-lock.ts';

let folder: string;
const write = (file: string, content: unknown) => writeFileSync(join(folder, file), JSON.stringify(content));
const readLock = () => readFileSync(join(folder, LOCK_FILE), 'utf8');

/** Loads the folder in a process that can be ended when it hangs. */
const script = (rules: string) =>
  `import { loadRulebook } from ${JSON.stringify(join(import.meta.dirname, 'load-rulebook.ts'))};
  console.log(JSON.stringify(loadRulebook(${JSON.stringify(rules)})));`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rules-'));
  mkdirSync(join(folder, 'host'));
  write('host/forwarding-off.json', exampleRule);
  write('host/forwarding-off.test.json', exampleTest);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a rules folder', () => {
  it('loads', () => {
    writeFileSync(join(folder, 'README.md'), 'not a rule');
    expect(loadRulebook(folder).rules).toEqual([exampleRule]);
  });

  it('says by file and pointer why it does not load', () => {
    write('host/forwarding-off.json', { ...exampleRule, version: '1' });
    expect(() => loadRulebook(folder)).toThrow(
      /^ {2}host\/forwarding-off\.json#\/version: must be integer$/m,
    );
  });

  it('must exist', () => {
    expect(() => loadRulebook(join(folder, 'none'))).toThrow(/cannot read the rulebook/);
  });

  it('must hold a rule', () => {
    rmSync(join(folder, 'host'), { recursive: true });
    expect(() => loadRulebook(folder)).toThrow(/^there is no rule in "/);
  });

  it('does not load when what was published is another rule, and says in which file', () => {
    writeLock(folder);
    write('host/forwarding-off.json', { ...exampleRule, title: 'Better said' });
    expect(() => loadRulebook(folder)).toThrow(
      /run culprit rules lock:\n {2}host\/forwarding-off\.json: the content .* changed; make it version 2$/,
    );
    write('host/forwarding-off.json', { ...exampleRule, title: 'Better said', version: 2 });
    expect(loadRulebook(folder).rules).toMatchObject([{ version: 2 }]);
  });

  it('says whether it has a lock', () => {
    expect(hasLock(folder)).toBe(false);
    writeLock(folder);
    expect(hasLock(folder)).toBe(true);
  });

  it('is read without waiting for a pipe in it', { timeout: 5000 }, () => {
    execFileSync('mkfifo', [join(folder, 'host', 'pipe.json')]);
    const child = execFileSync(process.execPath, ['--input-type=module', '-e', script(folder)], {
      timeout: 4000,
      encoding: 'utf8',
    });
    expect(child).toContain(exampleRule.id);
  });

  it('gets a lock and the schemas, the same ones each time', () => {
    writeLock(folder);
    const first = readRulebookFiles(folder);
    expect(checkLock(parseLock(readLock()), loadRulebook(folder))).toEqual([]);
    expect([...first.keys()]).toContain('rule.schema.json');
    writeLock(folder);
    expect(readRulebookFiles(folder)).toEqual(first);
  });

  it('keeps its lock when the rules break it', () => {
    writeLock(folder);
    const before = readLock();
    write('host/forwarding-off.json', { ...exampleRule, title: 'Better said' });
    expect(() => writeLock(folder)).toThrow(/make it version 2/);
    expect(readLock()).toBe(before);
  });

  it('keeps the id of a rule that is retired', () => {
    writeLock(folder);
    rmSync(join(folder, 'host'), { recursive: true });
    writeLock(folder, { id: exampleRule.id, retired: { reason: 'it was wrong' } });
    expect(parseLock(readLock()).rules[exampleRule.id]).toMatchObject({
      version: 1,
      retired: { reason: 'it was wrong' },
    });
  });
});
