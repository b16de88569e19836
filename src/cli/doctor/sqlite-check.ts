import { lockHolders, writeLockHolder } from '../../storage/backup/lock-holders.ts';
import { type FileState, fileStateOf } from '../../storage/inspect/file-state.ts';
import { type SqliteState, withSqliteReader } from '../../storage/inspect/inspect-sqlite.ts';
import { isUsable } from '../../storage/inspect/read-store.ts';
import { asSize } from '../text-layout.ts';
import type { Ask } from './ask.ts';
import { type Finding, linesOf, wordsOf } from './finding.ts';
import { checkMigrations } from './migrations-check.ts';

const { ok, warn, fail } = linesOf('database');

const MIB = 1024 * 1024;
const LITTLE_SPACE = 256 * MIB;
const LONG_LOG = 256 * MIB;

const restoreAdvice =
  'Stop the server, keep a copy of the file, and restore the newest backup: culprit restore FILE (docs/operations.md).';

/** The SQLite file, and what `ask` finds out from its tables; `ask` is left out when they cannot be read. */
export async function checkSqlite(file: string, ask: Ask): Promise<Finding[]> {
  if (file === ':memory:')
    return [
      warn(
        'CULPRIT_DATABASE is ":memory:": every case is lost when the server ends.',
        'Name a file, or set DATABASE_URL.',
      ),
    ];
  const state = fileStateOf(file);
  const around = checkFile(file, state);
  if (!state.exists) return [...around, ...(await ask(null))];
  if (!state.isReadable) return around;
  try {
    return await withSqliteReader(file, async (reader) => {
      const state = reader.state();
      const asked = isUsable(state.migrations) ? await ask(reader.store()) : [];
      return [...around, ...checkState(file, state), ...(await checkWriter(file)), ...asked];
    });
  } catch (error) {
    // Without the right to write beside it SQLite cannot open it, either; that is said already.
    const isSaid = !state.isWritable && /unable to open/.test(wordsOf(error));
    return isSaid ? around : [...around, unreadable(file, error)];
  }
}

function unreadable(file: string, error: unknown): Finding {
  const holders = lockHolders(file);
  const isBusy = /locked|busy/i.test(wordsOf(error));
  return isBusy
    ? fail(
        `${file} is locked${holders.length > 0 ? ` by process ${holders.join(', ')}` : ''}: nothing can be read or written.`,
        'End what holds the lock, or wait for it; a server never locks out readers.',
      )
    : fail(`${file} cannot be read: ${wordsOf(error)}.`, restoreAdvice);
}

function checkFile(file: string, state: FileState): Finding[] {
  const { exists, bytes, logBytes, freeBytes } = state;
  const free = freeBytes === null ? '' : `, ${asSize(freeBytes)} free beside it`;
  return [
    exists
      ? ok(`SQLite, ${file}: ${asSize(bytes)}, its log ${asSize(logBytes)}${free}.`)
      : ok(`There is no file ${file} yet; the first start makes it${free}.`),
    ...checkRights(file, state),
    ...checkSpace(file, state),
  ];
}

function checkRights(file: string, { exists, mode, isReadable, isWritable }: FileState): Finding[] {
  return [
    ...(exists && !isReadable
      ? [
          fail(
            `${file} cannot be read by this user.`,
            'Run as the user who owns it, or give it to that user: chown.',
          ),
        ]
      : []),
    ...(isWritable
      ? []
      : [
          fail(
            `${file}, or its folder, cannot be written by this user: no case can be stored.`,
            'Give both to the user of the server, and mount the volume for writing.',
          ),
        ]),
    ...(exists && (mode & 0o077) !== 0
      ? [warn(`${file} has the mode ${mode.toString(8)}: others may read the evidence.`, `chmod 600 ${file}`)]
      : []),
  ];
}

function checkSpace(file: string, { freeBytes, logBytes }: FileState): Finding[] {
  return [
    ...(freeBytes !== null && freeBytes < LITTLE_SPACE
      ? [
          warn(
            `Only ${asSize(freeBytes)} are free beside ${file}; a full disk refuses every new case.`,
            'Make space, or let old cases go: CULPRIT_RETENTION_DAYS.',
          ),
        ]
      : []),
    ...(logBytes > LONG_LOG
      ? [
          warn(
            `The log of writes is ${asSize(logBytes)} long: somebody reads for long, or a server ended without closing it.`,
            'Look for a backup that hangs; the next start of a server takes the log in.',
          ),
        ]
      : []),
  ];
}

function checkState(file: string, { journalMode, damage, brokenTable, migrations }: SqliteState): Finding[] {
  const broken = damage.length > 0 || brokenTable !== null;
  return [
    ...(damage.length > 0 ? [fail(`${file} is damaged: ${damage.join('; ')}.`, restoreAdvice)] : []),
    ...(brokenTable === null
      ? []
      : [
          fail(
            `Rows of ${brokenTable} name rows that are not there: the file was changed by hand, or is damaged.`,
            restoreAdvice,
          ),
        ]),
    ...(broken ? [] : [ok('Its pages, indexes and references are whole.')]),
    ...checkMigrations(migrations),
    ...(journalMode === 'wal' || migrations.applied === 0
      ? []
      : [ok(`Its journal mode is ${journalMode}, as in a restored file; the next start sets WAL.`)]),
  ];
}

/** Somebody who holds the lock for writing, and not just for a moment. */
async function checkWriter(file: string): Promise<Finding[]> {
  const holder = await writeLockHolder(file);
  if (holder === null) return [];
  return [
    warn(
      `Process ${holder} holds the lock for writing: a server's writes wait for it, and are refused after a while.`,
      'Unless it is a server at work, end it: an open transaction in a shell, a tool that copies.',
    ),
  ];
}
