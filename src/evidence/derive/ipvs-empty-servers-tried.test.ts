import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'ipvs.empty-servers-tried';
const given = (targets: string[], target: string) => [
  { fact: 'ipvs.virtual-servers', value: [{ protocol: 'TCP', address: '10.107.33.18', port: 80, targets }] },
  { fact: 'connection.attempts', value: [{ target, port: 80, outcome: 'refused' }] },
];

it('a virtual server without a target that refuses', () => {
  expect(valuesFrom(fact, given([], '10.107.33.18'))).toEqual([['10.107.33.18:80']]);
});

it('none, when it has targets; unknown of what is no virtual server', () => {
  expect(valuesFrom(fact, given(['10.244.1.7:8080'], '10.107.33.18'))).toEqual([[]]);
  expect(valuesFrom(fact, given([], '10.107.33.19'))).toEqual([]);
});
