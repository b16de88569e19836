import { beforeEach, describe, expect, it } from 'vitest';
import { activate } from '../../test/activate.ts';
import { caseDeps, forwarding, forwardingOff } from '../../test/case-deps.ts';
import { rule, signal } from '../../test/known-evidence.ts';
import { makeRulebook } from '../rulebook/make-rulebook.ts';
import type { BacktestRecord } from './backtest-ports.ts';
import type { BacktestCase, reportOf } from './backtest-report.ts';
import { confirmCause } from './confirm-cause.ts';
import { deleteCase } from './delete-case.ts';
import { getBacktest } from './get-backtest.ts';
import { openCase } from './open-case.ts';
import { startBacktest } from './start-backtest.ts';

/** Fires on the same fact, so that the right cause loses its place. */
const shouting = rule('host.shouting', {
  scope: 'host',
  prior: 'common',
  signals: [
    signal('any', {
      when: { fact: 'sysctl.net.ipv4.ip_forward', operator: 'equal', value: 0 },
      withCause: 'always',
      without: 'never',
    }),
  ],
});

let deps: Awaited<ReturnType<typeof caseDeps>>;
let to: string;

beforeEach(async () => {
  deps = await caseDeps();
  const before = makeRulebook({ rules: [forwardingOff], conditions: {} });
  const after = makeRulebook({ rules: [forwardingOff, shouting], conditions: {} });
  to = after.digest;
  await activate(deps.store, after);
  await activate(deps.store, before);
});

/** Asks until the run is over. */
async function done(id: string) {
  for (;;) {
    const record = await getBacktest(deps, { id });
    if (record.state !== 'running') return record;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('a backtest', () => {
  it('names the confirmed cases that would get worse, with links, and the cases that only change', async () => {
    const confirmed = await openCase(deps, { evidence: forwarding(0), idempotency: null });
    await confirmCause(deps, {
      caseId: confirmed.case.id,
      rule: forwardingOff.id,
      note: null,
      idempotency: null,
    });
    const unconfirmed = await openCase(deps, { evidence: forwarding(0), idempotency: null });
    await openCase(deps, { evidence: forwarding(1), idempotency: null });
    const started = await startBacktest(deps, { rulebook: to });
    expect(started).toMatchObject({ state: 'running', progress: { done: 0, total: 3 } });
    const { state, progress, result } = await done(started.id);
    expect([state, progress]).toEqual(['done', { done: 3, total: 3 }]);
    const report: ReturnType<typeof reportOf> = JSON.parse(result ?? '');
    expect(report).toMatchObject({ cases: 3, confirmed: 1, incidents: 0 });
    expect(report.worse.map(({ link }) => link)).toEqual([`/v1/cases/${confirmed.case.id}`]);
    expect(report.changed.map(({ id }) => id)).toEqual([unconfirmed.case.id]);
    expect(report.causes).toEqual([{ cause: forwardingOff.id, cases: 1, better: 0, worse: 1 }]);
    expect(report.brier.after).toBeGreaterThan(report.brier.before ?? 0);
  });

  it('leaves out cases that are deleted while it runs', async () => {
    const gone = await openCase(deps, { evidence: forwarding(0), idempotency: null });
    await openCase(deps, { evidence: forwarding(0), idempotency: null });
    const listCases: typeof deps.store.listCases = async (page) => {
      const listed = await deps.store.listCases(page);
      await deleteCase(deps, { caseId: gone.case.id });
      return listed;
    };
    const { id } = await startBacktest({ ...deps, store: { ...deps.store, listCases } }, { rulebook: to });
    const report: ReturnType<typeof reportOf> = JSON.parse((await done(id)).result ?? '');
    expect([report.cases, report.changed.length]).toEqual([1, 1]);
  });

  it('takes solved incidents beside the cases', async () => {
    const incident = {
      id: 'x',
      link: 'x.json',
      kind: 'incident',
      evidence: forwarding(0),
      confirmed: [],
    } as const;
    const { id } = await startBacktest({ ...deps, incidents: () => [incident] }, { rulebook: to });
    expect(JSON.parse((await done(id)).result ?? '')).toMatchObject({ cases: 0, incidents: 1, worse: [] });
  });

  it('has failed when nobody has heard of it for a minute', async () => {
    const { id, ...record } = await startBacktest(deps, { rulebook: to });
    await done(id);
    await deps.store.updateBacktest({ id, ...record });
    deps.setTime('2025-03-04T06:06:07.000Z');
    expect(await getBacktest(deps, { id })).toMatchObject({ state: 'failed' });
  });

  it('says that it waits while another one runs, and is refused when many do', async () => {
    const incident = { id: 'x', link: 'x.json', kind: 'incident', evidence: forwarding(0), confirmed: [] };
    const many = Array<BacktestCase>(2000).fill({ ...incident, kind: 'incident' });
    const updates: BacktestRecord[] = [];
    const updateBacktest: typeof deps.store.updateBacktest = (record) => {
      updates.push(record);
      return deps.store.updateBacktest(record);
    };
    const watched = { ...deps, store: { ...deps.store, updateBacktest } };
    const first = await startBacktest({ ...watched, incidents: () => many }, { rulebook: to });
    const behind = [];
    for (let n = 0; n < 10; n++) behind.push(await startBacktest(watched, { rulebook: to }));
    const later = '2025-03-04T05:06:57.000Z';
    deps.setTime(later);
    await expect(startBacktest(watched, { rulebook: to })).rejects.toMatchObject({ code: 'conflict' });
    for (const { id } of [first, ...behind]) expect(await done(id)).toMatchObject({ state: 'done' });
    const { id } = behind[9] ?? first;
    expect(updates).toContainEqual(expect.objectContaining({ id, state: 'running', updatedAt: later }));
  });

  it('is refused for what is not there', async () => {
    await expect(startBacktest(deps, { rulebook: 'sha256:none' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(startBacktest(deps, { rule: 'host.none', version: 1 })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(getBacktest(deps, { id: 'x' })).rejects.toMatchObject({ code: 'not-found' });
  });
});
