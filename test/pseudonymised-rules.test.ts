import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Pseudonymiser } from '../src/evidence/pseudonymise/pseudonymiser.ts';

const folder = join(import.meta.dirname, '../rules');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.json') && path.includes('/') && !path.endsWith('.test.json'),
);

it('no address or name that a rule quotes is changed: what rules look for is there under pseudonyms too', () => {
  const quoted = files.flatMap((path) => {
    const text = readFileSync(join(folder, path), 'utf8').replace(/\\\\\./g, '.');
    return text.split('\n').map((line) => line.trim());
  });
  const lines = [...new Set(quoted)];
  const { texts } = new Pseudonymiser('any key').evidence({
    facts: [],
    texts: lines.map((text) => ({ text })),
  });
  expect(texts.map(({ text }) => text).filter((text, at) => text !== lines[at])).toEqual([]);
  expect(lines.length).toBeGreaterThan(1000);
});
