import { localActor } from '../src/access/actor.ts';
import type { CaseDeps } from '../src/cases/deps.ts';
import { RulebookInForce } from '../src/cases/rulebook-in-force.ts';
import { defaultLimits } from '../src/evidence/check-evidence.ts';
import type { Evidence } from '../src/evidence/evidence.ts';
import { createRedaction } from '../src/redact/redaction.ts';
import type { Rule } from '../src/rulebook/rule.ts';
import { openStore, type StoreSettings } from '../src/storage/open-store.ts';
import { activate } from './activate.ts';
import { rule, rulebookOf, signal } from './known-evidence.ts';

const FORWARD = 'sysctl.net.ipv4.ip_forward';

/** Under the same key in each run. */
export const testRedaction = createRedaction('a key of tests, of 32 characters');

/** A rule with a fix that says how to tell that it worked. */
export const forwardingOff: Rule = rule('host.ip-forward-disabled', {
  scope: 'host',
  prior: 'common',
  signals: [
    signal('is-0', {
      when: { fact: FORWARD, operator: 'equal', value: 0 },
      withCause: 'always',
      without: 'almost-never',
    }),
  ],
  fixes: [
    {
      title: 'Turn it on',
      where: 'the host',
      risk: 'low',
      steps: [{ run: 'sysctl -w net.ipv4.ip_forward=1' }],
      verify: { fact: FORWARD, operator: 'equal', value: 1 },
    },
  ],
});

export const start = '2025-03-04T05:06:07.000Z';

/** The verbs' surroundings: a store (in memory, if not told), a clock that the test sets, a rulebook of one rule. */
export async function caseDeps(
  settings: StoreSettings = { database: ':memory:' },
): Promise<CaseDeps & { setTime(instant: string): void }> {
  let now = start;
  const clock = { now: () => new Date(now) };
  const compiled = rulebookOf(forwardingOff);
  const store = await openStore({ ...settings, clock });
  if ((await store.newestActivation()) === null) await activate(store, compiled.rulebook);
  const inForce = new RulebookInForce(store, clock);
  return {
    store,
    clock,
    actor: localActor,
    rulebook: () => inForce.current(),
    incidents: () => [],
    limits: defaultLimits,
    redaction: testRedaction,
    engineVersion: '1',
    setTime: (instant) => {
      now = instant;
    },
  };
}

export const forwarding = (value: 0 | 1): Evidence => ({
  facts: [{ fact: FORWARD, value, host: 'node-1' }],
  texts: [],
});
