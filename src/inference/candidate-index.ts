import type { CompiledRule } from './compiled-rule.ts';
import type { Node } from './engine.ts';

/** A false signal of this many decibans rules a cause out, which is worth saying even when nothing speaks for it. */
export const RULES_OUT = -10;

/** One thing that must be in the evidence before a condition can be decided: a known fact, or a text condition that is met. */
type Anchor = { fact: string } | { text: number };

/**
 * Selects the rules that the evidence can speak about: those of which it could make a signal true, or a signal
 * false that rules the cause out. What it costs follows the evidence, not the number of rules.
 */
export class CandidateIndex {
  readonly #byFact = new Map<string, number[]>();
  readonly #byText = new Map<number, number[]>();

  /** `rarity`: how often all look at each fact, where these are a part of a rulebook only. */
  constructor(rules: readonly CompiledRule[], rarity: ReadonlyMap<string, number> = countFacts(rules)) {
    for (const [position, rule] of rules.entries()) {
      for (const anchor of anchorsOf(rule, rarity)) this.#add(anchor, position);
    }
  }

  /** Positions of the candidates, in ascending order. */
  select(facts: Iterable<string>, metTexts: Iterable<number>): number[] {
    const selected = new Set<number>();
    for (const fact of facts) for (const rule of this.#byFact.get(fact) ?? []) selected.add(rule);
    for (const text of metTexts) for (const rule of this.#byText.get(text) ?? []) selected.add(rule);
    return [...selected].sort((a, b) => a - b);
  }

  /** Whether there is any candidate: for an index of few rules, whatever the evidence. */
  concerns(facts: ReadonlySet<string>, metTexts: ReadonlyMap<number, unknown>): boolean {
    return (
      [...this.#byFact.keys()].some((fact) => facts.has(fact)) ||
      [...this.#byText.keys()].some((text) => metTexts.has(text))
    );
  }

  #add(anchor: Anchor, rule: number): void {
    if ('fact' in anchor) append(this.#byFact, anchor.fact, rule);
    else append(this.#byText, anchor.text, rule);
  }
}

function append<K>(map: Map<K, number[]>, key: K, value: number): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else if (values.at(-1) !== value) values.push(value);
}

function anchorsOf(rule: CompiledRule, rarity: ReadonlyMap<string, number>): Anchor[] {
  return rule.signals.flatMap(({ condition, whenTrue, whenFalse }) => [
    ...(whenTrue > 0 || whenTrue <= RULES_OUT ? toBeTrue(condition.root, rarity) : []),
    ...(whenFalse > 0 || whenFalse <= RULES_OUT ? toBeFalse(condition.root, rarity) : []),
  ]);
}

/** The fewest anchors without one of which the node cannot be true: of an `all`, those of its rarest child are enough. */
function toBeTrue(node: Node, rarity: ReadonlyMap<string, number>): Anchor[] {
  switch (node.kind) {
    case 'text':
      return [{ text: node.textCondition }];
    case 'fact':
      return [{ fact: node.fact }];
    case 'not':
      return toBeFalse(node.child, rarity);
    case 'any':
      return node.children.flatMap((child) => toBeTrue(child, rarity));
    case 'all': {
      const choices = node.children.map((child) => toBeTrue(child, rarity));
      const cost = (anchors: Anchor[]) =>
        anchors.reduce((sum, anchor) => sum + ('fact' in anchor ? (rarity.get(anchor.fact) ?? 0) : 0), 0);
      return choices.reduce((best, choice) => (cost(choice) < cost(best) ? choice : best));
    }
  }
}

/** A text condition is never false; any other leaf can be, once its fact is known. */
function toBeFalse(node: Node, rarity: ReadonlyMap<string, number>): Anchor[] {
  switch (node.kind) {
    case 'text':
      return [];
    case 'fact':
      return [{ fact: node.fact }];
    case 'not':
      return toBeTrue(node.child, rarity);
    case 'all':
    case 'any':
      return node.children.flatMap((child) => toBeFalse(child, rarity));
  }
}

/** How often the rules look at each fact. */
export function countFacts(rules: readonly CompiledRule[]): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (node: Node): void => {
    if (node.kind === 'fact') counts.set(node.fact, (counts.get(node.fact) ?? 0) + 1);
    else if (node.kind === 'not') count(node.child);
    else if (node.kind !== 'text') node.children.forEach(count);
  };
  for (const { signals } of rules) for (const { condition } of signals) count(condition.root);
  return counts;
}
