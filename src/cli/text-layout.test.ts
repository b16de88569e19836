import { expect, it } from 'vitest';
import { whereAndCost } from './text-layout.ts';

it('names the risk of a command that does more than read', () => {
  const step = { where: 'on the node', seconds: 5 };
  expect(whereAndCost({ ...step, risk: 'none' })).toBe('on the node, 5 s');
  expect(whereAndCost({ ...step, risk: 'low' })).toBe('on the node, 5 s, risk: low');
});
