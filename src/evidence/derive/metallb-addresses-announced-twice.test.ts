import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'metallb.addresses-announced-twice';
const log = (speaker: string, ...events: [service: string, ip: string][]) => ({
  command: `kubectl logs -n metallb-system ${speaker}`,
  text: events
    .map(([service, ip]) =>
      JSON.stringify({ event: ip === '' ? 'serviceWithdrawn' : 'serviceAnnounced', ip, service }),
    )
    .join('\n'),
});

it('are those that two speakers hold for two Services', () => {
  const texts = [log('speaker-aaaaa', ['a/one', '10.9.0.7']), log('speaker-bbbbb', ['b/two', '10.9.0.7'])];
  expect(valuesFrom(fact, [], texts)).toEqual([['10.9.0.7']]);
});

it('are not those that one withdrew, shares on one node, or passed on', () => {
  const held = log('speaker-bbbbb', ['b/two', '10.9.0.7']);
  expect(valuesFrom(fact, [], [log('speaker-aaaaa', ['a/one', '10.9.0.7'], ['a/one', '']), held])).toEqual(
    [],
  );
  expect(valuesFrom(fact, [], [log('speaker-bbbbb', ['a/one', '10.9.0.7']), held])).toEqual([]);
  expect(valuesFrom(fact, [], [log('speaker-aaaaa', ['b/two', '10.9.0.7']), held])).toEqual([]);
});
