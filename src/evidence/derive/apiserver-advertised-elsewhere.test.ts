import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'apiserver.advertised-elsewhere';
const nodes = {
  fact: 'kubernetes.nodes',
  value: [{ name: 'cp1', ready: true, status: 'Ready', roles: ['master'], internalAddress: '10.0.0.4' }],
};
const endpoints = (ready: string[], namespace: string | null = 'default') => ({
  fact: 'kubernetes.endpoints',
  value: [{ namespace, service: 'kubernetes', slice: '', ready }],
});

it('names the addresses when no control plane node has any of them', () => {
  expect(valuesFrom(fact, [nodes, endpoints(['10.0.2.15:6443'])])).toEqual([['10.0.2.15']]);
});

it('is empty when one of them is a control plane node’s', () => {
  expect(valuesFrom(fact, [nodes, endpoints(['10.0.2.15:6443', '10.0.0.4:6443'])])).toEqual([[]]);
});

it('is unknown without either, and for a Service of the same name elsewhere', () => {
  expect(valuesFrom(fact, [nodes])).toEqual([]);
  expect(valuesFrom(fact, [endpoints(['10.0.2.15:6443'])])).toEqual([]);
  expect(valuesFrom(fact, [nodes, endpoints(['10.0.2.15:6443'], 'tenant')])).toEqual([]);
});
