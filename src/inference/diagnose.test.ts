import { describe, expect, it } from 'vitest';
import { knownEvidence, rule, rulebookOf, signal } from '../../test/known-evidence.ts';
import { diagnose } from './diagnose.ts';
import { oddsOf } from './rank.ts';

const FORWARD = 'sysctl.net.ipv4.ip_forward';
const off = { fact: FORWARD, operator: 'equal', value: 0 };
const timeout = { fact: 'text', operator: 'includes', value: 'Connection timed out' };

const forwarding = rule('host.ip-forward-disabled', {
  scope: 'host',
  signals: [
    signal('sysctl-is-0', { when: off, withCause: 'always', without: 'almost-never' }),
    signal('timeout', { when: timeout }),
  ],
  fixes: [
    {
      title: 'Turn it on',
      where: 'the host',
      risk: 'low',
      steps: [{ run: `sysctl -w net.ipv4.ip_forward=1 # was {{${FORWARD}|VALUE}}` }],
      verify: { fact: FORWARD, operator: 'equal', value: 1 },
    },
  ],
});

describe('diagnose', () => {
  it('says none of these when nothing is known', () => {
    const { causes, noneOfThese } = diagnose(knownEvidence({}), rulebookOf(forwarding));
    expect(causes).toEqual([]);
    expect(noneOfThese).toBe(1);
  });

  it('adds the decibans of prior and signals, and makes probabilities of the sums', () => {
    const evidence = knownEvidence({ facts: [{ fact: FORWARD, value: 0, host: 'node-1' }] });
    const { causes, noneOfThese } = diagnose(evidence, rulebookOf(forwarding));
    const score = causes[0]?.score;
    expect(score).toMatchObject({ prior: -25.2, total: -2.2 });
    expect(score?.lines.map(({ signal: id, state, decibans }) => [id, state, decibans])).toEqual([
      ['sysctl-is-0', 'true', 23],
      ['timeout', 'unknown', 0],
    ]);
    const odds = oddsOf(-2.2);
    expect(causes[0]?.probability).toBeCloseTo(odds / (1 + odds), 4);
    expect(noneOfThese).toBeCloseTo(1 / (1 + odds), 4);
  });

  it('leaves out what is hardly probable, but for the first and what is ruled out, unless asked for more', () => {
    const seen = (id: string, withCause: 'always' | 'rarely' | 'never') =>
      rule(id, { scope: 'host', signals: [signal('off', { when: off, withCause, without: 'sometimes' })] });
    const rules = [
      {
        ...seen('host.first', 'always'),
        signals: [signal('off', { when: off, withCause: 'always', without: 'never' })],
      },
      ...[1, 2, 3].map((n) => seen(`host.raised-${n}`, 'always')),
      seen('host.ruled-out', 'never'),
    ];
    const evidence = knownEvidence({ facts: [{ fact: FORWARD, value: 0, host: 'node-1' }] });
    const listed = (limit?: number) =>
      diagnose(evidence, rulebookOf(...rules), { limit }).causes.map(({ rule: id }) => id);
    expect(listed()).toEqual(['host.first', 'host.ruled-out']);
    expect(listed(2)).toEqual(['host.first', 'host.raised-1']);
  });

  it('lists at most ten causes unless asked for more or fewer, with the probabilities of all', () => {
    const rules = Array.from({ length: 12 }, (_, i) => ({ ...forwarding, id: `host.cause-${i}` }));
    const evidence = knownEvidence({ facts: [{ fact: FORWARD, value: 0, host: 'node-1' }] });
    const answers = [undefined, 3, 1000].map((limit) => diagnose(evidence, rulebookOf(...rules), { limit }));
    expect(answers.map(({ causes }) => causes.length)).toEqual([10, 3, 12]);
    expect(new Set(answers.map(({ causes }) => causes[0]?.probability)).size).toBe(1);
  });

  it('names the hosts concerned and the evidence that decided', () => {
    const facts = [
      { fact: FORWARD, value: 1, host: 'node-1' },
      { fact: FORWARD, value: 0, host: 'node-2' },
      { fact: FORWARD, value: 0, host: 'node-3' },
    ];
    const { causes } = diagnose(knownEvidence({ facts }), rulebookOf(forwarding));
    expect(causes[0]?.hosts).toEqual(['node-2', 'node-3']);
    expect(causes[0]?.score.lines[0]?.evidence).toEqual([
      { fact: FORWARD, host: 'node-2', value: 0, from: [{ submitted: 1 }] },
    ]);
  });

  it('rules a cause out when what it always shows is known to be absent', () => {
    const evidence = knownEvidence({ facts: [{ fact: FORWARD, value: 1 }] });
    const { causes } = diagnose(evidence, rulebookOf(forwarding));
    expect(causes[0]).toMatchObject({ verdict: 'ruled-out' });
  });

  it('quotes the line on which a message stands', () => {
    const texts = [
      { lines: ['* Trying', 'curl: (7) Failed to connect: connection TIMED OUT'], host: 'node-1' },
    ];
    const { causes } = diagnose(knownEvidence({ texts }), rulebookOf(forwarding));
    expect(causes[0]?.verdict).toBe('possible');
    expect(causes[0]?.score.lines[1]?.evidence).toEqual([
      {
        fact: 'text',
        host: 'node-1',
        value: 'curl: (7) Failed to connect: connection TIMED OUT',
        from: [{ text: 0, lines: [2, 2] }],
      },
    ]);
  });

  it('finds a message in the command that a text was submitted under, and quotes it with the first line', () => {
    const texts = [{ label: 'grep "connection timed out" app.log', lines: ['12 lines', '0 errors'] }];
    const { causes } = diagnose(knownEvidence({ texts }), rulebookOf(forwarding));
    expect(causes[0]?.score.lines[1]?.evidence).toEqual([
      { fact: 'text', value: 'grep "connection timed out" app.log', from: [{ text: 0, lines: [1, 1] }] },
    ]);
  });

  it('asks for the fact that settles an open cause, with the command and what each outcome would mean', () => {
    const { next } = diagnose(
      knownEvidence({ texts: [{ lines: ['Connection timed out'] }] }),
      rulebookOf(forwarding),
    );
    expect(next[0]).toMatchObject({ facts: [FORWARD], collect: [{ command: 'sysctl net.ipv4.ip_forward' }] });
    expect(next[0]?.outcomes[0]?.when).toBe(`${FORWARD} = 0`);
    expect(next[0]?.outcomes[0]?.causes[0]?.probability).toBeGreaterThan(0.8);
    expect(next[0]?.outcomes[1]?.causes[0]?.probability).toBeLessThan(0.01);
  });

  it('fills in a fix and says whether its verification holds', () => {
    const { causes } = diagnose(
      knownEvidence({ facts: [{ fact: FORWARD, value: 0 }] }),
      rulebookOf(forwarding),
    );
    expect(causes[0]?.fixes[0]).toMatchObject({
      steps: [{ run: 'sysctl -w net.ipv4.ip_forward=1 # was 0' }],
      verify: { state: 'false' },
    });
  });

  it('lets two causes of the same symptom lower each other', () => {
    const one = rule('a.one', {
      signals: [signal('timeout', { when: timeout, withCause: 'always', without: 'never' })],
    });
    const two = { ...one, id: 'a.two' };
    const evidence = knownEvidence({ texts: [{ lines: ['Connection timed out'] }] });
    const alone = diagnose(evidence, rulebookOf(one)).causes[0]?.probability ?? 0;
    const together = diagnose(evidence, rulebookOf(one, two)).causes;
    expect(alone).toBeGreaterThan(0.8);
    expect(together.map(({ probability }) => probability < 0.5)).toEqual([true, true]);
  });

  it('counts only the strongest signal of a group', () => {
    const strong = signal('strong', { when: off, group: 'g', withCause: 'always', without: 'rarely' });
    const weak = signal('weak', { when: timeout, group: 'g' });
    const grouped = rule('host.grouped', { scope: 'host', signals: [weak, strong] });
    const evidence = knownEvidence({
      facts: [{ fact: FORWARD, value: 0 }],
      texts: [{ lines: ['Connection timed out'] }],
    });
    const lines = diagnose(evidence, rulebookOf(grouped)).causes[0]?.score.lines;
    expect(lines?.map(({ decibans }) => decibans)).toEqual([0, 13]);
  });

  it('counts both sides of a group that contradicts itself', () => {
    const measured = signal('measured', { when: off, group: 'g', withCause: 'always', without: 'rarely' });
    const reported = signal('reported', { when: timeout, group: 'g' });
    const grouped = rule('host.grouped', { scope: 'host', signals: [measured, reported] });
    const evidence = knownEvidence({
      facts: [{ fact: FORWARD, value: 1 }],
      texts: [{ lines: ['Connection timed out'] }],
    });
    const lines = diagnose(evidence, rulebookOf(grouped)).causes[0]?.score.lines;
    expect(lines?.map(({ decibans }) => decibans)).toEqual([-22.8, 12]);
  });

  it('asks many machines once what they share', () => {
    const hosts = Array.from({ length: 400 }, (_, i) => ({ fact: FORWARD, value: 1, host: `n${i}` }));
    const attempts = Array.from({ length: 5_000 }, (_, i) => ({
      target: `10.0.${i >> 8}.${i & 255}`,
      port: 1,
      outcome: 'refused',
    }));
    let looked = 0;
    const counted = attempts.map((attempt) =>
      Object.defineProperty({ ...attempt }, 'outcome', {
        enumerable: true,
        get: () => {
          looked++;
          return 'refused';
        },
      }),
    );
    const lost = { fact: 'connection.attempts', operator: 'hasItem', value: { outcome: 'timed-out' } };
    const one = rule('host.one', {
      scope: 'host',
      signals: [signal('off', { when: off }), signal('lost', { when: lost })],
    });
    diagnose(
      knownEvidence({ facts: [...hosts, { fact: 'connection.attempts', value: counted }] }),
      rulebookOf(one),
    );
    expect(looked).toBeLessThan(50_000);
  });

  it('takes a known platform for and against the causes that are tied to one', () => {
    const aks = rule('aks.one', { appliesTo: ['aks'], signals: [signal('timeout', { when: timeout })] });
    const totals = ['aks', 'eks', undefined].map((platform) => {
      const given = {
        texts: [{ lines: ['Connection timed out'] }],
        ...(platform === undefined ? {} : { platform }),
      };
      return diagnose(knownEvidence(given), rulebookOf(aks)).causes[0]?.score.total;
    });
    expect(totals).toEqual([-8, -34.7, -13.2]);
  });

  it('counts a platform the less the more of them a cause occurs on', () => {
    const most = rule('a.most', {
      appliesTo: ['eks', 'openshift', 'kubeadm', 'k3s', 'rke2', 'k0s', 'other'],
      signals: [signal('timeout', { when: timeout })],
    });
    const given = { texts: [{ lines: ['Connection timed out'] }], platform: 'k3s' };
    expect(diagnose(knownEvidence(given), rulebookOf(most)).causes[0]?.score.lines[0]?.decibans).toBe(1.1);
  });

  it('does not call a line unread that decided something', () => {
    const lines = ['hello', 'Connection timed out', 'goodbye', '', 'farewell'];
    const evidence = {
      ...knownEvidence({ texts: [{ lines }] }),
      unread: [{ text: 0, lines: [1, 5] as const }],
    };
    expect(diagnose(evidence, rulebookOf(forwarding)).unread).toEqual([
      { text: 0, lines: [1, 1] },
      { text: 0, lines: [3, 5] },
    ]);
  });

  it('answers fifty diagnoses at once as it answers them one after the other', async () => {
    const rulebook = rulebookOf(forwarding);
    const evidence = Array.from({ length: 50 }, (_, i) =>
      knownEvidence({ facts: [{ fact: FORWARD, value: i % 2 }] }),
    );
    const sequential = evidence.map((one) => JSON.stringify(diagnose(one, rulebook)));
    const concurrent = await Promise.all(
      evidence.map(async (one) => JSON.stringify(diagnose(one, rulebook))),
    );
    expect(concurrent).toEqual(sequential);
  });
});
