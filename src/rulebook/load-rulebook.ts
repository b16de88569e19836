import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { CulpritError } from '../lib/errors.ts';
import { assembleRulebook, type TestedRulebook } from './assemble-rulebook.ts';
import type { Rulebook } from './rulebook.ts';

/** The rulebook of a folder. Throws one `invalid-rulebook` with all findings, by file and JSON pointer. */
export const loadRulebook = (folder: string): Rulebook => loadTestedRulebook(folder).rulebook;

/** The rulebook of a folder, and the tests beside its rules. Throws as `loadRulebook` does. */
export const loadTestedRulebook = (folder: string): TestedRulebook =>
  assembleRulebook(readRulebookFiles(folder));

/** The JSON files of a folder and their texts, by path within it, with `/` on every system. */
export function readRulebookFiles(folder: string): Map<string, string> {
  try {
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.json'))
      .sort();
    return new Map(
      paths.map((path) => [path.split(sep).join('/'), readFileSync(join(folder, path), 'utf8')]),
    );
  } catch (cause) {
    throw new CulpritError('invalid-rulebook', `cannot read the rulebook in "${folder}"`, { cause });
  }
}
