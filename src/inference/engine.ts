import { Engine, type NestedCondition, type Operator, Rule, type TopLevelCondition } from 'json-rules-engine';
import { catalogue } from '../facts/catalogue.ts';
import type { KnownFact } from '../facts/known.ts';
import type { Condition, SharedCondition } from '../rulebook/rule.ts';
import { operators } from './operators.ts';
import { allOf, anyOf, negate, type Ternary } from './ternary.ts';

/** What a condition sees of the evidence: all subjects in scope of which a fact is known, and the lines of a text condition. */
export interface FactView {
  facts(fact: string): readonly KnownFact[];
  /** Whether a text condition (by its number within the rulebook) is met by a line in scope. */
  textMatches(textCondition: number): boolean;
  /** Kept decisions, shared by views that see the same facts: 500 machines ask the same of one unnamed list. */
  readonly decided?: DecidedLeaves;
}

/** What a leaf came to, by the facts that it was asked of. */
export type DecidedLeaves = Map<Leaf, Map<readonly KnownFact[], Ternary>>;

/** A condition that can be looked at from outside: which facts it needs, and which decided it. */
export type Node =
  | { kind: 'all' | 'any'; children: readonly Node[] }
  | { kind: 'not'; child: Node }
  | Leaf
  | TextLeaf;

export interface Leaf {
  kind: 'fact';
  fact: string;
  operator: string;
  value: unknown;
  /** The other fact, when the value is a reference to one. */
  valueFact: string | null;
  /** The fact proves no absence: where the comparison does not hold, nothing is known. */
  openEnded: boolean;
  compare(fact: unknown, value: unknown): boolean;
}

export interface TextLeaf {
  kind: 'text';
  operator: string;
  value: unknown;
  textCondition: number;
}

/** Numbers the text conditions of a rulebook, so that one pass over the texts decides them all. */
export interface TextConditions {
  register(operator: string, value: unknown): number;
}

interface EvaluatesSynchronously {
  evaluate(fact: unknown, value: unknown): boolean;
}

/** The engine's operators with ours; decorated names (`someFact:equal`) are made on demand and kept. */
const operatorMap = (() => {
  const engine = new Engine();
  for (const [name, compare] of Object.entries(operators)) engine.addOperator(name, compare);
  // Engine keeps its OperatorMap in the public property `operators`, which its type declarations leave out.
  return (
    engine as unknown as { operators: { get(name: string): (Operator & EvaluatesSynchronously) | null } }
  ).operators;
})();

/**
 * A json-rules-engine rule that walks its own conditions synchronously and with three truth values. The stock
 * walk is asynchronous, clones the conditions for every result and takes what is undefined for a value.
 * The conformance test holds that both agree wherever everything is known.
 */
export class SignalRule extends Rule {
  readonly root: Node;

  constructor(
    when: Condition,
    context: { conditions: Readonly<Record<string, SharedCondition>>; texts: TextConditions },
  ) {
    super({ conditions: topLevel(resolve(when, context.conditions)), event: { type: 'signal' } });
    this.root = compileNode(this.conditions, context.texts);
  }

  decide(view: FactView): Ternary {
    return decideNode(this.root, view);
  }
}

/** Decides one condition: true when it holds for a subject in scope, false when it holds for none of those known. */
export function decideNode(node: Node, view: FactView): Ternary {
  switch (node.kind) {
    case 'all':
      return allOf(node.children, (child) => decideNode(child, view));
    case 'any':
      return anyOf(node.children, (child) => decideNode(child, view));
    case 'not':
      return negate(decideNode(node.child, view));
    case 'text':
      return view.textMatches(node.textCondition) ? 'true' : 'unknown';
    case 'fact':
      return decideLeaf(node, view);
  }
}

function decideLeaf(leaf: Leaf, view: FactView): Ternary {
  const known = view.facts(leaf.fact);
  if (known.length === 0) return 'unknown';
  if (view.decided === undefined || leaf.valueFact !== null) return compareLeaf(leaf, known, view);
  const kept = view.decided.get(leaf) ?? new Map<readonly KnownFact[], Ternary>();
  view.decided.set(leaf, kept);
  const state = kept.get(known) ?? compareLeaf(leaf, known, view);
  kept.set(known, state);
  return state;
}

function compareLeaf(leaf: Leaf, known: readonly KnownFact[], view: FactView): Ternary {
  const others = leaf.valueFact === null ? null : view.facts(leaf.valueFact);
  if (others?.length === 0) return 'unknown';
  const holds = known.some(({ value }) =>
    others === null
      ? leaf.compare(value, leaf.value)
      : others.some((other) => leaf.compare(value, other.value)),
  );
  if (holds) return 'true';
  return leaf.openEnded ? 'unknown' : 'false';
}

/** Puts shared conditions in the place of their names. Cycles are refused when the rulebook loads. */
function resolve(condition: Condition, shared: Readonly<Record<string, SharedCondition>>): Condition {
  if ('all' in condition) return { all: condition.all.map((child) => resolve(child, shared)) };
  if ('any' in condition) return { any: condition.any.map((child) => resolve(child, shared)) };
  if ('not' in condition) return { not: resolve(condition.not, shared) };
  if (!('condition' in condition)) return condition;
  const target = shared[condition.condition];
  if (target === undefined) throw new Error(`unknown shared condition "${condition.condition}"`);
  return resolve(target.when, shared);
}

/** json-rules-engine wants a boolean operator at the root. */
function topLevel(condition: Condition): TopLevelCondition {
  const root = 'fact' in condition ? { all: [condition] } : condition;
  // Conditions are json-rules-engine's grammar; its types only lack the `readonly` of ours.
  return root as unknown as TopLevelCondition;
}

function compileNode(condition: TopLevelCondition | NestedCondition, texts: TextConditions): Node {
  if ('all' in condition)
    return { kind: 'all', children: condition.all.map((child) => compileNode(child, texts)) };
  if ('any' in condition)
    return { kind: 'any', children: condition.any.map((child) => compileNode(child, texts)) };
  if ('not' in condition) return { kind: 'not', child: compileNode(condition.not, texts) };
  if ('condition' in condition) throw new Error(`unresolved shared condition "${condition.condition}"`);
  const { fact, operator, value } = condition;
  if (fact === 'text')
    return { kind: 'text', operator, value, textCondition: texts.register(operator, value) };
  const implementation = operatorMap.get(operator);
  if (implementation === null) throw new Error(`unknown operator "${operator}"`);
  return {
    kind: 'fact',
    fact,
    operator,
    value,
    valueFact: factReference(value),
    openEnded: catalogue.get(fact)?.openEnded === true,
    compare: (left, right) => implementation.evaluate(left, right),
  };
}

const factReference = (value: unknown): string | null =>
  value !== null && typeof value === 'object' && 'fact' in value && typeof value.fact === 'string'
    ? value.fact
    : null;
