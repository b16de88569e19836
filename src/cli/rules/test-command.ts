import { type Command, Option } from 'commander';
import { scoreOf } from '../../cases/mutation-score.ts';
import { testRules } from '../../cases/test-rules.ts';
import { readConfig } from '../../config.ts';
import { compileRulebook } from '../../inference/compile-rulebook.ts';
import { CulpritError } from '../../lib/errors.ts';
import { visible, visibleIn } from '../../lib/visible.ts';
import type { TestedRulebook } from '../../rulebook/assemble-rulebook.ts';
import { loadTestedRulebook } from '../../rulebook/load-rulebook.ts';
import { exitCodes } from '../exit-codes.ts';
import { noSuch } from '../no-such.ts';
import { asJson } from '../text-layout.ts';
import { asJunit } from './render-test-junit.ts';
import { renderSummary } from './render-test-summary.ts';
import { asSummary, type TestSummary } from './test-summary.ts';
import { writeSignals } from './write-signals.ts';

/** The share of all flips that some test case has to notice. */
const LEAST_SCORE = 0.9;

interface Options {
  folder?: string;
  format: 'human' | 'json' | 'junit';
  write?: true;
  coverage?: true;
  mutate?: true;
}

/** `culprit rules test`: the tests beside the rules, what they cover, and what they would notice. */
export function addTestRules(rules: Command): void {
  rules
    .command('test')
    .description('run the tests of rules against the whole rulebook')
    .argument('[ids...]', 'the rules to test; all of them without an id')
    .option('--folder <folder>', 'the rules folder, whatever its lock says')
    .addOption(
      new Option('--format <format>', 'how to print the outcome')
        .choices(['human', 'json', 'junit'])
        .default('human'),
    )
    .option('--write', 'state in each case the signals that came out, and then run')
    .option('--coverage', 'say what the cases decide of each signal')
    .option('--mutate', 'say which signals could be upside down without any case noticing')
    .addHelpText(
      'after',
      `
Examples:
  culprit rules test
  culprit rules test host.ip-forward-disabled --coverage
  culprit rules test host.ip-forward-disabled --write && git diff
  culprit rules test --mutate
  culprit rules test --folder my-rules --format junit > rules.xml

Exit status: 0 all pass, 1 some case fails (with --mutate: or under ${LEAST_SCORE * 100} % of all flips are noticed), 2 bad use.`,
    )
    .action((ids: string[], options: Options) => {
      process.exitCode = run(ids, options) ? exitCodes.found : exitCodes.findings;
    });
}

function run(ids: readonly string[], options: Options): boolean {
  const folder = options.folder ?? readConfig().rules;
  const { rulebook, tests: before } = loadTestedRulebook(folder);
  const chosen = chosenOf(ids, before);
  const compiled = compileRulebook(rulebook);
  if (options.write) {
    const written = writeSignals(folder, testRules(before, compiled, { ids: chosen, mutate: false }));
    for (const file of written) process.stderr.write(visible(`wrote ${file}\n`));
  }
  const tests = options.write ? loadTestedRulebook(folder).tests : before;
  const mutate = options.mutate === true;
  const summary = asSummary(testRules(tests, compiled, { ids: chosen, mutate }));
  process.stdout.write(rendered(visibleIn(summary), { ...options, isNamed: ids.length > 0 }));
  return summary.failed === 0 && (summary.flips === null || scoreOf(summary.flips) >= LEAST_SCORE);
}

function rendered(summary: TestSummary, options: Options & { isNamed: boolean }): string {
  if (options.format === 'json') return asJson(summary);
  return options.format === 'junit' ? asJunit(summary) : renderSummary(summary, options);
}

function chosenOf(ids: readonly string[], tests: TestedRulebook['tests']): ReadonlySet<string> {
  for (const id of ids)
    if (!tests.has(id))
      throw new CulpritError('not-found', noSuch('rule', { id, known: tests.keys(), list: 'rules' }));
  return new Set(ids.length === 0 ? tests.keys() : ids);
}
