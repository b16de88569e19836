import { expect, it } from 'vitest';
import { visible, visibleIn } from './visible.ts';

it('shows what a terminal would obey, and leaves lines and letters alone', () => {
  expect(visible('a\u001b[2Jb\u009b1m\u007f\r\tc\nd é 🧭')).toBe(
    'a\\u001b[2Jb\\u009b1m\\u007f\\u000d\\u0009c\nd é 🧭',
  );
});

it('shows what turns the direction of writing', () => {
  expect(visible('a\u202eb\u2066c\u061cd\u2028')).toBe('a\\u202eb\\u2066c\\u061cd\\u2028');
});

it('shows them in all texts of a value, and keeps each on its line', () => {
  expect(visibleIn({ 'k\u001b': ['a\nb', 1, null, { c: '\u202e' }] })).toEqual({
    'k\\u001b': ['a\\u000ab', 1, null, { c: '\\u202e' }],
  });
});

it('leaves JSON what it is', () => {
  const value = { 'k\u009b': 'a\u001b\u202e\n' };
  expect(JSON.parse(visible(JSON.stringify(value, null, 2)))).toEqual(value);
});
