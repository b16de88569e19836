import type { Rule, Signal } from '../rulebook/rule.ts';
import type { ScoreLine } from './diagnosis.ts';
import type { SignalRule } from './engine.ts';
import type { CompiledFix } from './fill-fixes.ts';

export interface CompiledRule {
  readonly rule: Rule;
  /** Prior odds in decibans. */
  readonly prior: number;
  readonly signals: readonly CompiledSignal[];
  /** Decibans for the platform that the rule occurs on, when it is known. */
  readonly onPlatform: number;
  readonly fixes: readonly CompiledFix[];
}

export interface CompiledSignal {
  readonly signal: Signal;
  readonly condition: SignalRule;
  /** Equal for signals, of whatever rule, that test the same condition. */
  readonly key: string;
  /** Facts that the condition looks at, each once. */
  readonly facts: readonly string[];
  /** The condition in words, and its opposite. */
  readonly described: { holds: string; fails: string };
  /** What an answer says of the signal while nobody knows. */
  readonly undecided: ScoreLine;
  /** Decibans that the signal adds when it holds, and when it is known not to. */
  readonly whenTrue: number;
  readonly whenFalse: number;
}
