import { type CompiledRulebook, compileRulebook } from '../inference/compile-rulebook.ts';
import type { Rulebook } from '../rulebook/rulebook.ts';
import { backtest, storedCases } from './backtest.ts';
import type { BacktestCase } from './backtest-report.ts';
import type { CaseDeps } from './deps.ts';
import { refused } from './refused-rule.ts';

/** How many of the cases that get worse a refusal names. */
const NAMED = 10;

/**
 * Holds the stored cases against a change before it is published. Throws `rule-refused` when confirmed ones get worse and
 * nobody says why it is right all the same; else gives their number.
 */
export async function requireNoWorse(
  { store }: Pick<CaseDeps, 'store'>,
  { before, after }: { before: Rulebook; after: CompiledRulebook },
  override: { reason: string } | null,
): Promise<number> {
  const rulebooks = { from: compileRulebook(before), to: after };
  const { worse, confirmed } = await backtest(confirmedCases({ store }), rulebooks);
  if (worse.length === 0 || override !== null) return worse.length;
  const sentence = `${worse.length} of ${confirmed} confirmed cases get worse`;
  throw refused(
    worse.slice(0, NAMED).map(({ link, confirmed: causes, before: then, after: now }) => ({
      code: 'worse-cases',
      pointer: '',
      message: `${link}: ${causes?.[0] ?? 'none of these'} goes from place ${then.rank ?? 'none'} to ${now.rank ?? 'none'}; ${now.first ?? 'none of these'} leads`,
    })),
    `${sentence}; give an override with a reason to publish all the same.`,
  );
}

async function* confirmedCases(deps: Pick<CaseDeps, 'store'>): AsyncGenerator<BacktestCase> {
  for await (const one of storedCases(deps)) if (one.confirmed !== null) yield one;
}
