import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { completeAnswers } from '../src/cli/rules/rule-plan.ts';
import { scaffoldRule } from '../src/cli/rules/rule-scaffold.ts';
import { lintRules } from '../src/rulebook/lint-rules.ts';
import { culprit } from './run-culprit.ts';

const given = {
  title: 'Forwarding is off',
  explanation: 'The kernel drops what it would have to route.',
  because: 'it is the setting itself',
  fix: 'Turn it on',
  run: 'sysctl -w net.ipv4.ip_forward=1',
  reference: [
    'ip-sysctl = https://docs.kernel.org/networking/ip-sysctl.html',
    'RFC 1812 = https://www.rfc-editor.org/rfc/rfc1812?a=b',
  ],
};
const setting = { fact: 'sysctl.net.ipv4.ip_forward', value: '0' };
const ID = 'host.forwarding-off';
const lint = async (more: object) => {
  const answers = await completeAnswers({ ...given, ...more }, null);
  return lintRules(new Map(Object.entries(scaffoldRule(ID, answers)))).map(({ code }) => code);
};

describe('culprit rules new', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'culprit-new-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const options = Object.entries({ ...given, ...setting }).flatMap(([name, value]) =>
    [value].flat().flatMap((one) => [`--${name}`, one]),
  );
  const make = (id: string, args = options) => culprit(['rules', 'new', id, '--folder', folder, ...args]);

  it('writes a rule that lints clean, and a test that fails only where its author must say something', async () => {
    expect(await make(ID)).toMatchObject({
      code: 0,
      out: expect.stringContaining(`culprit rules test ${ID}`),
    });
    expect(await culprit(['rules', 'lint', folder])).toMatchObject({ code: 0, err: '' });
    expect(await culprit(['rules', 'format', folder, '--check'])).toMatchObject({ code: 0, out: '' });
    const { code, out } = await culprit(['rules', 'test', '--folder', folder, '--format', 'json']);
    const [report] = JSON.parse(out).rules;
    expect(code).toBe(1);
    expect(report.cases.map(({ findings }: { findings: unknown[] }) => findings.length > 0)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('says what is wrong with what it wrote, and ends with 1', async () => {
    expect(await make(ID, [...options, '--prior', 'very-rare'])).toMatchObject({
      code: 1,
      out: expect.stringContaining('unprovable-cause'),
    });
  });

  it('names the options that are missing when there is no terminal, and writes nothing', async () => {
    const { code, err } = await make(ID, ['--title', 'x']);
    expect(code).toBe(2);
    expect(err).toContain('--explanation, --fact, --value, --because, --fix, --run, --reference, twice');
    expect(existsSync(join(folder, 'host'))).toBe(false);
  });

  it('refuses an id that is none, is taken, or was retired', async () => {
    expect(await make('Forwarding')).toMatchObject({ code: 2, out: '' });
    await make(ID);
    expect(await make(ID)).toMatchObject({ code: 2, err: expect.stringContaining('is there already') });
    const retired = { version: 1, sha256: '0'.repeat(64), retired: { reason: 'it was wrong' } };
    const lock = { conditions: { sha256: '0'.repeat(64) }, rules: { 'host.old': retired } };
    writeFileSync(join(folder, 'rules.lock.json'), JSON.stringify(lock));
    expect(await make('host.old')).toMatchObject({ code: 2, err: expect.stringContaining('it was wrong') });
    expect(readFileSync(join(folder, 'rules.lock.json'), 'utf8')).toBe(JSON.stringify(lock));
  });
});

describe('the scaffold of a rule', () => {
  it.each([
    [{ says: 'ip_forward is 0' }],
    [{ ...setting, operator: 'lessThan', value: '1' }],
    [{ ...setting, operator: 'in', value: '[0, 2]' }],
    [{ ...setting, operator: 'notEqual', value: '1' }],
    [{ fact: 'kernel-module.overlay', value: 'false' }],
    [{ fact: 'arp.entries', operator: 'isEmpty', value: 'true' }],
    [{ fact: 'kubernetes.pods', operator: 'hasItem', value: '{"restarts":{"atLeast":5}}', scope: 'cluster' }],
    [{ fact: 'tunnel.agents-ready', value: '0', scope: 'cluster', appliesTo: 'aks, eks' }],
  ])('lints clean: %j', async (more) => {
    expect(await lint(more)).toEqual([]);
  });

  it('keeps what its author says wrong, for lint to explain', async () => {
    expect(await lint({ ...setting, fact: 'sysctl.none' })).toContain('unknown-fact');
    expect(await lint({ ...setting, value: 'off' })).toContain('value-misfit');
  });

  it('refuses a reference without an address', async () => {
    const reference = ['somewhere', 'else'];
    await expect(lint({ ...setting, reference })).rejects.toThrow('title = https://address');
  });
});

describe('the questions for a rule', () => {
  const answer = async (typed: readonly string[], options: Parameters<typeof completeAnswers>[0] = {}) => {
    const left = [...typed];
    const asked: string[] = [];
    const answers = await completeAnswers(options, async (question) => {
      asked.push(question);
      return left.shift() ?? '';
    });
    return { answers, asked };
  };

  it('are asked one by one, with a standard for those that are left empty', async () => {
    const { answers } = await answer([
      'Off',
      'It drops.',
      '',
      '',
      'rare',
      '',
      setting.fact,
      '',
      '0',
      '',
      '',
      'so it is',
      'On',
      'true',
      '',
      'a = https://a.example',
      'b = https://b.example',
    ]);
    expect(answers).toMatchObject({
      title: 'Off',
      scope: 'host',
      prior: 'rare',
      fact: setting.fact,
      operator: 'equal',
      value: '0',
      withCause: 'almost-always',
      where: 'the host',
      reference: ['a = https://a.example', 'b = https://b.example'],
    });
  });

  it('are asked again until there is an answer, where there must be one', async () => {
    const { title: _, ...untitled } = given;
    const { answers, asked } = await answer(['', ' ', 'Off'], { ...untitled, ...setting });
    expect(answers.title).toBe('Off');
    expect(asked.filter((question) => question === asked[0])).toHaveLength(3);
  });

  it('leave out what an option says, and the fact when a message shows it', async () => {
    const { asked } = await answer(['', '', '', 'says so'], given);
    expect(asked.join('\n')).not.toMatch(/The fault|The fact that|Reference/);
  });
});
