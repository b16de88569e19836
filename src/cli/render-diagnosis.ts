import type { Diagnosis, FilledFix, RankedCause, ScoreLine } from '../inference/diagnosis.ts';
import { renderEvidence, renderOrigins } from './render-evidence.ts';
import { type Paint, table, wrap } from './text-layout.ts';

/** How many causes the table shows; `--limit` and `--json` show more. */
const TABLE_ROWS = 5;
const CHECKS = 3;

/** A diagnosis for a terminal: the causes, why the first one, what to check next, how to fix it. */
export function renderDiagnosis(diagnosis: Diagnosis, paint: Paint, rows: number = TABLE_ROWS): string {
  const first = diagnosis.causes[0];
  const sections = [renderCauses(diagnosis, paint, rows)];
  if (first !== undefined) sections.push(renderReasons(first, paint));
  if (diagnosis.next.length > 0) sections.push(renderNext(diagnosis, paint));
  const fix = first?.fixes[0];
  if (first !== undefined && fix !== undefined && isLikely(first))
    sections.push(renderFix(fix, first, paint));
  if (diagnosis.unread.length > 0)
    sections.push(paint('dim', `Not understood: ${renderOrigins(diagnosis.unread)}`));
  return `${sections.join('\n\n')}\n`;
}

const isLikely = ({ verdict }: RankedCause): boolean => verdict === 'confirmed' || verdict === 'likely';

const percent = (probability: number): string => {
  if (probability > 0 && probability < 0.01) return '< 1 %';
  return `${Math.round(probability * 100)} %`;
};

function renderCauses({ causes, noneOfThese }: Diagnosis, paint: Paint, rows: number): string {
  const shown = causes.filter(({ verdict }) => verdict !== 'ruled-out').slice(0, rows);
  const ruledOut = causes.filter(({ verdict }) => verdict === 'ruled-out').map(({ rule }) => rule);
  const body = shown.map((cause) => [
    percent(cause.probability),
    cause.verdict,
    cause.rule,
    cause.title + (cause.hosts.length > 0 ? ` (${cause.hosts.join(', ')})` : ''),
  ]);
  const lines = table([['', '', 'CAUSE', ''], ...body, [percent(noneOfThese), '', 'none of these', '']]);
  const [head = '', ...rest] = lines;
  const coloured = rest.map((line, i) => paint(colourOf(shown[i]), line));
  const hidden = causes.length - ruledOut.length - shown.length;
  return [
    paint('bold', head),
    ...coloured,
    ...(hidden > 0 ? [paint('dim', `and ${hidden} less probable`)] : []),
    ...(ruledOut.length > 0 ? wrap(`Ruled out: ${ruledOut.join(', ')}`, { first: '', rest: '  ' }) : []),
  ].join('\n');
}

function colourOf(cause: RankedCause | undefined): Parameters<Paint>[0] {
  if (cause?.verdict === 'confirmed') return 'red';
  if (cause?.verdict === 'likely') return 'yellow';
  return cause === undefined ? 'dim' : 'plain';
}

const signed = (decibans: number): string =>
  `${decibans < 0 ? '−' : '+'}${Math.abs(decibans).toFixed(1)}`.padStart(6);

function renderReasons({ title, explanation, score }: RankedCause, paint: Paint): string {
  const decided = score.lines.filter(({ state }) => state !== 'unknown');
  const unknown = score.lines.length - decided.length;
  return [
    paint('bold', `Why: ${title}`),
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
    ...collect.map(({ command, where, seconds }, step) => {
      const number = step === 0 ? `${i + 1}.` : '  ';
      return `  ${number} ${paint('cyan', command)}  ${paint('dim', `${where}, ${seconds} s`)}`;
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
    ...(verify === undefined
      ? []
      : [paint('dim', `  fixed when ${verify.fact} ${verify.operator} ${JSON.stringify(verify.value)}`)]),
    ...(others > 0 ? [paint('dim', `  and ${others} more: culprit rules show ${cause.rule}`)] : []),
  ].join('\n');
}
