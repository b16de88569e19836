import { expect, it } from 'vitest';
import { wordsOf } from './finding.ts';

it('says on one line what an error says on several', () => {
  expect(wordsOf(new Error('the rulebook does not load:\n  a.json#: is empty\n  b.json#: is empty.'))).toBe(
    'the rulebook does not load: a.json#: is empty; b.json#: is empty',
  );
  expect(wordsOf(new Error('It is gone.'))).toBe('It is gone');
});
