import type { KnownFact, Observation } from '../facts/known.ts';
import type { EvidenceReference, ScoreLine } from './diagnosis.ts';
import type { Leaf, Node, TextLeaf } from './engine.ts';
import { decideNode } from './engine.ts';
import { itemFits } from './operators.ts';
import { originsOf } from './origins.ts';
import type { Scope } from './scope.ts';
import type { RuleScore, SignalScore } from './score.ts';

/** More lines than this of one observation add nothing that the first ones do not say. */
const MOST_REFERENCES = 5;
const MOST_CHARACTERS = 300;

/** The arithmetic of one cause, a line a signal, with what decided each. */
export const explainScore = (score: RuleScore): ScoreLine[] =>
  score.signals.map((line) => explainSignal(line, score));

function explainSignal({ signal, state, decibans }: SignalScore, { rule, scope }: RuleScore): ScoreLine {
  if (signal === null) {
    const on = rule.rule.appliesTo.join(', ');
    const because = state === 'true' ? `this cause occurs on ${on}` : `this cause occurs on ${on} only`;
    return { signal: 'platform', state, decibans, because, evidence: [] };
  }
  const { id, because } = signal.signal;
  const evidence = state === 'unknown' ? [] : referencesOf(signal.condition.root, scope);
  return { signal: id, state, decibans, because, evidence: evidence.slice(0, MOST_REFERENCES) };
}

/** What decided a node: of an `any` that is true, only what is true, and the reverse for `all`. */
function referencesOf(node: Node, scope: Scope): EvidenceReference[] {
  const state = decideNode(node, scope);
  if (state === 'unknown') return [];
  switch (node.kind) {
    case 'not':
      return referencesOf(node.child, scope);
    case 'all':
    case 'any':
      return node.children
        .filter((child) => decideNode(child, scope) === state)
        .flatMap((child) => referencesOf(child, scope));
    case 'text':
      return textReferences(node, scope);
    case 'fact':
      return scope.facts(node.fact).flatMap((known) => factReferences(node, known, state === 'true'));
  }
}

const textReferences = (leaf: TextLeaf, scope: Scope): EvidenceReference[] =>
  scope.textLines(leaf.textCondition).map(({ text, line, host, content }) => ({
    fact: 'text',
    ...(host === null ? {} : { host }),
    value: content.trim().slice(0, MOST_CHARACTERS),
    from: [{ text, lines: [line, line] }],
  }));

function factReferences(leaf: Leaf, known: KnownFact, holds: boolean): EvidenceReference[] {
  if (leaf.valueFact === null && leaf.compare(known.value, leaf.value) !== holds) return [];
  const reference = (value: unknown, observations: readonly Observation[]): EvidenceReference => ({
    fact: known.fact,
    ...(known.host === null ? {} : { host: known.host }),
    value,
    from: originsOf(observations),
  });
  const items = known.observations.filter(({ kind }) => kind === 'item');
  if (leaf.operator === 'hasItem' && holds)
    return items
      .filter(({ value }) => itemFits(value, leaf.value))
      .map((item) => reference(item.value, [item]));
  if (items.length > 0) return items.slice(0, MOST_REFERENCES).map((item) => reference(item.value, [item]));
  return [reference(known.value, known.observations)];
}
