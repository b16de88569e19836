import { type Incident, NONE, submissionOf } from '../../src/cases/incident-files.ts';
import { readEvidence } from '../../src/evidence/read-evidence.ts';
import type { CompiledRulebook } from '../../src/inference/compile-rulebook.ts';
import { diagnose } from '../../src/inference/diagnose.ts';

/** How an incident was diagnosed. */
export interface Scored {
  id: string;
  accepted: string[];
  /** Place of the first accepted cause, 1 for the first; `null` when it is not among the causes. */
  rank: number | null;
  /** The most probable cause, and what the answer said of it; `null` when there is none. */
  first: { rule: string; probability: number } | null;
  /** Of the accepted cause; of none of these when that is accepted. */
  probability: number;
  noneOfThese: number;
  /** Sum over all causes and none of these of (probability − 1 or 0)²: 0 is certain and right, 2 certain and wrong. */
  brier: number;
  /** Lines that nothing understood, and all that are not blank. */
  unread: string[];
  lines: number;
}

/** Diagnoses an incident and finds the accepted cause in the answer. */
export function scoreIncident(incident: Incident, rulebook: CompiledRulebook): Scored {
  const { id, accepted, evidence } = incident;
  const known = readEvidence(submissionOf(incident));
  const { causes, noneOfThese, unread } = diagnose(known, rulebook, { limit: Infinity });
  const at = causes.findIndex(({ rule }) => accepted.includes(rule));
  const probability = accepted.includes(NONE) ? noneOfThese : (causes[at]?.probability ?? 0);
  const others = [...causes.map((cause) => cause.probability), noneOfThese];
  const split = evidence.map(({ text }) => text.split('\n'));
  return {
    id,
    accepted,
    rank: at < 0 ? null : at + 1,
    first: causes[0] === undefined ? null : { rule: causes[0].rule, probability: causes[0].probability },
    probability,
    noneOfThese,
    brier: others.reduce((sum, p) => sum + p ** 2, 0) - probability ** 2 + (1 - probability) ** 2,
    unread: unread.flatMap(({ text, lines: [from, to] }) => (split[text] ?? []).slice(from - 1, to)),
    lines: split.flat().filter((line) => line.trim() !== '').length,
  };
}

export const isNone = ({ accepted }: Pick<Scored, 'accepted'>): boolean => accepted.includes(NONE);

/** Whether the most probable answer is right, none of these being an answer too where that is what is accepted. */
export const isRight = (scored: Scored): boolean =>
  isNone(scored) ? scored.noneOfThese > (scored.first?.probability ?? 0) : scored.rank === 1;
