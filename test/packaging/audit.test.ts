import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Exception, judgeAudit } from '../../packaging/audit/judge-audit.ts';
import { root, run } from '../run-culprit.ts';

const sample = (name: string): unknown =>
  JSON.parse(readFileSync(join(root, 'test/packaging/samples', `${name}.json`), 'utf8'));

const today = '2026-06-30';
const exception: Exception = {
  advisory: 'GHSA-aaaa-bbbb-cccc',
  package: 'left-deep',
  reason: 'Only our own objects are merged with it.',
  until: '2026-06-30',
};
const none = { auditReportVersion: 2, vulnerabilities: {} };

describe('judging what npm audit prints', () => {
  it('names a finding once, though the packages above it are listed too', () => {
    expect(judgeAudit(sample('audit-finding'), { exceptions: [], today })).toEqual({
      outcome: 'failed',
      complaints: [
        'left-deep <2.0.0: high: Prototype pollution in left-deep (https://github.com/advisories/GHSA-aaaa-bbbb-cccc)',
      ],
    });
  });

  it('excepts it up to the day that the exception names, and not after', () => {
    const finding = sample('audit-finding');
    expect(judgeAudit(finding, { exceptions: [exception], today })).toEqual({
      outcome: 'passed',
      excepted: 1,
    });
    expect(judgeAudit(finding, { exceptions: [exception], today: '2026-07-01' }).outcome).toBe('failed');
  });

  it.each([
    ['of another advisory', { ...exception, advisory: 'GHSA-aaaa-bbbb-cccd' }],
    ['of another package', { ...exception, package: 'wrapper' }],
  ])('does not except it for an exception %s, and says that the exception has no use', (_, other) => {
    const verdict = judgeAudit(sample('audit-finding'), { exceptions: [other], today });
    expect(verdict).toMatchObject({
      outcome: 'failed',
      complaints: [expect.stringContaining('left-deep <2.0.0'), expect.stringContaining('no longer found')],
    });
  });

  it.each(['info', 'low', 'moderate'])('lets findings of level %s pass', (severity) => {
    const via = { name: 'left-deep', title: 'A title', url: 'https://example.com', severity, range: '*' };
    const report = { ...none, vulnerabilities: { 'left-deep': { via: [via] } } };
    expect(judgeAudit(report, { exceptions: [], today })).toEqual({ outcome: 'passed', excepted: 0 });
  });

  it.each([
    ['audit-refused-npm-10', '405 Method Not Allowed'],
    ['audit-refused-npm-11', '405 Method Not Allowed'],
    ['audit-unreachable', 'ECONNREFUSED'],
  ])('says that it could not look: %s', (name, reason) => {
    expect(judgeAudit(sample(name), { exceptions: [], today })).toEqual({
      outcome: 'unavailable',
      reason: expect.stringContaining(reason),
    });
  });

  it.each([
    [{}],
    [[]],
    [{ auditReportVersion: 3, vulnerabilities: {} }],
    [{ auditReportVersion: 2 }],
    [null],
  ])('takes no unknown form for a report without findings: %j', (report) => {
    expect(() => judgeAudit(report, { exceptions: [], today })).toThrow('unknown form');
  });

  it.each([
    ['an advisory', { ...exception, advisory: 'left-deep' }],
    ['a reason', { ...exception, reason: 'later' }],
    ['a day', { ...exception, until: 'never' }],
    ['no more than that', { ...exception, forever: true }],
  ])('wants of an exception %s', (_, wrong) => {
    expect(() => judgeAudit(none, { exceptions: [wrong], today })).toThrow(
      'exceptions.json has an unknown form',
    );
  });

  it('has exceptions in the repository that are of that form', () => {
    const exceptions = JSON.parse(readFileSync(join(root, 'packaging/audit/exceptions.json'), 'utf8'));
    expect(() => judgeAudit(none, { exceptions, today })).not.toThrow();
  });
});

describe('npm run audit', () => {
  let registry: Server;
  /** What the registry knows of packages; `null`: it knows no advisories, as many mirrors. */
  let advisories: Record<string, unknown[]> | null;
  /** npm keeps what it learnt of an advisory: not beside that of the developer. */
  let cache: string;
  let env: Record<string, string>;
  const advisory = (severity: string) => ({
    id: severity === 'critical' ? 1 : 2,
    url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
    title: 'A title',
    severity,
    vulnerable_versions: '*',
    cwe: [],
    cvss: { score: 0, vectorString: null },
  });

  beforeAll(async () => {
    cache = mkdtempSync(join(tmpdir(), 'culprit-npm-'));
    registry = createServer((request, response) => {
      const known = request.url?.endsWith('/advisories/bulk') === true ? advisories : null;
      response.writeHead(known === null ? 405 : 200, { 'content-type': 'application/json' });
      request.resume().on('end', () => response.end(JSON.stringify(known ?? {})));
    }).listen(0, '127.0.0.1');
    await once(registry, 'listening');
    const address = registry.address();
    if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
    env = { npm_config_registry: `http://127.0.0.1:${address.port}`, npm_config_cache: cache };
  });
  beforeEach(() => {
    advisories = {};
  });
  afterAll(() => {
    registry.close();
    rmSync(cache, { recursive: true });
  });

  const audit = (...args: string[]) => run(process.execPath, ['packaging/check-audit.ts', ...args], { env });

  it('passes when npm finds nothing of the lock', async () => {
    const { code, out, err } = await audit();
    expect([code, out], err).toEqual([0, expect.stringContaining('no finding of level high')]);
  });

  it('fails on a package of the lock with a critical finding, and names it', async () => {
    advisories = { re2js: [advisory('critical')] };
    const { code, err } = await audit();
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/re2js \*: critical: A title .*GHSA-aaaa-bbbb-cccc/),
    ]);
  });

  it('passes on a moderate one', async () => {
    advisories = { re2js: [advisory('moderate')] };
    expect((await audit()).code).toBe(0);
  });

  it('says that nothing was checked when the registry has no advisories, and fails only when told to', async () => {
    advisories = null;
    const { code, err } = await audit();
    expect([code, err]).toEqual([0, expect.stringContaining('NOT CHECKED')]);
    expect((await audit('--required')).code).toBe(1);
  });
});
