import { expect, it } from 'vitest';
import { caseDeps } from '../../test/case-deps.ts';
import { RulebookInForce } from './rulebook-in-force.ts';

it('is loaded once for all requests that find it new at the same moment', async () => {
  const { store, clock } = await caseDeps();
  let loads = 0;
  const findRulebook: typeof store.findRulebook = (digest) => {
    loads++;
    return store.findRulebook(digest);
  };
  const inForce = new RulebookInForce({ ...store, findRulebook }, clock);
  const found = await Promise.all(Array.from({ length: 20 }, () => inForce.current()));
  expect(new Set(found).size).toBe(1);
  expect(loads).toBe(1);
});
