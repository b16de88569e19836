import assert from 'node:assert/strict';
import { type Ask, answered, bodyOf } from './ask.ts';
import { MADE_RULE } from './author-rules.ts';
import type { KnownCase, Ledger } from './ledger.ts';
import { repeat, send } from './workload.ts';

const LANES = 4;

/** Does something with each item, some at a time. */
async function each<T>(items: Iterable<T>, act: (item: T) => Promise<void>): Promise<void> {
  const iterator = items[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) await act(next.value);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** What had no answer is asked again under its key: it is stored now, once, whether it had been or not. */
export async function settleUnanswered(ask: Ask, ledger: Ledger): Promise<number> {
  const open = ledger.unanswered;
  ledger.unanswered = [];
  const exchange = (sent: Parameters<Ask>[0]) => answered(ask(sent), 200, 201);
  // One after another: a later confirmation takes the place of an earlier one.
  for (const write of open) await send(write, { ledger, exchange });
  return open.length;
}

/** Reads back what was acknowledged: cases, diagnoses (replayed, too), confirmations, and first answers to repeats. */
export async function readBack(
  ask: Ask,
  ledger: Ledger,
  { cases, repeats }: { cases: Iterable<KnownCase>; repeats: Ledger['acknowledged'] },
): Promise<void> {
  await each(cases, (known) => readCase(ask, known));
  await each(repeats, (write) => repeat(write, (sent) => answered(ask(sent), 200, 201)));
  await each(ledger.published, async ([version, title]) => {
    const path = `/v1/rules/${MADE_RULE}/versions/${version}`;
    const found = bodyOf('RuleVersion', await answered(ask({ method: 'GET', path }), 200));
    assert.equal(found.rule.title, title);
    assert.notEqual(found.publishedAt, null, `version ${version} is no longer published`);
  });
}

async function readCase(ask: Ask, known: KnownCase): Promise<void> {
  const path = `/v1/cases/${known.id}`;
  const { confirmation } = bodyOf('Case', await answered(ask({ method: 'GET', path }), 200));
  assert.deepEqual(confirmation, known.confirmation, `the confirmation of case ${known.id}`);
  const listed = await answered(ask({ method: 'GET', path: `${path}/diagnoses?limit=200` }), 200);
  const stored = new Map(bodyOf('DiagnosisPage', listed).items.map((item) => [item.sequence, item]));
  for (const [sequence, { answer }] of known.diagnoses) {
    assert.equal(JSON.stringify(stored.get(sequence)), answer, `diagnosis ${sequence} of case ${known.id}`);
    const replayed = await answered(ask({ method: 'POST', path: `${path}/replay`, body: { sequence } }), 200);
    assert.equal(bodyOf('Replay', replayed).identical, true, `replay ${sequence} of case ${known.id}`);
  }
}
