import { expect, it } from 'vitest';
import { sameSecret } from './same-secret.ts';

it('tells equal texts from others, of whatever length', () => {
  expect(sameSecret('a1b2', 'a1b2')).toBe(true);
  expect(sameSecret('', '')).toBe(true);
  for (const other of ['a1b3', 'a1b', 'a1b22', '', 'é1b2']) expect(sameSecret('a1b2', other)).toBe(false);
});
