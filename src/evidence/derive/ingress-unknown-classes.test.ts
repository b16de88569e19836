import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'ingress.unknown-classes';
const given = (className: string | null, classes: object[]) => [
  { fact: 'kubernetes.ingresses', value: [{ namespace: 'shop', name: 'front', className }] },
  { fact: 'kubernetes.ingress-classes', value: classes },
];

it('a class that does not exist', () => {
  expect(valuesFrom(fact, given('nginx', [{ name: 'traefik', isDefault: true }]))).toEqual([
    [{ namespace: 'shop', ingress: 'front', className: 'nginx', classes: 'traefik' }],
  ]);
  expect(valuesFrom(fact, given('nginx', []))).toMatchObject([[{ className: 'nginx', classes: '' }]]);
});

it('no class where none is the default', () => {
  expect(valuesFrom(fact, given(null, [{ name: 'nginx', isDefault: false }]))).toMatchObject([
    [{ className: null, classes: 'nginx' }],
  ]);
});

it('none, when it exists, or when a default may be among them', () => {
  expect(valuesFrom(fact, given('nginx', [{ name: 'nginx' }]))).toEqual([[]]);
  expect(valuesFrom(fact, given(null, [{ name: 'nginx' }]))).toEqual([[]]);
});

it('unknown without a listing of classes', () => {
  expect(valuesFrom(fact, given('nginx', []).slice(0, 1))).toEqual([]);
});
