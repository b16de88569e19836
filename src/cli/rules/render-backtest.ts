import type { BacktestReport, Comparison, Outcome } from '../../cases/backtest-report.ts';
import { visible } from '../../lib/visible.ts';
import { table } from '../text-layout.ts';

/** How many cases of a kind are listed; --json prints them all. */
const LISTED = 20;

/** A backtest for a terminal. */
export function renderBacktest(report: BacktestReport): string {
  const { cases, confirmed, incidents, brier, worse, better, changed, causes } = report;
  const lines = [
    `${cases} stored cases (${confirmed} confirmed), ${incidents} incidents`,
    `Brier score of what is confirmed: ${score(brier.before)} before, ${score(brier.after)} after`,
    ...section('Worse', worse),
    ...section('Better', better),
    ...section('Another cause leads, and nobody confirmed which is right', changed),
    ...(causes.length === 0 ? [] : ['', 'By confirmed cause']),
    ...table(
      causes.map((one) => [
        `  ${one.cause}`,
        `${one.worse} worse`,
        `${one.better} better`,
        `of ${one.cases}`,
      ]),
    ),
  ];
  return `${lines.map(visible).join('\n')}\n`;
}

const score = (brier: number | null): string => (brier === null ? 'unknown' : brier.toFixed(3));

function section(title: string, comparisons: readonly Comparison[]): string[] {
  if (comparisons.length === 0) return [];
  const rows = comparisons
    .slice(0, LISTED)
    .map(({ link, confirmed, before, after }) => [
      `  ${link}`,
      confirmed === null ? 'unconfirmed' : confirmed.join(' or ') || 'none of these',
      `${place(before)} → ${place(after)}`,
    ]);
  const more =
    comparisons.length > LISTED ? [`  and ${comparisons.length - LISTED} more; --json lists them all`] : [];
  return ['', `${title} (${comparisons.length})`, ...table(rows), ...more];
}

const place = ({ first, rank, probability }: Outcome): string =>
  probability === null
    ? (first ?? 'none of these')
    : `${rank === null ? 'no place' : `place ${rank}`}, ${(probability * 100).toFixed(1)} %`;
