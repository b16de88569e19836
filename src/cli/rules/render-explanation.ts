import type { ComparisonTree, ConditionTree } from '../../inference/condition-tree.ts';
import type { RuleExplanation, SignalExplanation } from '../../inference/explain-rule.ts';
import { shortened } from '../../lib/shortened.ts';
import { type Paint, table, wrap } from '../text-layout.ts';

const MOST_VALUES = 3;
const MOST_RIVALS = 5;
const MARGIN = ' '.repeat(13);

/** One rule on a body of evidence, for a terminal: its arithmetic, each condition as a tree, what outranks it. */
export function renderExplanation(explanation: RuleExplanation, paint: Paint): string {
  const { rule, version, title, host, prior, signals, platform, consequence, total } = explanation;
  const where = host === null ? '' : ` on ${host}`;
  const rows = [
    paint('bold', `${title} (${rule}, version ${version})${where}`),
    ...wrap(outcome(explanation), { first: '  ', rest: '  ' }),
    '',
    `  ${decibans(prior.decibans)}  how often this is the cause at all: ${prior.word}`,
    ...(platform === null
      ? []
      : [
          `  ${decibans(platform.decibans)}  it ${platform.state === 'true' ? 'occurs' : 'does not occur'} on the platform`,
        ]),
    ...signals.flatMap((signal) => ['', ...renderSignal(signal, paint)]),
    ...(consequence === null
      ? []
      : ['', `  ${decibans(consequence.decibans)}  it brings about ${consequence.cause}, which is evident`]),
    '',
    paint('bold', `  ${decibans(total)}  in total`),
    ...renderRivals(explanation, paint),
  ];
  return `${rows.join('\n')}\n`;
}

const percent = (probability: number): string => `${(probability * 100).toFixed(1)} %`;

function outcome({ place, probability, verdict, noneOfThese }: RuleExplanation): string {
  if (place === null)
    return 'The evidence says nothing of it, or too little to consider it: it is not among the causes.';
  const ranked = place === 1 && probability > noneOfThese ? 'the most probable cause' : `number ${place}`;
  return `${percent(probability)}, ${verdict}: ${ranked}; none of these has ${percent(noneOfThese)}.`;
}

const decibans = (value: number): string =>
  `${`${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`.padStart(6)} dB`;

const styles = { true: 'green', false: 'red', unknown: 'yellow' } as const;

function renderSignal(signal: SignalExplanation, paint: Paint): string[] {
  const { id, state, because, withCause, without, weights, group, outweighedBy } = signal;
  const added = state === 'unknown' ? '         ' : decibans(signal.decibans);
  const range = `${decibans(weights.whenTrue).trim()} or ${decibans(weights.whenFalse).trim()}`;
  const of = group === null ? '' : `; group ${group}`;
  return [
    `  ${added}  ${paint('bold', id)}  ${paint(styles[state], state)}`,
    ...wrap(`${withCause} with it, ${without} without: ${range}${of}`, { first: MARGIN, rest: MARGIN }),
    ...wrap(because, { first: MARGIN, rest: MARGIN }).map((line) => paint('dim', line)),
    ...(outweighedBy === null ? [] : [`${MARGIN}adds nothing: ${outweighedBy} of its group says more`]),
    ...renderTree(signal.condition, { indent: MARGIN, paint }),
  ];
}

interface Drawing {
  indent: string;
  paint: Paint;
}

function renderTree(tree: ConditionTree, drawing: Drawing): string[] {
  const { indent, paint } = drawing;
  const state = paint(styles[tree.state], tree.state.padEnd(7));
  const inner = { indent: `${indent}  `, paint };
  if (tree.kind === 'comparison') return [`${indent}${state}  ${tree.says}`, ...renderKnown(tree, inner)];
  const [only] = tree.children;
  const isBracket = (tree.kind === 'all' || tree.kind === 'any') && tree.children.length === 1;
  if (isBracket && only !== undefined) return renderTree(only, drawing);
  const label = tree.kind === 'condition' ? `${tree.title} (${tree.name})` : labels[tree.kind];
  return [`${indent}${state}  ${label}`, ...tree.children.flatMap((child) => renderTree(child, inner))];
}

const labels = { all: 'all of', any: 'any of', not: 'not' } as const;

function renderKnown({ known, missing, state }: ComparisonTree, { indent, paint }: Drawing): string[] {
  const at = `${indent}       `;
  const values = known.slice(0, MOST_VALUES).map(({ fact, host, value }) => {
    const said = fact === 'text' ? String(value).trim() : JSON.stringify(value);
    return `${at}${host === null ? '' : `${host}: `}${shortened(said)}`;
  });
  const more = known.length > MOST_VALUES ? [`${at}and ${known.length - MOST_VALUES} more`] : [];
  const isUnseen = state === 'unknown' && known.length > 0 && missing.length === 0;
  const unseen = isUnseen ? [`${at}that it was not seen does not mean that it is not so`] : [];
  const commands = missing.map(({ fact, collect: [first] }) => {
    const how = first === undefined ? '' : `: ${first.command} (${first.where})`;
    return `${at}nobody collected ${fact}${how}`;
  });
  return [...values, ...more, ...unseen, ...commands].map((line) => paint('dim', line));
}

function renderRivals({ outrankedBy }: RuleExplanation, paint: Paint): string[] {
  if (outrankedBy.length === 0) return [];
  const rows = outrankedBy
    .slice(0, MOST_RIVALS)
    .map(({ rule, title, probability, total }) => ['', percent(probability), decibans(total), rule, title]);
  const hidden = outrankedBy.length - rows.length;
  return ['', paint('bold', 'Outranked by'), ...table(rows), ...(hidden > 0 ? [`  and ${hidden} more`] : [])];
}
