import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readIncidents } from '../src/cases/incident-files.ts';
import { calibrationError, reliability } from '../src/cases/reliability.ts';
import { compileRulebook } from '../src/inference/compile-rulebook.ts';
import { loadRulebook } from '../src/rulebook/load-rulebook.ts';
import { isNone, isRight, type Scored, scoreIncident } from './scoring/incident.ts';
import { confusions, meanBrier, shareOf, shareWithin, statementOf } from './scoring/summary.ts';

const usage = 'npm run incidents [-- FOLDER] [-- --unread]';
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { unread: { type: 'boolean', default: false } },
  });
  if (positionals.length > 1) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const rulebook = compileRulebook(loadRulebook(join(import.meta.dirname, '../rules')));
  const incidents = readIncidents(positionals[0] ?? join(import.meta.dirname, 'incidents'));
  const scores = incidents.map((incident) => scoreIncident(incident, rulebook));
  for (const scored of scores) printIncident(scored, values.unread);
  printConfusions(scores);
  printReliability(scores);
  printSummary(scores);
}

function printIncident(scored: Scored, withUnread: boolean): void {
  const { id, rank, probability, first, accepted, noneOfThese, unread } = scored;
  const place = isNone(scored) ? 'none of these' : rank === null ? 'not found' : `${rank}.`;
  const instead = isRight(scored)
    ? ''
    : `; first: ${first?.rule ?? 'no cause'} ${percent(first?.probability ?? 0)}, none ${percent(noneOfThese)}`;
  const mark = isRight(scored) ? ' ' : '✗';
  console.log(
    `${mark} ${place.padEnd(13)} ${percent(probability).padStart(7)}  ${id}: ${accepted.join(' or ')}${instead}`,
  );
  if (withUnread) for (const line of unread) console.log(`      unread: ${line.slice(0, 160)}`);
}

function printConfusions(scores: readonly Scored[]): void {
  console.log('\nput first instead of the cause:');
  for (const { accepted, first, ids } of confusions(scores))
    console.log(`  ${ids.length} × ${first} for ${accepted} (${ids.join(', ')})`);
}

function printReliability(scores: readonly Scored[]): void {
  console.log('\nstated       right    of');
  for (const { count, stated, right } of reliability(scores.map(statementOf)))
    console.log(
      `${percent(stated).padStart(7)}    ${percent(right).padStart(7)}  ${String(count).padStart(4)}`,
    );
}

function printSummary(scores: readonly Scored[]): void {
  const causes = scores.filter((scored) => !isNone(scored));
  const healthy = scores.filter(isNone);
  const unread = scores.reduce((sum, scored) => sum + scored.unread.length, 0);
  const lines = scores.reduce((sum, scored) => sum + scored.lines, 0);
  const families = new Set(causes.flatMap(({ accepted }) => accepted.slice(0, 1)));
  console.log(
    `\n${causes.length} incidents of ${families.size} causes: top-1 ${percent(shareWithin(causes, 1))}, ` +
      `top-3 ${percent(shareWithin(causes, 3))}; ahead of none of these ` +
      `${percent(shareOf(causes, ({ rank, probability, noneOfThese }) => rank === 1 && probability > noneOfThese))}`,
  );
  if (healthy.length > 0)
    console.log(
      `${healthy.length} healthy or unrelated: none of these ${percent(shareOf(healthy, isRight))}`,
    );
  console.log(
    `Brier score ${meanBrier(scores).toFixed(3)}, calibration error ${calibrationError(reliability(scores.map(statementOf))).toFixed(3)}; ` +
      `lines not understood ${percent(unread / Math.max(1, lines))}`,
  );
}

main();
