import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { culprit, startCulprit } from './run-culprit.ts';

const forwardingOff = '[root@node-2 ~]# sysctl net.ipv4.ip_forward\nnet.ipv4.ip_forward = 0\n';

describe('culprit diagnose', () => {
  it('reads standard input, names the cause, and ends with 0', async () => {
    const { code, out, err } = await culprit(['diagnose'], { input: forwardingOff });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('host.ip-forward-disabled');
    expect(out).toContain('(node-2)');
    expect(out).toContain('sysctl -w net.ipv4.ip_forward=1');
  });

  it('ends with 3 when it is none of the causes, and asks for nothing beside the point', async () => {
    const { code, out } = await culprit(['diagnose'], { input: 'all is well\n' });
    expect(code).toBe(3);
    expect(out).toMatch(/100 %\s+none of these/);
    expect(out).not.toContain('Check next');
    expect(out).toContain('Not understood: text 1, line 1');
  });

  it('takes facts without any text', async () => {
    const args = ['diagnose', '--fact', 'sysctl.net.ipv4.ip_forward=0', '--host', 'node-9', '--json'];
    const { code, out } = await culprit(args);
    expect(code).toBe(0);
    expect(JSON.parse(out).causes[0]).toMatchObject({ rule: 'host.ip-forward-disabled', hosts: ['node-9'] });
  });

  it('shows no more causes than it is asked for', async () => {
    const { out } = await culprit(['diagnose', '--json', '--limit', '1'], {
      input: 'curl: (7) Failed to connect to 10.100.225.223 port 5000: Connection timed out\n',
    });
    expect(JSON.parse(out).causes).toHaveLength(1);
  });

  it.each([
    [['diagnose', '/nowhere/at-all.txt'], 'Cannot read /nowhere/at-all.txt'],
    [['diagnose', '--fact', 'sysctl.nonsense=1'], 'There is no fact "sysctl.nonsense"'],
    [['diagnose', '--fact', 'ip_forward=0'], 'Did you mean sysctl.net.ipv4.ip_forward?'],
    [['rules', 'show', 'ip-forward'], 'Did you mean host.ip-forward-disabled?'],
    [['diagnose', '--fact', 'sysctl.net.ipv4.ip_forward=off'], '/facts/0/value'],
    [['diagnose', '--platform', 'mainframe'], 'There is no platform "mainframe"'],
    [['diagnose', '--platform', 'mainframe'], '"other" is any that is not listed'],
    [['diagnose', '--limit', '0'], 'a whole number from 1'],
    [['diagnose', '--server', 'http://127.0.0.1:1'], 'does not answer'],
    [['diagnose', '--server', '127.0.0.1:8321'], 'an address such as http://'],
    [['diagnose', '--server', 'localhost:8321'], 'an address such as http://'],
    [['diagnose', '--colour'], 'unknown option'],
    [['dignose'], 'unknown command'],
  ])('refuses %j with a sentence and 2', async (args, message) => {
    const { code, out, err } = await culprit(args, { input: forwardingOff });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).not.toContain('    at ');
  });

  it('takes a platform in any letter case', async () => {
    const lower = await culprit(['diagnose', '--json', '--platform', 'aks'], { input: forwardingOff });
    const upper = await culprit(['diagnose', '--json', '--platform', 'AKS'], { input: forwardingOff });
    expect([upper.code, upper.out]).toEqual([0, lower.out]);
  });

  it('says once that there is no evidence', async () => {
    const { err } = await culprit(['diagnose'], { input: '\n' });
    expect(err).toBe('culprit: There is neither a fact nor a text that says anything.\n');
  });

  it('refuses input that is empty or not text', async () => {
    expect(await culprit(['diagnose'])).toMatchObject({ code: 2, out: '' });
    expect(await culprit(['diagnose'], { input: 'a\0b' })).toMatchObject({ code: 2, out: '' });
  });

  it('stops with a sentence when a setting is wrong', async () => {
    const { code, err } = await culprit(['diagnose'], { input: 'x', env: { CULPRIT_MAX_FACTS: 'many' } });
    expect(code).toBe(2);
    expect(err).toContain('CULPRIT_MAX_FACTS must be a whole number');
  });
});

describe('culprit diagnose --server', () => {
  let server: Awaited<ReturnType<typeof startCulprit>>;
  beforeAll(async () => {
    server = await startCulprit();
  });
  afterAll(() => server.stop());

  it('gives what it gives without a server', async () => {
    const here = await culprit(['diagnose', '--json'], { input: forwardingOff });
    const there = await culprit(['diagnose', '--json', '--server', server.url], { input: forwardingOff });
    expect(there).toEqual(here);
  });

  it('passes on why the server refuses', async () => {
    const { code, err } = await culprit(['diagnose', '--server', server.url], { input: '\n' });
    expect(code).toBe(2);
    expect(err).toContain('answered 400');
  });
});

describe('culprit serve', () => {
  it('ends with 0 on SIGTERM', async () => {
    const server = await startCulprit();
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
  });

  it('says in a sentence why it does not start', async () => {
    await expect(startCulprit({ CULPRIT_HOST: '0.0.0.0' })).rejects.toThrow('loopback');
  });
});

describe('culprit facts, sources and rules', () => {
  it.each([
    ['facts', 'sysctl.net.ipv4.ip_forward'],
    ['sources', 'ip-address'],
    ['rules', 'host.stale-arp-entry'],
  ])('lists and shows %s', async (kind, id) => {
    expect((await culprit([kind])).out).toContain(id);
    expect((await culprit([kind, 'show', id])).out).toContain(id);
    expect(JSON.parse((await culprit([kind, 'show', id, '--json'])).out).id).toBe(id);
    expect((await culprit([kind, 'list', '--json'])).out).toContain(`"id": "${id}"`);
    expect(await culprit([kind, 'show', 'no-such-thing'])).toMatchObject({ code: 2, out: '' });
  });

  it.each(['facts', 'sources', 'rules'])('takes --no-color: %s', async (kind) => {
    const list = await culprit([kind, 'list']);
    expect(await culprit([kind, 'list', '--no-color'])).toEqual(list);
    expect(await culprit([kind, '--no-color'])).toEqual(list);
  });

  it('shows without colours when it is told to, and the same words', async () => {
    const show = ['rules', 'show', 'host.ip-forward-disabled'];
    const env = { FORCE_COLOR: '1' };
    const coloured = await culprit(show, { env });
    const plain = await culprit([...show, '--no-color'], { env });
    expect(coloured.out).toContain('\u001b[');
    expect(plain.out).toBe(stripVTControlCharacters(coloured.out));
  });

  it.each([['--help'], ['diagnose'], ['serve'], ['facts'], ['sources'], ['rules']])(
    'explains %s with examples',
    async (name) => {
      const { code, out } = await culprit(name === '--help' ? [name] : [name, '--help']);
      expect(code).toBe(0);
      expect(out).toContain('Examples:');
    },
  );
});
