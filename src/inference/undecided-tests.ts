import { catalogue } from '../facts/catalogue.ts';
import type { Collect } from '../facts/define.ts';
import { likelihoods } from '../rulebook/likelihood.ts';
import { aimCommand, portAskedAbout } from './aim-command.ts';
import type { CompiledSignal } from './compiled-rule.ts';
import type { CollectStep } from './diagnosis.ts';
import type { RuleScore } from './score.ts';

/** A condition that nobody has decided yet, and what each hypothesis expects of it. */
export interface Test {
  signal: CompiledSignal;
  /** Facts that are missing, and how to get them. */
  facts: readonly string[];
  collect: readonly CollectStep[];
  /** How often it holds under each hypothesis: the causes in order, then none of these. */
  expected: number[];
}

/** The tests that could still be made of the first `asking` causes, each condition once, in the order of the causes. */
export function undecidedTests(scores: readonly RuleScore[], asking: number): Iterable<Test> {
  const tests = new Map<string, Test>();
  for (const [position, score] of scores.entries()) {
    for (const { signal, state } of score.signals) {
      if (signal === null || state !== 'unknown' || isOutweighed(signal, score)) continue;
      const test =
        tests.get(signal.key) ?? (position < asking ? newTest(signal, score, scores.length) : null);
      if (test === null) continue;
      tests.set(signal.key, test);
      test.expected[position] = likelihoods[signal.signal.withCause];
    }
  }
  return tests.values();
}

/** Whether a decided signal of the same group counts for at least as much already. */
const isOutweighed = ({ signal, whenTrue }: CompiledSignal, { signals }: RuleScore): boolean =>
  signal.group !== undefined &&
  signals.some((other) => other.signal?.signal.group === signal.group && other.decibans >= whenTrue);

function newTest(signal: CompiledSignal, score: RuleScore, causes: number): Test | null {
  const facts = signal.facts.filter((fact) => isMissing(fact, signal, score));
  const collect: CollectStep[] = [];
  for (const fact of facts)
    for (const step of missingSteps(fact, score)) {
      const command = aimCommand(step.command, signal.condition.root, score.scope);
      if (command === null) return null;
      addStep(collect, { ...step, command }, score);
    }
  if (collect.length === 0) return null;
  const expected = new Array<number>(causes + 1).fill(likelihoods[signal.signal.without]);
  return { signal, facts, collect, expected };
}

/** Not known at all; or a list of attempts of which none was at the port in question. */
const isMissing = (fact: string, { condition }: CompiledSignal, { scope }: RuleScore): boolean =>
  scope.facts(fact).length === 0 ||
  (catalogue.get(fact)?.openEnded === true && portAskedAbout(condition.root) !== null);

/** The commands that bring a fact, less those whose part is known; the last one stays when all parts are. */
function missingSteps(fact: string, { scope }: RuleScore): readonly Collect[] {
  const steps = catalogue.get(fact)?.collect ?? [];
  if (steps.length < 2) return steps;
  const missing = steps.filter(({ brings }) => brings === undefined || scope.facts(brings).length === 0);
  return missing.length > 0 ? missing : steps.slice(-1);
}

/** Adds a step unless the command runs in that place already. */
function addStep(
  steps: CollectStep[],
  { command, where, seconds, risk }: Collect,
  { scope }: RuleScore,
): void {
  const place = where === 'on the host' && scope.host !== null ? `on ${scope.host}` : where;
  const same = steps.findIndex((step) => step.command === command && step.where === place);
  steps[same < 0 ? steps.length : same] = { command, where: place, seconds, risk };
}
