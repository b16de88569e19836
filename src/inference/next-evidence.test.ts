import { describe, expect, it } from 'vitest';
import { knownEvidence, rule, rulebookOf, signal } from '../../test/known-evidence.ts';
import type { Rule } from '../rulebook/rule.ts';
import { diagnose } from './diagnose.ts';

const seen = signal('seen', { when: { fact: 'text', operator: 'includes', value: 'timed out' } });
const symptom = { texts: [{ lines: ['connection timed out'] }] };
const forwardOff = { fact: 'sysctl.net.ipv4.ip_forward', operator: 'equal', value: 0 };
const probeLost = { fact: 'udp.probes', operator: 'hasItem', value: { acknowledged: false } };
const foreign = { fact: 'arp.foreign-entries', operator: 'isEmpty', value: false };

const nextOf = (given: Parameters<typeof knownEvidence>[0], ...rules: Rule[]) =>
  diagnose(knownEvidence(given), rulebookOf(...rules)).next;

describe('suggestNext', () => {
  it('prefers the cheaper of two checks that tell as much', () => {
    const cheap = rule('a.cheap', { signals: [seen, signal('cheap', { when: forwardOff })] });
    const dear = rule('a.dear', { signals: [seen, signal('dear', { when: probeLost })] });
    const next = nextOf(symptom, cheap, dear);
    expect(next.map(({ facts }) => facts)).toEqual([['sysctl.net.ipv4.ip_forward'], ['udp.probes']]);
    expect(next[0]?.bits).toBe(next[1]?.bits);
  });

  it('prefers the stronger of two checks that cost the same', () => {
    const weak = rule('a.weak', {
      signals: [
        seen,
        signal('weak', {
          when: { ...forwardOff, fact: 'sysctl.net.ipv4.conf.all.rp_filter' },
          withCause: 'often',
          without: 'sometimes',
        }),
      ],
    });
    const strong = rule('a.strong', {
      signals: [seen, signal('strong', { when: forwardOff, withCause: 'always', without: 'never' })],
    });
    expect(nextOf(symptom, weak, strong)[0]?.facts).toEqual(['sysctl.net.ipv4.ip_forward']);
  });

  it('asks once for what several causes need', () => {
    const one = rule('a.one', { signals: [seen, signal('off', { when: forwardOff })] });
    const two = rule('a.two', { signals: [seen, signal('off', { when: forwardOff, withCause: 'always' })] });
    expect(nextOf(symptom, one, two)).toHaveLength(1);
  });

  it('asks only for the part of a derived fact that is missing', () => {
    const stale = rule('host.stale', {
      scope: 'host',
      signals: [seen, signal('foreign', { when: foreign })],
    });
    const arp = {
      fact: 'arp.entries',
      value: [{ address: '10.0.0.1', mac: 'aa:bb:cc:dd:ee:ff', interface: null }],
    };
    expect(nextOf(symptom, stale)[0]?.collect).toHaveLength(2);
    const [asked] = nextOf({ ...symptom, facts: [arp] }, stale);
    expect(asked?.collect.map(({ command }) => command)).toEqual(['ip addr show']);
  });

  it('names the machine on which to collect', () => {
    const off = rule('host.off', { scope: 'host', signals: [seen, signal('off', { when: forwardOff })] });
    const [asked] = nextOf({ texts: [{ lines: ['timed out'], host: 'node-7' }] }, off);
    expect(asked?.collect[0]?.where).toBe('on node-7');
  });

  it('does not ask for what is decided, nor for what a stronger signal of the group outweighs', () => {
    const decided = rule('host.decided', {
      scope: 'host',
      signals: [
        signal('off', { when: forwardOff, group: 'g', withCause: 'always', without: 'never' }),
        signal('probe', { when: probeLost, group: 'g' }),
      ],
    });
    expect(nextOf({ facts: [{ fact: 'sysctl.net.ipv4.ip_forward', value: 0 }] }, decided)).toEqual([]);
  });

  it('aims a probe at what could not be reached, and at the port that is in question', () => {
    const kubelet = {
      fact: 'connection.attempts',
      operator: 'hasItem',
      value: { port: 10250, outcome: 'timed-out' },
    };
    const blocked = rule('kubelet.blocked', { signals: [seen, signal('kubelet', { when: kubelet })] });
    const lost = { target: '10.0.0.4', transmitted: 3, received: 0, lossPercent: 100 };
    const [asked] = nextOf({ ...symptom, facts: [{ fact: 'ping.results', value: [lost] }] }, blocked);
    expect(asked?.collect[0]?.command).toContain('https://10.0.0.4:10250/');
  });

  it('does not ask to try anything again', () => {
    const any = { fact: 'ping.results', operator: 'hasItem', value: { lossPercent: 100 } };
    const one = rule('a.one', { signals: [seen, signal('lost', { when: any })] });
    expect(nextOf(symptom, one)).toEqual([]);
  });

  it('asks for nothing that would not move the top', () => {
    const sure = rule('a.sure', {
      signals: [
        signal('off', { when: forwardOff, withCause: 'always', without: 'never' }),
        signal('report', {
          when: { fact: 'text', operator: 'includes', value: 'timed out' },
          withCause: 'often',
          without: 'never',
        }),
      ],
    });
    const other = rule('a.other', { signals: [seen, signal('probe', { when: probeLost })] });
    const known = { ...symptom, facts: [{ fact: 'sysctl.net.ipv4.ip_forward', value: 0 }] };
    expect(nextOf(known, sure, other)).toEqual([]);
    expect(nextOf(symptom, other)).toHaveLength(1);
  });

  it('asks for nothing when the evidence speaks of nothing', () => {
    const off = rule('host.off', {
      scope: 'host',
      signals: [signal('off', { when: forwardOff, withCause: 'always' })],
    });
    expect(nextOf({}, off)).toEqual([]);
  });
});
