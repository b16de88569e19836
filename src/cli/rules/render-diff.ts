import type { FixChange, RuleDiff, SignalChange, SignalInWords } from '../../rulebook/rule-diff.ts';
import { type Paint, wrap } from '../text-layout.ts';

/** What two versions of a rule mean differently, for a terminal. */
export function renderDiff(diff: RuleDiff, paint: Paint): string {
  const { rule, from, to, isSame } = diff;
  const versions = from === to ? `version ${from}` : `version ${from} → ${to}`;
  if (isSame) return `${rule}, ${versions}: both mean the same\n`;
  const sections: [string, string[]][] = [
    ['Rule', renderProperties(diff, paint)],
    ['Signals', renderSignals(diff, paint)],
    ['Fixes', renderFixes(diff, paint)],
    ['References', renderReferences(diff, paint)],
  ];
  const shown = sections
    .filter(([, lines]) => lines.length > 0)
    .flatMap(([title, lines]) => ['', paint('bold', title), ...lines]);
  return `${[paint('bold', `${rule}, ${versions}`), ...shown].join('\n')}\n`;
}

/** A block that is new or gone. */
const marked = (sign: '+' | '-', lines: readonly string[], paint: Paint): string[] =>
  lines.map((line, i) =>
    paint(sign === '+' ? 'green' : 'red', i === 0 ? `  ${sign} ${line}` : `    ${line}`),
  );

function renderProperties({ properties, prior }: RuleDiff, paint: Paint): string[] {
  const plain = properties.flatMap(({ property, before, after }) => [
    `  ~ ${property}`,
    ...pair(before, after, paint),
  ]);
  if (prior === null) return plain;
  const { before, after, decibans } = prior;
  const of = (word: string, value: number) => `${word} (${signed(value)} dB)`;
  return [...plain, `  ~ prior: ${of(before, decibans.before)} → ${of(after, decibans.after)}`];
}

const renderSignals = ({ signals }: RuleDiff, paint: Paint): string[] => [
  ...signals.added.flatMap((signal) => marked('+', inLines(signal), paint)),
  ...signals.removed.flatMap((signal) => marked('-', inLines(signal), paint)),
  ...signals.changed.flatMap((change) => renderChange(change, paint)),
];

const renderFixes = ({ fixes }: RuleDiff, paint: Paint): string[] => [
  ...fixes.added.flatMap((title) => marked('+', [title], paint)),
  ...fixes.removed.flatMap((title) => marked('-', [title], paint)),
  ...fixes.changed.flatMap((change) => renderFix(change, paint)),
  ...(fixes.isReordered ? ['  ~ they stand in another order'] : []),
];

const renderReferences = ({ references }: RuleDiff, paint: Paint): string[] => [
  ...references.added.flatMap(({ title, url }) => marked('+', [`${title}: ${url}`], paint)),
  ...references.removed.flatMap(({ title, url }) => marked('-', [`${title}: ${url}`], paint)),
];

const signed = (decibans: number): string => `${decibans < 0 ? '−' : '+'}${Math.abs(decibans).toFixed(1)}`;

const pair = (before: string, after: string, paint: Paint): string[] => [
  ...wrap(before, { first: '      - ', rest: '        ' }).map((line) => paint('red', line)),
  ...wrap(after, { first: '      + ', rest: '        ' }).map((line) => paint('green', line)),
];

const inLines = (signal: SignalInWords): string[] => [
  `${signal.id}: ${signal.when}`,
  likelihoodOf(signal),
  signal.because,
];

function likelihoodOf({ withCause, without, weights, group }: SignalInWords): string {
  const of = group === null ? '' : `, group ${group}`;
  return `${withCause} with the cause, ${without} without: ${signed(weights.whenTrue)} dB or ${signed(weights.whenFalse)} dB${of}`;
}

function renderChange({ changed: parts, before, after }: SignalChange, paint: Paint): string[] {
  const isRenamed = parts.includes('id');
  const isWeight = parts.some((part) => part === 'withCause' || part === 'without' || part === 'group');
  return [
    `  ~ ${isRenamed ? `${before.id} → ${after.id}` : after.id}`,
    ...(parts.includes('condition') ? pair(before.when, after.when, paint) : []),
    ...(isWeight ? pair(likelihoodOf(before), likelihoodOf(after), paint) : []),
    ...(parts.includes('because') ? pair(before.because, after.because, paint) : []),
  ];
}

function renderFix({ title, before, after }: FixChange, paint: Paint): string[] {
  const gone = before.filter((line) => !after.includes(line));
  const fresh = after.filter((line) => !before.includes(line));
  return [
    `  ~ ${title}`,
    ...gone.map((line) => paint('red', `      - ${line}`)),
    ...fresh.map((line) => paint('green', `      + ${line}`)),
  ];
}
