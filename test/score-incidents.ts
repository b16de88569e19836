import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Platform } from '../src/evidence/evidence.ts';
import { readEvidence } from '../src/evidence/read-evidence.ts';
import { type CompiledRulebook, compileRulebook } from '../src/inference/compile-rulebook.ts';
import { diagnose } from '../src/inference/diagnose.ts';
import { loadRulebook } from '../src/rulebook/load-rulebook.ts';

export interface Incident {
  id: string;
  platform?: Platform;
  /** Established root causes: any of them counts as right. */
  accepted: string[];
  evidence: { label: string; text: string }[];
}

export interface Scored {
  id: string;
  accepted: string[];
  /** 1 for the first cause; `null` when the right one is not among the causes. */
  rank: number | null;
  first: string | null;
  probability: number;
  noneOfThese: number;
}

/** The incidents of a folder, one a JSON file. */
export const readIncidents = (folder: string): Incident[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));

/** Diagnoses an incident and finds the accepted cause in the answer. A cause that is less probable than none of these is not an answer. */
export function scoreIncident(
  { id, platform, accepted, evidence }: Incident,
  rulebook: CompiledRulebook,
): Scored {
  const texts = evidence.map(({ label, text }) => ({ command: label, text }));
  const given = { facts: [], texts, ...(platform === undefined ? {} : { platform }) };
  const { causes, noneOfThese } = diagnose(readEvidence(given), rulebook, { limit: Infinity });
  const at = causes.findIndex(({ rule }) => accepted.includes(rule));
  return {
    id,
    accepted,
    rank: at < 0 ? null : at + 1,
    first: causes[0]?.rule ?? null,
    probability: causes[at]?.probability ?? 0,
    noneOfThese,
  };
}

export const share = (scores: readonly Scored[], within: number): number =>
  scores.filter(({ rank }) => rank !== null && rank <= within).length / scores.length;

if (import.meta.main) {
  const folder = process.argv[2] ?? join(import.meta.dirname, 'incidents');
  const rulebook = compileRulebook(loadRulebook(join(import.meta.dirname, '../rules')));
  const scores = readIncidents(folder).map((incident) => scoreIncident(incident, rulebook));
  for (const { id, rank, probability, first, accepted } of scores) {
    const place = rank === null ? 'not found' : `${rank}. (${(probability * 100).toFixed(1)} %)`;
    console.log(
      `${place.padEnd(14)} ${id}: ${accepted.join(' or ')}${rank === 1 ? '' : `; first: ${first ?? 'none'}`}`,
    );
  }
  const covered = scores.filter(({ accepted }) =>
    accepted.some((id) => rulebook.rules.some(({ rule }) => rule.id === id)),
  );
  const line = (name: string, of: readonly Scored[]) =>
    `${name}: ${of.length} incidents, top-1 ${(share(of, 1) * 100).toFixed(1)} %, top-3 ${(share(of, 3) * 100).toFixed(1)} %`;
  console.log(`\n${line('all', scores)}\n${line('whose cause has a rule', covered)}`);
}
