import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleCase } from '../../cases/check-rule-case.ts';
import { asStated } from '../../cases/signal-sides.ts';
import type { RuleReport } from '../../cases/test-rules.ts';
import { fileOf, testOf } from '../../rulebook/rule-files.ts';
import { type CaseSignals, writeStatedSignals } from '../../rulebook/write-stated-signals.ts';

/** States in the test files, case by case, the signals that came out. Returns the files that are others now. */
export const writeSignals = (folder: string, reports: readonly RuleReport[]): string[] =>
  reports.flatMap(({ rule, cases }) => {
    const file = join(folder, testOf(fileOf(rule)));
    const text = readFileSync(file, 'utf8');
    const written = writeStatedSignals(text, inPlace(cases));
    if (written === text) return [];
    writeFileSync(file, written);
    return [file];
  });

const lists = { fires: 'fires', 'look-alike': 'lookAlikes', missing: 'missing' } as const satisfies Record<
  RuleCase['kind'],
  CaseSignals['list']
>;

/** The results come in the order of the file. */
function inPlace(cases: RuleReport['cases']): CaseSignals[] {
  const seen = { fires: 0, lookAlikes: 0, missing: 0 };
  return cases.map(({ expected, sides }) => {
    const list = lists[expected.kind];
    return { list, position: seen[list]++, signals: asStated(sides) };
  });
}
