import { beforeEach, describe, expect, it } from 'vitest';
import { caseDeps, forwardingOff } from '../../test/case-deps.ts';
import { systemActor } from '../access/actor.ts';
import type { LockedRule } from '../rulebook/lock.ts';
import { makeRulebook } from '../rulebook/make-rulebook.ts';
import type { Rule, SharedCondition } from '../rulebook/rule.ts';
import { activateRulebook } from './activate-rulebook.ts';
import { importRules } from './import-rules.ts';

let deps: Awaited<ReturnType<typeof caseDeps>>;
beforeEach(async () => {
  deps = { ...(await caseDeps()), actor: systemActor };
});

interface Folder {
  conditions?: Record<string, SharedCondition>;
  retired?: Record<string, NonNullable<LockedRule['retired']>>;
}

const start = (rules: readonly Rule[], { conditions = {}, retired = {} }: Folder = {}) =>
  importRules(deps, { rulebook: makeRulebook({ rules, conditions }), tests: new Map(), retired });

const numberOf = async () => (await deps.store.newestActivation())?.number;
const inForce = async () =>
  (await deps.rulebook()).rulebook.rules.map(({ id, version }) => `${id}@${version}`);

const next: Rule = { ...forwardingOff, version: 2, title: 'Forwarding is off' };
const other: Rule = { ...forwardingOff, id: 'host.other', title: 'Another' };

describe('importRules', () => {
  it('publishes what is new, and does nothing at the next start', async () => {
    expect(await start([forwardingOff, other])).toEqual([]);
    const number = await numberOf();
    expect(await inForce()).toEqual(['host.ip-forward-disabled@1', 'host.other@1']);
    expect(await start([forwardingOff, other])).toEqual([]);
    expect(await numberOf()).toBe(number);
    await start([next, other]);
    expect(await inForce()).toEqual(['host.ip-forward-disabled@2', 'host.other@1']);
    const versions = await deps.store.listRuleVersions(forwardingOff.id);
    expect(versions.map(({ rule, author }) => [rule.version, author])).toEqual([
      [1, 'files'],
      [2, 'files'],
    ]);
  });

  it('reports a version that says something else than was published, and keeps serving what was', async () => {
    await start([forwardingOff]);
    const conflicts = await start([{ ...forwardingOff, title: 'Changed without a version' }, other]);
    expect(conflicts).toMatchObject([{ rule: forwardingOff.id, version: 1 }]);
    const { rules } = (await deps.rulebook()).rulebook;
    expect(rules.find(({ id }) => id === forwardingOff.id)?.title).toBe(forwardingOff.title);
    expect(await inForce()).toContain('host.other@1');
  });

  it('leaves a roll-back in force at the next start', async () => {
    await start([forwardingOff]);
    const { digest } = (await deps.rulebook()).rulebook;
    await start([next]);
    await activateRulebook(deps, { digest, reason: 'the new one shouts' });
    await start([next]);
    expect(await inForce()).toEqual(['host.ip-forward-disabled@1']);
  });

  it('takes nothing of a folder whose shared conditions would change what is published', async () => {
    const when = { fact: 'text', operator: 'includes', value: 'refused' };
    const using: Rule = {
      ...other,
      signals: [
        { id: 'shared', when: { condition: 'refused' }, withCause: 'often', without: 'rarely', because: 'x' },
      ],
    };
    const shared = (value: string) => ({
      conditions: { refused: { title: 'refused', when: { ...when, value } } },
    });
    await start([using], shared('refused'));
    const number = await numberOf();
    const conflicts = await start([using, next], shared('denied'));
    expect(conflicts.map(({ rule }) => rule)).toContain('host.other');
    expect(await numberOf()).toBe(number);
  });

  it('takes rules out of force whose ids the lock retires, once', async () => {
    await start([forwardingOff, other]);
    const retired = { [other.id]: { reason: 'covered elsewhere' } };
    await start([forwardingOff], { retired });
    expect(await inForce()).toEqual(['host.ip-forward-disabled@1']);
    const number = await numberOf();
    await start([forwardingOff], { retired });
    expect(await numberOf()).toBe(number);
  });
});
