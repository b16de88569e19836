import type { Command } from 'commander';
import { backtest, storedCases } from '../../cases/backtest.ts';
import type { BacktestCase } from '../../cases/backtest-report.ts';
import { incidentCases } from '../../cases/incident-files.ts';
import { readConfig } from '../../config.ts';
import { compileRulebook } from '../../inference/compile-rulebook.ts';
import { CulpritError } from '../../lib/errors.ts';
import { visible } from '../../lib/visible.ts';
import { loadTestedRulebook } from '../../rulebook/load-rulebook.ts';
import type { Rulebook } from '../../rulebook/rulebook.ts';
import { exitCodes } from '../exit-codes.ts';
import { asJson } from '../text-layout.ts';
import { withStore } from '../with-store.ts';
import { renderBacktest } from './render-backtest.ts';

interface Options {
  from?: string;
  incidents?: string;
  json?: true;
}

/** `culprit rules backtest`: what the rules of a folder change in the diagnoses of stored cases and solved incidents. */
export function addBacktest(rules: Command): void {
  rules
    .command('backtest')
    .description(
      'hold the rules of a folder against those in force, on all stored cases and solved incidents',
    )
    .argument('[folder]', 'the changed rules, whatever their lock says; those of the settings unless given')
    .option('--from <folder>', 'the rules before, in place of the rulebook in force in the database')
    .option('--incidents <folder>', 'solved incidents, in place of those of the settings')
    .option('--json', 'print the whole report as JSON')
    .addHelpText(
      'after',
      `
Examples:
  culprit rules backtest
  culprit rules backtest my-rules --from rules
  culprit rules backtest --json | jq '.worse[].link'

Cases are those of the database of the settings (CULPRIT_DATABASE, DATABASE_URL).
Exit status: 0 nothing confirmed gets worse, 1 something does, 2 bad use.`,
    )
    .action(run);
}

async function run(folder: string | undefined, { from, incidents, json }: Options): Promise<void> {
  const config = readConfig();
  const { rulebook: after } = loadTestedRulebook(folder ?? config.rules);
  const report = await withStore(async (store) => {
    const before = from === undefined ? await inForce(store) : loadTestedRulebook(from).rulebook;
    const rulebooks = { from: compileRulebook(before), to: compileRulebook(after) };
    const cases = both(storedCases({ store }), incidentCases(incidents ?? config.incidents));
    return backtest(cases, rulebooks, async (done) => tellProgress(done));
  });
  process.stdout.write(json ? asJson(report) : renderBacktest(report));
  process.exitCode = report.worse.length === 0 ? exitCodes.found : exitCodes.findings;
}

async function inForce(store: Parameters<Parameters<typeof withStore>[0]>[0]): Promise<Rulebook> {
  const activation = await store.newestActivation();
  const rulebook = activation === null ? null : await store.findRulebook(activation.digest);
  if (rulebook !== null) return rulebook;
  throw new CulpritError(
    'not-found',
    'No rulebook is in force in the database yet: a server puts one in force when it starts. Name the rules before with --from.',
  );
}

async function* both(
  stored: AsyncIterable<BacktestCase>,
  incidents: readonly BacktestCase[],
): AsyncGenerator<BacktestCase> {
  yield* stored;
  yield* incidents;
}

/** On a terminal only: a file is to hold the report alone, and a log no moving line. */
function tellProgress(done: number): void {
  if (process.stderr.isTTY) process.stderr.write(visible(`${done} cases`).concat('\r'));
}
