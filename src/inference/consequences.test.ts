import { describe, expect, it } from 'vitest';
import { knownEvidence, rule, rulebookOf, signal } from '../../test/known-evidence.ts';
import { diagnose } from './diagnose.ts';

const text = (value: string) => ({ fact: 'text', operator: 'includes', value });

const noEndpoints = rule('service.no-endpoints', {
  scope: 'cluster',
  signals: [
    signal('none', { when: text('endpoints: <none>'), withCause: 'always', without: 'almost-never' }),
    signal('refused', { when: text('connection refused'), withCause: 'usually', without: 'sometimes' }),
  ],
});
const deadKubelet = rule('kubelet.not-running', {
  scope: 'cluster',
  prior: 'rare',
  explains: [noEndpoints.id],
  signals: [
    signal('stopped', {
      when: text('kubelet stopped posting'),
      withCause: 'almost-always',
      without: 'almost-never',
    }),
    signal('refused', { when: text('connection refused'), withCause: 'often', without: 'sometimes' }),
  ],
});
const rulebook = rulebookOf(noEndpoints, deadKubelet);

const diagnosed = (...lines: string[]) => diagnose(knownEvidence({ texts: [{ lines }] }), rulebook);
const lineOf = (answer: ReturnType<typeof diagnosed>, id: string) =>
  answer.causes
    .find(({ rule: cause }) => cause === id)
    ?.score.lines.find(({ signal: name }) => name === 'explains');

describe('a root cause', () => {
  it('outranks its consequence once something of its own speaks for it', () => {
    const { causes } = diagnosed(
      'Endpoints: <none>',
      'NodeStatusUnknown  Kubelet stopped posting node status.',
    );
    expect(causes.map(({ rule: id }) => id)).toEqual([deadKubelet.id, noEndpoints.id]);
  });

  it('shows what it inherits as a line, and in its total', () => {
    const answer = diagnosed('Endpoints: <none>', 'Kubelet stopped posting node status.');
    // 23 dB of the consequence: 10·log10(0.8 · 10^2.3 + 0.2)
    expect(lineOf(answer, deadKubelet.id)).toMatchObject({ state: 'true', decibans: 22 });
    const score = answer.causes[0]?.score;
    const sum = score?.lines.reduce((total, { decibans }) => total + decibans, score.prior);
    expect(score?.total).toBeCloseTo(sum ?? Number.NaN, 6);
  });

  it('inherits nothing for what speaks for its consequence as well', () => {
    const telling = { when: text('endpoints: <none>'), withCause: 'always', without: 'never' } as const;
    const sharing = { ...deadKubelet, signals: [...deadKubelet.signals, signal('none', telling)] };
    const { causes } = diagnose(
      knownEvidence({ texts: [{ lines: ['Endpoints: <none>'] }] }),
      rulebookOf(noEndpoints, sharing),
    );
    expect(causes.flatMap(({ score }) => score.lines.map(({ signal: name }) => name))).not.toContain(
      'explains',
    );
  });

  it('inherits nothing while nothing of its own speaks for it', () => {
    const answer = diagnosed('Endpoints: <none>', 'connection refused');
    expect(answer.causes[0]?.rule).toBe(noEndpoints.id);
    expect(lineOf(answer, deadKubelet.id)).toBeUndefined();
  });

  it('does not count twice what it weighs itself', () => {
    const once = diagnosed('Endpoints: <none>', 'Kubelet stopped posting node status.');
    const both = diagnosed('Endpoints: <none>', 'Kubelet stopped posting node status.', 'connection refused');
    expect(lineOf(both, deadKubelet.id)?.decibans).toBe(lineOf(once, deadKubelet.id)?.decibans);
  });

  it('leaves its consequence the score it had', () => {
    const alone = diagnosed('Endpoints: <none>');
    const both = diagnosed('Endpoints: <none>', 'Kubelet stopped posting node status.');
    const total = ({ causes }: typeof alone) =>
      causes.find(({ rule: id }) => id === noEndpoints.id)?.score.total;
    expect(total(both)).toBe(total(alone));
  });

  it('on one machine explains nothing on another', () => {
    const FORWARD = 'sysctl.net.ipv4.ip_forward';
    const onHost = (id: string, fact: string, explains: string[] = []) =>
      rule(id, {
        scope: 'host',
        explains,
        signals: [
          signal('off', {
            when: { fact, operator: 'equal', value: 0 },
            withCause: 'always',
            without: 'never',
          }),
        ],
      });
    const BRIDGE = 'sysctl.net.bridge.bridge-nf-call-iptables';
    const rules = rulebookOf(
      onHost('host.root', FORWARD, ['host.consequence']),
      onHost('host.consequence', BRIDGE),
    );
    const on = (host: string) => {
      const facts = [
        { fact: FORWARD, value: 0, host: 'node-1' },
        { fact: BRIDGE, value: 0, host },
      ];
      return lineOf(diagnose(knownEvidence({ facts }), rules), 'host.root');
    };
    expect(on('node-1')?.decibans).toBeGreaterThan(20);
    expect(on('node-2')).toBeUndefined();
  });
});
