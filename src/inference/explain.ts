import { isDeepStrictEqual } from 'node:util';
import type { KnownFact, Observation } from '../facts/known.ts';
import type { EvidenceReference, ScoreLine } from './diagnosis.ts';
import type { Leaf, Node } from './engine.ts';
import { decideNode } from './engine.ts';
import { itemFits } from './operators.ts';
import { originsOf } from './origins.ts';
import type { Scope } from './scope.ts';
import type { RuleScore, SignalScore } from './score.ts';
import type { TextMatch } from './text-search.ts';

/** More lines than this of one observation add nothing that the first ones do not say. */
const MOST_REFERENCES = 5;
const MOST_CHARACTERS = 300;

/** The arithmetic of one cause, a line a signal, with what decided each. */
export const explainScore = (score: RuleScore): ScoreLine[] => [
  ...score.signals.map((line) => explainSignal(line, score)),
  ...explainConsequence(score),
];

function explainConsequence({ consequence }: RuleScore): ScoreLine[] {
  if (consequence === null) return [];
  const because = `it usually brings about ${consequence.cause}, and the evidence for that is evidence for its root`;
  return [{ signal: 'explains', state: 'true', decibans: consequence.decibans, because, evidence: [] }];
}

function explainSignal({ signal, state, decibans }: SignalScore, { rule, scope }: RuleScore): ScoreLine {
  if (signal === null) {
    const on = rule.rule.appliesTo.join(', ');
    const because = state === 'true' ? `this cause occurs on ${on}` : `this cause occurs on ${on} only`;
    return { signal: 'platform', state, decibans, because, evidence: [] };
  }
  if (state === 'unknown') return signal.undecided;
  const { id, because } = signal.signal;
  const evidence: EvidenceReference[] = [];
  addReferences(evidence, signal.condition.root, { scope, state });
  return { signal: id, state, decibans, because, evidence };
}

interface Decided {
  scope: Scope;
  /** What the node is in the scope. */
  state: 'true' | 'false';
}

/** Adds what decided a node: of an `any` that is true, only what is true, and the reverse for `all`. */
function addReferences(found: EvidenceReference[], node: Node, { scope, state }: Decided): void {
  const room = MOST_REFERENCES - found.length;
  if (room === 0) return;
  switch (node.kind) {
    case 'not':
      addReferences(found, node.child, { scope, state: state === 'true' ? 'false' : 'true' });
      break;
    case 'all':
    case 'any':
      for (const child of node.children)
        if (decideNode(child, scope) === state) addReferences(found, child, { scope, state });
      break;
    case 'text':
      found.push(
        ...newReferences(found, scope.textLines(node.textCondition).slice(0, room).map(textReference)),
      );
      break;
    case 'fact':
      found.push(
        ...scope
          .facts(node.fact)
          .flatMap((known) => factReferences(node, known, state === 'true'))
          .slice(0, room),
      );
  }
}

/** Several messages of a condition may stand on one line: it is named once. */
const newReferences = (
  found: readonly EvidenceReference[],
  more: readonly EvidenceReference[],
): EvidenceReference[] =>
  more.filter(
    ({ from }) => !found.some((other) => other.fact === 'text' && isDeepStrictEqual(other.from, from)),
  );

const textReference = ({ text, line, host, content }: TextMatch): EvidenceReference => ({
  fact: 'text',
  ...(host === null ? {} : { host }),
  value: content.trim().slice(0, MOST_CHARACTERS),
  // A label stands before the first line.
  from: [{ text, lines: [Math.max(line, 1), Math.max(line, 1)] }],
});

function factReferences(leaf: Leaf, known: KnownFact, holds: boolean): EvidenceReference[] {
  if (leaf.valueFact === null && leaf.compare(known.value, leaf.value) !== holds) return [];
  const { fact, host, value, observations } = known;
  const reference = (part: unknown, seen: readonly Observation[]): EvidenceReference => ({
    fact,
    ...(host === null ? {} : { host }),
    value: part,
    from: originsOf(seen),
  });
  const items = observations.filter(({ kind }) => kind === 'item');
  const ofItem = (item: Observation) => reference(item.value, [item]);
  if (leaf.operator === 'hasItem' && holds)
    return items.filter((item) => itemFits(item.value, leaf.value)).map(ofItem);
  if (items.length > 0) return items.slice(0, MOST_REFERENCES).map(ofItem);
  return [reference(value, observations)];
}
