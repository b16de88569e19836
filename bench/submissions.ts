import { join } from 'node:path';
import { type Incident, readIncidents, submissionOf } from '../src/cases/incident-files.ts';
import { readEvidence } from '../src/evidence/read-evidence.ts';
import { compileRulebook } from '../src/inference/compile-rulebook.ts';
import { diagnose } from '../src/inference/diagnose.ts';
import { loadRulebook } from '../src/rulebook/load-rulebook.ts';

const WARM = 5;
const RUNS = 20;
const TYPICAL_BYTES = 8 * 1024;

/** How long whole diagnoses take in process, from texts to the answer: every incident, and 8 KB of them in one submission. */
export function benchSubmissions(): void {
  const rulebook = compileRulebook(loadRulebook(join(import.meta.dirname, '../rules')));
  const incidents = readIncidents(join(import.meta.dirname, '../test/incidents'));
  const measured = incidents.map((incident) => milliseconds([incident], rulebook)).sort((a, b) => a - b);
  const typical = upTo(TYPICAL_BYTES, incidents);
  console.log(`\nwhole diagnoses in process, ${rulebook.rules.length} rules, milliseconds`);
  console.log(
    `${incidents.length} incidents: median ${at(measured, 0.5)}, 95 % under ${at(measured, 0.95)}, longest ${at(measured, 1)}`,
  );
  console.log(
    `one submission of ${bytesOf(typical)} bytes (${typical.length} incidents): ${milliseconds(typical, rulebook).toFixed(2)}`,
  );
}

function milliseconds(incidents: readonly Incident[], rulebook: ReturnType<typeof compileRulebook>): number {
  const evidence = incidents.flatMap((incident) => incident.evidence);
  const once = () => JSON.stringify(diagnose(readEvidence(submissionOf({ evidence })), rulebook));
  for (let run = 0; run < WARM; run++) once();
  const started = performance.now();
  for (let run = 0; run < RUNS; run++) once();
  return (performance.now() - started) / RUNS;
}

const bytesOf = (incidents: readonly Incident[]): number =>
  incidents.reduce((sum, { evidence }) => sum + evidence.reduce((all, { text }) => all + text.length, 0), 0);

/** The first incidents that together have about so many bytes. */
function upTo(bytes: number, incidents: readonly Incident[]): Incident[] {
  const chosen: Incident[] = [];
  for (const incident of incidents) if (bytesOf([...chosen, incident]) <= bytes) chosen.push(incident);
  return chosen;
}

const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(2);
