import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'helm.most-stored-revisions';

it('is that of the longest history', () => {
  const value = [
    { release: 'a', storedRevisions: 10 },
    { release: 'b', storedRevisions: 412 },
  ];
  expect(valuesFrom(fact, [{ fact: 'helm.histories', value }])).toEqual([412]);
});

it('is unknown from revision numbers alone, and without a history', () => {
  const value = [{ name: 'a', namespace: null, revision: 900 }];
  expect(valuesFrom(fact, [{ fact: 'helm.releases', value }])).toEqual([]);
  expect(valuesFrom(fact, [{ fact: 'helm.histories', value: [] }])).toEqual([]);
});
