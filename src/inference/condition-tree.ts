import { catalogue, textFact } from '../facts/catalogue.ts';
import type { Collect } from '../facts/define.ts';
import { describeCondition } from '../rulebook/describe-condition.ts';
import type { Condition, FactCondition, SharedCondition } from '../rulebook/rule.ts';
import { decideNode, type Leaf, type Node } from './engine.ts';
import type { Scope } from './scope.ts';
import type { Ternary } from './ternary.ts';

/** A condition as its author wrote it, with what each part of it is in a body of evidence. */
export type ConditionTree =
  | { kind: 'all' | 'any' | 'not'; state: Ternary; children: ConditionTree[] }
  /** A shared condition. */
  | { kind: 'condition'; name: string; title: string; state: Ternary; children: ConditionTree[] }
  | ComparisonTree;

export interface ComparisonTree {
  kind: 'comparison';
  state: Ternary;
  /** In words. */
  says: string;
  /** What is known of its facts; of texts, the lines that meet it. */
  known: { fact: string; host: string | null; value: unknown }[];
  /** Facts that nobody collected, with the commands that would. */
  missing: { fact: string; collect: Pick<Collect, 'command' | 'where'>[] }[];
}

interface Context {
  shared: Readonly<Record<string, SharedCondition>>;
  scope: Scope;
}

/** The states of a condition and of all its parts. `root` is what the engine compiled of it. */
export function conditionTree(condition: Condition, root: Node, context: Context): ConditionTree {
  // The engine wants a group at the root: it puts a comparison that stands alone into an `all`.
  const isWrapped = root.kind === 'all' && isComparison(condition, context);
  const [only] = isWrapped ? root.children : [];
  return treeOf(condition, only ?? root, context);
}

const isComparison = (condition: Condition, context: Context): boolean =>
  'condition' in condition
    ? isComparison(targetOf(condition.condition, context).when, context)
    : 'fact' in condition;

/** The compiled tree has the same shape, with shared conditions in the place of their names. */
function treeOf(condition: Condition, node: Node, context: Context): ConditionTree {
  const state = decideNode(node, context.scope);
  if ('condition' in condition) {
    const { title, when } = targetOf(condition.condition, context);
    return {
      kind: 'condition',
      name: condition.condition,
      title,
      state,
      children: [treeOf(when, node, context)],
    };
  }
  if ('fact' in condition) return comparisonOf(condition, node, { ...context, state });
  const [kind, parts] = partsOf(condition);
  const nodes =
    node.kind === 'not' ? [node.child] : node.kind === 'all' || node.kind === 'any' ? node.children : [];
  const children = parts.flatMap((part, i) => {
    const own = nodes[i];
    return own === undefined ? [] : [treeOf(part, own, context)];
  });
  return { kind, state, children };
}

function targetOf(name: string, { shared }: Context): SharedCondition {
  const target = shared[name];
  // A rulebook with a name of nothing does not load.
  if (target === undefined) throw new Error(`unknown shared condition "${name}"`);
  return target;
}

function partsOf(condition: Exclude<Condition, FactCondition | { condition: string }>) {
  if ('all' in condition) return ['all', condition.all] as const;
  return 'any' in condition ? (['any', condition.any] as const) : (['not', [condition.not]] as const);
}

function comparisonOf(
  condition: FactCondition,
  node: Node,
  { scope, state }: Context & { state: Ternary },
): ComparisonTree {
  const says = describeCondition(condition);
  if (node.kind === 'text') {
    const lines = scope.textLines(node.textCondition);
    const known = lines.map(({ host, content }) => ({ fact: textFact.id, host, value: content }));
    return { kind: 'comparison', state, says, known, missing: [] };
  }
  if (node.kind !== 'fact') throw new Error(`${says} was compiled as ${node.kind}`);
  const facts = factsOf(node);
  return {
    kind: 'comparison',
    state,
    says,
    known: facts.flatMap((fact) => scope.facts(fact).map(({ host, value }) => ({ fact, host, value }))),
    missing: facts
      .filter((fact) => scope.facts(fact).length === 0)
      .map((fact) => ({
        fact,
        collect: (catalogue.get(fact)?.collect ?? []).map(({ command, where }) => ({ command, where })),
      })),
  };
}

const factsOf = ({ fact, valueFact }: Leaf): string[] => (valueFact === null ? [fact] : [fact, valueFact]);
