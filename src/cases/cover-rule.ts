import type { CompiledRule } from '../inference/compiled-rule.ts';
import type { Node } from '../inference/engine.ts';
import type { RuleCaseResult } from './run-rule-tests.ts';
import type { Side } from './signal-sides.ts';

/** The rule's signals by what its own cases decide of them, each once, in the rule's order. */
export interface RuleCoverage {
  /** For and against the rule; or in the one way in which evidence can decide it at all. */
  whole: string[];
  /** On one side only, though evidence could decide it on the other. */
  half: { signal: string; undecided: Side }[];
  none: string[];
}

/** What the cases of a rule's own test decide of its signals. */
export function coverRule({ signals }: CompiledRule, results: readonly RuleCaseResult[]): RuleCoverage {
  const coverage: RuleCoverage = { whole: [], half: [], none: [] };
  for (const { signal, condition, whenTrue } of signals) {
    const seen = new Set(results.flatMap(({ sides }) => sides.get(signal.id) ?? []));
    const [lacking] = possibleSides(condition.root, whenTrue > 0).filter((side) => !seen.has(side));
    if (seen.size === 0) coverage.none.push(signal.id);
    else if (lacking === undefined) coverage.whole.push(signal.id);
    else coverage.half.push({ signal: signal.id, undecided: lacking });
  }
  return coverage;
}

const possibleSides = (node: Node, speaksForWhenTrue: boolean): Side[] => [
  ...(canBe('true', node) ? [speaksForWhenTrue ? ('for' as const) : ('against' as const)] : []),
  ...(canBe('false', node) ? [speaksForWhenTrue ? ('against' as const) : ('for' as const)] : []),
];

/** What no text shows, and what an open-ended fact lacks, is unknown rather than false. */
function canBe(state: 'true' | 'false', node: Node): boolean {
  switch (node.kind) {
    case 'text':
      return state === 'true';
    case 'fact':
      return state === 'true' || !node.openEnded;
    case 'not':
      return canBe(state === 'true' ? 'false' : 'true', node.child);
    case 'all':
      return state === 'true'
        ? node.children.every((child) => canBe(state, child))
        : node.children.some((child) => canBe(state, child));
    case 'any':
      return state === 'true'
        ? node.children.some((child) => canBe(state, child))
        : node.children.every((child) => canBe(state, child));
  }
}
