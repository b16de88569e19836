import type { Diagnosis, FilledFix, RankedCause, ScoreLine } from '../inference/diagnosis.ts';
import { describeCondition } from '../rulebook/describe-condition.ts';
import { renderEvidence, renderOrigins, renderRedacted } from './render-evidence.ts';
import { type Paint, table, whereAndCost, wrap } from './text-layout.ts';

/** How many causes the table shows; `--limit` and `--json` show more. */
const TABLE_ROWS = 5;
const CHECKS = 3;

/** A diagnosis for a terminal: the causes, why the first one, what to check next, how to fix it. */
export function renderDiagnosis(diagnosis: Diagnosis, paint: Paint, rows: number = TABLE_ROWS): string {
  const first = diagnosis.causes.find(({ verdict }) => verdict !== 'ruled-out');
  const sections = [renderCauses(diagnosis, paint, rows)];
  if (first !== undefined) sections.push(renderReasons(first, diagnosis, paint));
  if (diagnosis.next.length > 0) sections.push(renderNext(diagnosis, paint));
  const fix = first?.fixes[0];
  if (first !== undefined && fix !== undefined && isLikely(first))
    sections.push(renderFix(fix, first, paint));
  if (diagnosis.unread.length > 0)
    sections.push(paint('dim', `Not understood: ${renderOrigins(diagnosis.unread)}`));
  if (diagnosis.redacted.length > 0) sections.push(renderRedacted(diagnosis, paint));
  return `${sections.join('\n\n')}\n`;
}

const isLikely = ({ verdict }: RankedCause): boolean => verdict === 'confirmed' || verdict === 'likely';

const percent = (probability: number): string => {
  if (probability > 0 && probability < 0.01) return '< 1 %';
  return `${Math.round(probability * 100)} %`;
};

function renderCauses({ causes, noneOfThese }: Diagnosis, paint: Paint, rows: number): string {
  const open = causes.filter(({ verdict }) => verdict !== 'ruled-out');
  const ruledOut = causes.filter(({ verdict }) => verdict === 'ruled-out').map(({ rule }) => rule);
  const none = { style: 'bold', probability: noneOfThese, cells: ['', 'none of these', ''] } as const;
  const shown = [...open.slice(0, rows).map(causeRow), none].sort((a, b) => b.probability - a.probability);
  const [head = '', ...lines] = table([
    ['', '', 'CAUSE', ''],
    ...shown.map(({ probability, cells }) => [percent(probability), ...cells]),
  ]);
  const hidden = open.length - Math.min(open.length, rows);
  return [
    paint('bold', head),
    ...lines.map((line, i) => paint(shown[i]?.style ?? 'plain', line)),
    ...(hidden > 0 ? [paint('dim', `and ${hidden} less probable`)] : []),
    ...(ruledOut.length > 0 ? wrap(`Ruled out: ${ruledOut.join(', ')}`, { first: '', rest: '  ' }) : []),
  ].join('\n');
}

interface Row {
  style: Parameters<Paint>[0];
  probability: number;
  cells: readonly string[];
}

function causeRow({ probability, verdict, rule, title, hosts }: RankedCause): Row {
  const style = verdict === 'confirmed' ? 'red' : verdict === 'likely' ? 'yellow' : 'plain';
  const where = hosts.length > 0 ? ` (${hosts.join(', ')})` : '';
  return { style, probability, cells: [verdict, rule, title + where] };
}

const signed = (decibans: number): string =>
  `${decibans < 0 ? '−' : '+'}${Math.abs(decibans).toFixed(1)}`.padStart(6);

function renderReasons(cause: RankedCause, { noneOfThese }: Diagnosis, paint: Paint): string {
  const { title, explanation, score, probability } = cause;
  const heading =
    probability > noneOfThese
      ? `Why: ${title}`
      : `Nothing here is decisive. The most probable of what culprit knows (${percent(probability)}): ${title}`;
  const decided = score.lines.filter(({ state }) => state !== 'unknown');
  const unknown = score.lines.length - decided.length;
  return [
    ...wrap(heading, { first: '', rest: '  ' }).map((line) => paint('bold', line)),
    ...wrap(explanation, { first: '  ', rest: '  ' }),
    paint('dim', `  ${signed(score.prior)} dB  how often this is the cause at all`),
    ...decided.flatMap((line) => renderScoreLine(line, paint)),
    paint(
      'dim',
      `  ${signed(score.total)} dB  in total; ${unknown} of ${score.lines.length} signals not collected`,
    ),
  ].join('\n');
}

function renderScoreLine({ state, decibans, because, evidence }: ScoreLine, paint: Paint): string[] {
  const text = state === 'true' ? because : `not so: ${because}`;
  return [
    ...wrap(text, { first: `  ${signed(decibans)} dB  `, rest: ' '.repeat(13) }),
    ...evidence.slice(0, 2).map((reference) => paint('dim', `${' '.repeat(13)}${renderEvidence(reference)}`)),
  ];
}

function renderNext({ next }: Diagnosis, paint: Paint): string {
  const lines = next.slice(0, CHECKS).flatMap(({ collect, outcomes }, i) => [
    ...collect.map(({ command, where, seconds, risk }, step) => {
      const number = step === 0 ? `${i + 1}.` : '  ';
      return `  ${number} ${paint('cyan', command)}  ${paint('dim', whereAndCost({ where, seconds, risk }))}`;
    }),
    ...outcomes.flatMap(({ when, causes }) => {
      const best = causes[0];
      return best === undefined
        ? []
        : [paint('dim', `       ${when}: ${best.rule} ${percent(best.probability)}`)];
    }),
  ]);
  return [paint('bold', 'Check next'), ...lines].join('\n');
}

function renderFix(
  { title, where, risk, steps, undo, verify }: FilledFix,
  cause: RankedCause,
  paint: Paint,
): string {
  const others = cause.fixes.length - 1;
  return [
    paint('bold', `Fix: ${title}`) + paint('dim', `  ${where}; risk: ${risk}`),
    ...steps.flatMap(({ run, do: doing, note }) => [
      ...(run === undefined ? [] : [`  ${paint('green', run)}`]),
      ...(doing === undefined ? [] : wrap(doing, { first: '  ', rest: '  ' })),
      ...(note === undefined ? [] : [paint('dim', `    ${note}`)]),
    ]),
    ...(undo ?? []).map((step) => paint('dim', `  undo: ${step}`)),
    ...(verify === undefined ? [] : [paint('dim', `  fixed when ${describeCondition(verify)}`)]),
    ...(others > 0 ? [paint('dim', `  and ${others} more: culprit rules show ${cause.rule}`)] : []),
  ].join('\n');
}
