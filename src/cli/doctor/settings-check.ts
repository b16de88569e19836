import type { InspectedSettings } from '../../config.ts';
import { closestWord } from '../../lib/closest-word.ts';
import { type Finding, linesOf } from './finding.ts';

const { ok, warn, fail } = linesOf('settings');

/** Each setting valid, and no variable that only looks like one. Values are never shown. */
export function checkSettings({ known, set, problems, unknown }: InspectedSettings): Finding[] {
  const wrong = problems.map((problem) =>
    fail(problem, 'Mend it: no server starts with it. docs/settings.md lists what each may be.'),
  );
  const strange = unknown.map((name) => {
    const near = closestWord(name, known);
    const hint = near === null ? 'docs/settings.md lists those there are.' : `Did you mean ${near}?`;
    return warn(`${name} is set, but is no setting: it does nothing.`, hint);
  });
  const names = set.length === 0 ? 'none is set, all have their defaults' : `set: ${set.join(', ')}`;
  const valid = wrong.length === 0 ? [ok(`All ${known.length} settings are valid; ${names}.`)] : [];
  return [...wrong, ...strange, ...valid];
}
