import { expect, it } from 'vitest';
import { derivedFrom } from '../../../test/derived-facts.ts';

const fact = 'capture.lost-between-interfaces';
const capture = (name: string, packets: number, host = 'node-1') => ({
  text: `listening on ${name}, link-type EN10MB (Ethernet)\n${packets} packets captured`,
  host,
});

it('are interfaces of pods that saw nothing while another saw packets come in', () => {
  expect(derivedFrom(fact, [], [capture('flannel.1', 3), capture('cni0', 0)])).toMatchObject([
    { host: 'node-1', value: ['cni0'] },
  ]);
});

it.each([
  ['packets were handed on', [capture('flannel.1', 3), capture('cni0', 3)]],
  ['nothing came in', [capture('flannel.1', 0), capture('cni0', 0)]],
  ['another machine saw them', [capture('flannel.1', 3, 'node-2'), capture('cni0', 0)]],
])('are unknown when %s', (_, texts) => {
  expect(derivedFrom(fact, [], texts)).toEqual([]);
});
