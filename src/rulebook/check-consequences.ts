import { type Finding, finding } from './finding.ts';
import type { Rule } from './rule.ts';

/** What is wrong with what rules say they bring about: unknown causes, and causes that bring about each other. */
export function checkConsequences(rules: readonly Rule[]): Map<string, Finding[]> {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return new Map(
    rules.map(({ id, explains = [] }) => [
      id,
      explains.flatMap((cause, position) => {
        const pointer = `/explains/${position}`;
        if (!byId.has(cause)) return [finding('unknown-cause', pointer, `there is no rule "${cause}"`)];
        return reaches(cause, id, byId)
          ? [
              finding(
                'consequence-cycle',
                pointer,
                `"${cause}" brings about "${id}" itself, directly or through others`,
              ),
            ]
          : [];
      }),
    ]),
  );
}

/** Whether a cause is, or brings about, another one. */
function reaches(from: string, to: string, byId: ReadonlyMap<string, Rule>): boolean {
  const seen = new Set([from]);
  for (const id of seen) for (const next of byId.get(id)?.explains ?? []) seen.add(next);
  return seen.has(to);
}
