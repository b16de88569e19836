import { platforms } from '../facts/platforms.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { describeCondition } from '../rulebook/describe-condition.ts';
import { decibans, likelihoods, priorDecibans, tenths, weightsOf } from '../rulebook/likelihood.ts';
import type { Rule, Signal } from '../rulebook/rule.ts';
import type { Rulebook } from '../rulebook/rulebook.ts';
import { CandidateIndex } from './candidate-index.ts';
import type { CompiledRule, CompiledSignal } from './compiled-rule.ts';
import { type Node, SignalRule } from './engine.ts';
import { compileFix } from './fill-fixes.ts';
import { TextSearch } from './text-search.ts';

/** A rulebook made ready for evaluation; stateless between evaluations, so that all requests share it. */
export interface CompiledRulebook {
  readonly rulebook: Rulebook;
  readonly rules: readonly CompiledRule[];
  readonly texts: TextSearch;
  readonly candidates: CandidateIndex;
}

/** Costs some milliseconds for each hundred rules: once a rulebook, not once a request. */
export function compileRulebook(rulebook: Rulebook): CompiledRulebook {
  const texts = new TextSearch();
  const rules = rulebook.rules.map((rule) => {
    const signals = rule.signals.map((signal) => compileSignal(signal, { rulebook, texts }));
    const telling = tellingItems(signals);
    return {
      rule,
      prior: priorDecibans(rule.prior),
      signals,
      onPlatform: onPlatform(rule),
      fixes: rule.fixes.map((fix) => compileFix(fix, telling)),
    };
  });
  return { rulebook, rules, texts, candidates: new CandidateIndex(rules) };
}

/** Knowing the platform speaks for the causes that occur there, the more the fewer platforms they occur on. */
function onPlatform({ appliesTo }: Rule): number {
  const share = appliesTo.includes('any') ? 1 : appliesTo.length / platforms.length;
  return tenths(decibans(1 / Math.max(likelihoods.sometimes, share)));
}

/** For each list, the items that speak for the cause when it has them: fixes are about those. */
function tellingItems(signals: readonly CompiledSignal[]): Map<string, unknown[]> {
  const telling = new Map<string, unknown[]>();
  const add = (node: Node): void => {
    if (node.kind === 'all' || node.kind === 'any') node.children.forEach(add);
    else if (node.kind === 'fact' && node.operator === 'hasItem')
      telling.set(node.fact, [...(telling.get(node.fact) ?? []), node.value]);
  };
  for (const { condition, whenTrue } of signals) if (whenTrue > 0) add(condition.root);
  return telling;
}

/** The rule with another signal in the place of the one with its id. What its fixes are filled in with stays. */
export function withSignal(
  rule: CompiledRule,
  signal: Signal,
  { rulebook, texts }: Pick<CompiledRulebook, 'rulebook' | 'texts'>,
): CompiledRule {
  const compiled = compileSignal(signal, { rulebook, texts });
  const signals = rule.signals.map((known) => (known.signal.id === signal.id ? compiled : known));
  return { ...rule, rule: { ...rule.rule, signals: signals.map((one) => one.signal) }, signals };
}

function compileSignal(signal: Signal, context: { rulebook: Rulebook; texts: TextSearch }): CompiledSignal {
  const { id, because } = signal;
  const condition = new SignalRule(signal.when, {
    conditions: context.rulebook.conditions,
    texts: context.texts,
  });
  return {
    signal,
    condition,
    key: canonicalJson(signal.when),
    facts: [...new Set(factsOf(condition.root))],
    described: {
      holds: describeCondition(signal.when, context.rulebook.conditions),
      fails: describeCondition({ not: signal.when }, context.rulebook.conditions),
    },
    undecided: Object.freeze({ signal: id, state: 'unknown', decibans: 0, because, evidence: [] }),
    ...weightsOf(signal),
  };
}

function factsOf(node: Node): string[] {
  if (node.kind === 'text') return [];
  if (node.kind === 'not') return factsOf(node.child);
  if (node.kind !== 'fact') return node.children.flatMap(factsOf);
  return node.valueFact === null ? [node.fact] : [node.fact, node.valueFact];
}
