import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = join(import.meta.dirname, '../src/evidence/sources');

/** The whole outputs kept beside all sources. */
export const sourceSamples = (): string[] =>
  readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.includes('/samples/') && path.endsWith('.txt'))
    .sort()
    .map((path) => readFileSync(join(sources, path), 'utf8'));
