import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'mtu.differs-between-nodes';
const link = (host: string, name: string, mtuBytes: number): SubmittedFact => ({
  fact: 'network.mtus',
  host,
  value: [{ name, mtuBytes }],
});

it('finds an interface that has another MTU on another node', () => {
  expect(valuesFrom(fact, [link('n1', 'flannel.1', 8951), link('n2', 'flannel.1', 1450)])).toEqual([
    [
      {
        name: 'flannel.1',
        mtus: [
          { host: 'n1', mtuBytes: 8951 },
          { host: 'n2', mtuBytes: 1450 },
        ],
      },
    ],
  ]);
  expect(valuesFrom(fact, [link('n1', 'eth0', 1500), link('n2', 'eth0', 1500)])).toEqual([[]]);
});

it('is unknown from one machine, or of interfaces that machines need not share', () => {
  expect(valuesFrom(fact, [link('n1', 'eth0', 1500)])).toEqual([]);
  expect(valuesFrom(fact, [link('n1', 'docker0', 1500), link('n2', 'docker0', 1400)])).toEqual([]);
});

it('takes two outputs for two machines when a link between machines differs, though one names none', () => {
  const unnamed = (name: string, mtuBytes: number): SubmittedFact => ({
    fact: 'network.mtus',
    value: [{ name, mtuBytes }],
  });
  expect(valuesFrom(fact, [unnamed('wg0', 1320), link('n1', 'wg0', 1420)])).toEqual([
    [
      {
        name: 'wg0',
        mtus: [
          { host: 'n1', mtuBytes: 1420 },
          { host: 'unnamed', mtuBytes: 1320 },
        ],
      },
    ],
  ]);
  expect(valuesFrom(fact, [unnamed('bond0', 9000), unnamed('bond0', 1500)])).toHaveLength(1);
  expect(valuesFrom(fact, [unnamed('eth0', 1450), unnamed('eth0', 1500)])).toEqual([]);
});
