import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const without = (podCidrs: string[], routes: string[]) =>
  valuesFrom('cloud.pod-ranges-without-route', [
    {
      fact: 'kubernetes.nodes',
      value: podCidrs.map((podCidr, i) => ({ name: `n${i}`, ready: true, status: 'Ready', podCidr })),
    },
    { fact: 'cloud.pod-routes', value: routes },
  ]);

it('finds the node whose pods no route leads to', () => {
  expect(without(['10.200.0.0/24', '10.200.1.0/24'], ['10.200.0.0/24'])).toEqual([['10.200.1.0/24']]);
});

it('is content when each has one', () => {
  expect(without(['10.200.0.0/24'], ['10.200.0.0/24', '10.9.0.0/16'])).toEqual([[]]);
});

it('does not know where no route leads to any pods', () => {
  expect(without(['10.200.0.0/24'], ['10.9.0.0/16'])).toEqual([]);
});

it('takes ranges of nodes that were printed without their nodes', () => {
  const facts = [
    { fact: 'kubernetes.pod-cidrs', value: ['10.200.0.0/24', '10.200.2.0/24', '10.200.0.0/16'] },
    { fact: 'cloud.pod-routes', value: ['10.200.0.0/24', '10.200.1.0/24'] },
  ];
  expect(valuesFrom('cloud.pod-ranges-without-route', facts)).toEqual([['10.200.2.0/24']]);
});
