import { expect, it } from 'vitest';
import { derivedFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'tls.stalls-while-ping-answers';
const handshake = (outcome: string, host?: string, more = {}): SubmittedFact => ({
  fact: 'tls.handshakes',
  value: [{ target: '10.0.0.9', port: 6443, outcome, ...more }],
  ...(host === undefined ? {} : { host }),
});
const ping = (received: number, host?: string, target = '10.0.0.9'): SubmittedFact => ({
  fact: 'ping.results',
  value: [{ target, transmitted: 3, received, lossPercent: received > 0 ? 0 : 100 }],
  ...(host === undefined ? {} : { host }),
});
const shown = (...facts: SubmittedFact[]) => derivedFrom(fact, facts).map(({ host, value }) => [host, value]);
const target = { target: '10.0.0.9', port: 6443 };

it('a target that answers ping and not the Client Hello', () => {
  expect(
    shown(
      handshake('stalled', 'a'),
      handshake('timed-out', 'a', { durationMilliseconds: 10_000 }),
      ping(3, 'a'),
    ),
  ).toEqual([['a', [target]]]);
  expect(shown(handshake('timed-out', 'a'), ping(3))).toEqual([['a', [target]]]);
  expect(
    shown(handshake('stalled', 'a', { target: '10.0.0.8', name: 'api.x' }), ping(3, 'a', 'api.x')),
  ).toEqual([['a', [{ target: '10.0.0.8', port: 6443 }]]]);
});

it('none, when the target was pinged in vain', () => {
  expect(shown(handshake('timed-out', 'a'), ping(0, 'a'))).toEqual([['a', []]]);
});

it('unknown without a ping of the target from the same machine, or without a stalled handshake', () => {
  expect(shown(handshake('timed-out', 'a'), ping(3, 'b'))).toEqual([]);
  expect(shown(handshake('timed-out', 'a'), ping(3, 'a', '10.0.0.7'))).toEqual([]);
  expect(shown(handshake('completed', 'a'), ping(3, 'a'))).toEqual([]);
  expect(shown(handshake('timed-out', 'a', { target: null }), ping(3, 'a'))).toEqual([]);
});
