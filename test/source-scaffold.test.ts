import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const checkout = mkdtempSync(join(tmpdir(), 'culprit-checkout-'));
const node = (...words: string[]) =>
  spawnSync(process.execPath, words, { cwd: checkout, encoding: 'utf8', input: '' });
const culprit = (...words: string[]) => node('src/cli/main.ts', ...words);
const sample = '0:\tfrom all lookup local\n32766:\tfrom all lookup main\n';

beforeAll(() => {
  for (const part of [
    'src',
    'test/source-reading.ts',
    'package.json',
    'biome.json',
    'tsconfig.json',
    'rules',
  ])
    cpSync(join(root, part), join(checkout, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
  writeFileSync(join(checkout, 'rules.txt'), sample);
});
afterAll(() => rmSync(checkout, { recursive: true }));

describe('culprit sources new', () => {
  it('writes a source that is listed, and whose only flaw is the sample that it does not read yet', () => {
    const made = culprit('sources', 'new', 'zz-rule', '--command', 'zz rule', '--sample', 'rules.txt');
    expect(made.stderr).toBe('');
    expect(made.stdout).toContain('src/evidence/sources/zz-rule');
    expect(culprit('sources', 'show', 'zz-rule').stdout).toContain('zz rule');
    const folder = join(checkout, 'src/evidence/sources/zz-rule');
    expect(readFileSync(join(folder, 'samples/output.txt'), 'utf8')).toBe(sample);
    const files = ['src/evidence/sources/zz-rule', 'src/evidence/sources.ts'];
    expect(
      node('node_modules/@biomejs/biome/bin/biome', 'lint', '--vcs-enabled=false', ...files).status,
    ).toBe(0);
    const tested = node('node_modules/vitest/vitest.mjs', 'run', '--root', checkout, folder);
    expect(tested.stdout).toContain('leaves no line of output.txt unread');
    expect(tested.status).toBe(1);
  });

  it('takes its place among the others', () => {
    culprit('sources', 'new', 'bb-first', '--command', 'bb', '--sample', 'rules.txt');
    const names = [
      ...readFileSync(join(checkout, 'src/evidence/sources.ts'), 'utf8').matchAll(/'\.\/sources\/([^/]+)\//g),
    ];
    const ids = names.map(([, id]) => id ?? '');
    expect(ids).toContain('bb-first');
    expect(ids).toEqual(ids.toSorted());
  });

  it.each([
    [
      'an id that is no kebab-case',
      ['Ip Rule', '--command', 'ip rule', '--sample', 'rules.txt'],
      'kebab-case',
    ],
    ['a source that is there', ['lsmod', '--command', 'lsmod', '--sample', 'rules.txt'], 'there already'],
    ['no sample', ['aa-rule', '--command', 'aa', '--sample', 'nowhere.txt'], 'Cannot read the sample'],
    ['an empty sample', ['aa-rule', '--command', 'aa', '--sample', '-'], 'is empty'],
  ])('refuses %s with a sentence, and writes nothing', (_what, words, sentence) => {
    const { status, stderr } = culprit('sources', 'new', ...words);
    expect(status).toBe(2);
    expect(stderr).toContain(sentence);
    expect(existsSync(join(checkout, 'src/evidence/sources/aa-rule'))).toBe(false);
  });
});
