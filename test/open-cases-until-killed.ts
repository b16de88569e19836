// Opens cases on the SQLite file that it is given, some at a time, and prints the id of each once it is stored.
import { systemClock } from '../src/lib/clock.ts';
import { newId } from '../src/lib/ids.ts';
import { openStore } from '../src/storage/open-store.ts';
import { activate, audited } from './activate.ts';

const store = await openStore({ database: process.argv[2] ?? '' });
const at = '2025-03-04T05:06:07.000Z';
await activate(store, { digest: 'sha256:one', rules: [], conditions: {} });

async function open(): Promise<void> {
  const id = newId(systemClock);
  await store.openCase({
    record: { id, openedAt: at, platform: null, confirmation: null },
    evidence: { sequence: 1, receivedAt: at, evidence: { facts: [], texts: [{ text: id.repeat(100) }] } },
    diagnosis: {
      sequence: 1,
      evidenceSequence: 1,
      diagnosedAt: at,
      rulebookDigest: 'sha256:one',
      engineVersion: '1',
      factsDigest: '',
      answer: `{"id":"${id}"}`,
    },
    idempotent: null,
    audit: audited,
  });
  process.stdout.write(`${id}\n`);
}

for (;;) await Promise.all(Array.from({ length: 7 }, open));
